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
from campaigns.views.lanes import lane_add, lane_edit, lane_list, lane_remove
from campaigns.views.ledger import (
    earlier_titles,
    earlier_titles_remove,
    eligible_list,
    village_ledger,
)
from campaigns.views.rounds import (
    decision_pdf,
    decision_word,
    minutes_pdf,
    round_add,
    round_advance,
    round_back,
    round_decide,
    round_detail,
    round_grid,
    round_list,
    round_place,
    round_remove,
)
from campaigns.views.rules import rule_list, rule_pages
from campaigns.views.years import (
    index,
    place_result,
    place_results,
    place_year,
    village_result,
    village_result_remove,
    village_results,
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
    "decision_pdf",
    "decision_word",
    "earlier_titles",
    "earlier_titles_remove",
    "eligible_list",
    "index",
    "lane_add",
    "lane_edit",
    "lane_list",
    "lane_remove",
    "minutes_pdf",
    "nominations",
    "place_result",
    "place_results",
    "place_year",
    "round_add",
    "round_advance",
    "round_back",
    "round_decide",
    "round_detail",
    "round_grid",
    "round_list",
    "round_place",
    "round_remove",
    "rule_list",
    "rule_pages",
    "village_ledger",
    "village_result",
    "village_result_remove",
    "village_results",
]
