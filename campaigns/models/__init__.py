"""The movement: rules, rounds, and the yearly results of villages, agencies, lanes and places."""

from campaigns.models.agency import Agency, AgencyYear
from campaigns.models.commendation import Commendation, EarlierTitles
from campaigns.models.lane import LaneResult
from campaigns.models.nomination import Assessment, Nomination, NominationRound
from campaigns.models.place import PlaceResult
from campaigns.models.round import Candidate, Round
from campaigns.models.rule import LocalRule
from campaigns.models.village import VillageResult

__all__ = [
    "Agency",
    "AgencyYear",
    "Assessment",
    "Candidate",
    "Commendation",
    "EarlierTitles",
    "LaneResult",
    "LocalRule",
    "Nomination",
    "NominationRound",
    "PlaceResult",
    "Round",
    "VillageResult",
]
