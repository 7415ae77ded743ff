"""Pages of the work diary, a module for each of its registers."""

from activities.views.activities import (
    activity_book,
    activity_detail,
    activity_file_pages,
    activity_list,
    activity_note,
    activity_pages,
)
from activities.views.directives import (
    directive_book,
    directive_detail,
    directive_list,
    directive_pages,
    directive_take,
)
from activities.views.establishments import (
    establishment_book,
    establishment_detail,
    establishment_list,
    establishment_pages,
)
from activities.views.inspections import (
    inspection_book,
    inspection_detail,
    inspection_list,
    inspection_pages,
    round_add,
)
from activities.views.tasks import task_book, task_detail, task_list, task_pages, task_progress

__all__ = [
    "activity_book",
    "activity_detail",
    "activity_file_pages",
    "activity_list",
    "activity_note",
    "activity_pages",
    "directive_book",
    "directive_detail",
    "directive_list",
    "directive_pages",
    "directive_take",
    "establishment_book",
    "establishment_detail",
    "establishment_list",
    "establishment_pages",
    "inspection_book",
    "inspection_detail",
    "inspection_list",
    "inspection_pages",
    "round_add",
    "task_book",
    "task_detail",
    "task_list",
    "task_pages",
    "task_progress",
]  # fmt: skip
