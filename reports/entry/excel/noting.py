"""Writing notes into a workbook from outside. Runs in the limited process.

The workbook goes through openpyxl, which keeps cells, looks, formulas, names and hidden sheets, and
leaves out what it does not know (shapes, slicers): people get their figures back, not their file to
the letter. Values of formulas are computed anew when the file is opened.
"""

import io
import json
import re
import zipfile
from collections.abc import Iterable

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from vhtt_portal.files.workbook.cells import put_text
from vhtt_portal.files.workbook.content import RESULT_SHEET, RESULT_TITLE

_AUTHOR = "Cổng số liệu"
_MARK = f"{_AUTHOR}:"  # what stands after it in a note is ours
_TINT = PatternFill("solid", fgColor="F6D5D1")
_HEADINGS = ("Kết quả", "Chỉ tiêu", "Trước đó", "Trong tệp", "Vị trí", "Lý do")
_WIDTHS = (24, 44, 16, 16, 22, 64)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NOTE_WIDTH, _NOTE_HEIGHT, _LETTERS_A_LINE = 300, 26, 38
_FONT = "Times New Roman"
_PLAIN, _BOLD, _TITLE = Font(_FONT, 12), Font(_FONT, 12, bold=True), Font(_FONT, 14, bold=True)
_LINK = Font(_FONT, 12, color="1A4FA3", underline="single")

Line = dict[str, str | int]


def note(payload: bytes) -> bytes:
    """``payload`` is one line of JSON, [the words on top, the lines], then the workbook."""
    told, _, content = payload.partition(b"\n")
    words, lines = json.loads(told)
    book = load_workbook(io.BytesIO(content), rich_text=True)
    _clear(book)
    pages = {page.title: page for page in book.worksheets}
    for line in lines:
        page = pages.get(line["sheet"])
        if page is not None and line["is_fault"]:
            _note(page, line)
    _summarise(book, words, lines, pages)
    return _saved(book)


def _clear(book: Workbook) -> None:
    """Take away what an earlier check of the same file left in it."""
    for page in book.worksheets:
        if page.title.startswith(RESULT_SHEET) and page["A1"].value == RESULT_TITLE:
            book.remove(page)
            continue
        for row in page.iter_rows():
            for cell in row:
                if cell.comment is not None and _MARK in cell.comment.text:
                    _take_back(book, cell)


def _take_back(book: Workbook, cell: Cell) -> None:
    theirs = str(cell.comment.text).partition(_MARK)[0].strip()
    cell.comment = _comment(theirs, str(cell.comment.author)) if theirs else None
    cell.fill = _fill_of_style(book, cell)


def _fill_of_style(book: Workbook, cell: Cell) -> PatternFill:
    return book._named_styles[cell.style].fill  # noqa: SLF001 - there is no other way to it


def _note(page: Worksheet, line: Line) -> None:
    cell = _shown_cell(page, int(line["row"]), int(line["column"]))
    theirs = cell.comment
    before = f"{theirs.text}\n" if theirs else ""
    ours = line["sentence"] if _MARK in before else f"{_MARK}\n{line['sentence']}"
    cell.comment = _comment(f"{before}{ours}", theirs.author if theirs else _AUTHOR)
    cell.fill = _TINT


def _comment(text: str, author: str) -> Comment:
    text = _plain(text)
    rows = sum(len(part) // _LETTERS_A_LINE + 1 for part in text.split("\n"))
    return Comment(text, author, width=_NOTE_WIDTH, height=_NOTE_HEIGHT * (rows + 1))


def _shown_cell(page: Worksheet, row: int, column: int) -> Cell:
    """The cell itself, or the first one of the area that it is merged into."""
    cell = page.cell(row, column)
    if isinstance(cell, MergedCell):
        for area in page.merged_cells.ranges:
            if cell.coordinate in area:
                return page.cell(area.min_row, area.min_col)
    return cell


def _plain(text: str) -> str:
    """Without what no workbook can hold."""
    return _UNPRINTABLE.sub("", text)


# --- The sheet of results -----------------------------------------------------------------------


def _summarise(
    book: Workbook, words: Iterable[str], lines: Iterable[Line], pages: dict[str, Worksheet]
) -> None:
    page = book.create_sheet(RESULT_SHEET, 0)
    put_text(page, "A1", RESULT_TITLE)
    page["A1"].font = _TITLE
    for row, text in enumerate(words, start=2):
        put_text(page, f"A{row}", _plain(text))
        page[f"A{row}"].font = _PLAIN
    row = page.max_row + 2
    for column, (heading, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True), start=1):
        letter = get_column_letter(column)
        put_text(page, f"{letter}{row}", heading)
        page[f"{letter}{row}"].font = _BOLD
        page.column_dimensions[letter].width = width
    page.freeze_panes = f"A{row + 1}"
    for at, line in enumerate(lines, start=row + 1):
        _write_line(page, at, line, pages)
    for each in book.worksheets:
        each.sheet_view.tabSelected = each is page
    book.active = 0
    _set_paper(page, row)


def _write_line(page: Worksheet, row: int, line: Line, pages: dict[str, Worksheet]) -> None:
    column = get_column_letter(max(1, int(line["column"])))
    place, sheet = f"{column}{line['row']}", str(line["sheet"])
    cells = (
        line["result"], line["name"], line["before"], line["after"],
        f"{sheet}, ô {place}", line["sentence"],
    )  # fmt: skip
    for letter, text in zip("ABCDEF", cells, strict=True):
        put_text(page, f"{letter}{row}", _plain(str(text)))
        page[f"{letter}{row}"].font = _PLAIN
        page[f"{letter}{row}"].alignment = Alignment(vertical="top", wrap_text=True)
    if sheet in pages:
        quoted = sheet.replace("'", "''")
        page[f"E{row}"].hyperlink = Hyperlink(ref=f"E{row}", location=f"'{quoted}'!{place}")
        page[f"E{row}"].font = _LINK


def _set_paper(page: Worksheet, heading_row: int) -> None:
    page.page_setup.paperSize, page.page_setup.orientation = 9, "landscape"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = f"{heading_row}:{heading_row}"


# --- Saving -------------------------------------------------------------------------------------


class _Writer(ExcelWriter):  # type: ignore[misc]  # openpyxl tells no types
    """Writes worksheets in memory: the limited process opens no file to write, not even a
    temporary one."""

    def write_worksheet(self, ws: Worksheet) -> None:
        ws._drawing = SpreadsheetDrawing()  # noqa: SLF001 - as its parent does, all of it
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images  # noqa: SLF001
        part = io.BytesIO()
        writer = WorksheetWriter(ws, part)
        writer.write()
        ws._rels = writer._rels  # noqa: SLF001
        self._archive.writestr(ws.path[1:], part.getvalue())
        self.manifest.append(ws)


def _saved(book: Workbook) -> bytes:
    book.calculation = CalcProperties(fullCalcOnLoad=True)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as package:
        _Writer(book, package).save()
    return out.getvalue()
