"""The signed mark of a browser on which a person has signed in before."""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from accounts.allowance import account_part

_SALT = "accounts.devices"
_LASTS = 180 * 24 * 60 * 60
# A shared machine of a small office knows all its people; older marks give way.
_MOST_PEOPLE = 12


def cookie_name() -> str:
    return "__Host-devices" if settings.HTTPS else "devices"


def mark_of(request: HttpRequest, username: str) -> str:
    """This browser's mark for that person, empty when they never signed in here."""
    return _marks(request).get(account_part(username), "")


def leave_mark(request: HttpRequest, response: HttpResponse, username: str) -> None:
    marks = _marks(request)
    part = account_part(username)
    mark = marks.pop(part, "") or secrets.token_hex(8)
    kept = dict([*marks.items(), (part, mark)][-_MOST_PEOPLE:])
    response.set_cookie(
        cookie_name(),
        signing.dumps(kept, salt=_SALT, compress=True),
        max_age=_LASTS,
        secure=settings.HTTPS,
        httponly=True,
        samesite="Lax",
    )


def _marks(request: HttpRequest) -> dict[str, str]:
    try:
        marks: dict[str, str] = signing.loads(
            request.COOKIES.get(cookie_name(), ""), salt=_SALT, max_age=_LASTS
        )
    except signing.BadSignature:
        return {}
    return marks
