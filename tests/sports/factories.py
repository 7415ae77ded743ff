"""Rows of the tournament register."""

from datetime import date

import factory

from sports.models import Medal, Tournament
from tests.accounts.factories import PlaceFactory
from vhtt_portal.text import fold, sort_key


class TournamentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Tournament

    place = factory.SubFactory(PlaceFactory)
    name = factory.Sequence(lambda n: f"Giải kéo co {n}")
    sport = "Kéo co"
    starts_on = date(2020, 9, 5)
    search_key = factory.LazyAttribute(lambda row: fold(row.name))
    sort_key = factory.LazyAttribute(lambda row: sort_key(row.name))


class MedalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Medal

    tournament = factory.SubFactory(TournamentFactory, is_higher_level=True)
    event = factory.Sequence(lambda n: f"nội dung {n}")
    colour = Medal.Colour.GOLD
