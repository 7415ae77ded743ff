"""Pages of the movement's registers."""

from campaigns.views import nominations
from campaigns.views.agencies import (
    agency_book,
    agency_detail,
    agency_list,
    agency_pages,
    agency_year,
)
from campaigns.views.commendations import (
    commendation_add,
    commendation_detail,
    commendation_edit,
    commendation_list,
    commendation_remove,
)
from campaigns.views.lanes import (
    lane_add,
    lane_edit,
    lane_remove,
)
from campaigns.views.ledger import (
    earlier_titles,
    earlier_titles_remove,
    eligible_list,
    village_ledger,
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
    "agency_book",
    "agency_detail",
    "agency_list",
    "agency_pages",
    "agency_year",
    "commendation_add",
    "commendation_detail",
    "commendation_edit",
    "commendation_list",
    "commendation_remove",
    "earlier_titles",
    "earlier_titles_remove",
    "eligible_list",
    "good_deeds",
    "index",
    "lane_add",
    "lane_edit",
    "lane_remove",
    "locality_title",
    "nominations",
    "place_year",
    "village_ledger",
    "village_result",
    "village_result_remove",
]
