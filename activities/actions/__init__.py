"""Every change of the work diary."""

from activities.actions.issued import take_issued
from activities.actions.progress import report_progress
from activities.actions.round import add_round
from activities.actions.rows import (
    activities,
    activity_files,
    directives,
    establishments,
    inspections,
    tasks,
)

__all__ = [
    "activities",
    "activity_files",
    "add_round",
    "directives",
    "establishments",
    "inspections",
    "report_progress",
    "take_issued",
    "tasks",
]
