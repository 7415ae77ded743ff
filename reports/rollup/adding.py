"""Totals from sums and cells: what is added, what is divided, what stays unknown.

Pure: the database's sums come in, lines go out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from reports.catalogue.computing import needs
from reports.catalogue.form import Form, FormIndicator
from reports.rollup.amounts import Amount, ratio, total
from reports.rollup.lines import Cell, CellState, Line, Sheet

NOTHING = Cell(CellState.NOT_ENTERED)
NOT_APPLICABLE = Cell(CellState.NOT_APPLICABLE)

# The cells of one sheet by code.
Cells = Mapping[str, Cell]


@dataclass(slots=True)
class Added:
    """What the accepted sheets say about one typed line, added up by the database."""

    amount: Amount | None = None
    values: int = 0
    answers: int = 0


@dataclass(frozen=True)
class Parts:
    """The sheets and the cells that computed lines are made of, by submission."""

    units: Sequence[Sheet]
    office: Sheet
    cells: Mapping[int, Cells] = field(default_factory=dict)

    def asked(self, line: FormIndicator) -> list[Sheet]:
        if line.is_office:
            return [self.office]
        return [sheet for sheet in self.units if sheet.is_rural or not line.rural_only]

    def of(self, sheet: Sheet) -> Cells:
        return self.cells.get(sheet.submission_id or 0, {})


def add_up(form: Form, added: Mapping[str, Added], parts: Parts) -> dict[str, Line]:
    """Every line of the form by code."""
    lines = {
        line.code: _typed(line, added.get(line.code) or Added(), len(parts.asked(line)))
        for line in form.indicators
        if not line.is_computed
    }
    filled = {sheet.place_id: with_computed(form, parts.of(sheet)) for sheet in _accepted(parts)}
    for line in form.computing:
        lines[line.code] = _computed(line, form, lines, parts, filled)
    return lines


def component_codes(form: Form) -> frozenset[str]:
    """The typed lines whose cells have to be read place by place, because others need them."""
    return frozenset(
        code
        for line in form.computing
        for code in needs(line)
        if not form.by_code[code].is_computed
    )


def with_computed(form: Form, cells: Cells) -> dict[str, Cell]:
    """A sheet's cells and what follows from them."""
    known = dict(cells)
    for line in form.computing:
        known[line.code] = _cell(line, known)
    return known


def _accepted(parts: Parts) -> Iterable[Sheet]:
    return (sheet for sheet in (*parts.units, parts.office) if sheet.is_accepted)


def _typed(line: FormIndicator, added: Added, expected: int) -> Line:
    if line.is_yes_no and added.amount is not None:
        answered = Amount(Decimal(added.values))
        return Line(line, added.amount, added.answers, expected, added.amount, answered)
    return Line(line, added.amount, added.answers, expected)


def _cell(line: FormIndicator, cells: Cells) -> Cell:
    """One sheet's computed cell; a part that does not apply counts as nothing in a sum."""
    parts = [cells.get(code, NOTHING) for code in needs(line)]
    applying = [part for part in parts if part.state is not CellState.NOT_APPLICABLE]
    if not applying or (line.is_ratio and len(applying) < len(parts)):
        return NOT_APPLICABLE
    amounts = [part.amount for part in applying if part.amount is not None]
    if len(amounts) < len(applying):
        return NOTHING
    amount = ratio(amounts[0], amounts[1]) if line.is_ratio else total(amounts)
    return Cell(CellState.VALUE, amount) if amount else NOTHING


def _computed(
    line: FormIndicator,
    form: Form,
    lines: Mapping[str, Line],
    parts: Parts,
    filled: Mapping[int, Cells],
) -> Line:
    """Place by place where the same places answer all parts, otherwise from the parts' totals."""
    if len({form.by_code[code].is_office for code in needs(line)}) > 1:
        return _from_totals(line, [lines[code] for code in needs(line)])
    office_answers = any(form.by_code[code].is_office for code in needs(line))
    asked = [parts.office] if office_answers else parts.asked(line)
    sheets = [filled[sheet.place_id] for sheet in asked if sheet.is_accepted]
    if line.is_ratio:
        return _ratio(line, sheets, len(asked))
    cells = [cells[line.code] for cells in sheets]
    amount = total(cell.amount for cell in cells if cell.amount is not None)
    return Line(line, amount, sum(cell.is_answer for cell in cells), len(asked))


def _ratio(line: FormIndicator, sheets: Sequence[Cells], expected: int) -> Line:
    """Sum of numerators over sum of denominators, over places that give both."""
    above_code, below_code = needs(line)
    pairs = [(cells.get(above_code, NOTHING), cells.get(below_code, NOTHING)) for cells in sheets]
    both = [(a.amount, b.amount) for a, b in pairs if a.amount and b.amount]
    answered = sum(a.is_answer and b.is_answer for a, b in pairs)
    above, below = total(a for a, _ in both), total(b for _, b in both)
    return Line(line, ratio(above, below), answered, expected, above, below)


def _from_totals(line: FormIndicator, parts: Sequence[Line]) -> Line:
    """The office's figure and the units' together; the coverage is the poorest part's."""
    poorest = min(parts, key=lambda part: Decimal(part.accepted) / max(part.expected, 1))
    amounts = [part.amount for part in parts if part.amount is not None]
    known = len(amounts) == len(parts)
    if line.is_ratio:
        above, below = parts[0].amount, parts[1].amount
        return Line(line, ratio(above, below), poorest.accepted, poorest.expected, above, below)
    return Line(line, total(amounts) if known else None, poorest.accepted, poorest.expected)
