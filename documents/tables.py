"""The book of issued documents, in the columns that the law asks for."""

from collections.abc import Iterator

import django_tables2 as tables
from django.utils import timezone

from documents.models import Book, BookEntry
from documents.outgoing.content import sealed_content as sealed_paper
from documents.outgoing.models import Paper
from reports.editions.models import Edition
from reports.editions.queries import sealed_content
from vhtt_portal.dates import short_date
from vhtt_portal.tables import DayColumn


def _document(entry: BookEntry) -> Edition | Paper | None:
    """The report or the paper that got this number; what was drawn elsewhere has none."""
    return getattr(entry, "edition", None) or getattr(entry, "paper", None)


def _url(record: BookEntry) -> str | None:
    document = _document(record)
    return document.get_absolute_url() if document else None


def _sent_to(document: Edition | Paper) -> tuple[list[str], str]:
    """Who gets it, and where it is kept."""
    if isinstance(document, Paper):
        said = sealed_paper(document)
        return [*said["addressees"], *said["recipients"]], said["archive_line"]
    office = sealed_content(document)["office"]
    return office["recipients"], office["archive_line"]


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
        self.sent = {
            entry.pk: _sent_to(document) for entry in entries if (document := _document(entry))
        }
        self.caption = f"{book.name} – {book.keeper}"
        self.prefix = f"so-{book.pk}-"

    def render_number(self, record: BookEntry) -> str:
        return str(record)

    def render_subject(self, record: BookEntry) -> str:
        return f"{record.kind.capitalize()} {record.subject[:1].lower()}{record.subject[1:]}"

    def render_recipients(self, record: BookEntry) -> str:
        recipients, _ = self.sent.get(record.pk, ([], ""))
        return "; ".join(recipients)

    def render_archive(self, record: BookEntry) -> str:
        _, archive_line = self.sent.get(record.pk, ([], ""))
        return archive_line

    def render_copies(self) -> str:
        return ""

    def render_passed_on(self) -> str:
        return ""

    def render_received_by(self) -> str:
        return ""

    def render_note(self, record: BookEntry) -> str:
        document = _document(record)
        return ". ".join(_notes(document)) if document else ""


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


def _notes(document: Edition | Paper) -> Iterator[str]:
    if isinstance(document, Edition):
        if document.supersedes and document.supersedes.number:
            yield f"Thay thế văn bản số {document.supersedes.number_text}"
        if document.status == Edition.Status.SUPERSEDED:
            yield "Đã được thay thế"
    if document.recalled_at:
        day = short_date(timezone.localdate(document.recalled_at))
        yield f"Đã thu hồi ngày {day}: {document.recall_reason}"
