from datetime import date

import pytest

from audit.locking import StaleError
from sports import actions
from sports.models import Medal, Tournament
from tests.registers import new_key, trail
from tests.sports.factories import MedalFactory, TournamentFactory
from vhtt_portal.rules import RuleError

pytestmark = pytest.mark.django_db


def tug_of_war(cast, **fields):
    return {
        "place": cast.ward,
        "name": "Giải kéo co",
        "sport": "Kéo co",
        "starts_on": date(2020, 3, 26),
    } | fields


def test_a_tournament_is_added_once_changed_and_removed(cast):
    key = new_key()

    tournament = actions.tournaments.add(**tug_of_war(cast), by=cast.officer, key=key)
    actions.tournaments.add(**tug_of_war(cast), by=cast.officer, key=key)
    tournament = actions.tournaments.change(
        tournament, version=1, by=cast.officer, **tug_of_war(cast, athlete_count=80)
    )
    actions.tournaments.remove(tournament, version=2, reason="Hoãn", by=cast.officer)

    assert not Tournament.objects.exists()
    verbs = [(verb, changes) for verb, _, changes, _ in trail()]
    assert verbs[:2] == [
        (
            "tournament.added",
            {
                "place": [None, "phường Bắc Hồng"],
                "is_higher_level": [None, False],
                "name": [None, "Giải kéo co"],
                "sport": [None, "Kéo co"],
                "starts_on": [None, "2020-03-26"],
            },
        ),
        ("tournament.changed", {"athlete_count": [None, 80]}),
    ]
    assert (verbs[2][0], trail()[2][3]) == ("tournament.removed", "Hoãn")


def test_a_tournament_that_is_there_already_is_refused_in_words(cast):
    TournamentFactory(place=cast.ward, name="Giải kéo co", starts_on=date(2020, 3, 26))

    with pytest.raises(RuleError, match="Giải này đã có trong sổ"):
        actions.tournaments.add(**tug_of_war(cast), by=cast.officer)

    assert (Tournament.objects.count(), trail()) == (1, [])


def test_a_tournament_with_medals_cannot_be_deleted(cast):
    medal = MedalFactory(tournament__place=cast.ward)

    with pytest.raises(RuleError, match="còn dòng khác trong sổ"):
        actions.tournaments.remove(medal.tournament, version=1, reason="Nhầm", by=cast.officer)


def test_medals_are_added_changed_and_removed(cast):
    tournament = TournamentFactory(place=cast.ward, is_higher_level=True, name="Giải bóng bàn")
    fields = {"event": "đơn nữ", "colour": Medal.Colour.BRONZE}

    medal = actions.medals.add(tournament=tournament, by=cast.officer, **fields)
    medal = actions.medals.change(medal, version=1, by=cast.officer, **fields | {"count": 2})
    with pytest.raises(StaleError):
        actions.medals.change(medal, version=1, by=cast.officer, **fields | {"count": 3})
    actions.medals.remove(medal, version=2, reason="Nhầm", by=cast.officer)

    assert [(entry[0], entry[2]) for entry in trail()][:2] == [
        (
            "medal.added",
            {
                "tournament": [None, "Giải bóng bàn"],
                "event": [None, "đơn nữ"],
                "colour": [None, 3],
                "count": [None, 1],
            },
        ),
        ("medal.changed", {"count": [1, 2]}),
    ]
    assert not Medal.objects.exists()
