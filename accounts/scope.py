"""Which places a person may read about in the registers, and which they may write about."""

from django.db.models import Q
from django.utils import timezone

from accounts.models import WARD_ROLES, Role, User
from audit.actions import Actor
from localities.models import Locality, LocalityQuerySet
from vhtt_portal.rules import RuleError

_GOVERNING_ROLES = frozenset({Role.SPECIALIST, Role.HEAD})
_WRITING_ROLES = WARD_ROLES | _GOVERNING_ROLES


def readable_places(user: User) -> LocalityQuerySet:
    """The places at which the person holds a role with content, and what lies below them."""
    return Locality.objects.below(user.entry_place_ids | user.office_place_ids)


def editable_places(user: User) -> LocalityQuerySet:
    """As readable, without those who only read: clerk and inspector."""
    return Locality.objects.below(user.places(*_WRITING_ROLES))


def governed_places(user: User) -> LocalityQuerySet:
    """The places of which the person keeps the registers for the office."""
    return Locality.objects.below(user.places(*_GOVERNING_ROLES))


def writes(user: User) -> bool:
    return user.holds(*_WRITING_ROLES)


def governs(user: User) -> bool:
    return user.holds(*_GOVERNING_ROLES)


def require_writing(by: Actor, place_ids: set[int]) -> None:
    """Refuse a person who may not write about all of these places; a command may. One query."""
    if isinstance(by, User) and not _are_all_in(editable_places(by), place_ids):
        raise RuleError("Tài khoản của bạn không có quyền ghi sổ của địa phương này.")


def require_governing(by: Actor, place_ids: set[int]) -> None:
    """The same for what the office alone writes. One query."""
    if isinstance(by, User) and not _are_all_in(governed_places(by), place_ids):
        raise RuleError(
            "Chỉ cơ quan quản lý sổ được ghi mục này. Địa phương gửi đề nghị để cơ quan xem xét."
        )


def _are_all_in(places: LocalityQuerySet, place_ids: set[int]) -> bool:
    return places.filter(pk__in=place_ids).count() == len(place_ids)


def choosable_places(user: User, *, kept: int | None = None) -> LocalityQuerySet:
    """What a form offers as a row's place: today's, no villages, and the one that the row has."""
    editable = editable_places(user)
    current = editable.filter(kind__is_village=False).valid_on(timezone.localdate())
    return Locality.objects.filter(
        Q(pk__in=current) | Q(pk__in=editable.filter(pk__in=[] if kept is None else [kept]))
    ).in_order()
