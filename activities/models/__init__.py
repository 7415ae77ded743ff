"""The work diary: what was done, which establishments were inspected, what was issued."""

from activities.models.activity import Activity, ActivityFile, Field
from activities.models.directive import Directive
from activities.models.establishment import Establishment
from activities.models.inspection import Inspection
from activities.models.task import Task, TaskProgress, TaskQuerySet

__all__ = [
    "Activity",
    "ActivityFile",
    "Directive",
    "Establishment",
    "Field",
    "Inspection",
    "Task",
    "TaskProgress",
    "TaskQuerySet",
]
