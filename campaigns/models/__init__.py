"""The movement: yearly title results of villages, agencies, lanes and places."""

from campaigns.models.agency import Agency, AgencyYear
from campaigns.models.commendation import Commendation, EarlierTitles
from campaigns.models.lane import LaneResult
from campaigns.models.nomination import Assessment, Nomination, NominationRound
from campaigns.models.place import GoodDeed, LocalityTitle
from campaigns.models.village import VillageResult

__all__ = [
    "Agency",
    "AgencyYear",
    "Assessment",
    "Commendation",
    "EarlierTitles",
    "GoodDeed",
    "LaneResult",
    "LocalityTitle",
    "Nomination",
    "NominationRound",
    "VillageResult",
]
