"""Every change of the heritage registers."""

from heritage.actions.festival import festivals, occasions
from heritage.actions.intangible import (
    artisan_titles,
    artisans,
    intangible_files,
    intangibles,
    listings,
)
from heritage.actions.site import (
    condition_checks,
    designations,
    put_back_site,
    sites,
    take_off_site,
)
from heritage.actions.site_parts import restorations, site_files
from heritage.actions.site_proposal import accept_proposal, propose_site, refuse_proposal

__all__ = [
    "accept_proposal",
    "artisan_titles",
    "artisans",
    "condition_checks",
    "designations",
    "festivals",
    "intangible_files",
    "intangibles",
    "listings",
    "occasions",
    "propose_site",
    "put_back_site",
    "refuse_proposal",
    "restorations",
    "site_files",
    "sites",
    "take_off_site",
]
