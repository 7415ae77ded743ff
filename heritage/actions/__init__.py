"""Every change of the heritage registers."""

from heritage.actions.festival import festivals, occasions
from heritage.actions.intangible import intangibles
from heritage.actions.site import designations, put_back_site, sites, take_off_site
from heritage.actions.site_parts import restorations

__all__ = [
    "designations",
    "festivals",
    "intangibles",
    "occasions",
    "put_back_site",
    "restorations",
    "sites",
    "take_off_site",
]
