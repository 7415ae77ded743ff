"""Rows of the sports registers."""

from datetime import UTC, date, datetime

import factory

from sports.models import (
    Club,
    Draw,
    Event,
    Facility,
    Medal,
    Result,
    SportYear,
    Team,
    Tournament,
    TournamentFile,
)
from tests.accounts.factories import PlaceFactory
from vhtt_portal.files import kept
from vhtt_portal.files.evidence.content import JPEG, Evidence
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


class TeamFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Team

    tournament = factory.SubFactory(TournamentFactory)
    name = factory.Sequence(lambda n: f"Đoàn {n}")
    sort_key = factory.LazyAttribute(lambda row: sort_key(row.name))


class EventFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Event

    tournament = factory.SubFactory(TournamentFactory)
    name = factory.Sequence(lambda n: f"Nội dung {n}")
    sort_key = factory.LazyAttribute(lambda row: sort_key(row.name))


class DrawFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Draw

    tournament = factory.SubFactory(TournamentFactory)
    drawn_on = date(2020, 9, 5)
    drawn_by = "Trưởng ban tổ chức"


class ClubFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Club

    place = factory.SubFactory(PlaceFactory)
    name = factory.Sequence(lambda n: f"Câu lạc bộ {n}")
    sport = "Cầu lông"
    search_key = factory.LazyAttribute(lambda row: fold(row.name))
    sort_key = factory.LazyAttribute(lambda row: sort_key(row.name))


class FacilityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Facility

    place = factory.SubFactory(PlaceFactory)
    name = factory.Sequence(lambda n: f"Sân {n}")
    kind = Facility.Kind.PITCH
    search_key = factory.LazyAttribute(lambda row: fold(row.name))
    sort_key = factory.LazyAttribute(lambda row: sort_key(row.name))


class SportYearFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SportYear

    place = factory.SubFactory(PlaceFactory)
    year = 2020


class ResultFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Result

    event = factory.SubFactory(EventFactory)
    team = factory.SubFactory(TeamFactory, tournament=factory.SelfAttribute("..event.tournament"))
    rank = 1


class TournamentFileFactory(factory.django.DjangoModelFactory):
    """A file that lies on the disk."""

    class Meta:
        model = TournamentFile

    tournament = factory.SubFactory(TournamentFactory)
    name = factory.Sequence(lambda n: f"Ảnh {n}.jpg")
    type = JPEG
    file = factory.LazyAttribute(lambda row: kept.write("sports", Evidence(JPEG, b"anh")))
    size = 3
    sha256 = factory.Sequence(lambda n: f"{n:064d}")
    at = datetime(2020, 9, 6, tzinfo=UTC)
    by_name = "Người Ghi"
