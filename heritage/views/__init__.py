"""Pages of the heritage registers."""

from heritage.views.festival_calendar import festival_calendar, festival_calendar_file
from heritage.views.festivals import festival_detail, festival_list, festival_pages, occasion_pages
from heritage.views.intangible import intangible_detail, intangible_list, intangible_pages
from heritage.views.site_parts import designation_pages, restoration_pages
from heritage.views.sites import (
    site_book,
    site_detail,
    site_list,
    site_pages,
    site_put_back,
    site_take_off,
)

__all__ = [
    "designation_pages",
    "festival_calendar",
    "festival_calendar_file",
    "festival_detail",
    "festival_list",
    "festival_pages",
    "intangible_detail",
    "intangible_list",
    "intangible_pages",
    "occasion_pages",
    "restoration_pages",
    "site_book",
    "site_detail",
    "site_list",
    "site_pages",
    "site_put_back",
    "site_take_off",
]
