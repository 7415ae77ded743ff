from datetime import date

import pytest
from django.db import IntegrityError

from tests.sports.factories import MedalFactory, TournamentFactory

pytestmark = pytest.mark.django_db


def test_a_tournament_cannot_end_before_it_begins():
    with pytest.raises(IntegrityError):
        TournamentFactory(starts_on=date(2020, 9, 5), ends_on=date(2020, 9, 4))


def test_a_tournament_stands_once_in_the_register(cast):
    TournamentFactory(place=cast.ward, name="Giải kéo co")

    with pytest.raises(IntegrityError):
        TournamentFactory(place=cast.ward, name="giải Kéo co")


def test_a_row_of_medals_has_at_least_one():
    with pytest.raises(IntegrityError):
        MedalFactory(count=0)


def test_the_same_medal_is_written_once():
    medal = MedalFactory(event="đơn nam")

    with pytest.raises(IntegrityError):
        MedalFactory(tournament=medal.tournament, event="đơn nam")


def test_the_level_is_the_places_own_word(cast):
    levels = [
        TournamentFactory(place=cast.town).level,
        TournamentFactory(place=cast.ward).level,
        TournamentFactory(place=cast.town, is_higher_level=True).level,
    ]

    assert levels == ["Cấp thị xã", "Cấp phường", "Cấp trên (tham gia)"]
