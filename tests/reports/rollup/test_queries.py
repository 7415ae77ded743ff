"""Totals read from the database."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from reports.catalogue.models import Indicator
from reports.entry.models import Expectation, Figure, Submission
from reports.rollup.lines import CellState
from reports.rollup.queries import by_place, comparison, rollup, unmet, years
from tests.reports.rollup.factories import (
    FigureFactory,
    IndicatorFactory,
    KindFactory,
    PeriodFactory,
    PlaceFactory,
    VersionFactory,
    again,
    office_sheet,
    ward,
)

pytestmark = pytest.mark.django_db

Places, State, Relation = Indicator.Places, Figure.State, Figure.Relation
Status = Submission.Status


@pytest.fixture
def period():
    return PeriodFactory(form_version=VersionFactory())


def figure(sheet, indicator, value, **changes):
    return FigureFactory(submission=sheet, indicator=indicator, value=value, **changes)


def line(period, **changes):
    return IndicatorFactory(version=period.form_version, **changes)


def found(period, indicator):
    return rollup(again(period)).by_code[indicator.code]


def test_rollup_tells_nothing_reported_from_zero(period):
    zero, silent = line(period), line(period)
    figure(ward(period), zero, 0)

    lines = rollup(again(period)).lines

    assert [(one.amount and one.amount.value, one.coverage) for one in lines] == [
        (Decimal(0), "1/1"),
        (None, "0/1"),
    ]
    assert silent.code == lines[1].code


def test_only_accepted_sheets_are_added(period):
    indicator = line(period)
    figure(ward(period), indicator, 3)
    for status in (Status.ENTERING, Status.APPROVED, Status.SENT):
        figure(ward(period, status=status), indicator, 100)
    Expectation.objects.create(period=period, locality=PlaceFactory(parent=period.office.locality))

    total = found(period, indicator)

    assert (total.amount.value, total.coverage, total.is_partial) == (Decimal(3), "1/5", True)


def test_another_office_and_another_period_are_not_added(period):
    indicator = line(period)
    figure(ward(period), indicator, 3)
    stranger = PeriodFactory(form_version=period.form_version)
    earlier = PeriodFactory(office=period.office, code="2019", form_version=period.form_version)
    figure(ward(stranger), indicator, 100)
    figure(ward(earlier), indicator, 100)

    assert found(period, indicator).amount.value == 3


@pytest.mark.parametrize(
    ("figures", "written", "coverage"),
    [
        ([{"value": 2}, {"value": 3}], "5", "2/2"),
        ([{"value": 2}, {"value": 3, "relation": Relation.AT_LEAST}], "trên 5", "2/2"),
        (
            [{"value": 2}, {"value": 3, "relation": Relation.RANGE, "upper": 4}],
            "5 đến 6",
            "2/2",
        ),
        ([{"value": 2}, {"value": None, "state": State.NOT_APPLICABLE}], "2", "2/2"),
        ([{"value": 2}, {"value": None, "state": State.NO_DATA, "reason": "Mất sổ"}], "2", "1/2"),
        ([{"value": None, "state": State.NO_DATA, "reason": "Mất sổ"}], "", "0/1"),
        ([{"value": Decimal("0.10")}, {"value": Decimal("0.20")}], "0,3", "2/2"),
    ],
)
def test_figures_add_up_as_what_they_are(period, figures, written, coverage):
    indicator = line(period, decimals=2, allows_relation=True)
    for changes in figures:
        figure(ward(period), indicator, **changes)

    total = found(period, indicator)

    assert (total.written, total.coverage) == (written, coverage)


def test_yes_counts_those_that_say_so_over_those_that_answer(period):
    indicator = line(period, places=Places.YES)
    for answer in (1, 1, 0):
        figure(ward(period), indicator, answer)
    ward(period)

    total = found(period, indicator)

    assert (total.written, total.coverage) == ("2/3", "3/4")


def test_a_ratio_is_never_a_mean_of_percents(period):
    part, whole = line(period), line(period)
    ratio = line(
        period,
        places=Places.RATIO,
        source=Indicator.Source.COMPUTED,
        numerator=part,
        denominator=whole,
    )
    for numbers in ((1, 2), (9, 10)):
        sheet = ward(period)
        figure(sheet, part, numbers[0])
        figure(sheet, whole, numbers[1])
    figure(ward(period), whole, 100)

    total = found(period, ratio)

    assert (total.written, total.coverage) == ("83,33%", "2/3")
    assert (total.numerator.value, total.denominator.value) == (10, 12)


def test_the_offices_own_sheet_gives_the_offices_lines(period):
    own, theirs = line(period, places=Places.OFFICE), line(period)
    both = line(
        period,
        places=Places.OFFICE,
        source=Indicator.Source.COMPUTED,
        parts=[own.code, theirs.code],
    )
    figure(office_sheet(period), own, 175)
    figure(ward(period), theirs, 1000)

    lines = rollup(again(period)).by_code

    assert lines[own.code].coverage == "1/1"
    assert lines[both.code].written == "1.175"


def test_lines_for_rural_places_ask_these_alone(period):
    indicator = line(period, places=Places.YES, rural_only=True)
    rural = KindFactory(code="xa", name="xã", is_rural=True)
    ward(period)
    figure(ward(period, kind=rural), indicator, 1)

    assert found(period, indicator).written == "1/1"


def test_every_place_shows_its_own_figure_and_its_state(period):
    indicator = line(period)
    first, second, third = (ward(period, name=f"Số {number}") for number in (1, 2, 10))
    waiting = ward(period, name="Số 11", status=Status.SENT)
    figure(first, indicator, 4)
    figure(second, indicator, None, state=State.NOT_APPLICABLE)
    figure(waiting, indicator, 9)

    places = by_place(rollup(again(period)))[indicator.code]

    assert [(place.place_name, place.value, place.cell.state) for place in places] == [
        (first.locality.full_name, 4, CellState.VALUE),
        (second.locality.full_name, None, CellState.NOT_APPLICABLE),
        (third.locality.full_name, None, CellState.NOT_ENTERED),
        (waiting.locality.full_name, None, CellState.NOT_ACCEPTED),
    ]


@pytest.mark.parametrize(("has_gap", "count"), [(False, 3), (True, 4)])
@pytest.mark.parametrize(("wards", "indicators"), [(1, 1), (3, 9)])
def test_the_number_of_queries_does_not_grow(period, wards, indicators, has_gap, count):
    lines = [line(period) for _ in range(indicators)]
    line(
        period,
        places=Places.RATIO,
        source=Indicator.Source.COMPUTED,
        numerator=lines[0],
        denominator=lines[-1],
    )
    for _ in range(wards):
        sheet = ward(period)
        for indicator in lines:
            figure(sheet, indicator, 1)
    if has_gap:
        ward(period)
    prepared = again(period)
    rollup(prepared)  # prepares the form

    with CaptureQueriesContext(
        connection,
    ) as queries:
        totals = rollup(prepared)
    assert len(queries) == count

    with CaptureQueriesContext(connection) as queries:
        by_place(totals)
    assert len(queries) == 1


def test_comparison_sets_last_year_and_the_targets_beside(period):
    indicator = line(period)
    line(period, source=Indicator.Source.COMPUTED, parts=[indicator.code])
    before = PeriodFactory(
        office=period.office, code="2019", name="Năm 2019", form_version=period.form_version
    )
    period.previous = before
    period.save()
    figure(ward(before), indicator, 3)
    figure(ward(period), indicator, 4)
    for code, value in (("2020", 4), ("2021", 5)):
        period.office.targets.create(period_code=code, indicator_code=indicator.code, value=value)
    prepared = again(period)
    rollup(prepared)

    with CaptureQueriesContext(connection) as queries:
        compared = comparison(prepared)

    assert len(queries) == 8
    assert compared.previous(indicator.code).amount.value == 3
    assert compared.targets[indicator.code].value == 4
    assert compared.next_targets[indicator.code].value == 5


def test_unmet_tells_what_certainly_stayed_below_its_target(period):
    missed, reached, open_ended, silent, without = (line(period) for _ in range(5))
    sheet = ward(period)
    for indicator, value in ((missed, 3), (reached, 5), (without, 1)):
        figure(sheet, indicator, value)
    figure(sheet, open_ended, 3, relation=Relation.AT_LEAST)
    for indicator in (missed, reached, open_ended, silent):
        period.office.targets.create(period_code="2020", indicator_code=indicator.code, value=5)

    found = unmet(comparison(again(period)))

    assert [(one.line.code, one.target.written(), one.short) for one in found] == [
        (missed.code, "5", Decimal(2))
    ]


# --- Several years ----------------------------------------------------------------------------


def five_years(*, wards=2, first=2016):
    """A line that grows by one a year in each ward and its share of another; each year's form."""
    office = PeriodFactory(form_version=VersionFactory()).office
    made = []
    for year in range(first, 2021):
        period = (
            office.periods.get(code="2020")
            if year == 2020
            else PeriodFactory(office=office, code=str(year), form_version=VersionFactory())
        )
        part, whole = line(period, code="TT.A"), line(period, code="TT.B")
        share = line(
            period, code="TT.C", places=Places.RATIO, source=Indicator.Source.COMPUTED,
            numerator=part, denominator=whole,
        )  # fmt: skip
        for _ in range(wards):
            sheet = ward(period)
            figure(sheet, part, year - 2000)
            figure(sheet, whole, 50)
        made.append((period, part, whole, share))
    return made


def series(period, *codes, count=5):
    now = rollup(again(period))
    return years(again(period), now, codes or ("TT.A", "TT.C"), count=count)


def test_a_series_says_what_each_year_said_by_itself():
    made = five_years()

    told = series(made[-1][0])

    assert [each.year for each in told] == [2016, 2017, 2018, 2019, 2020]
    for each, (period, *_) in zip(told, made, strict=True):
        alone = rollup(again(period)).by_code
        for code in ("TT.A", "TT.C"):
            mine, its = each.lines[code], alone[code]
            assert (mine.amount, mine.coverage, mine.is_partial, mine.numerator) == (
                its.amount, its.coverage, its.is_partial, its.numerator,
            )  # fmt: skip


def test_a_series_knows_gaps_and_years_that_are_not_whole():
    made = five_years()
    period = made[-1][0]
    Figure.objects.filter(indicator=made[0][1]).order_by("pk").first().delete()
    Submission.objects.filter(period=made[1][0]).update(status=Status.SENT, accepted_at=None,
        accepted_by_name="", accepted_hash="")  # fmt: skip
    Figure.objects.filter(indicator=made[2][1]).delete()

    told = series(period)

    assert [each.lines["TT.A"].coverage for each in told[:3]] == ["1/2", "0/2", "0/2"]
    assert told[0].lines["TT.C"].amount.value == 32
    assert told[1].lines["TT.A"].amount is None
    assert told[3].lines["TT.A"].coverage == "2/2"
    assert series(period, "TT.MOI")[0].lines == {}


def test_a_year_without_a_period_has_no_lines():
    made = five_years(first=2019)

    told = series(made[-1][0])

    assert [bool(each.lines) for each in told] == [False, False, False, True, True]


@pytest.mark.parametrize(("wards", "first"), [(1, 2019), (3, 2016)])
def test_a_series_costs_two_queries(wards, first, django_assert_num_queries):
    period = again(five_years(wards=wards, first=first)[-1][0])
    now = rollup(period)
    years(period, now, ("TT.A", "TT.C"))

    with django_assert_num_queries(2):
        years(period, now, ("TT.A", "TT.C"))
