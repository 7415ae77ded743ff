"""The written form of a paper's text: one line a paragraph, told apart by how it begins.

    Phần I. KẾT QUẢ       a part            1. Về văn hóa      a khoản with a title, bold
    I. MỤC ĐÍCH, YÊU CẦU  a mục             1. Phòng … chủ trì.  a khoản that is a sentence
    Điều 1. Công nhận …   an Điều           a) Về …            a điểm
    - Chủ trì …           a dash            | Chỉ tiêu | 2021 |  a row of a table, the first its head

Numbers are given by the structure: whatever number was typed, the paper counts right.
"""

import re
from collections.abc import Callable, Iterator
from itertools import groupby

from documents.structure import (
    Align,
    Block,
    Column,
    Heading,
    Level,
    Part,
    Table,
    article,
    bullet,
    paragraph,
    row,
)
from vhtt_portal.text import tidy_lines

BAR = "|"
# What a template leaves to be filled in.
BLANK = "[…]"
_SENTENCE = (".", ";", ":", ",", "/.")
_NUMBER = re.compile(r"^[<>≥≤]?\s*\d[\d.,]*\s*%?$")
_NUMBER_COLUMN, _ORDER_COLUMN, _NAMED_COLUMN, _COLUMN = 6, 3, 16, 8
_ORDER, _UNIT = {"STT", "TT", "SỐ TT"}, {"ĐVT", "ĐƠN VỊ TÍNH"}


def _heading(level: Level) -> Callable[[str], Block]:
    def heading(text: str) -> Block:
        is_sentence = level == Level.CLAUSE and text.endswith(_SENTENCE)
        return Heading(level, text, is_sentence=is_sentence)

    return heading


_SHAPES: tuple[tuple[re.Pattern[str], Callable[[str], Block]], ...] = (
    (re.compile(r"^Phần (?:thứ \w+|[IVXLC\d]+)\.?\s*[:–-]?\s+(?=\S)", re.IGNORECASE), Part),
    (re.compile(r"^Điều \d+\.\s+(?=\S)", re.IGNORECASE), article),
    (re.compile(r"^[IVXLC]+\.\s+(?=\S)"), _heading(Level.SECTION)),
    (re.compile(r"^\d{1,2}\.\s+(?=\S)"), _heading(Level.CLAUSE)),
    (re.compile(r"^[a-zđ]\)\s*(?=\S)"), _heading(Level.POINT)),
    (re.compile(r"^[-–+*•]\s+(?=\S)"), bullet),
)


def tidy_body(text: str) -> str:
    """As it is stored; cells pasted from a spreadsheet come apart by tabs."""
    lines = (
        BAR.join(["", *(f" {cell.strip()} " for cell in line.split("\t")), ""])
        if "\t" in line.strip("\t ")
        else line
        for line in text.replace("\r\n", "\n").split("\n")
    )
    return tidy_lines("\n".join(lines))


def blocks_of(text: str) -> tuple[Block, ...]:
    return tuple(_blocks([line for line in text.split("\n") if line]))


def _blocks(lines: list[str]) -> Iterator[Block]:
    for is_table, group in groupby(lines, key=lambda line: line.startswith(BAR)):
        if is_table:
            yield _table([_cells(line) for line in group])
        else:
            yield from (_block(line) for line in group)


def _block(line: str) -> Block:
    for pattern, shape in _SHAPES:
        if match := pattern.match(line):
            return shape(line[match.end() :])
    return paragraph(line)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip(BAR).split(BAR)]


def _table(rows: list[list[str]]) -> Table:
    """Rows are as wide as the head; columns of figures stand at the right."""
    head, *given = rows
    body = [(cells + [""] * len(head))[: len(head)] for cells in given]
    named = next((place for place, name in enumerate(head) if name.upper() not in _ORDER), 0)
    columns = tuple(
        _column(name, [cells[place] for cells in body], is_named=place == named)
        for place, name in enumerate(head)
    )
    return Table(columns, tuple(row(*cells) for cells in body))


def _column(name: str, cells: list[str], *, is_named: bool) -> Column:
    """``is_named``: what the rows are called stands here, and needs the most room."""
    if name.upper() in _ORDER:
        return Column(name, _ORDER_COLUMN, Align.CENTER)
    if name.upper() in _UNIT:
        return Column(name, _NUMBER_COLUMN, Align.CENTER)
    told = [cell for cell in cells if cell not in {"", BLANK}]
    if told and all(_NUMBER.match(cell) for cell in told):
        return Column(name, _NUMBER_COLUMN, Align.RIGHT)
    return Column(name, _NAMED_COLUMN if is_named else _COLUMN)
