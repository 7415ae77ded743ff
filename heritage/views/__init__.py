"""Pages of the heritage registers."""

from heritage.views.artisans import (
    artisan_book,
    artisan_detail,
    artisan_list,
    artisan_pages,
    artisan_title_pages,
)
from heritage.views.festival_calendar import festival_calendar, festival_calendar_file
from heritage.views.festivals import (
    festival_book,
    festival_detail,
    festival_list,
    festival_pages,
    occasion_pages,
)
from heritage.views.intangible import (
    intangible_book,
    intangible_detail,
    intangible_file_pages,
    intangible_list,
    intangible_pages,
    listing_pages,
)
from heritage.views.map import site_map, site_map_data
from heritage.views.proposals import (
    proposal_accept,
    proposal_detail,
    proposal_list,
    proposal_refuse,
    site_add,
    site_edit,
)
from heritage.views.site_parts import (
    check_pages,
    designation_pages,
    restoration_pages,
    site_file_pages,
)
from heritage.views.sites import (
    site_book,
    site_detail,
    site_list,
    site_pdf,
    site_put_back,
    site_remove,
    site_take_off,
)

__all__ = [
    "artisan_book",
    "artisan_detail",
    "artisan_list",
    "artisan_pages",
    "artisan_title_pages",
    "check_pages",
    "designation_pages",
    "festival_book",
    "festival_calendar",
    "festival_calendar_file",
    "festival_detail",
    "festival_list",
    "festival_pages",
    "intangible_book",
    "intangible_detail",
    "intangible_file_pages",
    "intangible_list",
    "intangible_pages",
    "listing_pages",
    "occasion_pages",
    "proposal_accept",
    "proposal_detail",
    "proposal_list",
    "proposal_refuse",
    "restoration_pages",
    "site_add",
    "site_book",
    "site_detail",
    "site_edit",
    "site_file_pages",
    "site_list",
    "site_map",
    "site_map_data",
    "site_pdf",
    "site_put_back",
    "site_remove",
    "site_take_off",
]
