"""Lists of outgoing papers."""

from typing import Any

import django_tables2 as tables

from documents.outgoing.models import Paper
from vhtt_portal.tables import DayColumn


class PaperTable(tables.Table):
    """Newest first, as the query gives them."""

    subject = tables.Column(verbose_name="Trích yếu", linkify=True)
    kind = tables.Column(verbose_name="Loại", attrs={"td": {"class": "nowrap"}})
    keeper = tables.Column(verbose_name="Ban hành nhân danh", orderable=False)
    number = tables.Column(verbose_name="Số, ký hiệu", empty_values=(), orderable=False)
    issued_on = DayColumn(verbose_name="Ngày ban hành")
    due_on = DayColumn(verbose_name="Cần trước ngày")
    status = tables.TemplateColumn(
        '{% include "_status.html" with status=record.status label=record.get_status_display only %}',
        verbose_name="Trạng thái",
    )

    class Meta:
        empty_text = "Chưa có văn bản nào."

    def render_subject(self, record: Paper) -> str:
        return record.title

    def render_keeper(self, record: Paper) -> str:
        return record.issuer.letterhead.name

    def render_kind(self, record: Paper) -> Any:
        return record.get_kind_display()

    def render_number(self, record: Paper) -> str:
        return record.number_text or "—"
