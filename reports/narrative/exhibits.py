"""Charts and tables in the text: one question each, answered by the figures in its title.

Pure: the same facts always give the same exhibits. One without figures is left out.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from documents import charts
from documents.charts import Mark
from documents.structure import Align, Chart, Column, RowKind, Table, row
from reports.catalogue.form import FormIndicator, ReportExhibit
from reports.catalogue.models import Exhibit as CatalogueExhibit
from reports.narrative.engine import fill
from reports.narrative.wording import Facts, listed
from reports.rollup.amounts import Relation
from reports.rollup.lines import SMALLEST_TOLD, CellState, Line, PlaceFigure
from reports.rollup.queries import Year

Kind = CatalogueExhibit.Kind
PLACE, YEAR = "Đơn vị", "Năm"
# More places than these at one end are counted, not named.
_NAMED = 2
_FEWEST, _MOST_DRAWN = 2, 24


@dataclass(frozen=True, slots=True)
class ExhibitRow:
    """A line of the table; ``value`` is what a chart draws of it.

    ``is_special``: the total of a comparison, a year that cannot be compared with the others.
    """

    cells: tuple[str, ...]
    value: Decimal | None = None
    is_special: bool = False


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One chart or table as it stands in the report, under the heading ``node``."""

    code: str
    node: str
    kind: Kind
    title: str
    question: str
    header: tuple[str, ...]
    rows: tuple[ExhibitRow, ...]
    note: str = ""


def exhibits(
    asked: Iterable[ReportExhibit], facts: Facts, years: Sequence[Year]
) -> tuple[Exhibit, ...]:
    filled = (
        replace(each, title=fill(each.title, facts), question=fill(each.question, facts))
        for each in asked
    )
    return _made(filled, facts, years)


def of_line(
    line: Line, places: Sequence[PlaceFigure], years: Sequence[Year], words: Mapping[str, str]
) -> tuple[Exhibit, ...]:
    """What can be drawn of one line: over the years, and by place."""
    code, name = line.code, line.indicator.name
    asked = (
        ReportExhibit(0, kind.value, "", kind, (code,), "", name)
        for kind in (Kind.YEARS, Kind.PLACES)
    )
    return _made(asked, Facts({code: line}, {code: places}, {}, {}, {}, {}, words), years)


def _made(
    asked: Iterable[ReportExhibit], facts: Facts, years: Sequence[Year]
) -> tuple[Exhibit, ...]:
    made = (_MADE[each.kind](each, facts, years) for each in asked)
    return tuple(exhibit for exhibit in made if exhibit is not None)


def as_block(exhibit: Exhibit) -> Chart | Table:
    """As the official document and the screen show it."""
    columns = (
        Column(exhibit.header[0], 3),
        *(Column(h, 2, Align.RIGHT) for h in exhibit.header[1:]),
    )
    is_table = exhibit.kind == Kind.COMPARISON
    rows = tuple(
        row(*line.cells, kind=RowKind.TOTAL if is_table and line.is_special else RowKind.PLAIN)
        for line in exhibit.rows
    )
    if is_table:
        return Table(columns, rows, title=exhibit.title, note=exhibit.note, is_numbered=True)
    marks = [
        Mark(line.cells[0], line.value, line.cells[1], line.is_special) for line in exhibit.rows
    ]
    draw, shape = _DRAWN[exhibit.kind]
    told = "; ".join(": ".join(line.cells) for line in exhibit.rows)
    alt = f"{shape}. {exhibit.question}".rstrip() + f" {exhibit.header[1]}: {told}."
    return Chart(exhibit.title, draw(_shortened(marks)), alt, Table(columns, rows), exhibit.note)


def _shortened(marks: Sequence[Mark]) -> Sequence[Mark]:
    """Of very many places the first and the last, which a page can hold; the table has them all."""
    end = _MOST_DRAWN // 2
    if len(marks) <= _MOST_DRAWN:
        return marks
    between = Mark("…", None, f"{len(marks) - 2 * end} đơn vị khác")
    return [*marks[:end], between, *marks[-end:]]


_DRAWN: Mapping[Kind, tuple[Callable[[Sequence[Mark]], str], str]] = {
    Kind.PLACES: (charts.bars, "Biểu đồ thanh ngang"),
    Kind.YEARS: (charts.trend, "Biểu đồ đường"),
}


# --- One line by place ------------------------------------------------------------------------


def _by_place(asked: ReportExhibit, facts: Facts, _years: Sequence[Year]) -> Exhibit | None:
    """From the most to the least; those without a figure at the end, in the order of the list."""
    [code] = asked.indicators
    line, told = facts.line(code), facts.places.get(code, ())
    known = [figure for figure in told if figure.value is not None]
    if line is None or not _is_drawn_by_place(line) or len(known) < _FEWEST:
        return None
    known.sort(key=lambda figure: figure.value or 0, reverse=True)
    silent = [figure for figure in told if figure.value is None]
    return Exhibit(
        code=asked.code,
        node=asked.node,
        kind=asked.kind,
        title=_title_by_place(asked.title, line, known, facts),
        question=asked.question,
        header=(PLACE, _name(line.indicator)),
        rows=tuple(
            ExhibitRow((figure.place_name, _written(line, figure)), figure.value)
            for figure in (*known, *silent)
        ),
        note=_note([line], facts),
    )


def _is_drawn_by_place(line: Line) -> bool:
    return not (line.indicator.sensitive or line.indicator.is_yes_no)


def _title_by_place(about: str, line: Line, known: Sequence[PlaceFigure], facts: Facts) -> str:
    """Who is first and last; nothing of it where some are missing or only bounds are known."""
    said = f"{about} năm {facts.words['year']}"
    units = facts.words["units"]
    is_exact = all(f.amount is not None and f.amount.relation == Relation.EXACT for f in known)
    if line.is_partial or not is_exact:
        return f"{said} theo {units}"
    first, last = (_with_unit(line, _written(line, figure)) for figure in (known[0], known[-1]))
    if known[0].value == known[-1].value:
        return f"{said} bằng nhau ở các {units} ({first})"
    most, least = _end(known, known[0], facts), _end(known, known[-1], facts)
    high, low = ("cao", "thấp") if line.indicator.is_ratio else ("nhiều", "ít")
    return f"{said} {high} nhất ở {most} ({first}), {low} nhất ở {least} ({last})"


def _end(known: Sequence[PlaceFigure], first: PlaceFigure, facts: Facts) -> str:
    names = [figure.place_name for figure in known if figure.value == first.value]
    return listed(names) if len(names) <= _NAMED else f"{len(names)} {facts.words['units']}"


def _written(line: Line, figure: PlaceFigure) -> str:
    return line.written_like(figure.amount) or figure.state_word.lower()


# --- One line over the years ------------------------------------------------------------------


def _by_year(asked: ReportExhibit, facts: Facts, years: Sequence[Year]) -> Exhibit | None:
    """From the first year with a figure to this one, which must have one."""
    [code] = asked.indicators
    series = [(each.year, each.lines.get(code)) for each in years]
    known = [place for place, (_, line) in enumerate(series) if line and line.amount]
    this_year = facts.line(code)
    if this_year is None or this_year.indicator.is_yes_no:
        return None
    if len(known) < _FEWEST or known[-1] != len(series) - 1:
        return None
    series = series[known[0] :]
    lines = [line for _, line in series]
    return Exhibit(
        code=asked.code,
        node=asked.node,
        kind=asked.kind,
        title=_title_by_year(asked.title, series),
        question=asked.question,
        header=(YEAR, _name(this_year.indicator)),
        rows=tuple(_year_row(year, line) for year, line in series),
        note=_note(
            [line for line in lines if line], facts, [year for year, line in series if line]
        ),
    )


def _year_row(year: int, line: Line | None) -> ExhibitRow:
    if line is None or line.amount is None:
        return ExhibitRow((str(year), "chưa có"))
    if line.is_withheld:
        return ExhibitRow((str(year), f"dưới {SMALLEST_TOLD}"))
    return ExhibitRow((str(year), line.written), line.amount.value, not line.is_comparable)


def _title_by_year(about: str, series: Sequence[tuple[int, Line | None]]) -> str:
    """How often in a row it went the same way; nothing of it where years cannot be compared."""
    (first, _), (year, now) = series[0], series[-1]
    signs = [_sign(earlier, later) for (_, earlier), (_, later) in pairwise(series)]
    if now is None or signs[-1] is None:
        return f"{about} các năm {first}–{year}"
    run = next((back for back, sign in enumerate(reversed(signs)) if sign != signs[-1]), len(signs))
    figure = _with_unit(now, now.written)
    way, end = _WAYS[signs[-1]]
    how_long = f"{run} năm liền" if run > 1 else f"so với năm {year - 1}"
    return f"{about} {way} {how_long}, {end} {figure} năm {year}"


_WAYS = {1: ("tăng", "đạt"), -1: ("giảm", "còn"), 0: ("giữ nguyên", "vẫn")}


def _sign(earlier: Line | None, later: Line | None) -> int | None:
    moved = later.moved_since(earlier) if later else None
    if moved is None or earlier is None or later is None:
        return None
    return None if earlier.is_withheld or later.is_withheld else (moved > 0) - (moved < 0)


# --- Several lines by place -------------------------------------------------------------------


def _side_by_side(asked: ReportExhibit, facts: Facts, _years: Sequence[Year]) -> Exhibit | None:
    found = [facts.line(code) for code in asked.indicators]
    lines = [line for line in found if line and line.amount and not line.indicator.sensitive]
    if not lines:
        return None
    said = {line.code: {f.place_name: f for f in facts.places.get(line.code, ())} for line in lines}
    names = dict.fromkeys(name for told in said.values() for name in told)
    rows = [
        ExhibitRow((name, *(_cell(line, said[line.code].get(name)) for line in lines)))
        for name in names
    ]
    total = ExhibitRow(("Tổng cộng", *(line.written for line in lines)), is_special=True)
    return Exhibit(
        code=asked.code,
        node=asked.node,
        kind=asked.kind,
        title=asked.title,
        question=asked.question,
        header=(PLACE, *(_name(line.indicator) for line in lines)),
        rows=(*rows, total),
        note=_note(lines, facts),
    )


def _cell(line: Line, figure: PlaceFigure | None) -> str:
    if figure is None or figure.cell.state is CellState.NOT_APPLICABLE:
        return "–"
    return line.written_like(figure.amount) or "…"


# --- Words ------------------------------------------------------------------------------------


def _name(indicator: FormIndicator) -> str:
    """With the unit, unless the name begins with it: "Hộ được công nhận"."""
    has_unit = indicator.name.lower().startswith(indicator.unit.lower())
    return indicator.name if has_unit else f"{indicator.name} ({indicator.unit})"


def _with_unit(line: Line, written: str) -> str:
    return written if line.indicator.is_ratio else f"{written} {line.indicator.unit}"


def _note(lines: Sequence[Line], facts: Facts, years: Sequence[int] = ()) -> str:
    """How many places the figures come from, where not from all."""
    partial = [place for place, line in enumerate(lines) if line.is_partial]
    if not partial:
        return ""
    units = facts.words["units"]
    told = dict.fromkeys(
        (f"năm {years[place]} " if years else "")
        + f"mới tổng hợp từ {lines[place].coverage} {units}"
        for place in partial
    )
    return f"Ghi chú: {'; '.join(told)}."


_MADE: Mapping[Kind, Callable[[ReportExhibit, Facts, Sequence[Year]], Exhibit | None]] = {
    Kind.PLACES: _by_place,
    Kind.YEARS: _by_year,
    Kind.COMPARISON: _side_by_side,
}
