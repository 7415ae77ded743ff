"""Pages of the work diary, a module for each of its registers."""

from activities.views.activities import (
    activity_add,
    activity_detail,
    activity_edit,
    activity_list,
    activity_remove,
)
from activities.views.directives import (
    directive_add,
    directive_detail,
    directive_edit,
    directive_list,
    directive_remove,
)
from activities.views.establishments import (
    establishment_add,
    establishment_detail,
    establishment_edit,
    establishment_list,
    establishment_remove,
)
from activities.views.inspections import (
    inspection_add,
    inspection_detail,
    inspection_edit,
    inspection_list,
    inspection_remove,
)

__all__ = [
    "activity_add", "activity_detail", "activity_edit", "activity_list", "activity_remove",
    "directive_add", "directive_detail", "directive_edit", "directive_list", "directive_remove",
    "establishment_add", "establishment_detail", "establishment_edit", "establishment_list",
    "establishment_remove", "inspection_add", "inspection_detail", "inspection_edit",
    "inspection_list", "inspection_remove",
]  # fmt: skip
