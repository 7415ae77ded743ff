"""Addresses of signing in, of accounts and of delegations."""

from django.urls import path

from accounts.views import accounts, delegations, sessions

app_name = "accounts"
urlpatterns = [
    path("dang-nhap/", sessions.sign_in, name="sign-in"),
    path("thoat/", sessions.sign_out, name="sign-out"),
    path("mat-khau/", sessions.password_change, name="password-change"),
    path("", accounts.account_list, name="account-list"),
    path("them/", accounts.account_add, name="account-add"),
    path("<int:pk>/", accounts.account_detail, name="account-detail"),
    path("<int:pk>/sua/", accounts.account_edit, name="account-edit"),
    path("<int:pk>/phan-cong/", accounts.account_appoint, name="account-appoint"),
    path("<int:pk>/mat-khau/", accounts.account_password, name="account-password"),
    path("<int:pk>/khoa/", accounts.account_switch, name="account-switch"),
    path(
        "phan-cong/<int:pk>/ket-thuc/",
        accounts.account_appointment_end,
        name="account-appointment-end",
    ),
    path("giao-ky/", delegations.delegation_list, name="delegation-list"),
    path("giao-ky/<int:office_pk>/them/", delegations.delegation_add, name="delegation-add"),
    path("giao-ky/<int:pk>/ket-thuc/", delegations.delegation_end, name="delegation-end"),
]
