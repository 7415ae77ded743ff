"""The portal's addresses and an empty page behind the same doors."""

from django.http import HttpResponse
from django.urls import path

from accounts.http import PortalRequest
from accounts.policy import Audience, Position, Route, policy
from vhtt_portal.urls import urlpatterns as addresses

EMPTY = "/trang-rong/"


def empty(request: PortalRequest) -> HttpResponse:
    """What every signed-in page costs: session, person and roles from the database."""
    return HttpResponse("<!DOCTYPE html><title>Trang rỗng</title>")


urlpatterns = [*addresses, path(EMPTY.strip("/") + "/", empty, name="bench-empty")]

# The policy shuts what it does not list; it is read once, so the page can be added in memory.
policy()["bench-empty"] = Route(
    name="bench-empty",
    audience=Audience.SIGNED_IN,
    methods=frozenset({"GET"}),
    positions=frozenset(Position),
    states=frozenset({"*"}),
)
