"""Lists of the work diary."""

from datetime import date

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from activities.models import Activity, Directive, Establishment, Inspection, Task, TaskProgress
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


class TaskTable(tables.Table):
    content = tables.Column(linkify=True, order_by="search_key")
    place = tables.Column(order_by="place__sort_key")
    due_on = DayColumn()

    class Meta:
        model = Task
        fields = ("content", "source", "field", "place", "due_on", "state")
        empty_text = "Chưa có nhiệm vụ nào trong sổ khớp với điều tìm."

    def render_state(self, record: Task) -> SafeString:
        return _standing(record, timezone.localdate())


def _standing(task: Task, today: date) -> SafeString:
    """The state as icon and word; a task whose day has passed is late."""
    late = task.is_overdue_on(today)
    shown = {
        "status": "late" if late else _STATUS[task.state],
        "label": f"Quá hạn, {task.get_state_display().lower()}"
        if late
        else task.get_state_display(),
    }
    return render_to_string("_status.html", shown)


_STATUS: dict[str, str] = {
    Task.State.TODO: "todo",
    Task.State.DOING: "drafting",
    Task.State.DONE: "done",
}


class ProgressTable(tables.Table):
    on = DayColumn()

    class Meta:
        model = TaskProgress
        fields = ("on", "state", "note", "by_name")
        empty_text = "Chưa có lần báo tiến độ nào."
