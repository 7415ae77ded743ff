"""Lists of the sports registers."""

from collections.abc import Mapping

import django_tables2 as tables

from sports.models import Club, Draw, Facility, Medal, Team, Tournament
from sports.standings import Standing
from vhtt_portal.tables import DayColumn, FigureColumn


class TournamentTable(tables.Table):
    name = tables.Column(linkify=True, order_by="sort_key")
    level = tables.Column(verbose_name="Cấp", order_by=("is_higher_level", "place__kind"))
    place = tables.Column(accessor="organisers", order_by="place__sort_key", verbose_name="Đơn vị")
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


class StandingTable(tables.Table):
    """The table of teams; by points only where the tournament goes by points."""

    place = tables.Column(verbose_name="Hạng")
    team = tables.Column(verbose_name="Đoàn, đội")
    gold = FigureColumn("Vàng")
    silver = FigureColumn("Bạc")
    bronze = FigureColumn("Đồng")
    medals = FigureColumn("Cộng")
    points = FigureColumn("Điểm")

    class Meta:
        empty_text = "Chưa ghi đoàn nào."

    def __init__(self, rows: list[Standing], names: Mapping[int, str], *, has_points: bool) -> None:
        hidden = () if has_points else ("points",)
        super().__init__(rows, orderable=False, exclude=hidden)
        self.names = names

    def render_place(self, record: Standing) -> str:
        if record.is_shared:
            return f"{record.place} (đồng hạng)"
        return f"{record.place} (bốc thăm)" if record.by_lot else str(record.place)

    def render_team(self, value: int) -> str:
        return self.names[value]


class EventTable(tables.Table):
    """Events with who won them, for reading."""

    name = tables.Column(verbose_name="Nội dung")
    gold = tables.Column(verbose_name="Nhất (vàng)")
    silver = tables.Column(verbose_name="Nhì (bạc)")
    bronze = tables.Column(verbose_name="Ba (đồng)")
    others = tables.Column(verbose_name="Hạng khác")

    class Meta:
        empty_text = "Chưa ghi nội dung thi đấu nào."


class TeamTable(tables.Table):
    athlete_count = FigureColumn("Số VĐV")

    class Meta:
        model = Team
        fields = ("name", "athlete_count")
        empty_text = "Chưa ghi đoàn nào."


class DrawTable(tables.Table):
    drawn_on = DayColumn()
    order = tables.Column(verbose_name="Thứ tự bốc được", empty_values=())

    class Meta:
        model = Draw
        fields = ("drawn_on", "drawn_by", "order")

    def render_order(self, record: Draw) -> str:
        return "; ".join(str(lot) for lot in record.lots.all())


class ClubTable(tables.Table):
    name = tables.Column(linkify=True, order_by="sort_key")
    place = tables.Column(order_by="place__sort_key")
    member_count = FigureColumn("Hội viên")
    started_on = DayColumn(verbose_name="Từ ngày")
    ended_on = DayColumn(verbose_name="Đến ngày")

    class Meta:
        model = Club
        fields = ("name", "sport", "place", "member_count", "started_on", "ended_on")
        empty_text = "Chưa có câu lạc bộ nào trong sổ khớp với điều tìm."


class FacilityTable(tables.Table):
    name = tables.Column(linkify=True, order_by="sort_key")
    place = tables.Column(order_by="place__sort_key")
    area = FigureColumn("Diện tích (m²)")
    in_use_until = DayColumn(verbose_name="Ngừng sử dụng")

    class Meta:
        model = Facility
        fields = ("name", "kind", "place", "area", "managed_by", "in_use_until")
        empty_text = "Chưa có công trình nào trong sổ khớp với điều tìm."


class SportYearTable(tables.Table):
    """A year's people who do sport, place by place, with their sum."""

    place = tables.Column(verbose_name="Địa bàn")
    regular_practitioners = FigureColumn("Người tập thường xuyên")
    sport_families = FigureColumn("Gia đình thể thao")
    collaborators = FigureColumn("Cộng tác viên")

    class Meta:
        empty_text = "Năm này chưa có địa bàn nào."
