"""Lists of the catalogue's pages."""

from dataclasses import dataclass

import django_tables2 as tables
from django.urls import reverse

from reports.catalogue.description import as_of, level, source, spoken
from reports.catalogue.form import Form, FormIndicator, FormRule
from reports.catalogue.models import FormVersion


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """A line as a list shows it."""

    line: FormIndicator
    version_code: str

    def get_absolute_url(self) -> str:
        return reverse("catalogue:indicator-detail", args=[self.version_code, self.line.code])

    @property
    def source(self) -> str:
        return source(self.line)

    @property
    def as_of(self) -> str:
        return as_of(self.line)

    @property
    def places(self) -> str:
        return self.line.places.label

    @property
    def required(self) -> str:
        return "Bắt buộc" if self.line.required else ""


class IndicatorTable(tables.Table):
    name = tables.Column(verbose_name="Chỉ tiêu", accessor="line__name", linkify=True)
    unit = tables.Column(verbose_name="Đơn vị tính", accessor="line__unit")
    places = tables.Column(verbose_name="Tổng hợp")
    source = tables.Column(verbose_name="Nguồn")
    as_of = tables.Column(verbose_name="Thời điểm")
    required = tables.Column(verbose_name="Bắt buộc", default="")

    class Meta:
        orderable = False
        empty_text = "Không có chỉ tiêu nào khớp với điều tìm."


def indicator_table(lines: tuple[FormIndicator, ...], form: Form, caption: str) -> IndicatorTable:
    table = IndicatorTable([IndicatorRow(line, form.code) for line in lines])
    table.caption = caption
    return table


class RuleTable(tables.Table):
    sentence = tables.Column(verbose_name="Câu báo khi không khớp", empty_values=())
    level = tables.Column(verbose_name="Mức", empty_values=())

    class Meta:
        orderable = False
        empty_text = "Không có quy tắc kiểm tra nào nhắc đến chỉ tiêu này."

    def render_sentence(self, record: FormRule) -> str:
        return spoken(record)

    def render_level(self, record: FormRule) -> str:
        return level(record)


class SentenceTable(tables.Table):
    heading = tables.Column(verbose_name="Mục của báo cáo")
    text = tables.Column(verbose_name="Câu mẫu")

    class Meta:
        orderable = False
        empty_text = "Báo cáo không nêu riêng chỉ tiêu này trong câu văn; xem các phụ lục."


class VersionTable(tables.Table):
    name = tables.Column(verbose_name="Biểu mẫu", linkify=True)
    year_from = tables.Column(verbose_name="Dùng từ năm")
    lines = tables.Column(verbose_name="Số chỉ tiêu", attrs={"td": {"class": "figure"}})
    loaded_at = tables.DateTimeColumn(verbose_name="Nạp lúc", format="H:i d/m/Y")

    class Meta:
        model = FormVersion
        fields = ("name", "year_from", "lines", "loaded_at")
        orderable = False
        empty_text = "Chưa nạp biểu mẫu nào."


class TraitChangeTable(tables.Table):
    line = tables.Column(verbose_name="Chỉ tiêu")
    label = tables.Column(verbose_name="Điều thay đổi")
    before = tables.Column(verbose_name="Trước")
    after = tables.Column(verbose_name="Sau")

    class Meta:
        orderable = False


class TextChangeTable(tables.Table):
    before = tables.Column(verbose_name="Trước")
    after = tables.Column(verbose_name="Sau")

    class Meta:
        orderable = False
