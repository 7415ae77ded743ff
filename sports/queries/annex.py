"""Annex V: the tournaments of a place and of those below it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, Value, When

from localities.models import Locality
from sports.models import Medal, Tournament
from vhtt_portal.dates import short_date


@dataclass(frozen=True, slots=True)
class TournamentLine:
    """A line of annex V. None: not written down."""

    name: str
    sport: str
    level: str
    place: str
    dates: str
    delegations: int | None
    athletes: int | None
    gold: int
    silver: int
    bronze: int
    standing: str


def tournament_list(locality_id: int, start: date, end: date) -> list[TournamentLine]:
    """The place's own tournaments, those it took part in, then those of the places below it.

    What two levels held together stands once, at the higher one. Two queries.
    """
    own_first = Case(When(place=locality_id, then=Value(0)), default=1, output_field=IntegerField())
    tournaments = (
        Tournament.objects.within(start, end)
        .filter(place__in=Locality.objects.below(frozenset({locality_id})))
        .select_related("place__kind", "co_place")
        .prefetch_related("medals")
        .order_by(own_first, "is_higher_level", "place__sort_key", "starts_on", "sort_key", "pk")
    )
    return [_line(tournament) for tournament in tournaments]


def _line(row: Tournament) -> TournamentLine:
    medals = Counter[int]()
    for medal in row.medals.all():
        medals[medal.colour] += medal.count
    return TournamentLine(
        name=row.name,
        sport=row.sport,
        level=row.level,
        place=row.organisers,
        dates=span_of_days(row.starts_on, row.ends_on),
        delegations=row.delegation_count,
        athletes=row.athlete_count,
        gold=medals[Medal.Colour.GOLD],
        silver=medals[Medal.Colour.SILVER],
        bronze=medals[Medal.Colour.BRONZE],
        standing=row.team_standing,
    )


def span_of_days(start: date, end: date | None) -> str:
    """05/09/2020 – 07/09/2020, or the one day."""
    if end is None or end == start:
        return short_date(start)
    return f"{short_date(start)} – {short_date(end)}"
