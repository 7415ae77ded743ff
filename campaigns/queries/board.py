"""Reads over the movement's registers: annex III and the yearly board."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Aggregate, Count, OuterRef, Q, QuerySet, Subquery, Sum

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
    """What a place's villages come to in a year; None: none of them says so much."""

    villages: int
    entered: int = 0
    households: int | None = None
    registered: int | None = None
    recognised: int | None = None
    villages_recognised: int | None = None


def tallies(year: int) -> dict[int, Tally]:
    """By place, of those that have villages at the end of the year or results of it. Two queries."""
    standing = Locality.objects.valid_on(date(year, 12, 31)).villages()
    villages = _per(standing, "parent", villages=Count("pk"))
    results = _per(
        VillageResult.objects.filter(year=year),
        "village__parent",
        entered=Count("pk"),
        households=Sum("household_count"),
        registered=Sum("registered_count"),
        recognised=Sum("recognised_count"),
        villages_recognised=Count("pk", filter=Q(is_recognised=True)),
    )
    return {
        place: Tally(**{"villages": 0} | villages.get(place, {}) | results.get(place, {}))
        for place in villages | results
    }


def _per(rows: "QuerySet[Any]", path: str, **totals: Aggregate) -> dict[int, dict[str, Any]]:
    found = rows.order_by().values(path).annotate(**totals)
    return {row.pop(path): row for row in found}


def place_years(places: LocalityQuerySet, year: int) -> LocalityQuerySet:
    """Each place with what its own rows say of the year. No row tells nothing: None, not 0."""
    of_place = PlaceResult.objects.filter(place=OuterRef("pk"), year=year)
    lanes = LaneResult.objects.filter(place=OuterRef("pk"), year=year).order_by().values("place")
    return places.annotate(
        lanes=Subquery(lanes.annotate(total=Count("pk")).values("total")),
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
