"""What stands in a workbook that was taken in: plain values, safe to pass between processes.

Light on purpose: the limited process imports it, so Django stays out.
"""

import json
from dataclasses import dataclass
from enum import StrEnum

# What our own workbook carries about itself: see ``identity``.
FACTS_SHEET = "_phieu"
ANSWER_PREFIX = "o."
# The sheet that a returned workbook begins with, and what stands in its first cell.
RESULT_SHEET = "Kết quả kiểm tra"
RESULT_TITLE = "KẾT QUẢ KIỂM TRA TỆP"


class Kind(StrEnum):
    """What a cell held, as far as reading it is concerned."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"
    UNCOMPUTED = "uncomputed"  # a formula whose value the file does not carry
    ERROR = "error"  # #REF!, #DIV/0! and the like; a number or date that no sheet can show


@dataclass(frozen=True, slots=True)
class ReadCell:
    """One cell that is not empty. ``text`` is what a person would have typed, in Vietnamese habit.

    A number is written in full, whatever its format rounds away, with a comma before decimals;
    it is grouped by dots only where the cell shows groups, so that a code, a year or a running
    number stays "18115" and "2020": 1.234,5 with the format #,##0.0 and 1234,5 with none. A
    percentage keeps its sign: "98,08%". A date is "05/01/2020", a truth "có" or "không", a formula
    without a value its own text, "=B1+B2". Legacy encodings are left as they are, ``font`` tells
    of them; spaces are single, invisible characters are gone except the soft hyphen, which is a
    letter in TCVN3. So convert first (``legacy.readable``), then compare.
    """

    row: int  # from 1
    column: int  # from 1
    text: str
    kind: Kind = Kind.TEXT
    font: str = ""
    is_formula: bool = False
    # Its row or column is hidden or filtered away, or a merged area covers it.
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """One worksheet: its cells row by row. A merged area is its first cell; what else stands
    under it is hidden. ``merged`` holds first row, first column, last row, last column."""

    name: str
    cells: tuple[ReadCell, ...]
    is_hidden: bool = False
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ReadWorkbook:
    """A whole file, the sheet of facts left out.

    ``ids`` is what our own workbook carries about itself, empty for any other: "Phieu!G12" to the
    indicator code for every name that begins as an answer's, and key to fact, to the letter, for
    the rows of the sheet of facts.
    """

    sheets: tuple[ReadSheet, ...]
    ids: tuple[tuple[str, str], ...] = ()


def packed(book: ReadWorkbook) -> bytes:
    """The workbook for the way between two processes: nothing but lists, text and numbers."""
    sheets = [
        [
            sheet.name,
            sheet.is_hidden,
            sheet.merged,
            [[c.row, c.column, c.text, c.kind, c.font, c.is_formula, c.is_hidden]
             for c in sheet.cells],
        ]
        for sheet in book.sheets
    ]  # fmt: skip
    return json.dumps([sheets, book.ids], ensure_ascii=False, separators=(",", ":")).encode(
        errors="replace"
    )


# Calling an enumeration costs more than reading its cell.
_KINDS = {kind.value: kind for kind in Kind}


def _kind(told: str) -> Kind:
    return _KINDS.get(told) or Kind(told)


def unpacked(answer: bytes) -> ReadWorkbook:
    """Raises ValueError or TypeError for what ``packed`` did not write."""
    sheets, ids = json.loads(answer)
    return ReadWorkbook(
        sheets=tuple(
            ReadSheet(
                name=str(name),
                cells=tuple(
                    ReadCell(int(r), int(c), str(text), _kind(kind), str(font), bool(f), bool(h))
                    for r, c, text, kind, font, f, h in cells
                ),
                is_hidden=bool(is_hidden),
                merged=tuple((int(a), int(b), int(c), int(d)) for a, b, c, d in merged),
            )
            for name, is_hidden, merged, cells in sheets
        ),
        ids=tuple((str(key), str(fact)) for key, fact in ids),
    )
