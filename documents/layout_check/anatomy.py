"""A paper taken apart: main text and annexes, pages and their numbers, rows in reading order."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, pairwise

from documents.layout_check.reading import POINT, Line, Page, Paper, Word
from documents.layout_check.ruling import Rule, Table

ANNEX_NAME = re.compile(r"^Phụ lục(?:\s+([IVXLC]+|\d+))?$", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"^(?:Trang\s+)?[-–]?\s*(\d{1,4})(?:\s*/\s*\d+)?\s*[-–]?$")
# This near the paper's edge only a page number may stand.
_EDGE = 26.0
# Mục II.6.d: how far the first line of a paragraph stands in, in millimetres.
INDENTS = (10.0, 12.7)
# How far, in millimetres, a centred row may stand off the middle and what room it leaves beside it.
_CENTRED = 3.0
# A stroke belongs to the row above it when it lies this close below and about under its middle.
_BELOW = (-0.5, 7.0)
_UNDER = 10.0
_MIDDLE = 15.0
# A table's edge tells where lines would begin once none comes nearer to it than this: editors let
# tables stick out of the text by a little.
_STICKS_OUT = 2.5


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page without its number."""

    page: Page
    number: Line | None
    rows: tuple[Line, ...]

    @property
    def counted(self) -> int | None:
        """The number that the page bears."""
        found = _PAGE_NUMBER.match(self.number.text) if self.number else None
        return int(found[1]) if found else None


@dataclass(frozen=True, slots=True)
class Anatomy:
    """``left`` and ``right`` are where the lines of the main text begin and end, in millimetres."""

    paper: Paper
    main: tuple[Sheet, ...]
    annexes: tuple[tuple[Sheet, ...], ...]
    left: float
    right: float

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        return (*self.main, *(sheet for annex in self.annexes for sheet in annex))

    @property
    def flow(self) -> list[Line]:
        """The rows of the main text in reading order."""
        return [row for sheet in self.main for row in sheet.rows]

    @property
    def first_page(self) -> Page:
        return self.paper.pages[0]

    @property
    def centre(self) -> float:
        return (self.left + self.right) / 2

    def is_centred(self, row: Line) -> bool:
        """A first line that ends as far from the right as it begins from the left is none."""
        notch = row.x0 - self.left
        is_first_line = not row.bold and any(abs(notch - indent) < 1 for indent in INDENTS)
        middle = abs(row.centre - self.centre) < _CENTRED
        return middle and notch > _CENTRED and not is_first_line

    def rule_under(self, row: Line) -> Rule | None:
        """The level stroke next below a row and about centred under it."""
        near = [
            rule
            for rule in self.paper.pages[row.page].rules
            if rule.is_level
            and _BELOW[0] <= rule.top - row.baseline <= _BELOW[1]
            and abs(rule.centre - row.centre) < _UNDER
        ]
        return min(near, key=lambda rule: rule.top, default=None)

    def table_between(self, above: Line, below: Line) -> bool:
        tables = self.paper.pages[below.page].tables
        return any(above.baseline < table.top < below.baseline for table in tables)


def take_apart(paper: Paper) -> Anatomy:
    sheets = [_sheet(page) for page in paper.pages]
    starts = [index for index, sheet in enumerate(sheets) if index and _opens_annex(sheet)]
    main = sheets[: starts[0]] if starts else sheets
    annexes = [tuple(sheets[a:b]) for a, b in pairwise([*starts, len(sheets)])]
    rows = [row for sheet in main for row in sheet.rows]
    left, right = text_edges(rows, [table for sheet in main for table in sheet.page.tables])
    return Anatomy(paper, tuple(main), tuple(annexes), left, right)


def text_edges(rows: Iterable[Line], tables: Iterable[Table]) -> tuple[float, float]:
    """Where lines begin and end; on a form of little more than a table, where the table does."""
    listed, grids = list(rows), list(tables)
    left = min((row.x0 for row in listed), default=0.0)
    right = max((row.x1 for row in listed), default=0.0)
    begins = min((table.x0 for table in grids), default=left)
    ends = max((table.x1 for table in grids), default=right)
    return (
        begins if begins < left - _STICKS_OUT else left,
        ends if ends > right + _STICKS_OUT else right,
    )


def joined(rows: list[Line]) -> Line:
    """Rows one below the other as one line of text, to look at how its letters are set."""
    return Line(rows[0].page, tuple(word for row in rows for word in row.words))


def _sheet(page: Page) -> Sheet:
    """A number alone in the outermost line, at the head or at the foot, numbers the page."""
    by_height = sorted(page.lines, key=lambda line: line.baseline)
    for line in [*by_height[:1], *by_height[-1:]]:
        in_margin = line.baseline < _EDGE or line.baseline > page.height - _EDGE
        if in_margin and _PAGE_NUMBER.match(line.text):
            rest = [other for other in page.lines if other is not line]
            return Sheet(page, line, tuple(_rows(rest)))
    return Sheet(page, None, tuple(_rows(list(page.lines))))


def _rows(lines: list[Line]) -> list[Line]:
    """Pieces of one baseline joined again: whoever looks for columns cuts them himself."""
    rows = groupby(lines, key=lambda line: round(line.baseline / POINT * 2))
    result = []
    for _, pieces in rows:
        listed = list(pieces)
        words: list[Word] = [word for piece in listed for word in piece.words]
        result.append(Line(listed[0].page, tuple(sorted(words, key=lambda word: word.x0))))
    return result


def _opens_annex(sheet: Sheet) -> bool:
    return any(
        ANNEX_NAME.match(row.text) and abs(row.centre - sheet.page.width / 2) < _MIDDLE
        for row in sheet.rows[:2]
    )
