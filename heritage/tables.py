"""Lists of the heritage registers."""

from datetime import date

import django_tables2 as tables

from heritage.models import (
    Designation,
    Festival,
    FestivalHeld,
    IntangibleHeritage,
    Restoration,
    Site,
)
from heritage.queries import NOT_DESIGNATED
from vhtt_portal import lunar
from vhtt_portal.tables import DayColumn, FigureColumn


class SiteTable(tables.Table):
    name = tables.Column(linkify=True, order_by="sort_key")
    # The highest rank first.
    rank = tables.Column(verbose_name="Xếp hạng", order_by=("-rank", "sort_key"))
    place = tables.Column(order_by="place__sort_key")

    class Meta:
        model = Site
        fields = ("name", "rank", "kind", "place", "status")
        empty_text = "Chưa có di tích nào trong sổ khớp với điều tìm."

    def render_rank(self, value: int, record: Site) -> str:
        if record.removed_on:
            return "Đã đưa ra khỏi danh mục"
        return Designation.Rank(value).label if value else NOT_DESIGNATED


class DesignationTable(tables.Table):
    decided_on = DayColumn()
    certificate_received_on = DayColumn()

    class Meta:
        model = Designation
        fields = ("rank", "decision_number", "decided_on", "certificate_received_on")
        empty_text = "Chưa có quyết định xếp hạng: di tích thuộc diện kiểm kê."


class RestorationTable(tables.Table):
    started_on = DayColumn()
    finished_on = DayColumn()
    state_budget = FigureColumn("Ngân sách (triệu đồng)")
    social_budget = FigureColumn("Xã hội hóa (triệu đồng)")

    class Meta:
        model = Restoration
        fields = ("content", "started_on", "finished_on", "state_budget", "social_budget")
        empty_text = "Chưa có đợt tu bổ nào trong sổ."


class LunarDayColumn(DayColumn):
    """A festival's day with its lunar date: 30/01/2020 (mồng 6 tháng Giêng)."""

    def render(self, value: date) -> str:
        words = lunar.in_words(value)
        return f"{super().render(value)} ({words})" if words else super().render(value)


class FestivalTable(tables.Table):
    name = tables.Column(linkify=True, order_by="sort_key")
    place = tables.Column(order_by="place__sort_key")
    when = tables.Column(verbose_name="Thời gian", order_by=("calendar", "month", "day"))
    last_held_on = LunarDayColumn(verbose_name="Lần gần nhất")

    class Meta:
        model = Festival
        fields = ("name", "place", "when", "last_held_on")
        empty_text = "Chưa có lễ hội nào trong sổ khớp với điều tìm."


class FestivalHeldTable(tables.Table):
    held_on = LunarDayColumn()
    ended_on = DayColumn()
    visitors = FigureColumn("Lượt người dự")

    class Meta:
        model = FestivalHeld
        fields = ("held_on", "ended_on", "visitors", "not_held_because", "note")
        empty_text = "Chưa ghi lần tổ chức nào."


class IntangibleHeritageTable(tables.Table):
    name = tables.Column(linkify=True, order_by="sort_key")
    place = tables.Column(order_by="place__sort_key")
    listed_on = DayColumn()

    class Meta:
        model = IntangibleHeritage
        fields = ("name", "kind", "place", "listed_on", "decision_number")
        empty_text = "Chưa có di sản nào trong sổ khớp với điều tìm."
