"""Reads over the movement's registers."""

from campaigns.queries.board import VillageTitle, village_titles

__all__ = ["VillageTitle", "village_titles"]
