"""The worksheets of a read workbook as a person reads them: by rows, legacy encodings converted."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vhtt_portal.files.workbook.content import (
    RESULT_SHEET,
    RESULT_TITLE,
    Kind,
    ReadCell,
    ReadSheet,
    ReadWorkbook,
)
from vhtt_portal.legacy import Encoding, converted, is_capital_font, legacy_around, readable
from vhtt_portal.text import tidy

# What a person may decide about a sheet's encoding besides one of the legacy ones.
AS_IT_IS = "unicode"
_LATIN_1 = 0xFF
# A third of a sheet's words in Unicode: it is no sheet in old letters with a new heading.
_SOME = 3


@dataclass(frozen=True, slots=True)
class Word:
    """One cell; ``encoding`` tells from what its text was converted."""

    cell: ReadCell
    text: str
    encoding: Encoding | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One worksheet. What a merged area covers is not there."""

    number: int
    name: str
    is_hidden: bool
    rows: Mapping[int, Mapping[int, Word]]
    merged: tuple[tuple[int, int, int, int], ...]

    def address(self, row: int, column: int) -> str:
        return f"{letters(column)}{row}"

    @property
    def converted(self) -> tuple[Word, ...]:
        return tuple(word for _, word in self.words() if word.encoding)

    def words(self) -> Iterator[tuple[int, Word]]:
        for number, row in self.rows.items():
            for word in row.values():
                yield number, word


def read_pages(book: ReadWorkbook, encodings: Mapping[str, str]) -> tuple[Page, ...]:
    """``encodings`` is what the person decided, by the number of the sheet."""
    return tuple(
        _page(number, sheet, encodings.get(str(number), ""))
        for number, sheet in enumerate(book.sheets)
        if not _tells_results(sheet)
    )


def _tells_results(sheet: ReadSheet) -> bool:
    """The sheet that the portal put before the others when it gave the file back is no table."""
    first = next(iter(sheet.cells), None)
    return sheet.name.startswith(RESULT_SHEET) and first is not None and first.text == RESULT_TITLE


def letters(column: int) -> str:
    """The name of a column: 1 is A, 28 is AB."""
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def _page(number: int, sheet: ReadSheet, decided: str) -> Page:
    covered = {
        (row, column)
        for top, left, bottom, right in sheet.merged
        for row in range(top, min(bottom, top + 200) + 1)
        for column in range(left, min(right, left + 200) + 1)
        if (row, column) != (top, left)
    }
    around = _around([cell.text for cell in sheet.cells if cell.kind == Kind.TEXT])
    rows: dict[int, dict[int, Word]] = {}
    for cell in sheet.cells:
        if (cell.row, cell.column) not in covered:
            rows.setdefault(cell.row, {})[cell.column] = _word(cell, decided, around)
    return Page(number, sheet.name, sheet.is_hidden, rows, sheet.merged)


def _around(texts: Sequence[str]) -> Encoding | None:
    """What short texts are typed in that cannot tell by themselves. Where many are Unicode, "cái"
    is "cái" and not "cỏi"; there only the font of a text speaks for another encoding."""
    odd = [text for text in texts if not text.isascii()]
    modern = sum(any(char.isalpha() and ord(char) > _LATIN_1 for char in text) for text in odd)
    return None if modern * _SOME > len(odd) else legacy_around(texts)


def _word(cell: ReadCell, decided: str, around: Encoding | None) -> Word:
    if cell.kind != Kind.TEXT or decided == AS_IT_IS:
        return Word(cell, tidy(cell.text))
    if not decided:
        text, encoding = readable(cell.text, cell.font, around=around)
        return Word(cell, text, encoding)
    encoding = Encoding(decided)
    plain = cell.text
    if all(ord(char) <= _LATIN_1 or not char.isalpha() for char in plain):
        plain = converted(plain, encoding, upper=is_capital_font(cell.font))
    return Word(cell, tidy(plain), encoding if plain != cell.text else None)
