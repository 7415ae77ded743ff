"""Medals written at tournaments of one's own, from before there were results."""

from importlib import import_module

import pytest
from django.apps import apps

from sports.models import Event, Medal, Result, Team, Tournament
from tests.sports.factories import MedalFactory, TournamentFactory

pytestmark = pytest.mark.django_db
moving = import_module("sports.migrations.0003_medals_of_own_tournaments")


def test_they_become_results_and_go_back(cast):
    home = TournamentFactory(place=cast.ward, delegation_count=6, athlete_count=80)
    MedalFactory(tournament=home, event="Đơn nam", colour=1, holder="An")
    MedalFactory(tournament=home, event="Đơn nam", colour=3, holder="An", count=2)
    away = MedalFactory(tournament__place=cast.ward)

    moving.to_results(apps, None)

    assert Medal.objects.get() == away
    assert sorted(Result.objects.values_list("rank", "holder", "event__name", "team__name")) == [
        (1, "An", "Đơn nam", "phường Bắc Hồng"),
        (3, "", "Đơn nam", "phường Bắc Hồng"),
        (3, "", "Đơn nam", "phường Bắc Hồng"),
    ]
    # What was typed about the whole tournament is not lost over one team of it.
    row = Tournament.objects.get(pk=home.pk)
    row.derive()
    assert (row.delegation_count, row.athlete_count) == (6, 80)

    moving.to_medals(apps, None)

    assert (Result.objects.count(), Event.objects.count(), Team.objects.count()) == (0, 1, 1)
    medals = Medal.objects.filter(tournament=home).order_by("colour")
    assert [(row.colour, row.count) for row in medals] == [(1, 1), (3, 2)]
