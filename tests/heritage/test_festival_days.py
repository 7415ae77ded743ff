"""On which days festivals are kept, and what the calendar makes of them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from heritage import queries
from heritage.models import Festival
from tests.heritage.factories import FestivalFactory, FestivalHeldFactory, SiteFactory
from tests.registers import count, year

pytestmark = pytest.mark.django_db

LUNAR, SOLAR = Festival.Calendar.LUNAR, Festival.Calendar.SOLAR


@pytest.mark.parametrize(
    ("fields", "when", "days"),
    [
        (
            {"calendar": LUNAR, "day": 6, "month": 1},
            "mồng 6 tháng Giêng âm lịch",
            [date(2020, 1, 30)],
        ),
        # Kỷ Hợi's last month has 30 days, and falls in 2020; Canh Tý's falls in 2021.
        ({"calendar": LUNAR, "day": 30, "month": 12}, "30 tháng Chạp âm lịch", [date(2020, 1, 24)]),
        (
            {"calendar": LUNAR, "day": 2, "month": 4, "is_leap_month": True},
            "mồng 2 tháng Tư nhuận âm lịch",
            [date(2020, 5, 24)],
        ),
        ({"calendar": SOLAR, "day": 26, "month": 3}, "26 tháng 3 dương lịch", [date(2020, 3, 26)]),
        ({"calendar": SOLAR, "day": 29, "month": 2}, "29 tháng 2 dương lịch", [date(2020, 2, 29)]),
        ({"timing": "tháng Giêng âm lịch"}, "tháng Giêng âm lịch", []),
    ],
)
def test_a_festival_says_when_it_is_and_knows_its_days(fields, when, days):
    festival = FestivalFactory.build(**fields)

    assert (festival.when, festival.days_in(2020)) == (when, days)


def test_the_twenty_ninth_of_february_is_the_twenty_eighth_in_other_years():
    assert FestivalFactory.build(calendar=SOLAR, day=29, month=2).days_in(2021) == [
        date(2021, 2, 28)
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"calendar": LUNAR, "day": 6},
        {"day": 6, "month": 1},
        {"calendar": LUNAR, "day": 31, "month": 1},
        {"calendar": LUNAR, "day": 6, "month": 13},
        {"calendar": LUNAR, "day": 0, "month": 1},
        {"calendar": SOLAR, "day": 31, "month": 4},
        {"calendar": SOLAR, "day": 30, "month": 2},
        {"calendar": SOLAR, "day": 6, "month": 1, "is_leap_month": True},
        {"length_days": 0},
    ],
)
def test_a_day_that_cannot_be_is_refused(fields):
    with pytest.raises(IntegrityError):
        FestivalFactory(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"ended_on": date(2020, 2, 9)},
        {"not_held_because": "Phòng dịch", "visitors": 5},
        {"not_held_because": "Phòng dịch", "ended_on": date(2020, 2, 11)},
    ],
)
def test_an_occasion_that_cannot_be_is_refused(fields):
    with pytest.raises(IntegrityError):
        FestivalHeldFactory(**fields)


def test_the_site_of_a_festival_lies_where_the_festival_is(cast):
    at_home = FestivalFactory(place=cast.ward, site=SiteFactory(place=cast.village))
    at_home.full_clean()
    at_home.site = SiteFactory(place=cast.neighbour)

    with pytest.raises(ValidationError, match="không thuộc địa bàn của lễ hội"):
        at_home.full_clean()


def test_a_festival_counts_in_the_solar_year_of_its_day_and_only_if_it_was_held(cast):
    """That of the last lunar month of Canh Tý falls in 2021."""
    festival = FestivalFactory(place=cast.ward, calendar=LUNAR, day=23, month=12)
    FestivalHeldFactory(festival=festival, held_on=festival.days_in(2021)[0], visitors=700)
    FestivalHeldFactory(
        festival=festival, held_on=festival.days_in(2022)[0], not_held_because="Phòng dịch"
    )

    counts = {
        number: count("heritage.festivals_held", [cast.ward], year(number))
        for number in (2020, 2021, 2022)
    }

    assert counts == {2020: {}, 2021: {"phường Bắc Hồng": 1}, 2022: {"phường Bắc Hồng": 0}}
    assert count("heritage.festival_visitors", [cast.ward], year(2021)) == {"phường Bắc Hồng": 700}
    assert count("heritage.festival_visitors", [cast.ward], year(2022)) == {"phường Bắc Hồng": 0}


# --- What is to be written next ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "offered"),
    [
        ([], date(2020, 1, 30)),
        ([date(2020, 2, 1)], date(2019, 2, 10)),
        ([date(2020, 2, 1), date(2019, 2, 10)], date(2021, 2, 17)),
    ],
)
def test_the_next_row_offers_the_last_day_that_nothing_was_written_for(written, offered):
    festival = FestivalFactory(calendar=LUNAR, day=6, month=1, length_days=3)
    for day in written:
        FestivalHeldFactory(festival=festival, held_on=day)

    found = queries.next_occasion(festival, date(2020, 6, 1))

    assert found["held_on"] == offered
    assert (found["ended_on"] - offered).days == 2


def test_a_festival_without_a_day_offers_none():
    assert queries.next_occasion(FestivalFactory(), date(2020, 6, 1)) == {}


# --- The calendar of a year --------------------------------------------------------------------


def told(number):
    lines = queries.festival_calendar(Festival.objects.all(), number)
    return [
        (line.festival.name, line.starts_on, line.ends_on, bool(line.occasion)) for line in lines
    ]


def test_a_year_has_each_festival_on_its_days_in_order():
    FestivalFactory(name="Tất niên", calendar=LUNAR, day=15, month=11, length_days=2)
    FestivalFactory(name="Khai hạ", calendar=LUNAR, day=7, month=1)
    FestivalFactory(name="Thành lập", calendar=SOLAR, day=26, month=3)
    FestivalFactory(name="Không rõ", timing="tháng Ba")

    # 15/11 of Ất Tỵ and of Bính Ngọ.
    assert told(2026) == [
        ("Tất niên", date(2026, 1, 3), date(2026, 1, 4), False),
        ("Khai hạ", date(2026, 2, 23), date(2026, 2, 23), False),
        ("Thành lập", date(2026, 3, 26), date(2026, 3, 26), False),
        ("Tất niên", date(2026, 12, 23), date(2026, 12, 24), False),
    ]
    assert [row.name for row in queries.undated(Festival.objects.all())] == ["Không rõ"]


def test_what_was_written_takes_the_place_of_the_reckoned_day_nearest_to_it():
    festival = FestivalFactory(name="Hội", calendar=LUNAR, day=15, month=11)
    FestivalHeldFactory(festival=festival, held_on=date(2026, 12, 20), ended_on=date(2026, 12, 22))

    assert told(2026) == [
        ("Hội", date(2026, 1, 3), date(2026, 1, 3), False),
        ("Hội", date(2026, 12, 20), date(2026, 12, 22), True),
    ]


@pytest.mark.parametrize("festivals", [1, 3])
def test_the_calendar_takes_two_queries(festivals, django_assert_num_queries):
    for row in FestivalFactory.create_batch(festivals, calendar=LUNAR, day=6, month=1):
        FestivalHeldFactory(festival=row)

    with django_assert_num_queries(2):
        lines = queries.festival_calendar(Festival.objects.all(), 2020)
        assert len([str(line.festival.place) for line in lines]) == festivals
