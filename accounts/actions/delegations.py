"""Leave to sign: by order (TL.) or by written delegation (TUQ.)."""

from datetime import date, datetime

from django.db import transaction

from accounts import queries
from accounts.actions.appointments import end_sessions
from accounts.models import Delegation, User
from audit.actions import Actor, record
from audit.locking import lock
from localities.models import Office
from vhtt_portal.rules import RuleError
from vhtt_portal.text import tidy


@transaction.atomic
def delegate(
    *,
    office: Office,
    kind: Delegation.Kind,
    given_by: User,
    given_to: User,
    post: str,
    document: str,
    scope: str,
    starts_on: date,
    ends_on: date | None,
    by: Actor,
    at: datetime | None = None,
) -> Delegation:
    """Write down that the head lets somebody of the office sign."""
    _require_office(office, by)
    _require_people(office, given_by, given_to, starts_on, by)
    _require_dates(kind, starts_on, ends_on)
    row = Delegation(
        office=office, kind=kind, given_by=given_by, given_to=given_to, post=tidy(post),
        document=tidy(document), scope=tidy(scope), starts_on=starts_on, ends_on=ends_on,
    )  # fmt: skip
    if not (row.post and row.document and row.scope):
        raise RuleError("Hãy ghi đủ chức vụ, văn bản giao và phạm vi được ký.")
    row.save(force_insert=True)
    end_sessions(given_to)
    changes = {
        name: (None, str(getattr(row, name) or ""))
        for name in (
            "kind", "given_by", "given_to", "post", "document", "scope", "starts_on", "ends_on"
        )
    }  # fmt: skip
    record(
        by=by, verb="delegation.given", target=row, changes=changes,
        place=office.locality.full_name, at=at,
    )  # fmt: skip
    return row


@transaction.atomic
def end_delegation(
    *, delegation: Delegation, last_day: date, by: Actor, at: datetime | None = None
) -> Delegation:
    """Let it end earlier than written; from the day after, nothing can be signed by it.

    One that had not begun keeps its first day as its last: papers may name it.
    """
    delegation = lock(delegation)
    _require_office(delegation.office, by)
    before = delegation.ends_on
    last_day = max(last_day, delegation.starts_on)
    if before and before <= last_day:
        raise RuleError("Việc giao ký này đã kết thúc trước ngày đó.")
    delegation.ends_on = last_day
    delegation.save(update_fields=["ends_on"])
    end_sessions(delegation.given_to)
    record(
        by=by, verb="delegation.ended", target=delegation,
        changes={"ends_on": (before, last_day)},
        place=delegation.office.locality.full_name, at=at,
    )  # fmt: skip
    return delegation


def _require_office(office: Office, by: Actor) -> None:
    if (
        isinstance(by, User)
        and not queries.offices_for_delegation(by).filter(pk=office.pk).exists()
    ):
        raise RuleError("Bạn không được ghi việc giao ký của cơ quan này.")


def _require_people(office: Office, given_by: User, given_to: User, day: date, by: Actor) -> None:
    """Only the head delegates, in his own right: leave to sign is not passed on.

    Nghị định 30/2020/NĐ-CP, Điều 13 khoản 3 và 4.
    """
    if not queries.heads(office, day).filter(pk=given_by.pk).exists():
        raise RuleError(
            f"{given_by.full_name} không phải người đứng đầu {office.name} vào ngày bắt đầu;"
            " chỉ người đứng đầu được giao ký."
        )
    if given_to.pk == given_by.pk:
        raise RuleError("Không thể giao ký cho chính mình.")
    if isinstance(by, User) and by.pk == given_to.pk:
        raise RuleError("Không ai tự ghi việc giao ký cho mình.")
    if not queries.staff(office, day).filter(pk=given_to.pk).exists():
        raise RuleError(f"{given_to.full_name} không làm việc tại {office.name} vào ngày bắt đầu.")


def _require_dates(kind: Delegation.Kind, starts_on: date, ends_on: date | None) -> None:
    if kind == Delegation.Kind.DELEGATION and ends_on is None:
        raise RuleError("Ủy quyền (TUQ.) phải có thời hạn. Hãy ghi ngày kết thúc.")
    if ends_on and ends_on < starts_on:
        raise RuleError("Ngày kết thúc phải từ ngày bắt đầu trở đi.")
