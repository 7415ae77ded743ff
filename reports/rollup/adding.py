"""Totals from sums and cells: what is added, what is divided, what stays unknown.

Pure: the database's sums come in, lines go out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

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


@dataclass(frozen=True, slots=True)
class Recipe:
    """One computed line: its parts, the typed lines at the bottom of them, and who gives them.

    ``is_mixed`` where the office gives some and the units others.
    """

    line: FormIndicator
    parts: tuple[FormIndicator, ...]
    leaves: frozenset[str]
    is_mixed: bool

    def asked(self, sheets: "Sheets") -> Sequence[Sheet]:
        return (sheets.office,) if self.parts[0].is_office else sheets.asked(self.line)


@dataclass(frozen=True, slots=True)
class Sheets:
    """Who answers."""

    units: Sequence[Sheet]
    office: Sheet

    def asked(self, line: FormIndicator) -> Sequence[Sheet]:
        if line.is_office:
            return (self.office,)
        if line.rural_only:
            return [sheet for sheet in self.units if sheet.is_rural]
        return self.units


@dataclass(frozen=True, slots=True)
class _KnownForm:
    """A form as a cache's key: loaded once, it never changes."""

    key: tuple[int, str, str]
    form: Form = field(compare=False)


def recipes(form: Form) -> Mapping[str, Recipe]:
    """The computed lines by code, parts before wholes. Worked out once a form."""
    return _recipes(_KnownForm((form.version_id, form.code, form.sha256), form))


@lru_cache(maxsize=64)
def _recipes(known: _KnownForm) -> Mapping[str, Recipe]:
    found: dict[str, Recipe] = {}
    for line in known.form.computing:
        parts = tuple(known.form.by_code[code] for code in needs(line))
        leaves = frozenset[str]().union(
            *(found[part.code].leaves if part.is_computed else {part.code} for part in parts)
        )
        is_mixed = len({part.is_office for part in parts}) > 1
        found[line.code] = Recipe(line, parts, leaves, is_mixed)
    return found


def with_gaps(form: Form, added: Mapping[str, Added], sheets: Sheets) -> dict[str, Recipe]:
    """The computed lines that have to be worked out place by place.

    Where every accepted sheet gives every part, the totals of the parts say the same.
    """
    found: dict[str, Recipe] = {}
    for code, recipe in recipes(form).items():
        accepted = sum(sheet.is_accepted for sheet in recipe.asked(sheets))
        if not recipe.is_mixed and any(
            _has_gap(part, recipe, added, accepted) or part.code in found for part in recipe.parts
        ):
            found[code] = recipe
    return found


def _has_gap(
    part: FormIndicator, recipe: Recipe, added: Mapping[str, Added], accepted: int
) -> bool:
    if part.rural_only != recipe.line.rural_only:
        return True
    if part.is_computed:
        return False
    given = added.get(part.code)
    return (given.values if given else 0) < accepted


def add_up(
    form: Form,
    added: Mapping[str, Added],
    sheets: Sheets,
    gaps: Mapping[str, Recipe],
    cells: Mapping[int, Cells],
) -> dict[str, Line]:
    """Every line of the form by code; ``cells`` by submission for the lines with gaps."""
    expected = {
        line.places: len(sheets.asked(line)) for line in form.indicators if not line.rural_only
    }
    lines = {
        line.code: _typed(
            line,
            added.get(line.code) or _NOTHING_ADDED,
            len(sheets.asked(line)) if line.rural_only else expected[line.places],
        )
        for line in form.indicators
        if not line.is_computed
    }
    for code, recipe in recipes(form).items():
        given = [lines[part.code] for part in recipe.parts]
        if recipe.is_mixed:
            lines[code] = _mixed(recipe.line, given)
        elif code in gaps:
            lines[code] = _by_place(recipe, form, sheets, cells)
        else:
            lines[code] = _whole(recipe, given, recipe.asked(sheets))
    return lines


def add_cells(
    form: Form, codes: Iterable[str], sheets: Sheets, cells: Mapping[int, Cells]
) -> dict[str, Line]:
    """Some lines of the form by code, from the cells of the accepted sheets by submission."""
    wanted = [code for code in codes if code in form.by_code]
    bottom = leaves(form, wanted)
    gaps = {code: recipe for code, recipe in recipes(form).items() if recipe.leaves <= bottom}
    added: dict[str, Added] = {}
    for said in cells.values():
        for code, cell in said.items():
            _take_in(added.setdefault(code, Added()), cell)
    lines = add_up(form, added, sheets, gaps, cells)
    return {code: lines[code] for code in wanted}


def leaves(form: Form, codes: Iterable[str]) -> frozenset[str]:
    """The typed lines that these are made of, and those that are typed themselves."""
    known = recipes(form)
    return frozenset[str]().union(
        *(known[code].leaves if code in known else {code} for code in codes)
    )


def _take_in(added: Added, cell: Cell) -> None:
    if cell.amount is not None:
        added.amount = cell.amount if added.amount is None else added.amount + cell.amount
        added.values += 1
    added.answers += cell.is_answer


def with_computed(form: Form, cells: Cells) -> dict[str, Cell]:
    """A sheet's cells and what follows from them."""
    known = dict(cells)
    for code, recipe in recipes(form).items():
        known[code] = _cell(recipe, known)
    return known


def _typed(line: FormIndicator, added: Added, expected: int) -> Line:
    if line.is_yes_no and added.amount is not None:
        answered = Amount(Decimal(added.values))
        return Line(line, added.amount, added.answers, expected, added.amount, answered)
    return Line(line, added.amount, added.answers, expected)


def _whole(recipe: Recipe, given: Sequence[Line], asked: Sequence[Sheet]) -> Line:
    """Every accepted sheet gives every part."""
    accepted = sum(sheet.is_accepted for sheet in asked)
    amounts = [part.amount for part in given if part.amount is not None]
    if len(amounts) < len(given):
        return Line(recipe.line, None, accepted, len(asked))
    if recipe.line.is_ratio:
        above, below = amounts
        return Line(recipe.line, ratio(above, below), accepted, len(asked), above, below)
    return Line(recipe.line, total(amounts), accepted, len(asked))


def _by_place(recipe: Recipe, form: Form, sheets: Sheets, cells: Mapping[int, Cells]) -> Line:
    asked = recipe.asked(sheets)
    filled = [
        with_computed(form, cells.get(sheet.submission_id or 0, {}))
        for sheet in asked
        if sheet.is_accepted
    ]
    if recipe.line.is_ratio:
        return _ratio(recipe, filled, len(asked))
    own = [found[recipe.line.code] for found in filled]
    amount = total(cell.amount for cell in own if cell.amount is not None)
    return Line(recipe.line, amount, sum(cell.is_answer for cell in own), len(asked))


def _ratio(recipe: Recipe, filled: Sequence[Cells], expected: int) -> Line:
    """Sum of numerators over sum of denominators, over places that give both."""
    above_code, below_code = (part.code for part in recipe.parts)
    pairs = [(cells.get(above_code, NOTHING), cells.get(below_code, NOTHING)) for cells in filled]
    both = [(a.amount, b.amount) for a, b in pairs if a.amount and b.amount]
    answered = sum(a.is_answer and b.is_answer for a, b in pairs)
    above, below = total(a for a, _ in both), total(b for _, b in both)
    return Line(recipe.line, ratio(above, below), answered, expected, above, below)


def _mixed(line: FormIndicator, given: Sequence[Line]) -> Line:
    """The office's figure and the units' together; the coverage is the poorest part's."""
    poorest = min(given, key=lambda part: Decimal(part.accepted) / max(part.expected, 1))
    amounts = [part.amount for part in given if part.amount is not None]
    if line.is_ratio:
        above, below = (part.amount for part in given)
        return Line(line, ratio(above, below), poorest.accepted, poorest.expected, above, below)
    known = total(amounts) if len(amounts) == len(given) else None
    return Line(line, known, poorest.accepted, poorest.expected)


def _cell(recipe: Recipe, cells: Cells) -> Cell:
    """One sheet's computed cell; a part that does not apply counts as nothing in a sum."""
    parts = [cells.get(part.code, NOTHING) for part in recipe.parts]
    applying = [part for part in parts if part.state is not CellState.NOT_APPLICABLE]
    if not applying or (recipe.line.is_ratio and len(applying) < len(parts)):
        return NOT_APPLICABLE
    amounts = [part.amount for part in applying if part.amount is not None]
    if len(amounts) < len(applying):
        return NOTHING
    amount = ratio(amounts[0], amounts[1]) if recipe.line.is_ratio else total(amounts)
    return Cell(CellState.VALUE, amount) if amount else NOTHING


_NOTHING_ADDED = Added()
