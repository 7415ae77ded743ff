"""Shapes of the tournament register's rows."""

from sports.models import Medal, Tournament
from vhtt_portal.row_form import RowForm


class TournamentForm(RowForm):
    class Meta(RowForm.Meta):
        model = Tournament
        fields = [
            "place", "is_higher_level", "name", "sport", "starts_on", "ends_on", "venue",
            "delegation_count", "athlete_count", "team_standing",
        ]  # fmt: skip


class MedalForm(RowForm):
    class Meta(RowForm.Meta):
        model = Medal
        fields = ["event", "colour", "count", "holder"]
