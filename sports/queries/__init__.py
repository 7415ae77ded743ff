"""Reads over the sports registers."""

from sports.queries.annex import TournamentLine, span_of_days, tournament_list
from sports.queries.events import EventLine, event_lines, events_with_results
from sports.queries.sport_year import answering_places, sport_year_lines, sport_years
from sports.queries.table import Table, draws_of, table_of

__all__ = [
    "EventLine",
    "Table",
    "TournamentLine",
    "answering_places",
    "draws_of",
    "event_lines",
    "events_with_results",
    "span_of_days",
    "sport_year_lines",
    "sport_years",
    "table_of",
    "tournament_list",
]
