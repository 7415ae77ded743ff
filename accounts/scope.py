"""Which places a person may read about in the registers, and which they may write about."""

from accounts.models import WARD_ROLES, Role, User
from localities.models import Locality, LocalityQuerySet

_WRITING_ROLES = WARD_ROLES | {Role.SPECIALIST, Role.HEAD}


def readable_places(user: User) -> LocalityQuerySet:
    """The places at which the person holds a role with content, and what lies below them."""
    return Locality.objects.below(user.entry_place_ids | user.office_place_ids)


def editable_places(user: User) -> LocalityQuerySet:
    """As readable, without those who only read: clerk and inspector."""
    return Locality.objects.below(user.places(*_WRITING_ROLES))
