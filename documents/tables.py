"""The book of issued documents, in the columns that the law asks for."""

from collections.abc import Iterator

import django_tables2 as tables
from django.utils import timezone

from documents.models import Book, BookEntry
from reports.editions.models import Edition
from reports.editions.queries import sealed_content
from vhtt_portal.dates import short_date
from vhtt_portal.tables import DayColumn


def _edition(entry: BookEntry) -> Edition | None:
    """The report that got this number; another paper of the office has none."""
    return getattr(entry, "edition", None)


def _url(record: BookEntry) -> str | None:
    edition = _edition(record)
    return edition.get_absolute_url() if edition else None


class RegisterTable(tables.Table):
    """Nghị định 30/2020/NĐ-CP, Phụ lục IV: sổ đăng ký văn bản đi.

    What the portal does not know stays empty, to be written by hand on the printed book.
    """

    number = tables.Column(verbose_name="Số, ký hiệu", accessor="pk", linkify=_url)
    issued_on = DayColumn(verbose_name="Ngày tháng văn bản")
    subject = tables.Column(verbose_name="Tên loại và trích yếu nội dung")
    signer_name = tables.Column(verbose_name="Người ký")
    recipients = tables.Column(verbose_name="Nơi nhận văn bản", empty_values=())
    archive = tables.Column(verbose_name="Đơn vị, người nhận bản lưu", empty_values=())
    copies = tables.Column(verbose_name="Số lượng bản", empty_values=(), accessor="pk")
    passed_on = tables.Column(verbose_name="Ngày chuyển", empty_values=(), accessor="pk")
    received_by = tables.Column(verbose_name="Ký nhận", empty_values=(), accessor="pk")
    registered_by = tables.Column(verbose_name="Người đăng ký")
    note = tables.Column(verbose_name="Ghi chú", empty_values=(), accessor="pk")

    class Meta:
        orderable = False
        empty_text = "Sổ của năm này chưa có văn bản nào."
        attrs = {"class": "tight"}

    def __init__(self, book: Book, entries: list[BookEntry]) -> None:
        super().__init__(entries)
        self.offices = {
            entry.pk: sealed_content(edition)["office"]
            for entry in entries
            if (edition := _edition(entry))
        }
        self.caption = f"{book.name} – {book.office}"
        self.prefix = f"so-{book.pk}-"

    def render_number(self, record: BookEntry) -> str:
        return str(record)

    def render_subject(self, record: BookEntry) -> str:
        return f"{record.kind.capitalize()} {record.subject[:1].lower()}{record.subject[1:]}"

    def render_recipients(self, record: BookEntry) -> str:
        office = self.offices.get(record.pk)
        return "; ".join(office["recipients"]) if office else ""

    def render_archive(self, record: BookEntry) -> str:
        office = self.offices.get(record.pk)
        return office["archive_line"] if office else ""

    def render_copies(self) -> str:
        return ""

    def render_passed_on(self) -> str:
        return ""

    def render_received_by(self) -> str:
        return ""

    def render_note(self, record: BookEntry) -> str:
        edition = _edition(record)
        return ". ".join(_notes(edition)) if edition else ""


class LayoutTable(tables.Table):
    """Over findings of ``layout_check``."""

    verdict = tables.TemplateColumn(
        template_name="documents/_verdict.html", verbose_name="Kết quả", accessor="ok"
    )
    rule = tables.Column(verbose_name="Thành phần")
    seen = tables.Column(verbose_name="Trên bản in")
    required = tables.Column(verbose_name="Yêu cầu")
    clause = tables.Column(verbose_name="Phụ lục I, Phần I")

    class Meta:
        orderable = False


def _notes(edition: Edition) -> Iterator[str]:
    if edition.supersedes and edition.supersedes.number:
        yield f"Thay thế văn bản số {edition.supersedes.number_text}"
    if edition.status == Edition.Status.SUPERSEDED:
        yield "Đã được thay thế"
    if edition.recalled_at:
        day = short_date(timezone.localdate(edition.recalled_at))
        yield f"Đã thu hồi ngày {day}: {edition.recall_reason}"
