"""Changes of the villages' years."""

from datetime import date, datetime
from typing import NotRequired, TypedDict, Unpack

from accounts.rows import Register
from audit.actions import Actor
from campaigns.actions.year import record_year
from campaigns.models import VillageResult
from localities.models import Locality
from vhtt_portal.rules import RuleError


class VillageResultFields(TypedDict):
    """What one says about a village's title round."""

    household_count: int
    registered_count: int
    recognised_count: NotRequired[int | None]
    is_recognised: NotRequired[bool | None]
    five_years: NotRequired[bool]
    five_years_commended: NotRequired[bool]
    decision_number: NotRequired[str]
    decided_on: NotRequired[date | None]


village_results = Register(
    VillageResult, "village_result", lambda row: row.village.parent or row.village
)


def record_village_result(
    *, village: Locality, year: int, version: int | None = None, by: Actor,
    at: datetime | None = None, **fields: Unpack[VillageResultFields],
) -> VillageResult:  # fmt: skip
    if not village.kind.is_village:
        raise RuleError(f"{village} không phải là khu dân cư.")
    of = {"village": village, "year": year}
    return record_year(village_results, of, fields, version=version, by=by, at=at)
