"""The form of a sheet on paper: filled for the leader's hand, and blank to write on."""

from collections.abc import Callable, Iterator

from documents.issuer import Issuer
from documents.numerals import roman
from documents.papers import unnumbered
from documents.structure import (
    Align,
    Cell,
    Column,
    OfficialDocument,
    Paragraph,
    Row,
    RowKind,
    Run,
    SignatureBlock,
    Table,
    paragraph,
    row,
)
from reports.catalogue.form import FormIndicator
from reports.entry.lines import Line, Sheet
from reports.entry.models import Period
from reports.entry.papers import words
from reports.entry.papers.issuer import issuer
from reports.entry.papers.signing import signature
from vhtt_portal.dates import short_date

KIND = "BIỂU SỐ LIỆU"
PREPARED = "NGƯỜI LẬP BIỂU"
_LEGEND = (
    f"Ghi chú: “{words.NOT_ENTERED}” là chưa ghi; “0” là không phát sinh. Cột “Nguồn”:"
    " “tự tính” là số tính từ các dòng khác, “theo sổ” là số đếm từ sổ theo dõi trên cổng số liệu, để"
    " trống là số đơn vị tự ghi."
)
_HOW_TO_WRITE = (
    "Cách ghi: có số thì ghi số (1.234,5); không phát sinh ghi số 0; chỉ tiêu không có ở đơn vị ghi"
    " “không áp dụng”; không có số liệu thì ghi lý do vào cột Ghi chú. Dòng “tự tính” và dòng “theo"
    " sổ” không phải ghi."
)


def filled_form(sheet: Sheet) -> OfficialDocument:
    """The form alone with its figures. One query beside those of the sheet."""
    stated = sheet.submission.is_approved
    prepared_by = sheet.submission.sent_by_name if stated else ""
    return _document(sheet, figures_table(sheet), prepared_by, is_draft=not stated)


def blank_form(sheet: Sheet) -> OfficialDocument:
    """The lines of this place's form with last year's figures and room for a pen. One query."""
    return _document(sheet, _blank_table(sheet), "", is_landscape=False, how=_HOW_TO_WRITE)


def _document(
    sheet: Sheet,
    table: Table,
    prepared_by: str,
    *,
    is_draft: bool = False,
    is_landscape: bool = True,
    how: str = "",
) -> OfficialDocument:
    submission, speaks = sheet.submission, issuer(sheet.submission)
    return unnumbered(
        issuer=speaks,
        kind=KIND,
        subject=f"{submission.period.name} của {submission.locality.formal_name}",
        body=(*_preamble(submission.period, speaks), *([_small(how)] if how else []), table),
        signature=signature(submission, speaks),
        preparer=SignatureBlock((PREPARED,), prepared_by),
        is_draft=is_draft,
        is_landscape=is_landscape,
    )


def _preamble(period: Period, speaks: Issuer) -> Iterator[Paragraph]:
    yield paragraph(f"Đơn vị báo cáo: {speaks.letterhead.name}.")
    yield paragraph(f"Đơn vị nhận báo cáo: {period.office}.")
    yield paragraph(f"Biểu mẫu: {period.form_version.name}. {counted_from(period)}.")


def counted_from(period: Period) -> str:
    first, last = short_date(period.starts_on), short_date(period.cut_off_on)
    return f"Số liệu từ ngày {first} đến ngày {last}"


def _small(text: str) -> Paragraph:
    return Paragraph((Run(text, italic=True),))


# --- Tables -----------------------------------------------------------------------------------


def figures_table(sheet: Sheet) -> Table:
    """Eight columns: it lies down."""
    columns = (
        Column("STT", 4, Align.CENTER),
        Column("Chỉ tiêu", 24),
        Column("Đơn vị tính", 7, Align.CENTER),
        Column(_before(sheet), 7, Align.RIGHT),
        Column(sheet.submission.period.name, 7, Align.RIGHT),
        Column("Tăng, giảm", 7, Align.RIGHT),
        Column("Nguồn", 5, Align.CENTER),
        Column("Giải trình", 17),
    )
    return Table(columns, tuple(_rows(sheet, len(columns), _figure_row)), note=_LEGEND)


def _blank_table(sheet: Sheet) -> Table:
    columns = (
        Column("STT", 4, Align.CENTER),
        Column("Chỉ tiêu, cách ghi", 20),
        Column("Đơn vị tính", 6, Align.CENTER),
        Column(_before(sheet), 7, Align.RIGHT),
        Column(sheet.submission.period.name, 8, Align.CENTER),
        Column("Ghi chú", 9),
    )
    return Table(columns, tuple(_rows(sheet, len(columns), _blank_row)), is_roomy=True)


def _before(sheet: Sheet) -> str:
    previous = sheet.submission.period.previous
    return previous.name if previous else "Kỳ trước"


def _rows(sheet: Sheet, width: int, as_row: Callable[[int, Line, Period], Row]) -> Iterator[Row]:
    number = 0
    for place, section in enumerate(sheet.sections, start=1):
        yield Row((Cell(f"{roman(place)}. {section.name}", colspan=width),), RowKind.GROUP)
        for line in section.lines:
            number += 1
            yield as_row(number, line, sheet.submission.period)


def _figure_row(number: int, line: Line, _period: Period) -> Row:
    return row(
        str(number), line.indicator.name, line.indicator.unit, words.last_figure(line),
        words.figure(line), words.change(line), words.source(line), words.remark(line),
    )  # fmt: skip


def _blank_row(number: int, line: Line, period: Period) -> Row:
    name = Cell(line.indicator.name, small=_meaning(line.indicator, period))
    texts = (line.indicator.unit, words.last_figure(line), words.source(line), "")
    return Row((Cell(str(number)), name, *(Cell(text) for text in texts)))


def _meaning(indicator: FormIndicator, period: Period) -> str:
    """What is counted, and the day it speaks for where that is another than the period's."""
    day = indicator.as_of_on(period.cut_off_on)
    dated = "" if day == period.cut_off_on else f"Số liệu đến ngày {short_date(day)}."
    return " ".join(filter(None, (indicator.explanation, dated)))
