"""The tasks that somebody still has to do, the most pressing first."""

from datetime import date

from accounts.models import User
from activities.models import Task
from vhtt_portal.dates import short_date
from vhtt_portal.desks.shapes import ToDo

_AT_MOST = 8


def open_tasks(user: User, today: date) -> list[ToDo]:
    """A place's own. One query."""
    rows = Task.objects.filter(place__in=user.entry_place_ids).exclude(state=Task.State.DONE)
    return [_task(row, today) for row in rows.in_order()[:_AT_MOST]]


def _task(row: Task, today: date) -> ToDo:
    is_late = row.is_overdue_on(today)
    return ToDo(
        label=row.content,
        url=row.get_absolute_url(),
        status="late" if is_late else "expected",
        status_label="Quá hạn" if is_late else row.get_state_display(),
        hint=f"hạn {short_date(row.due_on)}",
    )
