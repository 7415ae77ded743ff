"""Every change of the movement's registers."""

from campaigns.actions.agency import AgencyYearFields, agencies, record_agency_year
from campaigns.actions.lane import lanes
from campaigns.actions.place import record_good_deeds, record_locality_title
from campaigns.actions.village import VillageResultFields, record_village_result, village_results

__all__ = [
    "AgencyYearFields",
    "VillageResultFields",
    "agencies",
    "lanes",
    "record_agency_year",
    "record_good_deeds",
    "record_locality_title",
    "record_village_result",
    "village_results",
]
