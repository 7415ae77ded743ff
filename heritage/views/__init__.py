"""Pages of the heritage registers."""

from heritage.views.festivals import (
    festival_add,
    festival_detail,
    festival_edit,
    festival_held_add,
    festival_held_edit,
    festival_held_remove,
    festival_list,
    festival_remove,
)
from heritage.views.intangible import (
    intangible_add,
    intangible_detail,
    intangible_edit,
    intangible_list,
    intangible_remove,
)
from heritage.views.site_parts import (
    designation_add,
    designation_edit,
    designation_remove,
    restoration_add,
    restoration_edit,
    restoration_remove,
)
from heritage.views.sites import (
    site_add,
    site_detail,
    site_edit,
    site_list,
    site_put_back,
    site_remove,
    site_take_off,
)

__all__ = [
    "designation_add",
    "designation_edit",
    "designation_remove",
    "festival_add",
    "festival_detail",
    "festival_edit",
    "festival_held_add",
    "festival_held_edit",
    "festival_held_remove",
    "festival_list",
    "festival_remove",
    "intangible_add",
    "intangible_detail",
    "intangible_edit",
    "intangible_list",
    "intangible_remove",
    "restoration_add",
    "restoration_edit",
    "restoration_remove",
    "site_add",
    "site_detail",
    "site_edit",
    "site_list",
    "site_put_back",
    "site_remove",
    "site_take_off",
]
