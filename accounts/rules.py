"""Who may do what to accounts; each refusal is one sentence, on the button and in the action."""

from django.db.models import Q
from django.utils import timezone

from accounts import queries
from accounts.models import User
from audit.actions import Actor
from localities.models import Locality
from vhtt_portal.rules import RuleError


def obstacle_to_managing(user: User, by: Actor) -> str | None:
    """Why this actor may not touch the account, or None. Commands may; two queries for people.

    An account that is anything outside the administrator's places belongs to someone higher:
    otherwise whoever sets its password would gain its rights there.
    """
    if not isinstance(by, User):
        return None
    if user.pk == by.pk:
        return "Không ai tự quản trị tài khoản của mình. Hãy nhờ một người quản trị khác."
    places = queries.administered_places(by)
    today = timezone.localdate()
    current = user.appointments.filter(Q(ends_on=None) | Q(ends_on__gte=today))
    if not user.appointments.filter(locality__in=places).exists():
        return "Tài khoản này không thuộc phạm vi quản trị của bạn."
    if current.exclude(locality__in=places).exists():
        return "Tài khoản này còn giữ vai trò ở nơi ngoài phạm vi quản trị của bạn."
    return None


def require_managing(user: User, by: Actor) -> None:
    if obstacle := obstacle_to_managing(user, by):
        raise RuleError(obstacle)


def require_place(locality: Locality, by: Actor) -> None:
    """Refuses a place whose accounts the actor does not keep. One query."""
    if not isinstance(by, User):
        return
    if not queries.administered_places(by).filter(pk=locality.pk).exists():
        raise RuleError(f"{locality.full_name} không thuộc phạm vi quản trị của bạn.")
