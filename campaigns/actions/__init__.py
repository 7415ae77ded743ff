"""Every change of the movement's registers."""

from campaigns.actions.agency import AgencyYearFields, agencies, record_agency_year
from campaigns.actions.commendations import (
    add_commendation,
    change_commendation,
    commendations,
    record_earlier_titles,
    remove_earlier_titles,
)
from campaigns.actions.lane import lanes
from campaigns.actions.nominations import (
    NominationFields,
    approve_nomination,
    assess,
    change_nomination,
    commend,
    nominate,
    nomination_rounds,
    reconsider_nomination,
    refuse_nomination,
    remove_nomination,
    withdraw_nomination,
)
from campaigns.actions.place import (
    PlaceResultFields,
    record_place_result,
    record_place_results,
)
from campaigns.actions.rounds import (
    Edit,
    advance,
    decide,
    open_round,
    record_candidates,
    require_rule,
    rounds,
    set_enrolled,
    stand_of,
    step_back,
)
from campaigns.actions.rules import local_rules
from campaigns.actions.village import (
    VillageResultFields,
    record_village_result,
    record_village_results,
    remove_village_result,
    village_results,
)

__all__ = [
    "AgencyYearFields",
    "Edit",
    "NominationFields",
    "PlaceResultFields",
    "VillageResultFields",
    "add_commendation",
    "advance",
    "agencies",
    "approve_nomination",
    "assess",
    "change_commendation",
    "change_nomination",
    "commend",
    "commendations",
    "decide",
    "lanes",
    "local_rules",
    "nominate",
    "nomination_rounds",
    "open_round",
    "reconsider_nomination",
    "record_agency_year",
    "record_candidates",
    "record_earlier_titles",
    "record_place_result",
    "record_place_results",
    "record_village_result",
    "record_village_results",
    "refuse_nomination",
    "remove_earlier_titles",
    "remove_nomination",
    "remove_village_result",
    "require_rule",
    "rounds",
    "set_enrolled",
    "stand_of",
    "step_back",
    "village_results",
    "withdraw_nomination",
]
