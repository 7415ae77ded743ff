"""Reads over the movement's registers: annex III and the yearly board."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, Sum

from campaigns.models import GoodDeed, LaneResult, LocalityTitle, VillageResult
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
class Tally:
    """What a place's villages add up to. None: nothing in the register."""

    entered: int = 0
    households: int | None = None
    registered: int | None = None
    recognised: int | None = None
    villages_recognised: int = 0


@dataclass(frozen=True, slots=True)
class PlaceYear:
    """One place's year on the board. None: nothing in the register."""

    place: Locality
    year: int
    village_count: int
    tally: Tally
    lanes: int
    is_exemplary: bool | None
    good_deeds: int | None


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


def place_years(places: LocalityQuerySet, year: int) -> list[PlaceYear]:
    """The board: each place that has villages, with its year. Six queries."""
    villages = Locality.objects.valid_on(date(year, 12, 31)).villages().filter(parent__in=places)
    counts = dict(villages.values_list("parent").annotate(total=Count("pk")))
    tallies = _tallies(places, year)
    lanes = LaneResult.objects.filter(place__in=places, year=year).values_list("place")
    lane_counts = dict(lanes.annotate(total=Count("pk")))
    titles = LocalityTitle.objects.filter(place__in=places, year=year)
    exemplary = dict(titles.values_list("place", "is_exemplary"))
    deeds = GoodDeed.objects.filter(place__in=places, year=year)
    persons = dict(deeds.values_list("place", "person_count"))
    return [
        PlaceYear(
            place=place,
            year=year,
            village_count=counts.get(place.pk, 0),
            tally=tallies.get(place.pk, Tally()),
            lanes=lane_counts.get(place.pk, 0),
            is_exemplary=exemplary.get(place.pk),
            good_deeds=persons.get(place.pk),
        )
        for place in places.filter(pk__in=[*counts, *tallies]).in_order()
    ]


def village_years(place: Locality, year: int) -> list[VillageYear]:
    """The villages of a place, each with its result or none yet. Four queries."""
    results = {
        row.village_id: row
        for row in VillageResult.objects.filter(village__parent=place, year=year)
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


def _tallies(places: LocalityQuerySet, year: int) -> dict[int, Tally]:
    results = VillageResult.objects.filter(village__parent__in=places, year=year)
    groups = results.values_list("village__parent").annotate(
        entered=Count("pk"),
        households=Sum("household_count"),
        registered=Sum("registered_count"),
        recognised=Sum("recognised_count"),
        villages_recognised=Count("pk", filter=Q(is_recognised=True)),
    )
    return {place: Tally(*sums) for place, *sums in groups}
