"""Lists of the work diary."""

import django_tables2 as tables

from activities.models import Activity, Directive, Establishment, Inspection
from vhtt_portal.tables import DayColumn, FigureColumn


class ActivityTable(tables.Table):
    name = tables.Column(linkify=True, order_by="search_key")
    place = tables.Column(order_by="place__sort_key")
    held_on = DayColumn()
    quantity = FigureColumn("Số lượng")
    participants = FigureColumn("Người tham gia")

    class Meta:
        model = Activity
        fields = ("held_on", "name", "field", "kind", "place", "quantity", "participants")
        empty_text = "Chưa có hoạt động nào trong sổ khớp với điều tìm."


class InspectionTable(tables.Table):
    establishment = tables.Column(
        linkify=lambda record: record.get_absolute_url(), order_by="establishment__sort_key"
    )
    kind = tables.Column(accessor="establishment__kind", verbose_name="Loại hình")
    place = tables.Column(order_by="place__sort_key")
    inspected_on = DayColumn()

    class Meta:
        model = Inspection
        fields = ("inspected_on", "establishment", "kind", "place", "outcome")
        empty_text = "Chưa có lượt kiểm tra nào trong sổ khớp với điều tìm."


class EstablishmentTable(tables.Table):
    last_visit = DayColumn(verbose_name="Kiểm tra gần nhất")
    name = tables.Column(linkify=True, order_by="sort_key")
    place = tables.Column(order_by="place__sort_key")

    class Meta:
        model = Establishment
        fields = ("name", "kind", "place", "address", "status", "last_visit")
        empty_text = "Chưa có cơ sở nào trong sổ khớp với điều tìm."


class DirectiveTable(tables.Table):
    number = tables.Column(
        verbose_name="Số, ký hiệu",
        accessor="pk",
        linkify=lambda record: record.get_absolute_url(),
        order_by=("book_year", "symbol", "number"),
    )
    issued_on = DayColumn()
    place = tables.Column(order_by="place__sort_key")

    class Meta:
        model = Directive
        fields = ("number", "issued_on", "subject", "place")
        empty_text = "Chưa có văn bản nào trong sổ khớp với điều tìm."

    def render_number(self, record: Directive) -> str:
        return str(record)
