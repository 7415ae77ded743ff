from datetime import date

import pytest

from sports.models import Medal
from tests.registers import count, items, year
from tests.sports.factories import MedalFactory, TournamentFactory

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
