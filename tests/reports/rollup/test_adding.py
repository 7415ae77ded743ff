"""The truth tables of the totals, on values."""

from decimal import Decimal

import pytest

from reports.catalogue.models import Indicator
from reports.rollup.adding import NOT_APPLICABLE, Added, Parts, add_up, component_codes
from reports.rollup.amounts import Amount
from reports.rollup.lines import Cell, CellState
from tests.reports.rollup.samples import form, indicator, sheet, value

Places = Indicator.Places
NO_DATA = Cell(CellState.NO_DATA)


def amount(number):
    return Amount(Decimal(number))


def add(*indicators, added=(), units=(), office=None, cells=None):
    parts = Parts(units, office or sheet(99, accepted=False), cells or {})
    return add_up(form(*indicators), dict(added), parts)


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


def test_only_parts_have_to_be_read_place_by_place():
    assert component_codes(form(*SUM, indicator("TT.D"))) == {"TT.A", "TT.B"}
