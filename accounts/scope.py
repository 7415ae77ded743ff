"""Which places a person may read about in the registers, and which they may write about."""

from django.db.models import Q
from django.utils import timezone

from accounts.models import WARD_ROLES, Role, User
from localities.models import Locality, LocalityQuerySet

_WRITING_ROLES = WARD_ROLES | {Role.SPECIALIST, Role.HEAD}


def readable_places(user: User) -> LocalityQuerySet:
    """The places at which the person holds a role with content, and what lies below them."""
    return Locality.objects.below(user.entry_place_ids | user.office_place_ids)


def editable_places(user: User) -> LocalityQuerySet:
    """As readable, without those who only read: clerk and inspector."""
    return Locality.objects.below(user.places(*_WRITING_ROLES))


def writes(user: User) -> bool:
    return user.holds(*_WRITING_ROLES)


def choosable_places(user: User, *, kept: int | None = None) -> LocalityQuerySet:
    """What a form offers as a row's place: today's, no villages, and the one that the row has."""
    editable = editable_places(user)
    current = editable.filter(kind__is_village=False).valid_on(timezone.localdate())
    return Locality.objects.filter(
        Q(pk__in=current) | Q(pk__in=editable.filter(pk__in=[] if kept is None else [kept]))
    ).in_order()
