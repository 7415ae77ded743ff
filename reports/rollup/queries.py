"""Reading totals: by period, by place, beside last year and the targets."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from localities.models import Locality, Office
from reports.catalogue import queries as catalogue
from reports.catalogue.form import Form, FormIndicator
from reports.entry.models import Expectation, Figure, Period, Submission
from reports.rollup.adding import (
    Added,
    Sheets,
    add_cells,
    add_up,
    leaves,
    recipes,
    with_computed,
    with_gaps,
)
from reports.rollup.amounts import Amount
from reports.rollup.lines import Cell, CellState, Line, PlaceFigure, Rollup, Sheet
from reports.rollup.models import Target
from reports.rollup.periods import earlier_codes, next_code
from reports.rollup.statements import expected_places, figure_sums, sheet_states

_CENT = Decimal("0.01")
_VALUE, _NO_DATA = Figure.State.VALUE.value, Figure.State.NO_DATA.value
_EXACT = Figure.Relation.EXACT.value


def rollup(period: Period) -> Rollup:
    """A period's totals over accepted sheets, the office's own among them.

    At most four queries whatever the number of places and lines, once the form is prepared and
    where the period carries its office, place and form; three while no computed line has a gap.
    """
    form = catalogue.form(period.form_version)
    sheets = _sheets(period)
    accepted = _accepted(sheets)
    added = _added(form, accepted)
    gaps = with_gaps(form, added, sheets)
    bottom = frozenset[str]().union(*(recipe.leaves for recipe in gaps.values()))
    lines = add_up(form, added, sheets, gaps, _cells(form, accepted, bottom) if bottom else {})
    return Rollup(
        period_code=period.code,
        form=form,
        units=tuple(sheets.units),
        office=sheets.office,
        lines=tuple(lines[line.code] for line in form.indicators),
        by_code=lines,
    )


def by_place(rollup: Rollup) -> dict[str, tuple[PlaceFigure, ...]]:
    """Every line's figures by place, computed ones too. One query."""
    sheets = (*rollup.units, rollup.office)
    cells = _cells(rollup.form, _accepted(Sheets(rollup.units, rollup.office)))
    filled = {
        sheet.place_id: with_computed(rollup.form, cells.get(sheet.submission_id or 0, {}))
        for sheet in sheets
        if sheet.is_accepted
    }
    return {
        line.code: tuple(
            PlaceFigure(sheet, _said(filled, sheet, line)) for sheet in asked_for(rollup, line)
        )
        for line in rollup.form.indicators
    }


def asked_for(rollup: Rollup, line: FormIndicator) -> Sequence[Sheet]:
    """Who answers a line; a computed line made of the office's own figures asks the office."""
    sheets = Sheets(rollup.units, rollup.office)
    recipe = recipes(rollup.form).get(line.code)
    return recipe.asked(sheets) if recipe else sheets.asked(line)


@dataclass(frozen=True)
class Comparison:
    """This period's totals beside the previous period's and the targets for both years."""

    now: Rollup
    before: Rollup | None
    next_code: str
    targets: Mapping[str, Amount]
    next_targets: Mapping[str, Amount]
    # What each unit was given to reach this period, by indicator code and the unit's key.
    unit_targets: Mapping[str, Mapping[int, Amount]] = field(default_factory=dict)

    def previous(self, code: str) -> Line | None:
        return self.before.by_code.get(code) if self.before else None


def comparison(period: Period, now: Rollup | None = None) -> Comparison:
    """Ten queries at most: this period's totals, those of the one before, and the targets."""
    before = (
        Period.objects.select_related("office__locality", "form_version").get(pk=period.previous_id)
        if period.previous_id
        else None
    )
    following = next_code(period.code)
    targets, given = _targets(period.office, [period.code, following])
    return Comparison(
        now=now or rollup(period),
        before=rollup(before) if before else None,
        next_code=following,
        targets=targets[period.code],
        next_targets=targets[following],
        unit_targets=given[period.code],
    )


@dataclass(frozen=True, slots=True)
class Unmet:
    """A total that stayed below what the office set for it, both in the line's unit.

    A ``line`` that ``is_partial`` may still get there; one that ``is_withheld`` is not to be told.
    """

    line: Line
    target: Amount
    short: Decimal


def unmet(compared: Comparison) -> tuple[Unmet, ...]:
    """The lines that did not reach the office's target, in the form's order. No query."""
    found = []
    for line in compared.now.lines:
        target = compared.targets.get(line.code)
        short = line.amount.short_of(target) if line.amount and target else None
        if target and short is not None:
            found.append(Unmet(line, target, short))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Year:
    """Some lines of one year; a year without a period has none."""

    year: int
    lines: Mapping[str, Line]


def years(
    period: Period, now: Rollup, codes: Collection[str], *, count: int = 5
) -> tuple[Year, ...]:
    """These lines of the same span of ``count`` years, this period's last.

    Two queries whatever the number of years, places and lines, once the forms are prepared.
    """
    past = earlier_codes(period.code, count - 1)
    owed: dict[Period, list[Locality]] = defaultdict(list)
    expected = Expectation.objects.filter(period__office=period.office_id, period__code__in=past)
    for row in expected.select_related("period__form_version", "locality__kind"):
        owed[row.period].append(row.locality)
    cells = _cells_of_years(owed, codes)
    totals = {
        known.code: _year_lines(known, places, period.office, codes, cells[known.pk])
        for known, places in owed.items()
    }
    earlier = (
        Year(period.year - back, totals.get(code, {}))
        for back, code in zip(range(count - 1, 0, -1), past, strict=True)
    )
    return (*earlier, Year(period.year, {c: now.by_code[c] for c in codes if c in now.by_code}))


def _cells_of_years(
    periods: Iterable[Period], codes: Collection[str]
) -> dict[int, dict[int, tuple[int, dict[str, Cell]]]]:
    """By period and sheet: its place and what it says of the lines that these are made of."""
    forms = {known.pk: catalogue.form(known.form_version) for known in periods}
    asked = frozenset[str]().union(*(leaves(form, codes) for form in forms.values()))
    found: dict[int, dict[int, tuple[int, dict[str, Cell]]]] = defaultdict(dict)
    rows = Figure.objects.filter(
        submission__period__in=forms,
        submission__status=Submission.Status.ACCEPTED,
        indicator__code__in=asked,
    ).values_list(
        "submission__period_id", "submission_id", "submission__locality_id",
        "indicator__code", "state", "value", "relation", "upper",
    )  # fmt: skip
    for period_id, sheet_id, place_id, code, state, value, relation, upper in rows:
        amount = None if value is None else Amount(value, Figure.Relation(relation), upper)
        _, said = found[period_id].setdefault(sheet_id, (place_id, {}))
        said[code] = Cell(CellState(state), amount)
    return found


def _year_lines(
    period: Period,
    places: Iterable[Locality],
    office: Office,
    codes: Collection[str],
    cells: Mapping[int, tuple[int, dict[str, Cell]]],
) -> dict[str, Line]:
    """A sheet without any cell of these lines counts as one that says nothing of them."""
    sheets = {place_id: sheet_id for sheet_id, (place_id, _) in cells.items()}

    def sheet(place: Locality) -> Sheet:
        sheet_id = sheets.get(place.pk)
        status = None if sheet_id is None else Submission.Status.ACCEPTED
        return Sheet(
            place.pk, place.code, place.full_name, place.kind.is_rural, sheet_id, status, ""
        )

    own = office.locality
    units = [sheet(place) for place in places if place.pk != own.pk]
    said = {sheet_id: spoken for sheet_id, (_, spoken) in cells.items()}
    return add_cells(catalogue.form(period.form_version), codes, Sheets(units, sheet(own)), said)


def targets_of(
    office: Office, period_code: str, locality: Locality | None = None
) -> dict[str, Target]:
    """The office's own targets for one period, or those of a unit, by code. One query."""
    rows = Target.objects.filter(office=office, period_code=period_code, locality=locality)
    return {row.indicator_code: row for row in rows}


def given_to(period: Period, place_id: int) -> dict[str, Amount]:
    """What one place was given to reach in a period, by indicator code. One query."""
    rows = Target.objects.filter(
        office=period.office_id, period_code=period.code, locality=place_id
    )
    return {row.indicator_code: row.amount for row in rows}


# An office, the code of one of its periods, a place.
GivenIn = tuple[int, str, int]


def given_counts(place_ids: Iterable[int]) -> Counter[GivenIn]:
    """How many targets these places were given, by office, period and place. One query."""
    rows = Target.objects.filter(locality__in=place_ids)
    return Counter(rows.values_list("office_id", "period_code", "locality_id"))


def units_targets(office: Office, period_code: str) -> dict[str, dict[int, Amount]]:
    """What every unit was given, by indicator code and the unit's key. One query."""
    return _targets(office, [period_code])[1][period_code]


_ByCode = dict[str, Amount]
_ByPlace = dict[str, dict[int, Amount]]


def _targets(
    office: Office, codes: Sequence[str]
) -> tuple[dict[str, _ByCode], dict[str, _ByPlace]]:
    """The office's targets and its units', by period. One query."""
    own: dict[str, _ByCode] = {code: {} for code in codes}
    given: dict[str, _ByPlace] = {code: {} for code in codes}
    for row in Target.objects.filter(office=office, period_code__in=codes):
        if row.locality_id is None:
            own[row.period_code][row.indicator_code] = row.amount
        else:
            by_place = given[row.period_code].setdefault(row.indicator_code, {})
            by_place[row.locality_id] = row.amount
    return own, given


def _sheets(period: Period) -> Sheets:
    """The units that owe a return, in order, and the office. Two queries."""
    own = period.office.locality
    known = {place_id: row for place_id, *row in sheet_states(period.pk)}
    units = [
        _sheet(place_id, code, name, known.get(place_id), is_rural=bool(is_rural))
        for place_id, code, name, is_rural in expected_places(period.pk, own.pk)
    ]
    return Sheets(units, _sheet(own.pk, own.code, own.full_name, known.get(own.pk), is_rural=False))


def _sheet(
    place_id: int, code: str, name: str, known: Sequence[Any] | None, *, is_rural: bool
) -> Sheet:
    if known is None:
        return Sheet(place_id, code, name, is_rural, None, None, "")
    submission_id, status, content_hash = known
    return Sheet(
        place_id, code, name, is_rural, submission_id, Submission.Status(status), content_hash
    )


def _accepted(sheets: Sheets) -> list[int]:
    return [
        sheet.submission_id
        for sheet in (*sheets.units, sheets.office)
        if sheet.is_accepted and sheet.submission_id is not None
    ]


def _added(form: Form, accepted: Sequence[int]) -> dict[str, Added]:
    """Sums and counts by line, added up by the database. One query."""
    added: dict[str, Added] = {}
    for indicator_id, state, relation, lower, upper, count in figure_sums(accepted):
        line = form.by_pk.get(indicator_id)
        if line is None or line.is_computed:
            continue
        entry = added.setdefault(line.code, Added())
        if state == _VALUE:
            amount = _sum(lower, relation, upper)
            entry.amount = amount if entry.amount is None else entry.amount + amount
            entry.values += count
        if state != _NO_DATA:
            entry.answers += count
    return added


def _sum(lower: Any, relation: str, upper: Any) -> Amount:
    """SQLite adds up in binary and gives a float; a cent is all that a figure can hold."""
    value = Decimal(str(lower)).quantize(_CENT)
    if relation == _EXACT:
        return Amount(value)
    most = None if upper is None else Decimal(str(upper)).quantize(_CENT)
    return Amount(value, Figure.Relation(relation), most)


def _cells(
    form: Form, accepted: Sequence[int], codes: frozenset[str] | None = None
) -> dict[int, dict[str, Cell]]:
    """The accepted sheets' typed cells by submission and code. One query."""
    figures = Figure.objects.filter(submission__in=accepted)
    if codes is not None:
        figures = figures.filter(indicator__in=[form.by_code[code].pk for code in codes])
    cells: dict[int, dict[str, Cell]] = defaultdict(dict)
    for submission_id, indicator_id, state, value, relation, upper in figures.values_list(
        "submission_id", "indicator_id", "state", "value", "relation", "upper"
    ):
        line = form.by_pk.get(indicator_id)
        if line is not None and not line.is_computed:
            amount = None if value is None else Amount(value, Figure.Relation(relation), upper)
            cells[submission_id][line.code] = Cell(CellState(state), amount)
    return cells


def _said(filled: Mapping[int, Mapping[str, Cell]], sheet: Sheet, line: FormIndicator) -> Cell:
    cells = filled.get(sheet.place_id)
    if cells is None:
        return Cell(CellState.NOT_ACCEPTED)
    return cells.get(line.code, Cell(CellState.NOT_ENTERED))


@dataclass(frozen=True, slots=True)
class Trace:
    """Where one figure of a total comes from: its cell, who wrote it, who accepted the sheet."""

    indicator: FormIndicator
    place_name: str
    submission_id: int
    written: str
    set_by_name: str
    set_at: datetime
    accepted_by_name: str
    accepted_at: datetime | None


def traces(rollup: Rollup, line: FormIndicator) -> list[Trace]:
    """The cells at the bottom of a line, the line's own or those of its parts. One query."""
    recipe = recipes(rollup.form).get(line.code)
    codes = recipe.leaves if recipe else {line.code}
    pks = [rollup.form.by_code[code].pk for code in codes]
    accepted = _accepted(Sheets(rollup.units, rollup.office))
    figures = (
        Figure.objects.filter(submission__in=accepted, indicator__in=pks)
        .select_related("submission__locality")
        .order_by("indicator__section__order", "indicator__order", "submission__locality__sort_key")
    )
    return [_trace(row, rollup.form.by_pk[row.indicator_id]) for row in figures]


def _trace(row: Figure, line: FormIndicator) -> Trace:
    amount = (
        None if row.value is None else Amount(row.value, Figure.Relation(row.relation), row.upper)
    )
    return Trace(
        indicator=line,
        place_name=row.submission.locality.full_name,
        submission_id=row.submission_id,
        written=amount.written() if amount else row.get_state_display(),
        set_by_name=row.set_by_name,
        set_at=row.set_at,
        accepted_by_name=row.submission.accepted_by_name,
        accepted_at=row.submission.accepted_at,
    )
