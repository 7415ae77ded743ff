"""Reads over the festivals: a year's calendar, and what is to be written next."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch

from accounts.place_rows import NamedRowQuerySet
from heritage.models import Festival, FestivalHeld


@dataclass(frozen=True, slots=True)
class CalendarLine:
    """A festival in a year: as it was written down, or else as its date has it."""

    festival: Festival
    starts_on: date
    ends_on: date
    occasion: FestivalHeld | None


def festival_calendar(festivals: NamedRowQuerySet[Festival], year: int) -> list[CalendarLine]:
    """The year's festivals in the order of their days. Two queries."""
    written = FestivalHeld.objects.filter(held_on__year=year).order_by("held_on")
    rows = festivals.select_related("place", "site").prefetch_related(
        Prefetch("occasions", written, to_attr="written")
    )
    lines = [line for festival in rows for line in _lines(festival, year)]
    return sorted(lines, key=lambda line: (line.starts_on, line.festival.sort_key))


def undated(festivals: NamedRowQuerySet[Festival]) -> NamedRowQuerySet[Festival]:
    """Those that no calendar can place."""
    return festivals.filter(calendar="").select_related("place").in_order()


def next_days(festival: Festival, today: date) -> list[date]:
    """The days from today until the end of next year on which it begins."""
    years = (today.year, today.year + 1)
    return [day for year in years for day in festival.days_in(year) if day >= today]


def next_occasion(festival: Festival, today: date) -> dict[str, Any]:
    """What its next row is likely to say: the last day until today that nothing was written for.

    Where the last two years are written, the next day to come. One query.
    """
    written = set(festival.occasions.values_list("held_on__year", flat=True))
    years = (today.year, today.year - 1)
    past = [day for year in years for day in festival.days_in(year)[::-1] if day <= today]
    missing = [day for day in past if day.year not in written]
    for day in (missing or next_days(festival, today))[:1]:
        is_long = festival.length_days > 1
        return {"held_on": day, "ended_on": _end(festival, day) if is_long else None}
    return {}


def _lines(festival: Festival, year: int) -> list[CalendarLine]:
    """What was written stands in the place of the reckoned day that is nearest to it."""
    days = festival.days_in(year)
    lines = []
    for occasion in festival.written:  # type: ignore[attr-defined]  # prefetched above
        held_on = occasion.held_on
        if days:
            days.remove(min(days, key=lambda day: abs(day - held_on)))
        lines.append(CalendarLine(festival, held_on, occasion.ended_on or held_on, occasion))
    return lines + [CalendarLine(festival, day, _end(festival, day), None) for day in days]


def _end(festival: Festival, day: date) -> date:
    return day + timedelta(days=festival.length_days - 1)
