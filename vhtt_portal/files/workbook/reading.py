"""From the bytes of a workbook to what stands in it. Runs in the limited process.

The sheets are read here and not by openpyxl: one pass tells what its read-only mode leaves out
(hidden rows, fonts, formulas beside their values, merged areas), no stated dimension is believed,
and the process starts in a quarter of the time. openpyxl is the oracle of the tests instead.
"""

import io
import re
import zipfile
from dataclasses import replace

from vhtt_portal.files import refusals
from vhtt_portal.files.refusals import RefusedError
from vhtt_portal.files.workbook import cellwords, parts
from vhtt_portal.files.workbook.content import (
    FACTS_SHEET,
    Kind,
    ReadCell,
    ReadSheet,
    ReadWorkbook,
    packed,
)
from vhtt_portal.files.workbook.gate import TORN, require_safe
from vhtt_portal.files.workbook.markup import Attributes, walk
from vhtt_portal.files.workbook.parts import Book, Runs, SheetPart, Style, Text, is_true

MAX_ROWS = 20_000
MAX_COLUMNS = 200
MAX_CELLS = 200_000
MAX_EMPTY = 500_000  # cells with a format only; people paint whole columns
MAX_LETTERS = 10_000_000
_FORMULA_SHOWN = 200

_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_AREA = re.compile(r"([A-Z]{1,3})([0-9]{1,7})(?::([A-Z]{1,3})([0-9]{1,7}))?")
# Zero widths, marks of direction, controls; not the soft hyphen, which is ư in TCVN3.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


def read(content: bytes) -> bytes:
    """What ``child.run`` is given: the gate, then the workbook, packed for the way back."""
    require_safe(content)
    return packed(workbook(content))


def workbook(content: bytes) -> ReadWorkbook:
    """Every cell that is not empty, of every sheet, hidden or not; or RefusedError."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return _workbook(package)
    except TORN as fault:
        raise RefusedError(refusals.BROKEN) from fault


def _workbook(package: zipfile.ZipFile) -> ReadWorkbook:
    path = parts.workbook_path(package)
    related = parts.relations(package, path)
    by_kind = dict(related.values())
    book = parts.book(package, path, related)
    if not book.sheets:
        raise RefusedError(refusals.BROKEN)
    styles = parts.styles(package, by_kind.get("styles"))
    strings = parts.strings(package, by_kind.get("sharedStrings"))
    room = _Room()
    sheets: list[ReadSheet] = []
    ids = list(book.names)
    for part in book.sheets:
        reader = _SheetReader(part, book, styles, strings, room)
        with package.open(part.path) as stream:
            walk(stream, reader.start, reader.end, reader.text)
        sheet = reader.sheet()
        if part.name == FACTS_SHEET:
            ids += _facts(sheet)
        else:
            sheets.append(sheet)
    return ReadWorkbook(sheets=tuple(sheets), ids=tuple(ids))


def _facts(sheet: ReadSheet) -> list[tuple[str, str]]:
    keys = {cell.row: cell.text for cell in sheet.cells if cell.column == 1}
    values = {cell.row: cell.text for cell in sheet.cells if cell.column == 2}  # noqa: PLR2004
    return [(key, values.get(row, "")) for row, key in keys.items()]


class _Room:
    """How much a workbook may still hold, all sheets together."""

    def __init__(self) -> None:
        self.cells, self.empty, self.letters = MAX_CELLS, MAX_EMPTY, MAX_LETTERS

    def take(self, row: int, column: int, text: str) -> None:
        self.cells -= 1
        self.letters -= len(text)
        if row > MAX_ROWS or column > MAX_COLUMNS or self.cells < 0 or self.letters < 0:
            raise RefusedError(refusals.TOO_MANY_CELLS)

    def pass_by(self) -> None:
        self.empty -= 1
        if self.empty < 0:
            raise RefusedError(refusals.TOO_MANY_CELLS)


class _SheetReader:
    """Listens to one sheet's part."""

    def __init__(
        self, part: SheetPart, book: Book, styles: list[Style], strings: list[Text], room: _Room
    ) -> None:
        self._part, self._book, self._room = part, book, room
        self._styles, self._strings = styles, strings
        self._cells: list[ReadCell] = []
        self._merged: list[tuple[int, int, int, int]] = []
        self._hidden_columns: list[tuple[int, int]] = []
        self._row = self._column = 0
        self._is_row_hidden = False
        self._style, self._type = Style(), "n"
        self._is_formula = False
        self._runs = Runs()
        self._pieces: list[str] | None = None
        self._value: str | None = None
        self._formula = ""

    def start(self, element: str, attributes: Attributes) -> None:
        if element == "c":
            self._start_cell(attributes)
        elif element in {"v", "f"}:
            self._pieces = []
            self._is_formula |= element == "f"
        elif element == "row":
            self._start_row(attributes)
        elif element == "col":
            self._start_column(attributes)
        elif element == "mergeCell":
            self._merged.append(_area(attributes["ref"]))
        else:
            self._runs.start(element, attributes)

    def text(self, piece: str) -> None:
        if self._pieces is not None:
            self._pieces.append(piece)
        else:
            self._runs.text(piece)

    def end(self, element: str) -> None:
        if element == "c":
            self._end_cell()
        elif element == "v":
            self._value = "".join(self._pieces or ())
            self._pieces = None
        elif element == "f":
            self._formula = "".join(self._pieces or ())
            self._pieces = None
            _require_inside(self._formula)
        else:
            self._runs.end(element)

    def sheet(self) -> ReadSheet:
        cells = sorted(self._cells, key=lambda cell: (cell.row, cell.column))
        places = {(cell.row, cell.column) for cell in cells}
        if len(places) < len(cells):  # two answers for one cell are none
            raise RefusedError(refusals.BROKEN)
        covered = self._covered(cells)
        return ReadSheet(
            name=self._part.name,
            cells=tuple(
                replace(cell, is_hidden=True)
                if (cell.row, cell.column) in covered or self._is_column_hidden(cell.column)
                else cell
                for cell in cells
            ),
            is_hidden=self._part.is_hidden,
            merged=tuple(self._merged),
        )

    def _start_row(self, attributes: Attributes) -> None:
        self._row = int(attributes.get("r", self._row + 1))
        self._column = 0
        self._is_row_hidden = is_true(attributes.get("hidden")) or _is_nil(attributes.get("ht"))

    def _start_column(self, attributes: Attributes) -> None:
        if is_true(attributes.get("hidden")) or _is_nil(attributes.get("width")):
            self._hidden_columns.append((int(attributes["min"]), int(attributes["max"])))

    def _start_cell(self, attributes: Attributes) -> None:
        if (address := attributes.get("r")) is not None:
            self._row, self._column = _place(address)
        else:
            self._column += 1
        style = int(attributes.get("s", 0))
        self._style = self._styles[style] if 0 <= style < len(self._styles) else Style()
        self._type = attributes.get("t", "n")
        self._is_formula = False
        self._value, self._formula = None, ""

    def _end_cell(self) -> None:
        (text, kind), font = self._words()
        if self._part.name != FACTS_SHEET:
            text = " ".join(_UNSEEN.sub("", text).split())
        if not text:
            self._room.pass_by()
            return
        self._room.take(self._row, self._column, text)
        self._cells.append(
            ReadCell(
                self._row, self._column, text, kind, font or self._style.font,
                self._is_formula, self._is_row_hidden,
            )
        )  # fmt: skip

    def _words(self) -> tuple[cellwords.Words, str]:
        """What the cell says, and the font of its text where that is its own."""
        if self._type == "inlineStr":
            inline = self._runs.taken()
            return (inline.text, Kind.TEXT), inline.font
        if self._is_formula and (self._book.is_stale or not (self._value or self._type == "str")):
            return (f"={self._formula}"[:_FORMULA_SHOWN], Kind.UNCOMPUTED), ""
        raw = (self._value or "").strip()
        if self._type == "s" and raw:
            string = self._strings[_index(raw)]
            return (string.text, Kind.TEXT), string.font
        return self._plain_words(raw), ""

    def _plain_words(self, raw: str) -> cellwords.Words:
        if not raw:
            return "", Kind.TEXT
        if self._type == "n":
            style = self._style
            from_1904 = self._book.from_1904
            return cellwords.number(raw, style.shown, digits=style.digits, from_1904=from_1904)
        if self._type == "b":
            return cellwords.truth(raw)
        if self._type == "d":
            return cellwords.iso_date(raw)
        if self._type == "e":
            return raw, Kind.ERROR
        return parts.unescaped(self._value or ""), Kind.TEXT

    def _is_column_hidden(self, column: int) -> bool:
        return any(first <= column <= last for first, last in self._hidden_columns)

    def _covered(self, cells: list[ReadCell]) -> set[tuple[int, int]]:
        """Places of cells that stand under a merged area and are not its first."""
        by_row: dict[int, list[int]] = {}
        for cell in cells:
            by_row.setdefault(cell.row, []).append(cell.column)
        return {
            (row, column)
            for top, left, bottom, right in self._merged
            for row in _rows_between(by_row, top, bottom)
            for column in by_row[row]
            if left <= column <= right and (row, column) != (top, left)
        }


def _rows_between(by_row: dict[int, list[int]], top: int, bottom: int) -> list[int]:
    """Of the rows that hold something, those of an area, however far it says it reaches."""
    if bottom - top < len(by_row):
        return [row for row in range(top, bottom + 1) if row in by_row]
    return [row for row in by_row if top <= row <= bottom]


def _require_inside(formula: str) -> None:
    """A program's name before a bar asks that program for data when the workbook is opened."""
    if "|" in formula and "|" in _QUOTED.sub("", formula):
        raise RefusedError(refusals.OUTSIDE)


def _is_nil(size: str | None) -> bool:
    return size is not None and float(size) == 0


def _index(raw: str) -> int:
    if (at := int(raw)) < 0:
        raise ValueError(raw)
    return at


def _place(address: str) -> tuple[int, int]:
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise ValueError(address)
    return int(found[2]), _column(found[1])


def _area(ref: str) -> tuple[int, int, int, int]:
    found = _AREA.fullmatch(ref)
    if found is None:
        raise ValueError(ref)
    left, top = _column(found[1]), int(found[2])
    right, bottom = (_column(found[3]), int(found[4])) if found[3] else (left, top)
    return top, left, bottom, right


def _column(letters: str) -> int:
    at = 0
    for letter in letters:
        at = at * 26 + ord(letter) - 64
    return at
