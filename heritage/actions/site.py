"""Every change of the sites and of the decisions that rank them."""

from datetime import date, datetime

from accounts import rows
from accounts.rows import Register
from accounts.scope import require_governing
from audit.actions import Actor
from heritage.models import ConditionCheck, Designation, Site

# What a site is and what rank it has is the office's to say; who keeps an eye on it says what was
# seen there. A site is deleted only when it was written by mistake; one that existed is taken off
# the list.
sites = Register(Site, "site", lambda row: row.place, require_governing)
designations = Register(Designation, "designation", lambda row: row.site.place, require_governing)
condition_checks = Register(ConditionCheck, "condition_check", lambda row: row.site.place)


def take_off_site(
    *, site: Site, removed_on: date, version: int | None, reason: str, by: Actor,
    at: datetime | None = None,
) -> Site:  # fmt: skip
    """Take the site off the list from that day on; earlier days still count it."""
    return rows.change(
        site, {"removed_on": removed_on}, version=version, by=by, verb="site.taken_off",
        place=site.place, reason=rows.require_reason(reason), at=at, require=require_governing,
    )  # fmt: skip


def put_back_site(
    *, site: Site, version: int | None, reason: str, by: Actor, at: datetime | None = None
) -> Site:
    return rows.change(
        site, {"removed_on": None}, version=version, by=by, verb="site.put_back",
        place=site.place, reason=rows.require_reason(reason), at=at, require=require_governing,
    )  # fmt: skip
