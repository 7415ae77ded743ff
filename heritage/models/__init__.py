"""Sites and their ranks, restorations, festivals, intangible heritage."""

from heritage.models.festival import Festival, FestivalHeld
from heritage.models.intangible import IntangibleHeritage
from heritage.models.site import ConditionCheck, Designation, Site
from heritage.models.site_parts import Restoration
from heritage.models.site_proposal import SiteProposal

__all__ = [
    "ConditionCheck",
    "Designation",
    "Festival",
    "FestivalHeld",
    "IntangibleHeritage",
    "Restoration",
    "Site",
    "SiteProposal",
]
