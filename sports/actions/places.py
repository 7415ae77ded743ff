"""Every change of what a place has for sport, and of who does it there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.rows import Register
from audit.actions import Actor
from localities.models import Locality
from sports.models import Club, Facility, SportYear

clubs = Register(Club, "club", lambda row: row.place)
facilities = Register(Facility, "facility", lambda row: row.place)
_sport_years = Register(SportYear, "sport_year", lambda row: row.place)


@dataclass(frozen=True, slots=True)
class YearFigures:
    """What one place says about a year; ``version`` None: the page showed no row yet."""

    place: Locality
    regular_practitioners: int | None
    sport_families: int | None
    collaborators: int | None
    version: int | None = None

    def columns(self) -> dict[str, Any]:
        return {
            "regular_practitioners": self.regular_practitioners,
            "sport_families": self.sport_families,
            "collaborators": self.collaborators,
        }


@transaction.atomic
def record_sport_year(
    *, year: int, figures: Sequence[YearFigures], by: Actor, at: datetime | None = None
) -> list[SportYear]:
    """Write the year's figures of these places, all or none; a place of which nothing is said
    and nothing was said gets no row."""
    there = {
        row.place_id: row
        for row in SportYear.objects.filter(
            year=year, place__in=[line.place for line in figures]
        ).select_related("place")
    }
    kept = []
    for line in figures:
        row, columns = there.get(line.place.pk), line.columns()
        if row is not None:
            # Whoever saw no row yet saw version 0.
            kept.append(
                _sport_years.change(row, version=line.version or 0, by=by, at=at, **columns)
            )
        elif any(value is not None for value in columns.values()):
            kept.append(_sport_years.add(place=line.place, year=year, by=by, at=at, **columns))
    return kept
