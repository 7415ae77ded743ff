"""What stands in a workbook that was taken in: plain values, safe to pass between processes."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a cell held, as far as reading it is concerned."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"
    UNCOMPUTED = "uncomputed"  # a formula whose value the file does not carry
    ERROR = "error"  # #REF!, #DIV/0! and the like


@dataclass(frozen=True, slots=True)
class ReadCell:
    """One cell that is not empty. ``text`` is what a person would have typed, in Vietnamese habit
    ("1.234,5", "05/01/2020"); legacy encodings are left as they are, ``font`` tells of them."""

    row: int  # from 1
    column: int  # from 1
    text: str
    kind: Kind = Kind.TEXT
    font: str = ""
    is_formula: bool = False
    is_hidden: bool = False  # its row or its column is hidden or filtered away


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """One worksheet: its cells row by row. A merged area is its first cell."""

    name: str
    cells: tuple[ReadCell, ...]
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class ReadWorkbook:
    """A whole file. ``ids`` is what our own workbook carries about itself, empty for any other:
    cell address ("Bieu!E12") to indicator code, and the facts under "sheet", "form" and so on."""

    sheets: tuple[ReadSheet, ...]
    ids: tuple[tuple[str, str], ...] = ()
