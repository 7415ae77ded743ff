"""The ledger over the register's rows: whole histories, and the same rules as conditions in SQL.

The conditions pick among thousands of villages in one query; ``campaigns.ledger`` says of one
village why. A test holds the two together.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from campaigns.ledger import VILLAGE_YEARS, Award, Eligibility, History, Years
from campaigns.models import Commendation, EarlierTitles, VillageResult
from localities.models import Locality, LocalityQuerySet


def histories(villages: Iterable[Locality]) -> dict[int, History]:
    """What the register knows of each of these villages. Three queries."""
    ids = [village.pk for village in villages]
    titles: dict[int, dict[int, bool | None]] = {pk: {} for pk in ids}
    before = {
        row.village_id: Years(row.first_year, row.last_year)
        for row in EarlierTitles.objects.filter(village__in=ids)
    }
    for pk, years in before.items():
        titles[pk] |= dict.fromkeys(years, True)
    results = VillageResult.objects.filter(village__in=ids)
    for village, year, title in results.values_list("village", "year", "is_recognised"):
        titles[village][year] = title
    awards: dict[int, list[Award]] = defaultdict(list)
    for given in Commendation.objects.filter(place__in=ids, kind=Commendation.Kind.VILLAGE):
        if given.window:
            awards[given.place_id].append(Award(given.year, given.window))
    return {pk: History(titles[pk], tuple(awards[pk]), before.get(pk)) for pk in ids}


def recognised_in(window: Years, village: str) -> Q:
    """Villages that held their title in each of these years; ``village`` is the way to them."""
    condition = Q()
    for year in window:
        stored = VillageResult.objects.filter(village=OuterRef(village), year=year)
        before = EarlierTitles.objects.filter(
            village=OuterRef(village), first_year__lte=year, last_year__gte=year
        )
        is_stored, was_before = Q(Exists(stored)), Q(Exists(before))
        condition &= Q(Exists(stored.filter(is_recognised=True))) | (was_before & ~is_stored)
    return condition


def commended_over(window: Years, village: str) -> "QuerySet[Commendation]":
    """The villages' Giấy khen that use up a year of these, for ``Exists``."""
    return Commendation.objects.filter(
        place=OuterRef(village), kind=Commendation.Kind.VILLAGE, first_year__lte=window.last,
        last_year__gte=window.first,
    )  # fmt: skip


def reached_five_years(year: int, village: str) -> Q:
    """``History.reached`` in SQL."""
    window = Years(year - VILLAGE_YEARS + 1, year)
    used = commended_over(window, village).filter(last_year__lt=year)
    return recognised_in(window, village) & ~Q(Exists(used))


def eligible_villages(villages: LocalityQuerySet, year: int) -> LocalityQuerySet:
    """Villages for whom a Giấy khen may be proposed this year (``History.eligibility``)."""
    window = Years(year - VILLAGE_YEARS + 1, year)
    return villages.filter(recognised_in(window, "pk"), ~Exists(commended_over(window, "pk")))


@dataclass(frozen=True, slots=True)
class FiveYears:
    """Which villages reached five years in one year, and which were commended for them."""

    reached: frozenset[int]
    commended: frozenset[int]


def five_years(villages: LocalityQuerySet, year: int) -> FiveYears:
    """Two queries."""
    given = Commendation.objects.filter(
        place__in=villages, kind=Commendation.Kind.VILLAGE, last_year=year
    )
    reached = villages.filter(reached_five_years(year, "pk"))
    return FiveYears(
        frozenset(reached.values_list("pk", flat=True)),
        frozenset(given.values_list("place", flat=True)),
    )


@dataclass(frozen=True, slots=True)
class VillageLedger:
    """A village's line in the ledger, as it stands at the end of one year."""

    village: Locality
    history: History
    year: int

    @property
    def run(self) -> Years | None:
        return self.history.open_run(self.year)

    @property
    def eligibility(self) -> Eligibility:
        return self.history.eligibility(self.year, VILLAGE_YEARS)


def ledger(place: Locality, year: int) -> list[VillageLedger]:
    """The villages of a place that were there in one of the years shown. Four queries."""
    there = Locality.objects.villages().filter(parent=place, valid_from__lte=date(year, 12, 31))
    villages = list(there.in_order())
    known = histories(villages)
    return [VillageLedger(village, known[village.pk], year) for village in villages]
