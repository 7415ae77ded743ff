"""Which line of the form each row of a foreign table is, and how that was found out.

Nothing here decides for a person: what is not the same code or the same name is a candidate that
somebody has to confirm.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from reports.catalogue.form import FormIndicator, FormSection
from reports.entry.excel.layouts import Role, Table
from reports.entry.excel.naming import Names, clearly_nearest, is_same_unit, keys
from vhtt_portal.files.workbook.pages import Page, Word
from vhtt_portal.text import fold

# A row that the person left out.
NO_LINE = "-"
# Comparing names is slow: a file with more rows that nobody knows is no ward's sheet.
_MOST_COMPARED = 300
_UNDER = re.compile(r"\s*(?:[-+*•–—]|trong đó\b)", re.IGNORECASE)
# Units that change a number's size, not only its name.
_SCALES = frozenset(
    {"dong", "nghin", "ngan", "trieu", "ty", "ti", "chuc", "tram", "%", "d", "tr", "trd", "usd"}
)


class How(StrEnum):
    """How a row and a line found each other, the surest first."""

    ID = "id"
    CHOSEN = "chosen"
    CODE = "code"
    NAME = "name"
    KNOWN = "known"
    PART = "part"
    NEAR = "near"
    ORDER = "order"

    @property
    def is_sure(self) -> bool:
        return self not in {How.PART, How.NEAR, How.ORDER}

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    How.ID: "theo mã ẩn của phiếu",
    How.CHOSEN: "do bạn chọn",
    How.CODE: "theo mã chỉ tiêu",
    How.NAME: "theo tên",
    How.KNOWN: "như lần trước",
    How.PART: "theo tên của dòng trên",
    How.NEAR: "tên gần giống",
    How.ORDER: "theo thứ tự dòng",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file that may be a line: what it says and where.

    ``key`` names it within its file. ``state``, ``reason`` and ``note`` are words beside the value.
    """

    key: str
    page: Page
    number: int
    name: str
    unit: str = ""
    code: str = ""
    value: Word | None = None
    value_column: int = 0
    state: str = ""
    reason: str = ""
    note: str = ""
    last: str = ""
    doubt: str = ""  # about the table that it stands in

    @property
    def text(self) -> str:
        """What stands where the answer belongs."""
        return self.value.text if self.value else ""

    @property
    def address(self) -> str:
        column = self.value_column or 1
        return self.page.address(self.number, column)

    @property
    def is_hidden(self) -> bool:
        return self.page.is_hidden or bool(self.value and self.value.cell.is_hidden)


@dataclass(frozen=True, slots=True)
class Match:
    """One row with the line that it is, or with lines that it may be."""

    row: Row
    line: FormIndicator | None = None
    how: How | None = None
    suggested: tuple[FormIndicator, ...] = ()

    @property
    def doubts(self) -> Iterator[str]:
        """Why the person has to look before this is taken."""
        if self.how is not None and not self.how.is_sure:
            yield f"Dòng trong tệp tên là “{self.row.name}”, ghép {self.how.label}."
        if self.row.is_hidden:
            yield "Số này nằm ở dòng, cột hoặc trang bị ẩn trong tệp."
        if self.line and _is_other_scale(self.line.unit, self.row.unit):
            yield (
                f"Tệp ghi đơn vị tính là “{self.row.unit}”, phiếu dùng đơn vị “{self.line.unit}”."
            )
        if self.row.doubt:
            yield self.row.doubt


@dataclass(frozen=True, slots=True)
class Known:
    """What is matched against: the whole form's names, and which lines this sheet asks."""

    names: Names
    by_code: Mapping[str, FormIndicator]
    asked: tuple[FormIndicator, ...]
    sections: tuple[FormSection, ...]


def rows_of(tables: Iterable[Table]) -> Iterator[Row]:
    """The rows that name something."""
    for table in tables:
        for number in table.rows:
            name, code = table.word(number, Role.NAME), table.word(number, Role.CODE)
            if name is None and code is None:
                continue
            yield Row(
                key=f"{table.page.number}!{number}",
                page=table.page,
                number=number,
                name=name.text if name else "",
                code=code.text if code else "",
                unit=_text(table, number, Role.UNIT),
                value=table.word(number, Role.VALUE),
                value_column=table.columns.get(Role.VALUE, 0),
                note=_text(table, number, Role.NOTE),
                last=_text(table, number, Role.LAST),
                doubt=table.doubt,
            )


def _text(table: Table, number: int, role: Role) -> str:
    word = table.word(number, role)
    return word.text if word else ""


def match(
    rows: Sequence[Row], known: Known, *, chosen: Mapping[str, str], remembered: Mapping[str, str]
) -> tuple[Match, ...]:
    """Every row with its line. ``chosen`` is what the person said of a row by its key,
    ``remembered`` what the place's people said of a name before."""
    found = list(_surely(rows, known, chosen, remembered))
    found = _nearly(found, known)
    return tuple(_by_order(found, known))


# --- By code and name ----------------------------------------------------------------------------


def _surely(
    rows: Iterable[Row], known: Known, chosen: Mapping[str, str], remembered: Mapping[str, str]
) -> Iterator[Match]:
    section, parent = "", ""
    for row in rows:
        if heading := _section_of(row, known.sections):
            section = heading
        if (said := chosen.get(row.key, "")) == NO_LINE:
            yield Match(row, how=How.CHOSEN)
        elif said in known.by_code:
            yield Match(row, known.by_code[said], How.CHOSEN)
        else:
            yield _by_code_or_name(row, known, section, parent, remembered)
        if row.name and not _UNDER.match(row.name):
            parent = row.name


def _by_code_or_name(
    row: Row, known: Known, section: str, parent: str, remembered: Mapping[str, str]
) -> Match:
    code = row.code.upper()
    if code in known.by_code:
        return Match(row, known.by_code[code], How.CODE)
    same = known.names.same(row.name, unit=row.unit)
    if len(same) > 1:
        same = tuple(line for line in same if line.section == section) or same
    if len(same) == 1:
        return Match(row, same[0], How.NAME)
    said = remembered.get(name_key(row.name), "")
    if said == NO_LINE or said in known.by_code:
        return Match(row, known.by_code.get(said), How.KNOWN)
    if not same and parent and _UNDER.match(row.name):
        parts = known.names.same(f"{parent} {keys(row.name)[0] if keys(row.name) else ''}")
        if len(parts) == 1:
            return Match(row, parts[0], How.PART)
    return Match(row, suggested=same)


def name_key(name: str) -> str:
    """Under which a name is remembered."""
    return next(iter(keys(name)), "")


def _section_of(row: Row, sections: Iterable[FormSection]) -> str:
    found = keys(row.name)
    return next((part.code for part in sections if set(keys(part.name)) & set(found)), "")


# --- By likeness and order -----------------------------------------------------------------------


def _nearly(found: list[Match], known: Known) -> list[Match]:
    """Rows with a value whose name is like that of one line that no row has taken."""
    free = _free(found, known)
    open_rows = [m for m in found if _is_open(m)][:_MOST_COMPARED]
    near = {m.row.key: known.names.near(m.row.name, free) for m in open_rows}
    claims: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for key, alike in near.items():
        if line := clearly_nearest(alike):
            claims[line.code].append((alike[0][0], key))
    winners = {max(claim)[1]: code for code, claim in claims.items()}
    return [
        Match(m.row, known.by_code[winners[m.row.key]], How.NEAR)
        if m.row.key in winners
        else replace(m, suggested=m.suggested or tuple(line for _, line in near.get(m.row.key, ())))
        for m in found
    ]


def _free(found: Iterable[Match], known: Known) -> set[str]:
    taken = {m.line.code for m in found if m.line}
    return {line.code for line in known.asked if line.code not in taken}


def _is_open(found: Match) -> bool:
    return found.line is None and found.how is None and found.row.value is not None


def _by_order(found: list[Match], known: Known) -> Iterator[Match]:
    """Unknown rows between two known ones that are as many as the form's lines between these."""
    order = {line.code: at for at, line in enumerate(known.asked)}
    free = _free(found, known)
    ahead = [at for at, m in enumerate(found) if m.line and m.line.code in order]
    ordered: dict[int, FormIndicator] = {}
    for start, end in pairwise(ahead):
        between = [at for at in range(start + 1, end) if _is_open(found[at])]
        first, last = (order[_code(found[at])] for at in (start, end))
        lines = known.asked[first + 1 : last]
        if between and len(between) == len(lines) and all(line.code in free for line in lines):
            ordered |= dict(zip(between, lines, strict=True))
    for at, each in enumerate(found):
        yield Match(each.row, ordered[at], How.ORDER) if at in ordered else each


def _code(found: Match) -> str:
    return found.line.code if found.line else ""


# --- Doubts --------------------------------------------------------------------------------------


def _is_other_scale(ours: str, theirs: str) -> bool:
    """Whether the number would be another one: đồng for triệu đồng. "chiếc" for "cái" is none."""
    if not theirs or is_same_unit(ours, theirs):
        return False
    scales = [_SCALES & set(_tokens(unit)) for unit in (ours, theirs)]
    return scales[0] != scales[1]


def _tokens(unit: str) -> Collection[str]:
    return re.findall(r"[a-z]+|%", fold(unit))
