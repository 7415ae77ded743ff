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
from campaigns.actions.place import record_good_deeds, record_locality_title
from campaigns.actions.village import (
    VillageResultFields,
    record_village_result,
    remove_village_result,
)

__all__ = [
    "AgencyYearFields",
    "NominationFields",
    "VillageResultFields",
    "add_commendation",
    "agencies",
    "approve_nomination",
    "assess",
    "change_commendation",
    "change_nomination",
    "commend",
    "commendations",
    "lanes",
    "nominate",
    "nomination_rounds",
    "reconsider_nomination",
    "record_agency_year",
    "record_earlier_titles",
    "record_good_deeds",
    "record_locality_title",
    "record_village_result",
    "refuse_nomination",
    "remove_earlier_titles",
    "remove_nomination",
    "remove_village_result",
    "withdraw_nomination",
]
