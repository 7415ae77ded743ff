"""The request of a signed-in person."""

from accounts.models import User
from vhtt_portal.http import HtmxRequest


class PortalRequest(HtmxRequest):
    """Signed in: the middleware lets nobody else reach a view that takes this."""

    user: User
