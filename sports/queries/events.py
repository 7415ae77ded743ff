"""The events of a tournament with who won them."""

from dataclasses import dataclass

from django.db.models import Prefetch

from sports.models import Event, Result, Tournament

MEDALISTS = 3


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event's results by rank, for reading: medals in columns, the rest in one."""

    pk: int
    name: str
    gold: str
    silver: str
    bronze: str
    others: str

    def __str__(self) -> str:
        return self.name


def event_lines(tournament: Tournament) -> list[EventLine]:
    """In the order in which the events were written down. Two queries."""
    return [_line(event) for event in events_with_results(tournament)]


def events_with_results(tournament: Tournament) -> list[Event]:
    results = Result.objects.select_related("team").order_by("rank", "pk")
    events = Event.objects.filter(tournament=tournament).order_by("pk")
    return list(events.prefetch_related(Prefetch("results", results)))


def _line(event: Event) -> EventLine:
    results = list(event.results.all())
    gold, silver, bronze = (
        "; ".join(_who(row) for row in results if row.rank == rank) for rank in (1, 2, 3)
    )
    others = (f"{row.rank}. {_who(row)}" for row in results if row.rank > MEDALISTS)
    return EventLine(event.pk, event.name, gold, silver, bronze, "; ".join(others))


def _who(row: Result) -> str:
    return f"{row.team.name} ({row.holder})" if row.holder else row.team.name
