"""The truth tables of the totals, on values."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.catalogue.models import Indicator
from reports.rollup.adding import NOT_APPLICABLE, Added, Sheets, add_up, with_computed, with_gaps
from reports.rollup.amounts import Amount, ratio
from reports.rollup.lines import Cell, CellState
from tests.reports.rollup.samples import form, indicator, sheet, value

Places = Indicator.Places
NO_DATA = Cell(CellState.NO_DATA)


def amount(number):
    return Amount(Decimal(number))


def add(*indicators, added=(), units=(), office=None, cells=None):
    sheets = Sheets(units, office or sheet(99, accepted=False))
    accepted = {one.submission_id for one in (*units, sheets.office) if one.is_accepted}
    cells = {number: row for number, row in (cells or {}).items() if number in accepted}
    lines, added = form(*indicators), dict(added) or from_cells(cells)
    return add_up(lines, added, sheets, with_gaps(lines, added, sheets), cells)


def from_cells(cells):
    """What the database would have added up from these cells."""
    added = {}
    for row in cells.values():
        for code, cell in row.items():
            found = added.setdefault(code, Added())
            found.answers += cell.is_answer
            if cell.amount:
                found.values += 1
                found.amount = cell.amount if found.amount is None else found.amount + cell.amount
    return added


def test_a_zero_and_nothing_reported_stay_apart():
    zero, silent = indicator("TT.A"), indicator("TT.B")

    lines = add(zero, silent, added={"TT.A": Added(amount(0), 1, 1)}, units=(sheet(1),))

    assert (lines["TT.A"].amount, lines["TT.A"].coverage) == (amount(0), "1/1")
    assert (lines["TT.B"].amount, lines["TT.B"].coverage) == (None, "0/1")


def test_yes_is_counted_over_those_that_answered():
    line = indicator("TT.XUAN", Places.YES)
    units = tuple(sheet(number) for number in range(1, 7))

    found = add(line, added={"TT.XUAN": Added(amount(4), 5, 5)}, units=units)["TT.XUAN"]

    assert found.written == "4/5"
    assert found.coverage == "5/6"
    assert found.is_partial


def test_lines_for_rural_places_expect_only_these():
    line = indicator("PT.NTM", Places.YES, rural_only=True)
    units = (sheet(1), sheet(2, is_rural=True))

    assert add(line, units=units)["PT.NTM"].expected == 1


def test_the_office_line_expects_the_office_alone():
    line = indicator("TT.PHONG", Places.OFFICE)

    found = add(line, added={"TT.PHONG": Added(amount(4), 1, 1)}, units=(sheet(1), sheet(2)))

    assert found["TT.PHONG"].coverage == "1/1"


SUM = (indicator("TT.A"), indicator("TT.B"), indicator("TT.C", parts=("TT.A", "TT.B")))


@pytest.mark.parametrize(
    ("cells", "expected", "coverage"),
    [
        ([{"TT.A": value(1), "TT.B": value(2)}], 3, "1/1"),
        ([{"TT.A": value(1)}], None, "0/1"),
        ([{"TT.A": value(1), "TT.B": NO_DATA}], None, "0/1"),
        ([{"TT.A": value(1), "TT.B": NOT_APPLICABLE}], 1, "1/1"),
        ([{"TT.A": NOT_APPLICABLE, "TT.B": NOT_APPLICABLE}], None, "1/1"),
        ([{"TT.A": value(0), "TT.B": value(0)}], 0, "1/1"),
        ([{"TT.A": value(1), "TT.B": value(2)}, {"TT.A": value(5)}], 3, "1/2"),
    ],
)
def test_a_computed_sum_adds_places_that_give_all_parts(cells, expected, coverage):
    units = tuple(sheet(number) for number in range(1, len(cells) + 1))

    found = add(*SUM, units=units, cells=dict(enumerate(cells, start=1)))["TT.C"]

    assert (found.amount and found.amount.value) == expected
    assert found.coverage == coverage


RATIO = (
    indicator("TT.A"),
    indicator("TT.B"),
    indicator("TT.R", Places.RATIO, numerator="TT.A", denominator="TT.B"),
)


@pytest.mark.parametrize(
    ("cells", "expected", "of", "coverage"),
    [
        ([{"TT.A": value(51), "TT.B": value(52)}], "98.08", (51, 52), "1/1"),
        # 1/2 and 9/10 are 10/12, not the mean of 50 % and 90 %.
        (
            [{"TT.A": value(1), "TT.B": value(2)}, {"TT.A": value(9), "TT.B": value(10)}],
            "83.33",
            (10, 12),
            "2/2",
        ),
        # The second place gives only one of both: none of its two numbers counts.
        ([{"TT.A": value(1), "TT.B": value(2)}, {"TT.B": value(100)}], "50", (1, 2), "1/2"),
        ([{"TT.A": value(0), "TT.B": value(0)}], None, (0, 0), "1/1"),
        ([{}], None, (None, None), "0/1"),
        ([{"TT.A": value(1), "TT.B": value(2)}, {"TT.A": NOT_APPLICABLE, "TT.B": value(3)}],
         "50", (1, 2), "2/2"),
    ],
)  # fmt: skip
def test_a_ratio_divides_over_places_that_give_both(cells, expected, of, coverage):
    units = tuple(sheet(number) for number in range(1, len(cells) + 1))

    found = add(*RATIO, units=units, cells=dict(enumerate(cells, start=1)))["TT.R"]

    assert found.amount == (None if expected is None else amount(expected))
    numbers = tuple(part and part.value for part in (found.numerator, found.denominator))
    assert numbers == of
    assert found.coverage == coverage


def test_sheets_that_are_not_accepted_do_not_count():
    units = (sheet(1), sheet(2, accepted=False))
    cells = {number: {"TT.A": value(1), "TT.B": value(2)} for number in (1, 2)}

    found = add(*SUM, units=units, cells=cells)["TT.C"]

    assert (found.amount, found.coverage) == (amount(3), "1/2")


def test_parts_of_office_and_units_are_added_as_totals():
    lines = (
        indicator("TT.HUYEN", Places.OFFICE),
        indicator("TT.XA"),
        indicator("TT.TONG", Places.OFFICE, parts=("TT.HUYEN", "TT.XA")),
    )
    added = {"TT.HUYEN": Added(amount(175), 1, 1), "TT.XA": Added(amount(1000), 5, 5)}

    found = add(*lines, added=added, units=tuple(sheet(number) for number in range(6)))

    assert (found["TT.TONG"].amount, found["TT.TONG"].coverage) == (amount(1175), "5/6")


def test_a_ratio_of_the_office_asks_the_office():
    lines = (
        indicator("TT.A", Places.OFFICE),
        indicator("TT.B", Places.OFFICE),
        indicator("TT.R", Places.RATIO, numerator="TT.A", denominator="TT.B"),
    )
    office = sheet(9)

    found = add(*lines, office=office, cells={9: {"TT.A": value(69), "TT.B": value(75)}})["TT.R"]

    assert (found.written, found.coverage) == ("92%", "1/1")


def test_cells_are_read_only_for_computed_lines_with_a_gap():
    units = (sheet(1), sheet(2), sheet(3, accepted=False))
    lines = form(*SUM, indicator("TT.D", parts=("TT.C",)), indicator("TT.E"))
    full = {"TT.A": Added(amount(1), 2, 2), "TT.B": Added(amount(1), 2, 2)}

    assert with_gaps(lines, full, Sheets(units, sheet(9))) == {}
    holed = with_gaps(lines, full | {"TT.B": Added(amount(1), 1, 2)}, Sheets(units, sheet(9)))
    assert {code: recipe.leaves for code, recipe in holed.items()} == {
        "TT.C": {"TT.A", "TT.B"},
        "TT.D": {"TT.A", "TT.B"},
    }


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries(
            {},
            optional={
                code: st.sampled_from([value(0), value(1), value(3), NOT_APPLICABLE, NO_DATA])
                for code in ("TT.A", "TT.B")
            },
        ),
        max_size=4,
    )
)
def test_totals_say_the_same_as_places_whatever_is_missing(sheets):
    """The short way over the parts' totals and the long way over the cells agree."""
    units = tuple(sheet(number) for number in range(1, len(sheets) + 1))
    cells = dict(enumerate(sheets, start=1))
    lines = form(*SUM, RATIO[2])

    found = add(*lines.indicators, units=units, cells=cells)

    places = [with_computed(lines, row) for row in cells.values()]
    told = [row["TT.C"].amount.value for row in places if row["TT.C"].amount]
    assert found["TT.C"].amount == (amount(sum(told)) if told else None)
    both = [row for row in sheets if _is_value(row, "TT.A") and _is_value(row, "TT.B")]
    above = sum(row["TT.A"].amount.value for row in both)
    below = sum(row["TT.B"].amount.value for row in both)
    assert found["TT.R"].amount == (ratio(amount(above), amount(below)) if below else None)


def _is_value(row, code):
    return code in row and row[code].amount is not None
