"""Pages of the sports registers."""

from sports.views.contest import (
    draw_add,
    draw_remove,
    event_pages,
    results,
    roster,
    team_pages,
)
from sports.views.parts import tournament_file_pages
from sports.views.places import (
    club_book,
    club_detail,
    club_list,
    club_pages,
    facility_book,
    facility_detail,
    facility_list,
    facility_pages,
)
from sports.views.sport_year import sport_year, sport_year_edit
from sports.views.tournaments import (
    medal_pages,
    result_sheet,
    table_rules,
    tournament_book,
    tournament_detail,
    tournament_list,
    tournament_pages,
)

__all__ = [
    "club_book",
    "club_detail",
    "club_list",
    "club_pages",
    "draw_add",
    "draw_remove",
    "event_pages",
    "facility_book",
    "facility_detail",
    "facility_list",
    "facility_pages",
    "medal_pages",
    "result_sheet",
    "results",
    "roster",
    "sport_year",
    "sport_year_edit",
    "table_rules",
    "team_pages",
    "tournament_book",
    "tournament_detail",
    "tournament_file_pages",
    "tournament_list",
    "tournament_pages",
]
