"""Changes of the villages' years."""

from datetime import date, datetime
from typing import NotRequired, TypedDict, Unpack

from django.db import transaction

from accounts.rows import Register
from audit.actions import Actor
from campaigns.actions.commendations import require_commended_years
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
    decision_number: NotRequired[str]
    decided_on: NotRequired[date | None]


_results = Register(VillageResult, "village_result", lambda row: row.village.parent or row.village)


@transaction.atomic
def record_village_result(
    *, village: Locality, year: int, version: int | None = None, by: Actor,
    at: datetime | None = None, **fields: Unpack[VillageResultFields],
) -> VillageResult:  # fmt: skip
    if not village.kind.is_village:
        raise RuleError(f"{village} không phải là khu dân cư.")
    of = {"village": village, "year": year}
    row = record_year(_results, of, fields, version=version, by=by, at=at)
    if not row.is_recognised:
        require_commended_years(village)
    return row


@transaction.atomic
def remove_village_result(
    *, result: VillageResult, version: int | None, reason: str, by: Actor,
    at: datetime | None = None,
) -> None:  # fmt: skip
    _results.remove(result, version=version, reason=reason, by=by, at=at)
    require_commended_years(result.village)
