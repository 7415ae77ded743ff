"""Exact, at least, range: how amounts add up, divide, compare and read."""

from decimal import Decimal

import pytest

from reports.entry.models import Figure
from reports.rollup.amounts import Amount, ratio, total

EXACT, AT_LEAST, RANGE = Figure.Relation


def exact(value):
    return Amount(Decimal(value))


def at_least(value):
    return Amount(Decimal(value), AT_LEAST)


def between(value, upper):
    return Amount(Decimal(value), RANGE, Decimal(upper))


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (exact(2), exact(3), exact(5)),
        (exact(2), at_least(3), at_least(5)),
        (exact(2), between(3, 5), between(5, 7)),
        (between(1, 2), between(3, 5), between(4, 7)),
        (between(1, 2), at_least(3), at_least(4)),
        (exact(0), exact(0), exact(0)),
    ],
)
def test_adding_keeps_what_is_unknown(left, right, expected):
    assert left + right == right + left == expected


def test_nothing_to_add_is_no_figure_and_not_zero():
    assert total([]) is None
    assert total([exact(0)]) == exact(0)


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [
        (exact(51), exact(52), exact("98.08")),
        (at_least(47), exact(50), Amount(Decimal("94.00"), AT_LEAST)),
        (between(45, 47), exact(50), between("90.00", "94.00")),
        (exact(1), at_least(2), None),
        (exact(1), exact(0), None),
        (None, exact(1), None),
        (exact(1), None, None),
    ],
)
def test_a_ratio_is_built_from_its_parts(numerator, denominator, expected):
    assert ratio(numerator, denominator) == expected


@pytest.mark.parametrize(
    ("amount", "target", "expected"),
    [
        (exact(94), exact(94), True),
        (exact(93), exact(94), False),
        (at_least(80), exact(90), None),
        (at_least(95), at_least(90), True),
        (between(3, 4), exact(5), False),
        (between(3, 6), exact(5), None),
        (exact(5), between(5, 6), True),
    ],
)
def test_a_target_is_reached_missed_or_left_open(amount, target, expected):
    assert amount.reaches(target) is expected


@pytest.mark.parametrize(
    ("amount", "suffix", "expected"),
    [
        (exact(1175), "", "1.175"),
        (at_least(80), "", "trên 80"),
        (between(5, 6), "", "5 đến 6"),
        (at_least(90), "%", "trên 90%"),
        (exact("98.08"), "%", "98,08%"),
    ],
)
def test_amounts_read_as_offices_write_them(amount, suffix, expected):
    assert amount.written(suffix) == expected
