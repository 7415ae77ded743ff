"""A sheet under its lock, ready for a change."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from audit.actions import Actor
from audit.locking import lock
from reports.entry.models import Figure, Submission
from reports.entry.queries import for_page
from reports.entry.workflow import Move
from vhtt_portal.rules import RuleError

REGISTER_NAME = "Sổ theo dõi"


def locked(submission: Submission, by: Actor) -> Submission:
    """The row as it stands now, locked; Submission.DoesNotExist outside the person's scope."""
    return locked_rows(by, pk=submission.pk).get()


def locked_by_office(submission: Submission, by: Actor) -> Submission:
    """The same for a move that changes what the report says: under the period's lock, so that
    nobody signs between the question and the change."""
    lock(submission.period)
    return locked(submission, by)


def locked_rows(by: Actor, **which: Any) -> QuerySet[Submission]:
    """Locked first and read after: a statement that has waited for its lock shows the rows that it
    joins, the period among them, as they stood before it waited, and somebody may have signed."""
    rows = rows_of(by).filter(**which).order_by("pk")
    if connection.features.has_select_for_update:
        list(rows.select_for_update(of=("self",)).values_list("pk"))
    return for_page(rows)


def rows_of(by: Actor) -> QuerySet[Submission]:
    """What an actor may touch: a person what they see, a command everything."""
    rows = Submission.objects.all()
    return rows.visible_to(by) if isinstance(by, User) else rows


def require(
    move: Move,
    row: Submission,
    by: Actor,
    now: datetime,
    *,
    entered_by: Collection[str] = (),
) -> None:
    """Raise the move's own sentence when this actor may not make it."""
    if not isinstance(by, User):
        _require_state(move, row)
    elif obstacle := move.obstacle(row, by, on=timezone.localdate(now), entered_by=entered_by):
        raise RuleError(obstacle)


def _require_state(move: Move, row: Submission) -> None:
    """A command has no role and no last day, but a sheet's states hold for it too."""
    if row.period.sealed_at is not None:
        raise RuleError(f"Số liệu {row.period} đã khóa vì báo cáo đã được ký.")
    if row.status not in move.sources:
        raise RuleError(f"{row}: phiếu đang ở trạng thái “{row.get_status_display()}”.")


def account(by: Actor) -> User | None:
    return by if isinstance(by, User) else None


def withdraw_approval(row: Submission) -> dict[str, tuple[str, str]]:
    """A changed sheet is not what its leader approved; returns what that changes."""
    if row.status != Submission.Status.APPROVED:
        return {}
    row.status = Submission.Status.ENTERING
    row.approved_at = row.approved_by = None
    row.approver_name = row.approver_post = ""
    row.version += 1
    row.save(
        update_fields=[
            "status", "approved_at", "approved_by", "approver_name", "approver_post", "version",
        ]
    )  # fmt: skip
    return {"status": (Submission.Status.APPROVED, Submission.Status.ENTERING)}


def new_figure(row: Submission, indicator_id: int, now: datetime) -> Figure:
    """An unsaved cell; its version lies above that of any cell that was emptied before."""
    return Figure(
        submission=row,
        indicator_id=indicator_id,
        version=row.cleared_version + 1,
        set_at=now,
    )
