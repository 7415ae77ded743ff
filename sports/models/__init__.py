"""Tournaments and the medals won in them."""

from sports.models.medal import Medal
from sports.models.tournament import Tournament

__all__ = ["Medal", "Tournament"]
