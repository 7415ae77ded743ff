"""Pages of the movement's registers."""

from campaigns.views.agencies import (
    agency_detail,
    agency_list,
    agency_pages,
    agency_year,
)
from campaigns.views.lanes import (
    lane_add,
    lane_edit,
    lane_remove,
)
from campaigns.views.years import (
    good_deeds,
    index,
    locality_title,
    place_year,
    village_result,
    village_result_remove,
)

__all__ = [
    "agency_detail",
    "agency_list",
    "agency_pages",
    "agency_year",
    "good_deeds",
    "index",
    "lane_add",
    "lane_edit",
    "lane_remove",
    "locality_title",
    "place_year",
    "village_result",
    "village_result_remove",
]
