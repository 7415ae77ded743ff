"""Workbooks typed in TCVN3 (.VnTime) and VNI, as ward computers still hold them."""

from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from tests.reports.entry.excel.corpus.case import (
    ANSWERS,
    Case,
    Told,
    book_of,
    cells_of,
    saved,
    standard_rows,
)
from tests.vhtt_portal.vietnamese import typed
from vhtt_portal.legacy import Encoding

_TITLE = "Tổng hợp số liệu văn hóa, thông tin năm 2020"


def _rows(encoding: Encoding, *, head: Encoding | None) -> list[list[object]]:
    """The standard table under a title, its words in the old letters."""
    table = [[_TITLE], *standard_rows()]
    return [
        [
            typed(value, encoding if at > 1 else head)
            if isinstance(value, str) and (at > 1 or head)
            else value
            for value in row
        ]
        for at, row in enumerate(table)
    ]


def _set_fonts(book: Workbook, body: str, head: str) -> None:
    for at, row in enumerate(book.active.iter_rows(), start=1):
        for place in row:
            place.font = Font(name=body if at > 2 else head)


def _case(name: str, encoding: Encoding, *, head_in: Encoding | None, fonts: Sequence[str]) -> Case:
    rows = _rows(encoding, head=head_in)

    def build() -> bytes:
        book = book_of(rows)
        _set_fonts(book, *fonts)
        return saved(book)

    told = {
        at: Told(words, font=fonts[int(at[1:]) <= 2]) if isinstance(words, str) else words
        for at, words in cells_of(rows).items()
    }
    return Case(name, build, {"Biểu": told}, ANSWERS)


def _in_runs() -> Case:
    """One cell in two fonts: the number of the line in Arial, its name in .VnTime."""
    rows = _rows(Encoding.TCVN3, head=Encoding.TCVN3)
    name = str(rows[3][1])

    def build() -> bytes:
        book = book_of(rows)
        _set_fonts(book, ".VnTime", ".VnTime")
        book.active["B4"].value = CellRichText(
            TextBlock(InlineFont(rFont="Arial"), "2. "),
            TextBlock(InlineFont(rFont=".VnTime"), name),
        )
        book.active["B4"].font = Font(name="Arial")
        return saved(book)

    told = dict(cells_of(rows)) | {"B4": Told(f"2. {name}", font=".VnTime")}
    return Case("TCVN3 in a part of a cell", build, {"Biểu": told}, ANSWERS)


_T, _V = Encoding.TCVN3, Encoding.VNI
CASES = (
    _case("TCVN3 in .VnTime", _T, head_in=_T, fonts=(".VnTime", ".VnTime")),
    _case("TCVN3 with heads in capitals, .VnTimeH", _T, head_in=_T, fonts=(".VnArial", ".VnTimeH")),
    _case("TCVN3 without its font", _T, head_in=_T, fonts=("Arial", "Arial")),
    _case("TCVN3 under heads in Unicode", _T, head_in=None, fonts=(".VnTime", "Times New Roman")),
    _case("VNI in VNI-Times", _V, head_in=_V, fonts=("VNI-Times", "VNI-Helve")),
    _case("VNI without its font", _V, head_in=_V, fonts=("Times New Roman", "Times New Roman")),
    _in_runs(),
)  # fmt: skip
