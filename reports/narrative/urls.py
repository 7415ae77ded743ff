"""Addresses of this part of the portal."""

from django.urls import URLPattern

app_name = "narrative"
urlpatterns: list[URLPattern] = []
