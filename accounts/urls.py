"""Addresses of signing in, of accounts and of delegations."""

from django.urls import path

from accounts import views

app_name = "accounts"
urlpatterns = [
    path("dang-nhap/", views.sign_in, name="sign-in"),
    path("thoat/", views.sign_out, name="sign-out"),
    path("mat-khau/", views.password_change, name="password-change"),
]
