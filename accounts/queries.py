"""Reading accounts, from what an administrator may see."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from accounts.models import DESK_ROLES, Appointment, Delegation, Role, User
from localities.models import Locality, LocalityQuerySet, Office
from vhtt_portal.text import fold


def administered_places(administrator: User) -> LocalityQuerySet:
    """The places of which somebody keeps the accounts: their own and those below."""
    return Locality.objects.below(administrator.places(Role.ADMINISTRATOR))


def places_to_appoint_at(administrator: User) -> LocalityQuerySet:
    """What a form offers: the administrator's own places and those right below, today's."""
    own = administrator.places(Role.ADMINISTRATOR)
    near = Locality.objects.filter(Q(pk__in=own) | Q(parent__in=own))
    return near.valid_on(timezone.localdate()).in_order()


def administered_accounts(administrator: User) -> QuerySet[User]:
    """Everybody who is or was something there, by given name as Vietnamese lists go."""
    there = Appointment.objects.filter(
        user=OuterRef("pk"), locality__in=administered_places(administrator)
    )
    return User.objects.filter(Exists(there)).order_by("sort_key", "pk")


def account_list(administrator: User, *, search: str = "") -> QuerySet[User]:
    """For the list: ``listed_appointments`` holds today's, with their places. Two queries."""
    accounts = administered_accounts(administrator)
    for word in fold(search).split():
        accounts = accounts.filter(search_key__contains=word)
    today = timezone.localdate()
    return accounts.prefetch_related(
        Prefetch(
            "appointments",
            Appointment.objects.filter(_valid_on(today)).select_related("locality").order_by("pk"),
            to_attr="listed_appointments",
        )
    )


def appointments(user: User) -> list[Appointment]:
    """All of a person's, newest first. One query."""
    return list(user.appointments.select_related("locality").order_by("-starts_on", "-pk"))


def offices_for_delegation(user: User) -> QuerySet[Office]:
    """Where somebody may give leave to sign, as head, or write it down, as administrator."""
    return Office.objects.filter(
        Q(locality__in=user.places(Role.HEAD)) | Q(locality__in=administered_places(user))
    ).order_by("pk")


def delegations(user: User) -> QuerySet[Delegation]:
    """Those of the offices one answers for, running ones first. One query."""
    return (
        Delegation.objects.filter(office__in=offices_for_delegation(user))
        .select_related("office", "given_by", "given_to")
        .order_by("-starts_on", "-pk")
    )


def heads(office: Office, day: date) -> QuerySet[User]:
    """Who heads the office on a day: the head alone, deputies cannot delegate."""
    return User.objects.filter(
        Exists(
            Appointment.objects.filter(
                _valid_on(day), user=OuterRef("pk"), locality=office.locality_id,
                role=Role.HEAD, is_deputy=False,
            )
        ),
        is_active=True,
    ).order_by("sort_key", "pk")  # fmt: skip


def leaders(place_id: int, role: Role, day: date) -> list[Appointment]:
    """Who heads a place, or its office, on a day and may sign for it, deputies last. One query."""
    return list(
        Appointment.objects.filter(
            _valid_on(day), role=role, locality=place_id, user__is_active=True
        )
        .select_related("user")
        .order_by("is_deputy", "pk")
    )


def staff(office: Office, day: date, roles: Iterable[Role] = DESK_ROLES) -> QuerySet[User]:
    """Who works in the office on a day, in one of these roles."""
    return User.objects.filter(
        Exists(
            Appointment.objects.filter(
                _valid_on(day), user=OuterRef("pk"), locality=office.locality_id, role__in=roles
            )
        ),
        is_active=True,
    ).order_by("sort_key", "pk")  # fmt: skip


def demo_accounts() -> list[User]:
    """The accounts shown on the demo's sign-in page, in the order of their making. Two queries."""
    return list(
        User.objects.filter(is_demo=True, is_active=True)
        .order_by("pk")
        .prefetch_related("appointments__locality")
    )


def _valid_on(day: date) -> Q:
    return Q(ends_on=None, starts_on__lte=day) | Q(ends_on__gte=day, starts_on__lte=day)
