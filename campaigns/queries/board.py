"""Reads over the movement's registers: annex III and the yearly board."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Aggregate, Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum

from campaigns.models import LaneResult, PlaceResult, VillageResult
from campaigns.models.village import VillageResultQuerySet
from campaigns.runs import five_years
from localities.models import Locality, LocalityQuerySet


@dataclass(frozen=True, slots=True)
class VillageTitle:
    """A line of annex III. None: not decided yet."""

    ward: str
    village: str
    households: int
    registered: int
    recognised: int | None
    is_recognised: bool | None
    five_years: bool
    commended: bool


@dataclass(frozen=True, slots=True)
class VillageYear:
    """A village and its result of one year, where there is one."""

    village: Locality
    year: int
    result: VillageResult | None
    five_years: bool
    commended: bool


def village_titles(office_locality_id: int, year: int) -> list[VillageTitle]:
    """Every village below with a result of the year, by ward, in Vietnamese order. Three queries."""
    below = Locality.objects.below(frozenset({office_locality_id}))
    results = VillageResult.objects.filter(village__in=below, year=year)
    held = five_years(below.villages(), year)
    return [
        VillageTitle(
            ward=row.village.parent.full_name if row.village.parent else "",
            village=row.village.full_name,
            households=row.household_count,
            registered=row.registered_count,
            recognised=row.recognised_count,
            is_recognised=row.is_recognised,
            five_years=row.village_id in held.reached,
            commended=row.village_id in held.commended,
        )
        for row in results.select_related("village__parent").in_order()
    ]


@dataclass(frozen=True, slots=True)
class Tally:
    """What the results of a place's villages come to; None: none of them says so much."""

    entered: int
    households: int
    registered: int
    recognised: int | None
    villages_recognised: int


def tallies(year: int) -> dict[int, Tally]:
    """By place, of those that have any result of the year. One query, over that year alone."""
    counted = {
        "entered": Count("pk"),
        "households": Sum("household_count"),
        "registered": Sum("registered_count"),
        "recognised": Sum("recognised_count"),
        "villages_recognised": Count("pk", filter=Q(is_recognised=True)),
    }
    results = VillageResult.objects.filter(year=year).order_by().values("village__parent")
    rows: Iterable[Any] = results.annotate(**counted)
    return {row["village__parent"]: Tally(**{name: row[name] for name in counted}) for row in rows}


def place_years(places: LocalityQuerySet, year: int, told: Collection[int]) -> LocalityQuerySet:
    """The board: each place that has villages, with what its own rows say of the year.

    No row tells nothing: None, not 0. ``told`` are the places whose villages have results.
    """
    villages = Locality.objects.valid_on(date(year, 12, 31)).villages()
    of_place = PlaceResult.objects.filter(place=OuterRef("pk"), year=year)
    lanes = LaneResult.objects.filter(year=year)
    shown = places.filter(Exists(villages.filter(parent=OuterRef("pk"))) | Q(pk__in=told))
    return shown.annotate(
        village_count=_per_place(villages, "parent", Count("pk")),
        lanes=_per_place(lanes, "place", Count("pk")),
        is_exemplary=Subquery(of_place.values("is_exemplary")),
        good_deeds=Subquery(of_place.values("good_deeds")),
    ).in_order()


def years_kept(results: VillageResultQuerySet) -> list[int]:
    """Every year since the first of these that was written down, the newest first. Two queries."""
    years = results.order_by("year").values_list("year", flat=True)
    first, last = years.first(), years.last()
    return list(range(last, first - 1, -1)) if first and last else []


def village_years(place: Locality, year: int) -> list[VillageYear]:
    """The villages of a place, each with its result or none yet. Four queries."""
    results = {
        row.village_id: row
        for row in VillageResult.objects.filter(village__parent=place, year=year).select_related(
            "village"
        )
    }
    there = Locality.objects.valid_on(date(year, 12, 31)).villages().filter(parent=place)
    villages = Locality.objects.filter(Q(pk__in=there) | Q(pk__in=[*results])).in_order()
    held = five_years(Locality.objects.filter(parent=place), year)
    return [
        VillageYear(
            village=village,
            year=year,
            result=results.get(village.pk),
            five_years=village.pk in held.reached,
            commended=village.pk in held.commended,
        )
        for village in villages
    ]


def _per_place(rows: "QuerySet[Any]", path: str, total: Aggregate) -> Subquery:
    own = rows.filter(**{path: OuterRef("pk")}).order_by().values(path)
    return Subquery(own.annotate(total=total).values("total"))
