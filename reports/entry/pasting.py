"""What a pasted block would write into a sheet: looked at before anything is written."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from reports.entry.answers import Answer, read_answer
from reports.entry.blocks import (
    MOST_ROWS,
    Rows,
    Style,
    figures_in,
    in_vietnamese,
    looks_foreign,
    rows_of,
)
from reports.entry.excel.naming import Names, is_same_unit
from reports.entry.lines import Line, Sheet
from vhtt_portal.numbers import FigureError, shorten
from vhtt_portal.rules import RuleError

_DASHES = re.compile(r"[-–—_*x]+", re.IGNORECASE)
_WITH_UNIT = re.compile(r"([\d.,]*\d)\s*(\D+)")


class Fate(StrEnum):
    """What becomes of one row of a block."""

    NEW = "new"
    REPLACES = "replaces"
    SAME = "same"
    ASKED = "asked"  # its number can be read in two ways
    REFUSED = "refused"
    SKIPPED = "skipped"  # its line is not typed
    NO_LINE = "no-line"
    BELOW = "below"  # under the last line of the sheet

    @property
    def is_taken(self) -> bool:
        return self in {Fate.NEW, Fate.REPLACES}


@dataclass(frozen=True, slots=True)
class PastedRow:
    """One row of a block with the line it falls on."""

    name: str  # as the block calls it
    text: str  # the number as it was copied
    fate: Fate
    line: Line | None = None
    typed: str = ""  # what would be written
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a block that may hold the numbers."""

    number: int
    sample: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Pasted:
    """A whole block as it would fall on the sheet."""

    rows: tuple[PastedRow, ...]
    columns: tuple[Column, ...]
    is_by_name: bool
    style: Style | None  # None where a number can be read in two ways and nobody has said which

    @property
    def taken(self) -> list[PastedRow]:
        return [row for row in self.rows if row.fate.is_taken]

    @property
    def counts(self) -> Counter[Fate]:
        return Counter(row.fate for row in self.rows)


def pasted(
    sheet: Sheet, text: str, *, at: str, column: int | None = None, style: Style | None = None
) -> Pasted:
    """The block laid on the sheet from the line ``at`` on, or by its names where it has some.

    ``column`` is where the numbers stand, ``style`` how they are written; without them both are
    found out. RuleError with one sentence where there is nothing to lay on. No query.
    """
    rows = rows_of(text)
    if not rows:
        raise RuleError("Không có gì để dán. Hãy chép lại khối ô rồi dán.")
    if len(rows) > MOST_ROWS:
        raise RuleError(f"Khối dán dài quá {MOST_ROWS} dòng. Hãy chép từng phần.")
    names = Names(line.indicator for line in sheet.lines)
    named = _name_column(rows, names)
    columns = _columns(rows, named, sheet)
    if not columns:
        raise RuleError("Khối dán không có số nào. Hãy chép cả cột số rồi dán lại.")
    chosen = column if column in columns else columns[-1]
    if style is None and not looks_foreign(rows, chosen):
        style = Style.VIETNAMESE
    laid = _by_name(rows, named, names, sheet) if named is not None else _in_order(rows, sheet, at)
    found = (
        _row(rows[number][named] if named is not None else "", rows[number][chosen], line, style)
        for number, line in enumerate(laid)
    )
    return Pasted(
        rows=tuple(row for row in found if row is not None),
        columns=tuple(Column(n, _sample(rows, n), n == chosen) for n in columns),
        is_by_name=named is not None,
        style=style,
    )


# --- Columns ----------------------------------------------------------------------------------


def _name_column(rows: Rows, names: Names) -> int | None:
    """The column that names lines of the sheet, if half of what it says are such names."""
    if len(rows[0]) == 1:
        return None
    known = {
        column: sum(bool(names.same(row[column])) for row in rows if row[column])
        for column in range(len(rows[0]))
    }
    best = max(known, key=lambda column: known[column])
    said = sum(bool(row[best]) for row in rows)
    return best if 2 * known[best] >= said and known[best] else None


def _columns(rows: Rows, named: int | None, sheet: Sheet) -> list[int]:
    """The columns that hold numbers, last year's own aside where there is another."""
    first = 0 if named is None else named + 1
    found = [n for n in range(first, len(rows[0])) if figures_in(rows, n)]
    most = max((figures_in(rows, n) for n in found), default=0)
    found = [n for n in found if 2 * figures_in(rows, n) >= most]
    return [n for n in found if not _is_last_years(rows, n, sheet)] or found


def _is_last_years(rows: Rows, column: int, sheet: Sheet) -> bool:
    before = Counter(
        line.previous.typed(yes_no=line.indicator.is_yes_no)
        for line in sheet.lines
        if line.previous and line.previous.value
    )
    cells = Counter(row[column] for row in rows if row[column][:1].isdigit())
    return cells.total() > 2 and 2 * (cells & before).total() > cells.total()  # noqa: PLR2004 - three are no chance


def _sample(rows: Rows, column: int) -> str:
    cells = [row[column] for row in rows if row[column]]
    return ", ".join(shorten(cell) for cell in cells[:3]) + ("…" if len(cells) > 3 else "")  # noqa: PLR2004 - enough to know it by


# --- Rows and lines ---------------------------------------------------------------------------


def _in_order(rows: Rows, sheet: Sheet, at: str) -> Iterator[Line | None]:
    """Row by row down the sheet, over the lines that are not typed as well: so stand the rows of a
    form that was filled elsewhere."""
    codes = [line.code for line in sheet.lines]
    first = codes.index(at) if at in codes else 0
    for number in range(first, first + len(rows)):
        yield sheet.lines[number] if number < len(codes) else None


def _by_name(rows: Rows, named: int | None, names: Names, sheet: Sheet) -> Iterator[Line | None]:
    """The line that each row names; of several of one name the next one that no row has taken."""
    order = {line.code: number for number, line in enumerate(sheet.lines)}
    taken: set[str] = set()
    last = -1
    for row in rows:
        same = [line.code for line in names.same(row[named or 0]) if line.code not in taken]
        if not same:
            yield None
            continue
        code = min(same, key=lambda each: (order[each] < last, order[each]))
        taken.add(code)
        last = order[code]
        yield sheet.lines[order[code]]


def _row(name: str, text: str, line: Line | None, style: Style | None) -> PastedRow | None:
    """A row with nothing in it changes nothing and is not spoken of."""
    if not text:
        return None
    if line is None:
        return _without_line(name, text)
    if not line.is_editable:
        return PastedRow(name, text, Fate.SKIPPED, line, sentence=_why_not_typed(line))
    try:
        return _read(name, text, line, style)
    except FigureError as refusal:
        return PastedRow(name, text, Fate.REFUSED, line, sentence=str(refusal))


def _without_line(name: str, text: str) -> PastedRow | None:
    if not name:
        return PastedRow(name, text, Fate.BELOW, sentence="Nằm dưới dòng cuối của phiếu.")
    if not text[:1].isdigit():
        return None  # a heading
    sentence = "Phiếu không có dòng này, hoặc dòng này đã có ở trên."
    return PastedRow(name, text, Fate.NO_LINE, sentence=sentence)


def _why_not_typed(line: Line) -> str:
    if line.indicator.is_computed:
        return "Dòng này tự tính từ các số thành phần."
    return "Dòng này lấy số từ sổ theo dõi."


def _read(name: str, text: str, line: Line, style: Style | None) -> PastedRow:
    bare, dropped = _without_unit(text, line)
    if _DASHES.fullmatch(bare):
        raise FigureError(f"“{bare}” chưa rõ là 0 hay chưa có số. Hãy nhập tay.")
    foreign = in_vietnamese(bare) if style != Style.VIETNAMESE else None
    if foreign is not None and style is None:
        sentence = "Có thể đọc theo hai cách. Hãy chọn cách viết số của khối ở trên."
        return PastedRow(name, text, Fate.ASKED, line, sentence=sentence)
    answer = read_answer(line.indicator, text=bare if foreign is None else foreign)
    current = line.cell.answer if line.cell else None
    typed = answer.typed(yes_no=line.indicator.is_yes_no) if answer else ""
    sentence = f"Đã bỏ chữ “{dropped}”." if dropped else ""
    return PastedRow(name, text, _fate(current, answer), line, typed, sentence)


def _fate(current: Answer | None, answer: Answer | None) -> Fate:
    if answer == current:
        return Fate.SAME
    return Fate.NEW if current is None else Fate.REPLACES


def _without_unit(text: str, line: Line) -> tuple[str, str]:
    """ "12 hộ" on a line that counts households is 12."""
    found = _WITH_UNIT.fullmatch(text)
    if found and is_same_unit(found.group(2).strip(), line.indicator.unit):
        return found.group(1), found.group(2).strip()
    return text, ""
