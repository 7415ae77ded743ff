"""Opening, rescheduling and locking a period."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from accounts.models import User
from audit.actions import Actor, record
from audit.locking import lock
from localities.models import Locality, Office
from reports.catalogue.models import FormVersion
from reports.entry.models import Expectation, Period
from reports.entry.workflow import OFFICE
from vhtt_portal.dates import moment
from vhtt_portal.rules import RuleError
from vhtt_portal.text import tidy


@dataclass(frozen=True, slots=True)
class Dates:
    """The days of a period: what it covers, and until when it is worked on."""

    starts_on: date
    ends_on: date
    cut_off_on: date
    due_on: date
    last_new_on: date
    last_edit_on: date

    def require_order(self) -> None:
        if not self.starts_on <= self.cut_off_on <= self.ends_on:
            raise RuleError("Ngày chốt số liệu phải nằm trong kỳ báo cáo.")
        if self.last_edit_on < max(self.due_on, self.last_new_on):
            raise RuleError(
                "Ngày cuối được sửa không được sớm hơn hạn gửi và ngày cuối nhận phiếu mới."
            )


@transaction.atomic
def open_period(
    *,
    office: Office,
    code: str,
    name: str,
    form_version: FormVersion,
    dates: Dates,
    by: Actor,
    previous: Period | None = None,
    at: datetime | None = None,
) -> Period:
    """Open a period and name the places that owe a return: those right below the office then.

    Villages answer only to an office whose own level they are.
    """
    now = moment(at)
    _require_office(office, by)
    dates.require_order()
    period = Period(
        office=office, code=tidy(code), name=tidy(name), form_version=form_version,
        previous=previous, starts_on=dates.starts_on, ends_on=dates.ends_on,
        cut_off_on=dates.cut_off_on, due_on=dates.due_on, last_new_on=dates.last_new_on,
        last_edit_on=dates.last_edit_on,
    )  # fmt: skip
    places = _owing(office, dates.ends_on)
    if not places:
        raise RuleError(f"{office} chưa có đơn vị nào ở bên dưới để nhận báo cáo.")
    try:
        with transaction.atomic():
            period.save(force_insert=True)
    except IntegrityError:
        raise RuleError(f"{office} đã mở kỳ báo cáo “{period.code}”.") from None
    Expectation.objects.bulk_create(Expectation(period=period, locality=place) for place in places)
    record(
        by=by, verb="period.opened", target=period, place=office.locality.full_name, at=now,
        changes={
            "form": (None, form_version.code),
            "places": (None, [place.full_name for place in places]),
            **{name: (None, day) for name, day in _named(dates).items()},
        },
    )  # fmt: skip
    return period


def _owing(office: Office, day: date) -> list[Locality]:
    below = list(
        Locality.objects.filter(parent=office.locality_id)
        .valid_on(day)
        .select_related("kind")
        .in_order()
    )
    units = [place for place in below if not place.kind.is_village]
    return units or below


def _named(dates: Dates) -> dict[str, date]:
    return {name: getattr(dates, name) for name in Dates.__slots__}


@transaction.atomic
def reschedule(
    *,
    period: Period,
    due_on: date,
    last_new_on: date,
    last_edit_on: date,
    version: int,
    by: Actor,
    at: datetime | None = None,
) -> Period:
    """Give the places more or less time."""
    now = moment(at)
    row = lock(period, version=version)
    _require_office(row.office, by)
    _require_unsealed(row)
    new = Dates(
        starts_on=row.starts_on, ends_on=row.ends_on, cut_off_on=row.cut_off_on,
        due_on=due_on, last_new_on=last_new_on, last_edit_on=last_edit_on,
    )  # fmt: skip
    new.require_order()
    changes = {
        name: (getattr(row, name), day)
        for name, day in _named(new).items()
        if getattr(row, name) != day
    }
    row.due_on, row.last_new_on, row.last_edit_on = due_on, last_new_on, last_edit_on
    row.version += 1
    row.save(update_fields=["due_on", "last_new_on", "last_edit_on", "version"])
    record(by=by, verb="period.rescheduled", target=row, changes=changes, at=now)
    return row


@transaction.atomic
def seal_period(*, period: Period, by: Actor, at: datetime | None = None) -> Period:
    """Stop every move of the period's sheets while an edition of it is signed.

    Who may sign is the edition's matter; its verb calls this one.
    """
    now = moment(at)
    row = lock(period)
    if row.sealed_at is None:
        row.sealed_at = now
        row.version += 1
        row.save(update_fields=["sealed_at", "version"])
        record(by=by, verb="period.sealed", target=row, changes={"sealed_at": (None, now)}, at=now)
    return row


@transaction.atomic
def unseal_period(*, period: Period, reason: str, by: Actor, at: datetime | None = None) -> Period:
    """Let the sheets move again, for a recalled edition or a new one; asks for a reason."""
    now = moment(at)
    row = lock(period)
    if not tidy(reason):
        raise RuleError("Hãy ghi lý do mở lại số liệu của kỳ báo cáo.")
    if row.sealed_at is not None:
        old, row.sealed_at = row.sealed_at, None
        row.version += 1
        row.save(update_fields=["sealed_at", "version"])
        record(
            by=by, verb="period.unsealed", target=row, changes={"sealed_at": (old, None)},
            reason=tidy(reason), at=now,
        )  # fmt: skip
    return row


def _require_office(office: Office, by: Actor) -> None:
    if isinstance(by, User) and not by.holds(*OFFICE, at=office.locality_id):
        raise RuleError("Tài khoản của bạn không có quyền mở hoặc đổi ngày của kỳ báo cáo.")


def _require_unsealed(period: Period) -> None:
    if period.sealed_at is not None:
        raise RuleError(f"Số liệu {period} đã khóa vì báo cáo đã được ký.")
