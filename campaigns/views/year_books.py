"""The workbooks of a year: the villages' tallies, the lanes."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from accounts.models import User
from accounts.scope import readable_places
from accounts.views.books import BookPages
from accounts.views.rows import RowPages
from campaigns import actions
from campaigns.forms import LaneBookForm, VillageBookForm
from campaigns.models import LaneResult, VillageResult


def _villages(user: User, row: VillageResult | None) -> dict[str, Any]:
    villages = readable_places(user).villages().select_related("parent").in_order()
    return {"villages": villages}


def _village_results(user: User, year: int) -> Iterable[VillageResult]:
    """One of every village that there is in the year, said or still to be said."""
    kept = VillageResult.objects.visible_to(user).filter(year=year)
    said = {row.village_id: row for row in kept.select_related("village__parent")}
    there = readable_places(user).villages().valid_on(date(year, 12, 31))
    unsaid = there.exclude(pk__in=said).select_related("parent")
    rows = [*said.values(), *(VillageResult(village=village, year=year) for village in unsaid)]
    return sorted(rows, key=_by_place)


def _by_place(row: VillageResult) -> tuple[str, str]:
    parent = row.village.parent
    return parent.sort_key if parent else "", row.village.sort_key


def _lane_results(user: User, year: int) -> Iterable[LaneResult]:
    return LaneResult.objects.visible_to(user).filter(year=year).select_related("place").in_order()


village_book = BookPages(
    RowPages(
        actions.village_results, VillageBookForm, "campaigns:village-result", "kết quả bình xét",
        _villages,
    ),
    "Kết quả khu dân cư",
    ("year", "village"),
    home="campaigns:index",
    of_year=_village_results,
    has_blanks=True,
)  # fmt: skip
lane_book = BookPages(
    RowPages(actions.lanes, LaneBookForm, "campaigns:lane", "ngõ phố văn minh"),
    "Ngõ phố văn minh",
    ("place", "year", "name"),
    of_year=_lane_results,
)
