"""A block of cells as people copy it out of a spreadsheet, a text or a message: rows and columns."""

import csv
import re
from collections.abc import Sequence

from django.db import models

from vhtt_portal.text import tidy

# What is pasted at once is a sheet at most, never a whole book.
MOST_TEXT, MOST_ROWS, MOST_COLUMNS = 100_000, 1000, 60
# "Pa nô: 12", as figures come in a message.
_SAID = re.compile(r"(.*[^\d\s.,].*?)\s*[:=]\s*(\S.*)")
_DIGIT = re.compile(r"\d")
# 1,234.5, 12.5 and 1,234: no figure of a sheet is written so in Vietnamese.
_FOREIGN = re.compile(r"\d+\.(?:\d{1,2}|\d{4,})|\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
# What could be read in the other way as well.
_EITHER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+", re.ASCII)

Rows = Sequence[Sequence[str]]


class Style(models.TextChoices):
    """How the numbers of a block are written."""

    VIETNAMESE = "vi", "kiểu Việt Nam: 1.234,5"
    FOREIGN = "en", "kiểu nước ngoài: 1,234.5"


def rows_of(text: str) -> list[list[str]]:
    """Rows of equal length, without the empty ones at the end."""
    whole = text[:MOST_TEXT].replace("\r\n", "\n").replace("\r", "\n")
    lines = [f"{line}\n" for line in whole.split("\n")]
    found = [[tidy(cell) for cell in row] for row in csv.reader(lines, delimiter="\t")]
    while found and not any(found[-1]):
        found.pop()
    rows = [row[:MOST_COLUMNS] for row in found[: MOST_ROWS + 1]]
    width = max(map(len, rows), default=0)
    return _as_said([row + [""] * (width - len(row)) for row in rows])


def _as_said(rows: list[list[str]]) -> list[list[str]]:
    """A message of lines "name: number" is a block of two columns."""
    said = [_SAID.fullmatch(row[0]) for row in rows if len(row) == 1 and row[0]]
    if not said or 2 * sum(each is not None for each in said) < len(said):
        return rows
    parted = ((row[0], _SAID.fullmatch(row[0])) for row in rows)
    return [[found.group(1), found.group(2)] if found else [text, ""] for text, found in parted]


def figures_in(rows: Rows, column: int) -> int:
    """How many cells of a column begin like a number."""
    return sum(bool(row[column][:1].isdigit() and _DIGIT.search(row[column])) for row in rows)


def looks_foreign(rows: Rows, column: int) -> bool:
    """Whether some number of the column is written as no Vietnamese number can be."""
    return any(_FOREIGN.fullmatch(row[column]) for row in rows)


def in_vietnamese(text: str) -> str | None:
    """A number that may be meant in foreign habit, as Vietnamese write it; None where it cannot."""
    if not _EITHER.fullmatch(text):
        return None
    whole, _, fraction = text.replace(",", "").partition(".")
    return f"{whole},{fraction}" if fraction.rstrip("0") else whole
