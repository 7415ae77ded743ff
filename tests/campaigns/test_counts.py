from datetime import date

import pytest

from tests.campaigns.factories import (
    AgencyFactory,
    AgencyYearFactory,
    CommendationFactory,
    LaneResultFactory,
    PlaceResultFactory,
    VillageResultFactory,
    recognised,
)
from tests.registers import count, items, village_of, year

pytestmark = pytest.mark.django_db

TOWN, BAC_HONG, DAU_LIEU = "thị xã Hồng Lĩnh", "phường Bắc Hồng", "phường Đậu Liêu"


def test_a_ward_adds_up_its_villages(cast):
    VillageResultFactory(
        village=cast.village, household_count=100, registered_count=98, recognised_count=94,
        is_recognised=True,
    )  # fmt: skip
    VillageResultFactory(
        village=village_of(cast.ward, "10"), household_count=50, registered_count=50,
        recognised_count=0, is_recognised=False,
    )  # fmt: skip
    recognised(cast.village, 2016, 2017, 2018)
    VillageResultFactory(village=cast.village, year=2019, recognised_count=1, is_recognised=True)
    CommendationFactory(place=cast.village)
    CommendationFactory(place=cast.ward, kind="households", household_count=30)
    CommendationFactory(place=cast.village, kind="households", household_count=4)
    VillageResultFactory(village=cast.neighbour_village, registered_count=7)

    places = [cast.ward, cast.neighbour]
    counts = {
        name: count(f"campaigns.{name}", places, year(2020))
        for name in (
            "households_registered", "households_recognised", "villages", "villages_recognised",
            "villages_five_years", "villages_five_years_commended", "households_commended",
        )
    }  # fmt: skip

    assert counts == {
        "households_registered": {BAC_HONG: 148, DAU_LIEU: 7},
        "households_recognised": {BAC_HONG: 94},
        "villages": {BAC_HONG: 2, DAU_LIEU: 1},
        "villages_recognised": {BAC_HONG: 1},
        "villages_five_years": {BAC_HONG: 1},
        "villages_five_years_commended": {BAC_HONG: 1},
        "households_commended": {BAC_HONG: 34},
    }


def test_refused_everywhere_is_0_and_a_year_without_rows_is_missing(cast):
    VillageResultFactory(village=cast.village, recognised_count=0, is_recognised=False)

    assert count("campaigns.villages_recognised", [cast.ward], year(2020)) == {BAC_HONG: 0}
    assert count("campaigns.households_recognised", [cast.ward], year(2020)) == {BAC_HONG: 0}
    assert count("campaigns.villages_recognised", [cast.ward], year(2021)) == {}


def test_the_villages_behind_a_count_stand_in_natural_order(cast):
    for name in ("11", "10"):
        VillageResultFactory(village=village_of(cast.ward, name), is_recognised=True)
    VillageResultFactory(village=cast.village, is_recognised=True)

    assert items("campaigns.villages_recognised", cast.ward, year(2020)) == [
        "tổ dân phố 2",
        "tổ dân phố 10",
        "tổ dân phố 11",
    ]


def test_agencies_are_counted_where_they_are_followed(cast):
    school = AgencyFactory(place=cast.town, name="Trường THCS")
    bank = AgencyFactory(place=cast.town, name="Ngân hàng")
    AgencyFactory(place=cast.town, left_on=date(2019, 1, 1))
    AgencyYearFactory(agency=school, is_registered=True, is_recognised=True, has_standard=True)
    AgencyYearFactory(agency=bank, has_standard=True)
    AgencyYearFactory(agency=bank, year=2019, is_registered=True)

    places = [cast.town, cast.ward]
    counts = {
        name: count(f"campaigns.agencies_{name}", places, year(2020))
        for name in ("total", "registered", "recognised", "standard")
    }

    assert counts == {
        "total": {TOWN: 2},
        "registered": {TOWN: 1},
        "recognised": {TOWN: 1},
        "standard": {TOWN: 2},
    }
    assert count("campaigns.agencies_registered", [cast.town], year(2021)) == {}
    assert items("campaigns.agencies_standard", cast.town, year(2020)) == [
        "Ngân hàng",
        "Trường THCS",
    ]
    assert items("campaigns.agencies_total", cast.town, year(2020)) == ["Ngân hàng", "Trường THCS"]


def test_lanes_not_judged_yet_are_registered_but_say_nothing_about_recognition(cast):
    LaneResultFactory.create_batch(2, place=cast.ward)
    LaneResultFactory(place=cast.neighbour, name="Ngõ 3", is_recognised=True)
    LaneResultFactory(place=cast.neighbour, is_recognised=False)

    places = [cast.ward, cast.neighbour]

    assert count("campaigns.lanes_registered", places, year(2020)) == {BAC_HONG: 2, DAU_LIEU: 2}
    assert count("campaigns.lanes_recognised", places, year(2020)) == {DAU_LIEU: 1}
    assert items("campaigns.lanes_recognised", cast.neighbour, year(2020)) == ["Ngõ 3"]


def test_an_exemplary_place_says_1_another_0_and_one_without_a_row_nothing(cast):
    PlaceResultFactory(place=cast.ward, is_exemplary=True)
    PlaceResultFactory(place=cast.neighbour, is_exemplary=False)
    PlaceResultFactory(place=cast.town, good_deeds=3)

    places = [cast.ward, cast.neighbour, cast.town]

    assert count("campaigns.exemplary_localities", places, year(2020)) == {
        BAC_HONG: 1,
        DAU_LIEU: 0,
    }
    assert items("campaigns.exemplary_localities", cast.ward, year(2020)) == [BAC_HONG]


def test_good_deeds_count_persons(cast):
    PlaceResultFactory(place=cast.ward, good_deeds=12, standard_houses=7)
    PlaceResultFactory(place=cast.neighbour, good_deeds=0)
    PlaceResultFactory(place=cast.town, is_urban=True, sport_families=40)

    places = [cast.ward, cast.neighbour, cast.town]

    assert count("campaigns.good_deeds", places, year(2020)) == {BAC_HONG: 12, DAU_LIEU: 0}
    assert items("campaigns.good_deeds", cast.ward, year(2020)) == [BAC_HONG]
    assert count("campaigns.sport_families", places, year(2020)) == {TOWN: 40}
    assert count("campaigns.standard_houses", places, year(2020)) == {BAC_HONG: 7}
    assert count("campaigns.urban_localities", places, year(2020)) == {TOWN: 1}
