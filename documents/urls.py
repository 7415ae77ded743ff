"""Addresses of this part of the portal."""

from django.urls import path

from documents import views

app_name = "documents"
urlpatterns = [
    path("", views.register, name="register"),
]
