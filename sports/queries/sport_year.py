"""Whose yearly sport figures there are, and what they are."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import User
from accounts.scope import readable_places
from localities.models import Locality, LocalityQuerySet
from sports.models import SportYear
from sports.models.sport_year import DEFINITIONS, fixed_on


def answering_places(user: User, year: int) -> LocalityQuerySet:
    """Of the places the person may read: those that count people themselves, not through others.

    No villages, and no place that has others than villages below it.
    """
    there = Locality.objects.valid_on(fixed_on(year)).filter(kind__is_village=False)
    above = there.exclude(parent=None).values("parent")
    own = readable_places(user).filter(pk__in=there.values("pk"))
    return own.exclude(pk__in=above).in_order()


def sport_years(year: int, places: Sequence[Locality]) -> dict[int, SportYear]:
    """The year's rows by place. One query."""
    rows = SportYear.objects.filter(year=year, place__in=places)
    return {row.place_id: row for row in rows}


@dataclass(frozen=True, slots=True)
class SportYearLine:
    """A place's figures of a year, or the sum of all; None: not known."""

    place: str
    regular_practitioners: int | None = None
    sport_families: int | None = None
    collaborators: int | None = None


def sport_year_lines(user: User, year: int) -> list[SportYearLine]:
    """Place by place, then the sum where there are several. Two queries."""
    places = list(answering_places(user, year))
    rows = sport_years(year, places)
    lines = [
        _line(place.full_name, [rows[place.pk]] if place.pk in rows else []) for place in places
    ]
    return lines if len(lines) < 2 else [*lines, _line("Cộng", list(rows.values()))]  # noqa: PLR2004 - a sum of several


def _line(name: str, rows: Sequence[SportYear]) -> SportYearLine:
    return SportYearLine(name, *(_sum(rows, column) for column, _, _ in DEFINITIONS))


def _sum(rows: Sequence[SportYear], column: str) -> int | None:
    known = [value for row in rows if (value := getattr(row, column)) is not None]
    return sum(known) if known else None
