"""The lunar calendar, against a second reckoning, against printed tables, and against known days.

Both libraries write down Hồ Ngọc Đức's formulas, each by itself; ``vnlunar`` also holds his tables,
which were made with others. Where tables and formulas differ is said below, day by day.
"""

from datetime import date, timedelta
from functools import cache

import pytest
import vnlunar
from hypothesis import given
from hypothesis import strategies as st

from vhtt_portal import lunar

# Before 1968 the tables follow the calendar of that time, reckoned at UTC+8.
TABLES_FROM = date(1968, 1, 1)
# The new moon comes within two minutes of midnight, and the earth's rotation cannot be foretold
# that well: the tables begin these months a day earlier than both libraries' formulas.
DISPUTED = (
    (date(2054, 5, 7), date(2054, 6, 5)),
    (date(2072, 12, 9), date(2073, 1, 7)),
    (date(2077, 11, 15), date(2077, 12, 14)),
)
SAMPLE = (1968, 1985, 2007, 2020, 2023, 2025, 2030, 2033, 2053)
EVER = range(1900, 2100)
NOT_SURE = {1967, *(first.year for first, _ in DISPUTED)}


def told(row):
    return (row["day"], row["month"], row["year"], bool(row["leap"]))


def is_disputed(day):
    return any(first <= day <= last for first, last in DISPUTED)


def days_of(year):
    day = date(year, 3, 1) if year == 1900 else date(year, 1, 1)
    while day.year == year:
        yield day
        day += timedelta(days=1)


@pytest.mark.programme("LUNAR")
def test_every_day_is_the_same_in_a_second_reckoning_and_in_the_tables(volume, say):
    years = EVER[: volume(short=0, full=len(EVER))] or SAMPLE
    count = in_tables = 0
    for day in (day for year in years for day in days_of(year)):
        found = lunar.lunar_date(day)
        ours = (found.day, found.month, found.year, found.leap)

        assert ours == told(vnlunar.get_lunar_date(day.day, day.month, day.year, 7.0)), day
        if day >= TABLES_FROM:
            table = told(vnlunar.get_lunar_date_from_table(day.day, day.month, day.year))
            assert (ours == table) is not is_disputed(day), day
            in_tables += 1
        back = lunar.solar_day(found.year, found.month, found.day, is_leap=found.leap)
        assert back == day
        count += 1
    say(f"{count} ngày khớp cách tính thứ hai, {in_tables} ngày so với bảng, tính ngược 0 lỗi")


@pytest.mark.parametrize(
    ("year", "new_year"),
    [
        # Those of 1968, 1985, 2007, 2030 and 2053 are not those of China (UTC+8).
        (1968, date(1968, 1, 29)),
        (1985, date(1985, 1, 21)),
        (2007, date(2007, 2, 17)),
        (2020, date(2020, 1, 25)),
        (2023, date(2023, 1, 22)),
        (2024, date(2024, 2, 10)),
        (2025, date(2025, 1, 29)),
        (2026, date(2026, 2, 17)),
        (2030, date(2030, 2, 2)),
        (2053, date(2053, 2, 18)),
    ],
)
def test_the_new_year_falls_on_its_day(year, new_year):
    assert lunar.days_in(year, month=1, day=1, is_leap=False) == [new_year]


@pytest.mark.parametrize(
    "day",
    [
        date(2020, 4, 2),
        date(2023, 4, 29),
        date(2024, 4, 18),
        date(2025, 4, 7),
        date(2026, 4, 26),
        date(2030, 4, 12),
    ],
)
def test_the_kings_are_remembered_on_the_tenth_of_the_third_month(day):
    assert lunar.days_in(day.year, month=3, day=10, is_leap=False) == [day]
    assert lunar.in_words(day) == "mồng 10 tháng Ba"


@pytest.mark.parametrize(
    ("year", "month"), [(2020, 4), (2023, 2), (2025, 6), (2028, 5), (2033, 11)]
)
def test_a_leap_month_follows_the_plain_one_of_its_number(year, month):
    plain = lunar.solar_day(year, month, 1, is_leap=False)
    leap = lunar.solar_day(year, month, 1, is_leap=True)

    assert plain < leap
    assert lunar.in_words(leap) == f"mồng 1 tháng {lunar.MONTHS[month - 1]} nhuận"


def test_a_leap_month_that_a_year_does_not_have_is_the_plain_one():
    """2023 has a second month twice, 2024 none."""
    assert lunar.solar_day(2024, 2, 6, is_leap=True) == lunar.solar_day(2024, 2, 6, is_leap=False)
    assert lunar.solar_day(2023, 4, 6, is_leap=True) == lunar.solar_day(2023, 4, 6, is_leap=False)


def test_a_thirtieth_that_a_month_does_not_have_is_its_twenty_ninth():
    """The last month of Giáp Thìn has 29 days, the one of Quý Mão 30."""
    assert lunar.solar_day(2024, 12, 30, is_leap=False) == date(2025, 1, 28)
    assert lunar.solar_day(2023, 12, 30, is_leap=False) == date(2024, 2, 9)


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2025, []),  # 15/12/2024 and 03/01/2026
        (2026, [date(2026, 1, 3), date(2026, 12, 23)]),
    ],
)
def test_a_date_of_the_year_s_end_falls_in_a_solar_year_once_twice_or_not_at_all(year, days):
    assert lunar.days_in(year, month=11, day=15, is_leap=False) == days


@cache
def months_of(lunar_year):
    """The days of each of its months, walked through the tables day by day."""
    months = {}
    for offset in range(410):
        day = date(lunar_year, 1, 15) + timedelta(days=offset)
        _, month, year, leap = told(vnlunar.get_lunar_date_from_table(day.day, day.month, day.year))
        if year == lunar_year:
            months.setdefault((month, leap), []).append(day)
    return months


@given(
    year=st.sampled_from([year for year in lunar.YEARS if not {year - 1, year} & NOT_SURE]),
    month=st.integers(1, 12),
    day=st.integers(1, 30),
    is_leap=st.booleans(),
)
def test_the_days_of_a_year_are_those_that_a_walk_through_the_tables_meets(
    year, month, day, is_leap
):
    met = []
    for lunar_year in (year - 1, year):
        months = months_of(lunar_year)
        days = months.get((month, is_leap)) or months[month, False]
        met.append(days[min(day, len(days)) - 1])

    found = lunar.days_in(year, month=month, day=day, is_leap=is_leap)

    assert found == [one for one in met if one.year == year]


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2020, 1, 30), "mồng 6 tháng Giêng"),
        (date(2020, 9, 2), "rằm tháng Bảy"),
        (date(2020, 1, 17), "23 tháng Chạp"),
        (date(2020, 5, 24), "mồng 2 tháng Tư nhuận"),
        (date(2020, 12, 15), "mồng 2 tháng Mười một"),
        (date(1967, 12, 31), ""),
        (date(2100, 1, 1), ""),
    ],
)
def test_a_day_is_said_as_people_say_it(day, words):
    assert lunar.in_words(day) == words


def test_a_lunar_year_has_its_name_of_stem_and_branch():
    assert [lunar.year_name(year) for year in (2020, 2023, 2024, 2025)] == [
        "Canh Tý", "Quý Mão", "Giáp Thìn", "Ất Tỵ",
    ]  # fmt: skip
