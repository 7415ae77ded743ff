"""Appointments: what a person is, where, from one day to another."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q

from accounts.models import DESK_ROLES, Appointment, Role, User
from accounts.rules import require_managing, require_place
from audit.actions import Actor, record
from audit.locking import lock
from localities.models import Locality
from vhtt_portal.dates import short_date
from vhtt_portal.rules import RuleError
from vhtt_portal.text import tidy


@transaction.atomic
def appoint(
    *,
    user: User,
    role: Role,
    locality: Locality,
    starts_on: date,
    by: Actor,
    post: str = "",
    is_deputy: bool = False,
    ends_on: date | None = None,
    at: datetime | None = None,
) -> Appointment:
    """Give somebody one more role. Nobody appoints himself."""
    user = lock(user)
    require_managing(user, by)
    require_place(locality, by)
    return place_in_role(
        user=user, role=role, locality=locality, post=post, is_deputy=is_deputy,
        starts_on=starts_on, ends_on=ends_on, by=by, at=at,
    )  # fmt: skip


@transaction.atomic
def end_appointment(
    *, appointment: Appointment, last_day: date, by: Actor, at: datetime | None = None
) -> Appointment | None:
    """Let a role end with a day; one that would end before it began is taken back altogether."""
    appointment = lock(appointment)
    user = lock(appointment.user)
    require_managing(user, by)
    before, locality = appointment.ends_on, appointment.locality
    changes: dict[str, tuple[object, object]] = {
        "role": (str(appointment), str(appointment)),
        "ends_on": (before, last_day),
    }
    verb = "account.appointment_ended"
    kept: Appointment | None = appointment
    record_place = locality.full_name
    if last_day < appointment.starts_on:
        verb, kept = "account.appointment_withdrawn", None
        changes = {"role": (str(appointment), None)}
        appointment.delete()
    else:
        appointment.ends_on = last_day
        appointment.save(update_fields=["ends_on"])
    end_sessions(user)
    record(by=by, verb=verb, target=user, changes=changes, place=record_place, at=at)
    return kept


def place_in_role(
    *,
    user: User,
    role: Role,
    locality: Locality,
    starts_on: date,
    by: Actor,
    post: str,
    is_deputy: bool,
    ends_on: date | None = None,
    at: datetime | None,
) -> Appointment:
    """The appointment itself, for a person whom the caller holds locked or has just made."""
    _require_sense(role, locality, starts_on, ends_on, is_deputy=is_deputy)
    _require_no_second(user, role, locality, starts_on, ends_on)
    appointment = Appointment(
        user=user, role=role, locality=locality, post=tidy(post), is_deputy=is_deputy,
        starts_on=starts_on, ends_on=ends_on,
    )  # fmt: skip
    appointment.save(force_insert=True)
    end_sessions(user)
    record(
        by=by,
        verb="account.appointed",
        target=user,
        changes={
            "role": (None, str(appointment)),
            "post": (None, appointment.post),
            "is_deputy": (None, is_deputy),
            "starts_on": (None, starts_on),
            "ends_on": (None, ends_on),
        },
        place=locality.full_name,
        at=at,
    )
    return appointment


def end_sessions(user: User) -> None:
    """Whoever is signed in as this person signs in anew, with what they may do now."""
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)


def _require_sense(
    role: Role, locality: Locality, starts_on: date, ends_on: date | None, *, is_deputy: bool
) -> None:
    if ends_on and ends_on < starts_on:
        raise RuleError("Ngày kết thúc phải từ ngày bắt đầu trở đi.")
    if is_deputy and role not in {Role.HEAD, Role.WARD_LEADER}:
        raise RuleError("Chỉ lãnh đạo mới có cấp phó.")
    if locality.valid_to and starts_on > locality.valid_to:
        raise RuleError(
            f"{locality.full_name} không còn từ sau ngày {short_date(locality.valid_to)}."
        )
    if role in DESK_ROLES and not locality.offices.exists():
        raise RuleError(f"Tại {locality.full_name} không có cơ quan nào để giữ vai trò này.")


def _require_no_second(
    user: User, role: Role, locality: Locality, starts_on: date, ends_on: date | None
) -> None:
    same = user.appointments.filter(
        Q(ends_on=None) | Q(ends_on__gte=starts_on), role=role, locality=locality
    )
    if ends_on:
        same = same.filter(starts_on__lte=ends_on)
    if same.exists():
        raise RuleError(
            f"{user.full_name} đã giữ vai trò {role.label} tại {locality.full_name}"
            " trong thời gian này."
        )
