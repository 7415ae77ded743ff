"""Addresses of this part of the portal."""

from django.urls import path

from localities import views

app_name = "localities"
urlpatterns = [
    path("", views.locality_list, name="locality-list"),
]
