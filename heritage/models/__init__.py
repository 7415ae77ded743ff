"""Sites and their ranks, restorations, festivals, intangible heritage."""

from heritage.models.festival import Festival, FestivalHeld
from heritage.models.intangible import IntangibleHeritage
from heritage.models.site import Designation, Site
from heritage.models.site_parts import Restoration

__all__ = [
    "Designation",
    "Festival",
    "FestivalHeld",
    "IntangibleHeritage",
    "Restoration",
    "Site",
]
