"""Tournaments, clubs, facilities, and who does sport."""

from sports.models.club import Club
from sports.models.contest import Draw, Event, Lot, Result, Team
from sports.models.facility import Facility
from sports.models.medal import Medal
from sports.models.sport_year import SportYear
from sports.models.tournament import Tournament, TournamentFile

__all__ = [
    "Club",
    "Draw",
    "Event",
    "Facility",
    "Lot",
    "Medal",
    "Result",
    "SportYear",
    "Team",
    "Tournament",
    "TournamentFile",
]
