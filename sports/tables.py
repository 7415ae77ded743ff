"""Lists of the tournament register."""

import django_tables2 as tables

from sports.models import Medal, Tournament
from vhtt_portal.tables import DayColumn, FigureColumn


class TournamentTable(tables.Table):
    name = tables.Column(linkify=True, order_by="sort_key")
    level = tables.Column(verbose_name="Cấp", order_by=("is_higher_level", "place__kind"))
    place = tables.Column(order_by="place__sort_key", verbose_name="Đơn vị")
    starts_on = DayColumn()
    athlete_count = FigureColumn("Lượt VĐV")
    medal_count = FigureColumn("Huy chương")

    class Meta:
        model = Tournament
        fields = (
            "starts_on", "name", "sport", "level", "place", "athlete_count", "medal_count",
            "team_standing",
        )  # fmt: skip
        empty_text = "Chưa có giải nào trong sổ khớp với điều tìm."


class MedalTable(tables.Table):
    count = FigureColumn("Số lượng")

    class Meta:
        model = Medal
        fields = ("event", "colour", "count", "holder")
        empty_text = "Chưa ghi huy chương nào."
