"""Every change of the sports registers."""

from sports.actions.tournament import medals, tournaments

__all__ = ["medals", "tournaments"]
