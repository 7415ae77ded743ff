"""Every change of the sports registers."""

from sports.actions.places import YearFigures, clubs, facilities, record_sport_year
from sports.actions.results import Finish, draw_lots, record_results, remove_draw
from sports.actions.roster import Arrival, events, record_roster, teams
from sports.actions.tournament import medals, set_table_rules, tournament_files, tournaments

__all__ = [
    "Arrival",
    "Finish",
    "YearFigures",
    "clubs",
    "draw_lots",
    "events",
    "facilities",
    "medals",
    "record_results",
    "record_roster",
    "record_sport_year",
    "remove_draw",
    "set_table_rules",
    "teams",
    "tournament_files",
    "tournaments",
]
