import pytest

from campaigns.models import VillageResult
from campaigns.queries import VillageTitle, village_titles
from campaigns.queries.board import Tally, place_years, tallies, years_kept
from localities.models import Locality
from tests.campaigns.factories import (
    LaneResultFactory,
    PlaceResultFactory,
    VillageResultFactory,
    recognised,
)
from tests.registers import village_of

pytestmark = pytest.mark.django_db


def test_the_annex_lists_villages_by_ward_in_natural_order(cast):
    ten = village_of(cast.ward, "10")
    VillageResultFactory(village=ten, recognised_count=94, is_recognised=True)
    recognised(ten, 2016, 2017, 2018, 2019)
    VillageResultFactory(village=cast.village)
    VillageResultFactory(village=cast.neighbour_village, is_recognised=False)
    VillageResultFactory(village=cast.village, year=2019)
    VillageResultFactory()

    tally = {"households": 100, "registered": 95, "commended": False}

    assert village_titles(cast.town.pk, 2020) == [
        VillageTitle(
            ward="phường Bắc Hồng", village="tổ dân phố 2", recognised=None, is_recognised=None,
            five_years=False, **tally,
        ),
        VillageTitle(
            ward="phường Bắc Hồng", village="tổ dân phố 10", recognised=94, is_recognised=True,
            five_years=True, **tally,
        ),
        VillageTitle(
            ward="phường Đậu Liêu", village="tổ dân phố 10", recognised=None, is_recognised=False,
            five_years=False, **tally,
        ),
    ]  # fmt: skip


@pytest.mark.parametrize("rows", [1, 3])
def test_the_annex_takes_three_queries(cast, rows, django_assert_num_queries):
    for number in range(rows):
        VillageResultFactory(village=village_of(cast.ward, f"1{number}"))

    with django_assert_num_queries(3):
        assert len(village_titles(cast.town.pk, 2020)) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_the_board_takes_three_queries_and_tells_nothing_from_0(
    cast, rows, django_assert_num_queries
):
    for number in range(rows):
        VillageResultFactory(village=village_of(cast.ward, f"1{number}"), recognised_count=0)
    LaneResultFactory(place=cast.ward)
    PlaceResultFactory(place=cast.ward, is_exemplary=False, good_deeds=0)

    with django_assert_num_queries(3):
        found = tallies(2020)
        first, second = place_years(Locality.objects.filter(parent=cast.town), 2020)

    assert found == {
        cast.ward.pk: Tally(
            villages=rows + 1, entered=rows, households=100 * rows, registered=95 * rows,
            recognised=0, villages_recognised=0,
        ),
        cast.neighbour.pk: Tally(villages=1),
    }  # fmt: skip
    assert first == cast.ward
    assert (first.lanes, first.is_exemplary, first.good_deeds) == (1, False, 0)
    assert (second, second.good_deeds) == (cast.neighbour, None)
    assert second.is_exemplary is None


def test_years_run_from_the_first_that_was_written_to_the_last(cast):
    assert years_kept(VillageResult.objects.all()) == []

    VillageResultFactory(village=cast.village, year=2018)
    VillageResultFactory(village=cast.village, year=2020)

    assert years_kept(VillageResult.objects.all()) == [2020, 2019, 2018]
