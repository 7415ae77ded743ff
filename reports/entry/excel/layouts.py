"""Where the tables of a workbook stand and what their columns are, by heading words or content."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from audit.chain import canonical_json, sha256
from reports.entry.excel.headings import FIGURES, Meaning, meaning_of, timeless
from vhtt_portal.files.workbook.content import Kind
from vhtt_portal.files.workbook.pages import Page, Word, letters

# Heading rows above and below the one that names the lines.
_DEEPEST = 3
# Without a heading that many names of the form make a column of names.
_FEW = 2
_FIGURE = re.compile(r"[\d.,  ]+|có|không", re.IGNORECASE)
_COLUMN_NUMBER = re.compile(r"\(?[A-Za-z]?\d{0,2}\)?(?: ?= ?.*)?")


class Role(StrEnum):
    """What a column of a table is read for."""

    CODE = "code"
    NAME = "name"
    UNIT = "unit"
    VALUE = "value"
    LAST = "last"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for in a workbook."""

    year: int
    is_name: Callable[[str], bool]  # whether a text names a line of the form
    places: frozenset[str] = frozenset()  # the unit's own names, in small letters


@dataclass(frozen=True, slots=True)
class Heading:
    """One column of a table and what stands above it."""

    column: int
    text: str
    meaning: Meaning

    def __str__(self) -> str:
        return f"{letters(self.column)} “{self.text}”" if self.text else letters(self.column)


@dataclass(frozen=True, slots=True)
class Table:
    """A heading and the rows below it.

    ``columns`` says what is read where. Without a value column nothing is taken from the table
    and ``question`` is what the person has to decide; ``doubt`` says that a column was guessed.
    Tables whose headings look alike have the same ``fingerprint``, this year and next.
    """

    page: Page
    top: int
    headings: tuple[Heading, ...]
    columns: Mapping[Role, int]
    rows: tuple[int, ...]
    fingerprint: str
    question: str = ""
    doubt: str = ""

    def word(self, row: int, role: Role) -> Word | None:
        column = self.columns.get(role)
        return None if column is None else self.page.rows[row].get(column)


def find_tables(
    pages: Sequence[Page], asked: Asked, decided: Mapping[str, Mapping[str, int]]
) -> tuple[Table, ...]:
    """``decided`` is what a person said of the columns, by the fingerprint of the table."""
    return tuple(table for page in pages for table in _on(page, asked, decided))


def _on(page: Page, asked: Asked, decided: Mapping[str, Mapping[str, int]]) -> Iterator[Table]:
    ends = list(_heading_ends(page, asked)) or [(0, -1)]
    tops = [top for top, _ in ends[1:]]
    for (top, bottom), end in zip(ends, [*tops, max(page.rows, default=0) + 1], strict=True):
        body = [number for number in sorted(page.rows) if bottom < number < end]
        if body and _is_column_numbers(page.rows[body[0]]):
            del body[0]
        headings = tuple(_headings(page, range(top, bottom + 1), body, asked))
        table = _table(_Block(page, top, headings, tuple(body)), asked, decided)
        if table is not None:
            yield table


# --- Headings -----------------------------------------------------------------------------------


def _heading_ends(page: Page, asked: Asked) -> Iterator[tuple[int, int]]:
    """First and last row of each heading."""
    after = 0
    for number in sorted(page.rows):
        if number <= after:
            continue
        meanings = _meanings(page, number, asked)
        if _is_heading(set(meanings.values()), len(page.rows[number])):
            name = next((c for c, m in meanings.items() if m == Meaning.NAME), None)
            bottom = _bottom(page, number, name, asked)
            yield (_top(page, number, name, asked) if number - 1 > after else number), bottom
            after = bottom


def _meanings(page: Page, number: int, asked: Asked) -> dict[int, Meaning]:
    found = {
        column: meaning_of(word.text, asked.year, asked.places)
        for column, word in page.rows[number].items()
        if word.cell.kind in {Kind.TEXT, Kind.NUMBER}
    }
    return {column: meaning for column, meaning in found.items() if meaning}


def _is_heading(meanings: set[Meaning], words: int) -> bool:
    if Meaning.NAME in meanings:
        return words > 1
    names = meanings & {Meaning.CODE, Meaning.NUMBERING, Meaning.UNIT}
    return bool(names and meanings & (FIGURES | {Meaning.NOTE}))


def _top(page: Page, number: int, name: int | None, asked: Asked) -> int:
    """The row above belongs to the heading where it groups columns right of the names."""
    above = page.rows.get(number - 1, {})
    columns = {
        column for left, right in _spans(page, number - 1) for column in range(left, right + 1)
    } | set(above)
    if name is None or len(columns) < 2 or min(columns) <= name:  # noqa: PLR2004 - a group
        return number
    meanings = _meanings(page, number - 1, asked)
    return number - 1 if meanings and set(meanings.values()) <= FIGURES else number


def _bottom(page: Page, number: int, name: int | None, asked: Asked) -> int:
    """Rows below belong to it as long as they name columns and no line."""
    bottom = number
    while bottom - number < _DEEPEST:
        row = page.rows.get(bottom + 1, {})
        meanings = _meanings(page, bottom + 1, asked) if row else {}
        under = {
            column for at in range(number, bottom + 1) for left, right in _spans(page, at)
            for column in range(left, right + 1)
        }  # fmt: skip
        if not row or name is None or name in row:
            break
        if not all(column in meanings or column in under for column in row):
            break
        if not all(_may_head(word, asked.year) for word in row.values()):
            break
        bottom += 1
    return bottom


def _may_head(word: Word, year: int) -> bool:
    is_year = word.text in {str(year), str(year - 1)}
    return is_year or (word.cell.kind == Kind.TEXT and not _FIGURE.fullmatch(word.text))


def _spans(page: Page, number: int) -> Iterator[tuple[int, int]]:
    for top, left, bottom, right in page.merged:
        if top <= number <= bottom and right > left:
            yield left, right


def _headings(
    page: Page, rows: Iterable[int], body: Sequence[int], asked: Asked
) -> Iterator[Heading]:
    above: dict[int, list[str]] = {}
    for number in rows:
        for column, word in page.rows.get(number, {}).items():
            for each in _reach(page, number, column):
                above.setdefault(each, []).append(word.text)
    used = {column for number in body for column in page.rows[number]}
    for column in sorted(used | set(above)):
        text = " – ".join(dict.fromkeys(above.get(column, ())))
        yield Heading(column, text, meaning_of(text, asked.year, asked.places))


def _reach(page: Page, number: int, column: int) -> range:
    for top, left, _, right in page.merged:
        if (top, left) == (number, column):
            return range(left, right + 1)
    return range(column, column + 1)


def _is_column_numbers(row: Mapping[int, Word]) -> bool:
    """ "A | B | 1 | 2 | 3 = 2/1" under a heading."""
    texts = [word.text for word in row.values()]
    return len(texts) > 2 and all(_COLUMN_NUMBER.fullmatch(text) for text in texts)  # noqa: PLR2004


# --- Columns ------------------------------------------------------------------------------------

_BY_HEADING = (
    (Role.CODE, Meaning.CODE), (Role.UNIT, Meaning.UNIT), (Role.LAST, Meaning.LAST),
    (Role.NOTE, Meaning.NOTE),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Block:
    """A heading and the rows below it, before anybody knows what they are."""

    page: Page
    top: int
    headings: tuple[Heading, ...]
    body: tuple[int, ...]

    def meaning(self, meaning: Meaning) -> list[Heading]:
        return [each for each in self.headings if each.meaning == meaning]

    def words(self, column: int) -> list[Word]:
        rows = (self.page.rows[number] for number in self.body)
        return [row[column] for row in rows if column in row]


def _table(block: _Block, asked: Asked, decided: Mapping[str, Mapping[str, int]]) -> Table | None:
    columns = {
        role: found[0].column for role, meaning in _BY_HEADING if (found := block.meaning(meaning))
    }
    name = _name_column(block, asked)
    if name is not None:
        columns[Role.NAME] = name
    elif Role.CODE not in columns:
        return None
    fingerprint = _fingerprint(block.headings, asked.year)
    value, question, doubt = _value_column(block, columns, asked)
    if said := decided.get(fingerprint):
        columns |= {Role(role): column for role, column in said.items()}
        question = doubt = ""
    elif value is not None:
        columns[Role.VALUE] = value
    return Table(
        block.page, block.top, block.headings, columns, block.body, fingerprint, question, doubt
    )


def _fingerprint(headings: Sequence[Heading], year: int) -> str:
    """By the headings and where they stand; the columns alone where nothing stands above them."""
    texts = [[each.column, timeless(each.text, year)] for each in headings if each.text]
    return sha256(canonical_json(texts or [each.column for each in headings]))


def _name_column(block: _Block, asked: Asked) -> int | None:
    named = [each.column for each in block.meaning(Meaning.NAME)]
    if len(named) == 1:
        return named[0]
    counts = {
        column: sum(
            word.cell.kind == Kind.TEXT and asked.is_name(word.text) for word in block.words(column)
        )
        for column in named or [each.column for each in block.headings]
    }
    best = max(counts, key=lambda column: counts[column], default=None)
    return best if best is not None and (named or counts[best] >= _FEW) else None


def _value_column(
    block: _Block, columns: Mapping[Role, int], asked: Asked
) -> tuple[int | None, str, str]:
    """The column of this year's figures or a question about it, and whether it was guessed."""
    free = [each for each in block.headings if each.column not in columns.values()]
    for meaning in (Meaning.THIS, Meaning.LIKELY):
        found = [each for each in free if each.meaning == meaning]
        if len(found) == 1:
            return found[0].column, "", ""
        if found:
            return None, _several(found, asked.year), ""
    names = columns.get(Role.NAME, 0)
    found = [
        each
        for each in free
        if each.meaning == Meaning.NONE
        and each.column > names
        and _are_figures(block.words(each.column))
    ]
    if len(found) == 1:
        doubt = f"Cột {found[0]} được chọn vì là cột số duy nhất chưa rõ tên. Hãy xem lại."
        return found[0].column, "", doubt
    if found:
        return None, _several(found, asked.year), ""
    return None, f"Không nhận ra cột số liệu năm {asked.year} của bảng này. Hãy chọn cột.", ""


def _several(found: Iterable[Heading], year: int) -> str:
    listed = ", ".join(map(str, found))
    return f"Nhiều cột có thể là số liệu năm {year}: {listed}. Hãy chọn một cột."


def _are_figures(words: Sequence[Word]) -> bool:
    figures = sum(w.cell.kind == Kind.NUMBER or bool(_FIGURE.fullmatch(w.text)) for w in words)
    return figures > 0 and figures * 2 >= len(words)
