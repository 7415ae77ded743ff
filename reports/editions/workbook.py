"""The annexes as a workbook: what is added up or divided there is a formula that says how."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.format import Format as Look
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from documents.numerals import roman
from documents.structure import RowKind
from reports.editions.annexes import (
    AnnexSheet,
    DifferenceOf,
    Formula,
    ShareOf,
    SheetCell,
    SumOf,
    TotalOf,
    annex_sheets,
)
from reports.editions.content import Content

# A share of one in the paper's table is about this many characters in a workbook.
_CHARACTERS_A_SHARE = 2.6
_FACE = {"font_name": "Times New Roman", "font_size": 12, "valign": "top"}
# Texts stay texts, whatever they begin with.
_LITERAL = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}


@dataclass(frozen=True, slots=True)
class _Places:
    """Where a line stands in the annex of totals, so that formulas elsewhere find it."""

    sheet: str
    rows: Mapping[str, int]
    total_column: int


def as_workbook(content: Content, *, is_draft: bool = True) -> bytes:
    """A sheet for each annex. The same content always gives the same bytes.

    Each formula carries what it comes to, for programs that show a file without calculating.
    """
    stream = BytesIO()
    book = Workbook(stream, {"in_memory": True, **_LITERAL})
    book.set_properties({"created": datetime.fromisoformat(content["period"]["cut_off_on"])})
    heading = [content["office"]["full_name"], *(["DỰ THẢO"] if is_draft else [])]
    annexes = annex_sheets(content)
    names = _names(len(annexes))
    places = _places(annexes, names, first=len(heading) + 3)
    looks = _Looks(book)
    for name, annex in zip(names, annexes, strict=True):
        _Page(book.add_worksheet(name), looks, places).write(annex, [annex.title.upper(), *heading])
    book.close()
    return stream.getvalue()


def _names(count: int) -> list[str]:
    if count == 1:
        return ["Phụ lục"]
    return [f"Phụ lục {roman(number)}" for number in range(1, count + 1)]


def _places(annexes: Sequence[AnnexSheet], names: Sequence[str], *, first: int) -> _Places:
    for name, annex in zip(names, annexes, strict=True):
        if annex.is_totals:
            rows = {row.code: at for at, row in enumerate(annex.rows, start=first) if row.code}
            return _Places(name, rows, len(annex.columns) - 1)
    return _Places("", {}, 0)


class _Looks:
    """One format for each way a cell looks; a workbook counts them."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[bool, str], Look] = {}

    def of(self, *, bold: bool, number_format: str = "") -> Look:
        key = bold, number_format
        if key not in self._made:
            asked = {"num_format": number_format} if number_format else {"text_wrap": True}
            self._made[key] = self._book.add_format({**_FACE, "bold": bold, **asked})
        return self._made[key]


@dataclass(frozen=True, slots=True)
class _Page:
    """A sheet being written."""

    sheet: Worksheet
    looks: _Looks
    places: _Places

    def write(self, annex: AnnexSheet, heading: Sequence[str]) -> None:
        for index, column in enumerate(annex.columns):
            self.sheet.set_column(index, index, 3 + column.share * _CHARACTERS_A_SHARE)
        spilling = self.looks.of(bold=True, number_format="@")
        for row, words in enumerate(heading):
            self.sheet.write_string(row, 0, words, spilling)
        head = len(heading) + 1
        self.sheet.freeze_panes(head + 1, 0)
        end = self._table(annex, head)
        if annex.below:
            self.sheet.write_string(end + 1, 0, annex.below.title, spilling)
            self._table(annex.below, end + 3)

    def _table(self, annex: AnnexSheet, head: int) -> int:
        """The table from its row of headers on; answers the first row under all of it."""
        for index, column in enumerate(annex.columns):
            self.sheet.write_string(head, index, column.header, self.looks.of(bold=True))
        for at, line in enumerate(annex.rows, start=head + 1):
            for index, cell in enumerate(line.cells):
                self._put(at, index, cell, bold=line.kind is not RowKind.PLAIN)
        end = head + len(annex.rows) + 1
        if annex.note:
            note = self.looks.of(bold=True, number_format="@")
            self.sheet.write_string(end + 1, 0, annex.note, note)
            end += 2
        return end

    def _put(self, row: int, column: int, cell: SheetCell, *, bold: bool) -> None:
        if cell.number is None:
            self.sheet.write_string(row, column, cell.text, self.looks.of(bold=bold))
            return
        look = self.looks.of(bold=bold, number_format=_number_format(cell))
        if cell.formula is None:
            self.sheet.write_number(row, column, cell.number, look)
        else:
            formula = _formula(cell.formula, row, column, self.places)
            self.sheet.write_formula(row, column, formula, look, cell.number)


def _number_format(cell: SheetCell) -> str:
    """What stands behind the number on paper, "%" or its coverage, is shown and not part of it."""
    bare = "#,##0.##" if cell.number and cell.number % 1 else "#,##0"
    if cell.is_change:
        return f"+{bare};−{bare};0"
    return f'{bare}"{cell.suffix}"' if cell.suffix else bare


def _formula(formula: Formula, row: int, column: int, places: _Places) -> str:
    match formula:
        case SumOf(first, last):
            return f"=SUM({xl_rowcol_to_cell(row, first)}:{xl_rowcol_to_cell(row, last)})"
        case ShareOf(numerator, denominator):
            parts = (
                xl_rowcol_to_cell(places.rows[code], column) for code in (numerator, denominator)
            )
            return f"=ROUND({'*100/'.join(parts)},2)"
        case TotalOf(code):
            cell = xl_rowcol_to_cell(places.rows[code], places.total_column)
            return f"='{places.sheet}'!{cell}"
        case DifferenceOf(later, earlier):
            return f"={xl_rowcol_to_cell(row, later)}-{xl_rowcol_to_cell(row, earlier)}"
