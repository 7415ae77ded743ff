"""Doors every request passes: signed in unless the route says otherwise, nothing kept in caches."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase


class LoginRequired(LoginRequiredMiddleware):
    """Django's own, which also tells scripts to leave the page instead of taking a sign-in form.

    401 keeps the typed value in its cell; the page's script shows the way to sign in again.
    """

    def handle_no_permission(  # type: ignore[override]  # scripts get no redirect
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseBase:
        wants = request.headers.get("Accept")
        if request.headers.get("HX-Request") or wants == "application/json":
            return HttpResponse("Phiên làm việc đã hết. Hãy đăng nhập lại.", status=401)
        return super().handle_no_permission(request, view_func)


class NoStore:
    """Nothing that a signed-in person sees stays in a cache of the machine or the line."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response
