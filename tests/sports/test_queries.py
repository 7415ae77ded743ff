from datetime import date

import pytest

from sports.models import Medal
from sports.queries import TournamentLine, tournament_list
from tests.sports.factories import MedalFactory, TournamentFactory

pytestmark = pytest.mark.django_db

YEAR = (date(2020, 1, 1), date(2020, 12, 31))


def test_the_annex_lists_the_own_tournaments_those_taken_part_in_and_those_below(cast):
    TournamentFactory(place=cast.ward, name="Giải phường", starts_on=date(2020, 1, 2))
    away = TournamentFactory(
        place=cast.town,
        is_higher_level=True,
        name="Giải bóng bàn toàn tỉnh",
        sport="Bóng bàn",
        starts_on=date(2020, 5, 1),
        ends_on=date(2020, 5, 3),
        team_standing="Nhì toàn đoàn",
    )
    MedalFactory(tournament=away, colour=Medal.Colour.GOLD)
    MedalFactory(tournament=away, colour=Medal.Colour.BRONZE, count=2)
    TournamentFactory(place=cast.town, name="Giải kéo co", delegation_count=6, athlete_count=80)
    TournamentFactory(place=cast.town, starts_on=date(2021, 1, 1))
    TournamentFactory()

    assert tournament_list(cast.town.pk, *YEAR) == [
        TournamentLine(
            name="Giải kéo co", sport="Kéo co", level="Cấp thị xã", place="thị xã Hồng Lĩnh",
            dates="05/09/2020", delegations=6, athletes=80, gold=0, silver=0, bronze=0,
            standing="",
        ),
        TournamentLine(
            name="Giải bóng bàn toàn tỉnh", sport="Bóng bàn", level="Cấp trên (tham gia)",
            place="thị xã Hồng Lĩnh", dates="01/05/2020 – 03/05/2020", delegations=None,
            athletes=None, gold=1, silver=0, bronze=2, standing="Nhì toàn đoàn",
        ),
        TournamentLine(
            name="Giải phường", sport="Kéo co", level="Cấp phường", place="phường Bắc Hồng",
            dates="02/01/2020", delegations=None, athletes=None, gold=0, silver=0, bronze=0,
            standing="",
        ),
    ]  # fmt: skip


@pytest.mark.parametrize("rows", [1, 3])
def test_the_annex_takes_two_queries(cast, rows, django_assert_num_queries):
    for tournament in TournamentFactory.create_batch(rows, place=cast.town):
        MedalFactory(tournament=tournament)

    with django_assert_num_queries(2):
        assert len(tournament_list(cast.town.pk, *YEAR)) == rows
