"""Changes of the villages' years."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NotRequired, TypedDict, Unpack
from uuid import UUID

from django.db import transaction

from accounts.rows import Register
from audit.actions import Actor
from campaigns.actions.commendations import require_commended_years
from campaigns.actions.guard import require_undecided
from campaigns.actions.year import record_year
from campaigns.models import VillageResult
from campaigns.titles import TitleKind
from localities.models import Locality
from vhtt_portal.rules import RuleError


class VillageResultFields(TypedDict):
    """What one says about a village's title round."""

    household_count: NotRequired[int]
    registered_count: NotRequired[int]
    recognised_count: NotRequired[int | None]
    is_recognised: NotRequired[bool | None]
    decision_number: NotRequired[str]
    decided_on: NotRequired[date | None]


class _VillageResults(Register[VillageResult]):
    """One row for each village and year, which is written and written again."""

    def add(
        self, *, by: Actor, key: UUID | None = None, at: datetime | None = None, **fields: Any
    ) -> VillageResult:
        return record_village_result(version=0, by=by, at=at, **fields)

    def change(
        self, row: VillageResult, *, version: int | None, by: Actor, at: datetime | None = None,
        **fields: Any,
    ) -> VillageResult:  # fmt: skip
        if (fields["village"], fields["year"]) != (row.village, row.year):
            raise RuleError(f"Dòng này là của {row}. Xóa mã trong sổ để ghi cho nơi khác.")
        return record_village_result(version=version, by=by, at=at, **fields)


village_results = _VillageResults(
    VillageResult, "village_result", lambda row: row.village.parent or row.village
)
_DECIDED = {TitleKind.FAMILY: "recognised_count", TitleKind.VILLAGE: "is_recognised"}
_UNSAID = {"recognised_count": None, "is_recognised": None}


@transaction.atomic
def record_village_result(
    *, village: Locality, year: int, version: int | None = None, by: Actor,
    at: datetime | None = None, **fields: Unpack[VillageResultFields],
) -> VillageResult:  # fmt: skip
    if not village.kind.is_village:
        raise RuleError(f"{village} không phải là khu dân cư.")
    of = {"village": village, "year": year}
    known = VillageResult.objects.filter(**of).first() or VillageResult(**of)
    require_undecided(known, fields, _DECIDED, year=year, locality=village)
    row = record_year(village_results, of, fields, version=version, by=by, at=at)
    if not row.is_recognised:
        require_commended_years(village)
    return row


@transaction.atomic
def record_village_results(
    *, year: int, said: Iterable[tuple[Locality, int | None, Mapping[str, Any]]], by: Actor,
    at: datetime | None = None,
) -> None:  # fmt: skip
    """Several villages at once, each with the version that the page carried: all or none."""
    for village, version, fields in said:
        try:
            record_village_result(
                village=village, year=year, version=version, by=by, at=at, **fields
            )
        except RuleError as refusal:
            raise RuleError(f"{village}: {refusal}") from refusal


@transaction.atomic
def remove_village_result(
    *, result: VillageResult, version: int | None, reason: str, by: Actor,
    at: datetime | None = None,
) -> None:  # fmt: skip
    village = result.village
    require_undecided(result, _UNSAID, _DECIDED, year=result.year, locality=village)
    village_results.remove(result, version=version, reason=reason, by=by, at=at)
    require_commended_years(village)
