"""A register as a worksheet, one row a line: written for people, read from whatever comes back."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from io import BytesIO

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from vhtt_portal.files.child import FileError
from vhtt_portal.files.workbook.cells import put_number, put_text
from vhtt_portal.files.workbook.content import Kind
from vhtt_portal.files.workbook.intake import read_workbook
from vhtt_portal.files.workbook.pages import Page, Word, read_pages
from vhtt_portal.text import fold

# A file of more lines would keep its sender, and everybody who writes, waiting.
MAX_LINES = 1_000
# How far down a table may begin, below an office's letterhead.
_HEAD_ROWS = 20
_FONT, _SIZE = "Times New Roman", 12
_SHADE, _LINE = "EFECE4", Side("thin", "7D7F84")
_BOX = Border(_LINE, _LINE, _LINE, _LINE)
_TITLE_ROW, _HEAD_ROW = 1, 3
# Lines below the last one that still offer their choices.
_ROOM = 200
_UNSAID = {
    Kind.UNCOMPUTED: "là công thức chưa được tính. Hãy mở tệp, lưu lại rồi gửi lại.",
    Kind.ERROR: "là ô lỗi. Hãy sửa ô ấy rồi gửi lại.",
}

Value = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class ListColumn:
    """``choices`` are the only words that the column takes; ``is_plain`` numbers bear no dots: years."""

    heading: str
    choices: tuple[str, ...] = ()
    is_plain: bool = False


@dataclass(frozen=True, slots=True)
class ListLine:
    """One line of a file: its row there, what it says by heading, and why it cannot be read."""

    number: int
    texts: Mapping[str, str]
    fault: str = ""


def write_list(
    title: str, columns: Sequence[ListColumn], lines: Iterable[Sequence[Value]]
) -> bytes:
    """The .xlsx file; text stays text, whatever it begins with."""
    book = Workbook()
    page: Worksheet = book.worksheets[0]
    page.title = "Sổ"
    put_text(page, f"A{_TITLE_ROW}", title)
    page[f"A{_TITLE_ROW}"].font = Font(_FONT, _SIZE + 2, bold=True)
    widths = [len(column.heading) + 2 for column in columns]
    last = _HEAD_ROW
    for last, line in enumerate(
        itertools.chain([[column.heading for column in columns]], lines), start=_HEAD_ROW
    ):
        for at, value in enumerate(line):
            address = f"{get_column_letter(at + 1)}{last}"
            _put(page, address, value, columns[at], is_head=last == _HEAD_ROW)
            widths[at] = max(widths[at], min(len(str(value or "")) + 2, 50))
    for at, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(at)].width = width
    page.freeze_panes = f"A{_HEAD_ROW + 1}"
    page.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", page.PAPERSIZE_A4
    page.page_setup.fitToHeight, page.sheet_properties.pageSetUpPr.fitToPage = 0, True
    _offer_choices(book, page, columns, last + _ROOM)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _put(page: Worksheet, address: str, value: Value, column: ListColumn, *, is_head: bool) -> None:
    if isinstance(value, date):
        page[address] = value
        page[address].number_format = "dd/mm/yyyy"
    elif isinstance(value, int | Decimal):
        dotted = "#,##0.##" if value % 1 else "#,##0"
        put_number(page, address, value, shown="0" if column.is_plain else dotted)
    else:
        put_text(page, address, value or "")
    cell = page[address]
    cell.font, cell.border = Font(_FONT, _SIZE, bold=is_head), _BOX
    is_text = isinstance(value, str)
    cell.alignment = Alignment("center" if is_head else None, "center" if is_head else "top",
                               wrap_text=is_text)  # fmt: skip
    if is_head:
        cell.fill = PatternFill("solid", _SHADE)


def _offer_choices(
    book: Workbook, page: Worksheet, columns: Sequence[ListColumn], last: int
) -> None:
    """The lists stand on a sheet of their own: a rule's own text holds 255 characters only."""
    chosen = [(at, column) for at, column in enumerate(columns, start=1) if column.choices]
    if not chosen:
        return
    lists = book.create_sheet("Danh sách chọn")
    for at, (where, column) in enumerate(chosen, start=1):
        letter = get_column_letter(at)
        for row, choice in enumerate([column.heading, *column.choices], start=1):
            put_text(lists, f"{letter}{row}", choice)
        rule = DataValidation(
            type="list", allow_blank=True, errorTitle="Chưa đúng cách ghi",
            formula1=f"'{lists.title}'!${letter}$2:${letter}${len(column.choices) + 1}",
            error="Hãy chọn một trong các giá trị của danh sách.", showErrorMessage=True,
        )  # fmt: skip
        target = get_column_letter(where)
        rule.add(f"{target}{_HEAD_ROW + 1}:{target}{last}")
        page.add_data_validation(rule)


def read_list(
    content: bytes, headings: Sequence[str], needed: Sequence[str]
) -> tuple[list[ListLine], list[str]]:
    """The lines under the row that bears the headings, and what the file calls its other columns.

    Headings are found whatever their marks, capitals and order. Raises FileError for a file that
    is none, bears no such row or too many lines.
    """
    for page in read_pages(read_workbook(content), {}):
        found = _head(page, headings)
        if found is None:
            continue
        row, columns, others = found
        missing = [heading for heading in needed if heading not in columns.values()]
        if missing:
            raise FileError(f"Dòng tiêu đề (dòng {row}) thiếu cột: {', '.join(missing)}.")
        lines = [
            _line(number, words, columns)
            for number, words in page.rows.items()
            if number > row and any(word.text for at, word in words.items() if at in columns)
        ]
        if len(lines) > MAX_LINES:
            raise FileError(
                f"Tệp có {len(lines)} dòng, mỗi lần nhận nhiều nhất {MAX_LINES} dòng."
                " Hãy chia thành nhiều tệp."
            )
        return lines, others
    raise FileError(
        f"Không tìm thấy dòng tiêu đề. Tệp cần có một dòng ghi tên các cột: {', '.join(headings)}."
    )


def _head(page: Page, headings: Sequence[str]) -> tuple[int, dict[int, str], list[str]] | None:
    """The first row with at least two of the headings, or the one that there is."""
    keys = {_key(heading): heading for heading in headings}
    for number, words in list(page.rows.items())[:_HEAD_ROWS]:
        columns = {at: keys[key] for at, word in words.items() if (key := _heading(word, keys))}
        if len(set(columns.values())) >= min(2, len(headings)):
            first = {heading: at for at, heading in reversed(columns.items())}
            others = [word.text for at, word in words.items() if at not in columns and word.text]
            return number, {at: heading for heading, at in first.items()}, others
    return None


def _heading(word: Word, keys: Mapping[str, str]) -> str:
    """Its key, or nothing. Our own heading over pasted rows in old letters is no old letter itself."""
    return next((key for key in (_key(word.text), _key(word.cell.text)) if key in keys), "")


def _key(text: str) -> str:
    return fold(text).rstrip(" *:")


def _line(number: int, words: Mapping[int, Word], columns: Mapping[int, str]) -> ListLine:
    texts = {heading: words[at].text if at in words else "" for at, heading in columns.items()}
    for at, heading in columns.items():
        if at in words and words[at].cell.kind in _UNSAID:
            return ListLine(number, texts, f"Ô “{heading}” {_UNSAID[words[at].cell.kind]}")
    return ListLine(number, texts)
