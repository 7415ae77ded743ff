"""Telling how far a task is."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.scope import require_writing
from activities.models import Task, TaskProgress
from audit.actions import Actor, record
from audit.locking import lock
from audit.models import Source
from vhtt_portal.dates import moment
from vhtt_portal.rules import RuleError
from vhtt_portal.text import tidy

State = Task.State
_LONGEST = 500


@transaction.atomic
def report_progress(
    *, task: Task, on: date, state: str, note: str = "", by: Actor, version: int | None = None,
    at: datetime | None = None,
) -> Task:  # fmt: skip
    """Add what was reached by a day; what was told before stands."""
    require_writing(by, {task.place_id})
    row = lock(task, version=version)
    _require_day(row, on, timezone.localdate(moment(at)))
    words = tidy(note)
    if len(words) > _LONGEST:
        raise RuleError("Kết quả, vướng mắc dài quá 500 ký tự. Hãy viết gọn lại.")
    before, row.state = row.get_state_display(), State(state)
    row.done_on = on if row.state == State.DONE else None
    row.version += 1
    row.save(update_fields=["state", "done_on", "version"])
    TaskProgress.objects.create(
        task=row, on=on, state=row.state, note=words, at=moment(at), by_name=by.audit_name
    )
    record(
        by=by, verb="task.progressed", target=row, place=row.place.full_name, reason=words,
        changes={"state": (before, row.get_state_display())}, source=Source.REGISTER, at=at,
    )  # fmt: skip
    return row


def _require_day(task: Task, on: date, today: date) -> None:
    """Progress is told in order of days, of days that have been."""
    last = TaskProgress.objects.filter(task=task).first()
    if on > today:
        raise RuleError("Ngày của tiến độ không được sau hôm nay.")
    if on < task.given_on:
        raise RuleError("Ngày của tiến độ không được trước ngày giao nhiệm vụ.")
    if last and on < last.on:
        raise RuleError("Ngày của tiến độ không được trước lần báo gần nhất.")
