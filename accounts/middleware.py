"""Doors behind the sign-in: how long a session lasts, and what the policy lets one open."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.models import User
from accounts.policy import Route, policy

SIGNED_IN_AT = "signed_in_at"
SEEN_AT = "seen_at"
# A session's last sign of life is stored at most this often: one write a minute, not one a click.
_GRAIN = timedelta(minutes=1)
# What somebody with a handed-over password may open before setting their own.
_BEFORE_OWN_PASSWORD = {
    "accounts:password-change",
    "accounts:sign-out",
    "accounts:sign-in",
    "healthz",
}

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class SessionLimits:
    """Ends a session that nobody used for half an hour, and any after a working day.

    A change of password, role or state ends it through ``User.get_session_auth_hash``.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.session.session_key and "_auth_user_id" in request.session:
            self._keep_or_end(request)
        return self.get_response(request)

    def _keep_or_end(self, request: HttpRequest) -> None:
        now = timezone.now()
        began, seen = _moment(request, SIGNED_IN_AT), _moment(request, SEEN_AT)
        if began is None or seen is None:
            return  # not opened by the sign-in page; the stored session itself lasts no longer
        idle, whole = now - seen, now - began
        if (
            idle.total_seconds() >= settings.SESSION_IDLE_SECONDS
            or whole.total_seconds() >= settings.SESSION_LIFETIME_SECONDS
        ):
            logout(request)
        elif idle >= _GRAIN:
            request.session[SEEN_AT] = now.isoformat()


class Policy:
    """Asks ``policy.toml`` before every view; what is not listed there stays shut."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., Any],
        args: tuple[Any],
        kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        route = policy().get(name)
        if route is None:
            raise PermissionDenied(f"{name} is not in the policy.")
        method = "GET" if request.method == "HEAD" else request.method
        if method not in route.methods:
            return _not_allowed(request, route)
        if route.is_public:
            return None
        return _ask(request, route)


def _ask(request: HttpRequest, route: Route) -> HttpResponseBase | None:
    user = request.user
    if not isinstance(user, User) or not route.admits(user.roles):
        raise PermissionDenied(f"{route.name} is for other roles.")
    if user.must_change_password and route.name not in _BEFORE_OWN_PASSWORD:
        return _to_own_password(request)
    return None


def _not_allowed(request: HttpRequest, route: Route) -> HttpResponse:
    response = render(request, "405.html", status=405)
    response.headers["Allow"] = ", ".join(sorted(route.methods))
    return response


def _to_own_password(request: HttpRequest) -> HttpResponse:
    response = redirect("accounts:password-change")
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": response.url})
    return response


def _moment(request: HttpRequest, key: str) -> datetime | None:
    stored = request.session.get(key)
    return datetime.fromisoformat(stored) if stored else None
