"""Every change of the work diary."""

from activities.actions.issued import take_issued
from activities.actions.round import add_round
from activities.actions.rows import (
    activities,
    activity_files,
    directives,
    establishments,
    inspections,
)

__all__ = [
    "activities",
    "activity_files",
    "add_round",
    "directives",
    "establishments",
    "inspections",
    "take_issued",
]
