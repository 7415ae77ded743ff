"""The ledger's rules in SQL say what the ledger says of each village by itself."""

import random

import pytest

from campaigns.ledger import VILLAGE_YEARS
from campaigns.models import Commendation, EarlierTitles, VillageResult
from campaigns.runs import eligible_villages, five_years, histories
from localities.models import Locality
from tests.campaigns.factories import (
    CommendationFactory,
    EarlierTitlesFactory,
    VillageResultFactory,
)
from tests.registers import village_of

pytestmark = pytest.mark.django_db

YEARS = range(2012, 2022)


@pytest.mark.programme("TITLE-RUNS")
def test_the_database_and_the_ledger_agree(cast, volume, seed, say):
    chance = random.Random(seed)
    villages = [village_of(cast.ward, str(n)) for n in range(20, 20 + volume(short=60, full=2000))]
    _fill(chance, villages)
    known = histories(villages)
    kept = Locality.objects.villages()
    found = 0
    for year in YEARS:
        held = five_years(kept, year)
        eligible = {village.pk for village in eligible_villages(kept, year)}
        for pk, history in known.items():
            window = history.eligibility(year, VILLAGE_YEARS).window
            assert (pk in eligible) == (window is not None)
            assert (pk in held.reached) == history.reached(year, VILLAGE_YEARS)
            assert (pk in held.commended) == any(a.window.last == year for a in history.awards)
        found += len(eligible)
    assert found > len(villages)
    say(f"{len(villages)} khu dân cư × {len(YEARS)} năm, {found} lần đủ điều kiện")


def _fill(chance, villages):
    results, earlier, given = [], [], []
    for village in villages:
        start = chance.choice([2012, 2015])
        results.extend(
            VillageResultFactory.build(
                village=village, year=year, is_recognised=chance.choice([True] * 8 + [False, None])
            )
            for year in range(start, 2022)
            if chance.random() < 0.97
        )
        if chance.random() < 0.5:
            last = chance.choice([start - 1, start + 1])
            earlier.append(
                EarlierTitlesFactory.build(village=village, first_year=2008, last_year=last)
            )
        if chance.random() < 0.4:
            given.append(
                CommendationFactory.build(place=village, last_year=chance.randrange(2013, 2022))
            )
    VillageResult.objects.bulk_create(results)
    EarlierTitles.objects.bulk_create(earlier)
    Commendation.objects.bulk_create(given)


@pytest.mark.parametrize("rows", [1, 3])
def test_many_histories_take_three_queries(cast, rows, django_assert_num_queries):
    villages = [village_of(cast.ward, f"1{number}") for number in range(rows)]
    for village in villages:
        VillageResultFactory(village=village, is_recognised=True)

    with django_assert_num_queries(3):
        assert len(histories(villages)) == rows
