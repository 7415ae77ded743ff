"""Pages of the sports registers."""

from sports.views.tournaments import (
    medal_pages,
    tournament_detail,
    tournament_list,
    tournament_pages,
)

__all__ = ["medal_pages", "tournament_detail", "tournament_list", "tournament_pages"]
