"""Every change of the tournaments themselves, and of the medals brought home."""

from datetime import datetime

from accounts import rows
from accounts.files import FileRegister
from accounts.rows import Register
from audit.actions import Actor
from sports.models import Medal, Tournament, TournamentFile

tournaments = Register(Tournament, "tournament", lambda row: row.place)
medals = Register(Medal, "medal", lambda row: row.tournament.place)
tournament_files = FileRegister(
    TournamentFile, "tournament_file", "tournament", "sports", lambda row: row.place
)


def set_table_rules(
    *, tournament: Tournament, table_order: str, rank_points: str, version: int | None, by: Actor,
    at: datetime | None = None,
) -> Tournament:  # fmt: skip
    """By what the table of teams goes, as the tournament's regulations (điều lệ) say."""
    return rows.change(
        tournament, {"table_order": table_order, "rank_points": rank_points}, version=version,
        by=by, verb="tournament.table_rules_set", place=tournament.place, at=at,
    )  # fmt: skip
