"""Changes of the register of agencies and of their years."""

from datetime import datetime
from typing import NotRequired, TypedDict, Unpack

from accounts.rows import Register
from audit.actions import Actor
from campaigns.actions.guard import require_undecided
from campaigns.actions.year import record_year
from campaigns.models import Agency, AgencyYear
from campaigns.titles import TitleKind


class AgencyYearFields(TypedDict):
    """What one says about an agency's year."""

    is_registered: NotRequired[bool]
    is_recognised: NotRequired[bool]
    has_standard: NotRequired[bool]


agencies = Register(Agency, "agency", lambda row: row.place)
_DECIDED = {TitleKind.AGENCY: "is_recognised"}
_years = Register(AgencyYear, "agency_year", lambda row: row.agency.place)


def record_agency_year(
    *, agency: Agency, year: int, version: int | None = None, by: Actor,
    at: datetime | None = None, **fields: Unpack[AgencyYearFields],
) -> AgencyYear:  # fmt: skip
    of = {"agency": agency, "year": year}
    known = AgencyYear.objects.filter(**of).first() or AgencyYear(**of)
    require_undecided(known, fields, _DECIDED, year=year, agency=agency)
    return record_year(_years, of, fields, version=version, by=by, at=at)
