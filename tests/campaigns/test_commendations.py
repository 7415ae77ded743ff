"""Giấy khen rest on the years of the register, and the years stay as the Giấy khen says."""

import pytest

from campaigns import actions
from campaigns.models import Commendation, EarlierTitles
from campaigns.runs import histories
from tests.campaigns.factories import (
    CommendationFactory,
    EarlierTitlesFactory,
    VillageResultFactory,
    recognised,
)
from tests.registers import new_key, trail
from vhtt_portal.rules import RuleError

pytestmark = pytest.mark.django_db

FIVE = range(2016, 2021)


def commend(cast, place=None, **fields):
    row = {"kind": Commendation.Kind.VILLAGE, "year": 2020, "last_year": 2020} | fields
    return actions.add_commendation(place=place or cast.village, by=cast.officer, **row)


def test_a_village_is_commended_once_for_its_five_years(cast):
    recognised(cast.village, *FIVE)
    key = new_key()

    row = commend(cast, key=key)
    assert commend(cast, key=key) == row

    assert (row.first_year, row.last_year) == (2016, 2020)
    assert [(entry[0], entry[1]) for entry in trail()] == [("commendation.added", "tổ dân phố 2")]
    with pytest.raises(RuleError, match="đã có trong sổ"):
        commend(cast)


def test_years_that_are_missing_or_used_up_are_told(cast):
    recognised(cast.village, 2016, 2017, 2019, 2020)
    with pytest.raises(
        RuleError, match="chưa được công nhận đủ 5 năm 2016–2020: còn thiếu năm 2018"
    ):
        commend(cast)
    recognised(cast.village, 2018, 2021)
    commend(cast)

    with pytest.raises(
        RuleError, match="đã được tặng Giấy khen năm 2020 cho 2016–2020; hai chu kỳ"
    ):
        commend(cast, year=2021, last_year=2021)

    assert Commendation.objects.count() == 1


def test_only_a_village_gets_the_villages_commendation(cast):
    with pytest.raises(RuleError, match="phường Bắc Hồng không phải là khu dân cư"):
        commend(cast, place=cast.ward)
    commend(cast, cast.ward, kind="households", household_count=12)
    commend(cast, cast.ward, kind="other", recipient="Hội Người cao tuổi", last_year=None)

    assert [row.first_year for row in Commendation.objects.order_by("pk")] == [2018, None]


def test_a_commendation_that_moves_is_asked_again(cast):
    recognised(cast.village, *range(2015, 2021))
    row = commend(cast)

    moved = actions.change_commendation(row=row, version=1, by=cast.officer, last_year=2019)
    with pytest.raises(RuleError, match="còn thiếu năm 2014"):
        actions.change_commendation(row=moved, version=2, by=cast.officer, last_year=2018)

    assert Commendation.objects.get().first_year == 2015


def test_what_was_commended_stays_recognised(cast):
    recognised(cast.village, *FIVE)
    CommendationFactory(place=cast.village)
    year = {"household_count": 100, "registered_count": 95, "is_recognised": False}
    [result] = recognised(cast.village, 2022)

    with pytest.raises(RuleError, match="tặng Giấy khen năm 2020 cho 2016–2020, nên năm 2018 phải"):
        actions.record_village_result(village=cast.village, year=2018, by=cast.officer, **year)
    actions.record_village_result(village=cast.village, year=2021, by=cast.officer, **year)
    actions.remove_village_result(result=result, version=1, reason="Nhầm", by=cast.officer)

    assert histories([cast.village])[cast.village.pk].titles == dict.fromkeys(FIVE, True) | {
        2021: False
    }


def test_years_before_the_register_count_where_it_says_nothing(cast):
    recognised(cast.village, 2019, 2020)
    actions.record_earlier_titles(
        village=cast.village, first_year=2016, last_year=2018, by=cast.officer
    )
    commend(cast)

    row = EarlierTitles.objects.get()
    with pytest.raises(RuleError, match="năm 2016 phải được công nhận"):
        actions.record_earlier_titles(
            village=cast.village, first_year=2017, last_year=2018, version=1, by=cast.officer
        )
    with pytest.raises(RuleError, match="năm 2016 phải được công nhận"):
        actions.remove_earlier_titles(row=row, version=1, reason="Nhầm", by=cast.officer)
    with pytest.raises(RuleError, match="Năm cuối đứng trước năm đầu"):
        actions.record_earlier_titles(
            village=cast.village, first_year=2018, last_year=2017, version=1, by=cast.officer
        )
    with pytest.raises(RuleError, match="không phải là khu dân cư"):
        actions.record_earlier_titles(
            village=cast.ward, first_year=2016, last_year=2018, by=cast.officer
        )


def test_what_the_register_says_of_a_year_counts_before_the_years_before_it(cast):
    EarlierTitlesFactory(village=cast.village, first_year=2016, last_year=2020)
    VillageResultFactory(village=cast.village, year=2018, is_recognised=False)

    assert histories([cast.village])[cast.village.pk].missing_in(range(2016, 2021)) == [2018]


def test_the_neighbours_villages_are_not_commended(cast):
    recognised(cast.neighbour_village, *FIVE)

    with pytest.raises(RuleError, match="không có quyền ghi sổ"):
        commend(cast, place=cast.neighbour_village)
