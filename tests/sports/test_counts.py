from datetime import date

import pytest

from localities.counting import Span
from sports.models import Medal
from tests.registers import count, items, year
from tests.sports.factories import (
    ClubFactory,
    FacilityFactory,
    MedalFactory,
    SportYearFactory,
    TournamentFactory,
)

pytestmark = pytest.mark.django_db

TOWN, BAC_HONG = "thị xã Hồng Lĩnh", "phường Bắc Hồng"
Colour = Medal.Colour


def test_tournaments_count_for_whoever_held_them(cast):
    TournamentFactory(place=cast.town, name="Giải kéo co", starts_on=date(2020, 3, 26))
    TournamentFactory(place=cast.town, name="Giải bóng chuyền hơi nữ")
    TournamentFactory(place=cast.town, is_higher_level=True)
    TournamentFactory(place=cast.town, starts_on=date(2019, 12, 31))
    TournamentFactory(place=cast.ward)
    TournamentFactory(place=cast.village)

    places = [cast.town, cast.ward, cast.neighbour]

    assert count("sports.district_tournaments", places, year(2020)) == {TOWN: 2, BAC_HONG: 0}
    assert count("sports.local_tournaments", places, year(2020)) == {TOWN: 0, BAC_HONG: 2}
    assert count("sports.provincial_tournaments", places, year(2020)) == {TOWN: 1, BAC_HONG: 0}
    assert items("sports.district_tournaments", cast.town, year(2020)) == [
        "giải kéo co",
        "giải bóng chuyền hơi nữ",
    ]


def test_a_tournament_over_new_year_counts_in_the_year_in_which_it_began(cast):
    TournamentFactory(place=cast.town, starts_on=date(2020, 12, 30), ends_on=date(2021, 1, 3))

    counts = [count("sports.district_tournaments", [cast.town], year(n)) for n in (2020, 2021)]

    assert counts == [{TOWN: 1}, {TOWN: 0}]


def test_medals_count_from_tournaments_of_a_higher_level_only(cast):
    table_tennis = TournamentFactory(place=cast.town, is_higher_level=True, name="Giải bóng bàn")
    MedalFactory(tournament=table_tennis, event="đơn nam bóng bàn")
    MedalFactory(tournament=table_tennis, event="đơn nữ", colour=Colour.BRONZE, count=2)
    MedalFactory(tournament=TournamentFactory(place=cast.town))

    counts = {
        name: count(f"sports.{name}_medals", [cast.town, cast.ward], year(2020))
        for name in ("gold", "silver", "bronze")
    }

    assert counts == {"gold": {TOWN: 1}, "silver": {TOWN: 0}, "bronze": {TOWN: 2}}
    assert items("sports.gold_medals", cast.town, year(2020)) == [
        "1 huy chương vàng đơn nam bóng bàn"
    ]


def test_athletes_add_up_where_they_were_written_down(cast):
    TournamentFactory(place=cast.town, athlete_count=120)
    TournamentFactory(place=cast.town, athlete_count=0)
    TournamentFactory(place=cast.town, athlete_count=99, is_higher_level=True)
    TournamentFactory(place=cast.ward)

    assert count("sports.athletes", [cast.town, cast.ward], year(2020)) == {TOWN: 120}


def test_clubs_and_facilities_count_while_they_are_there(cast):
    day = date(2020, 7, 1)
    ClubFactory(place=cast.ward, name="Câu lạc bộ cầu lông")
    ClubFactory(place=cast.village, started_on=day)
    ClubFactory(place=cast.ward, ended_on=day)
    ClubFactory(place=cast.neighbour, started_on=date(2021, 1, 1))
    FacilityFactory(place=cast.ward, name="Sân bóng", in_use_until=date(2021, 1, 1))
    FacilityFactory(place=cast.ward, name="Bể bơi", kind="pool", in_use_from=day)
    FacilityFactory(place=cast.ward, kind="pool", in_use_until=day)
    places = [cast.ward, cast.neighbour]

    assert count("sports.clubs", places, year(2020)) == {BAC_HONG: 2}
    assert count("sports.clubs", [cast.ward], year(2019)) == {BAC_HONG: 2}
    assert count("sports.facilities", places, year(2020)) == {BAC_HONG: 2}
    assert count("sports.facilities", places, year(2021)) == {BAC_HONG: 1}
    assert count("sports.pools", places, year(2020)) == {BAC_HONG: 1}
    assert items("sports.pools", cast.ward, year(2020)) == ["Bể bơi"]


def test_who_does_sport_is_counted_as_of_the_last_31_october(cast):
    SportYearFactory(place=cast.ward, year=2019, regular_practitioners=4000, sport_families=300)
    SportYearFactory(place=cast.ward, year=2020, regular_practitioners=4200)
    SportYearFactory(place=cast.neighbour, year=2018, regular_practitioners=1)
    places = [cast.ward, cast.neighbour]

    def practitioners(*as_of):
        span = Span(date(2020, 1, 1), date(2020, 12, 31), date(*as_of))
        return count("sports.regular_practitioners", places, span)

    assert practitioners(2020, 12, 14) == {BAC_HONG: 4200}
    assert practitioners(2020, 10, 31) == {BAC_HONG: 4200}
    assert practitioners(2020, 10, 30) == {BAC_HONG: 4000}
    # Not written down is not 0: the place types its figure.
    assert count("sports.sport_families", places, year(2020)) == {}
    assert count("sports.sport_families", places, year(2019)) == {BAC_HONG: 300}
