"""Sites and their ranks, restorations, festivals, intangible heritage, artisans."""

from heritage.models.artisan import Artisan, ArtisanTitle
from heritage.models.festival import Festival, FestivalHeld
from heritage.models.intangible import IntangibleFile, IntangibleHeritage, Listing
from heritage.models.site import ConditionCheck, Designation, Site
from heritage.models.site_parts import Restoration, SiteFile
from heritage.models.site_proposal import SiteProposal

__all__ = [
    "Artisan",
    "ArtisanTitle",
    "ConditionCheck",
    "Designation",
    "Festival",
    "FestivalHeld",
    "IntangibleFile",
    "IntangibleHeritage",
    "Listing",
    "Restoration",
    "Site",
    "SiteFile",
    "SiteProposal",
]
