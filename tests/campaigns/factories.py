"""Rows of the movement's registers."""

from datetime import UTC, date, datetime

import factory

from campaigns.models import (
    Agency,
    AgencyYear,
    Assessment,
    Candidate,
    Commendation,
    EarlierTitles,
    LaneResult,
    LocalRule,
    Nomination,
    NominationRound,
    PlaceResult,
    Round,
    VillageResult,
)
from campaigns.titles import TitleKind
from tests.accounts.factories import OfficeFactory, PlaceFactory, UserFactory
from vhtt_portal.text import fold, sort_key


class VillageResultFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = VillageResult

    village = factory.SubFactory(PlaceFactory)
    year = 2020
    household_count = 100
    registered_count = 95


def recognised(village, *years):
    """The village held its title in each of these years."""
    return [VillageResultFactory(village=village, year=year, is_recognised=True) for year in years]


class EarlierTitlesFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = EarlierTitles

    village = factory.SubFactory(PlaceFactory)
    first_year = 2010
    last_year = 2015


class CommendationFactory(factory.django.DjangoModelFactory):
    """A village's, for the five years that end with ``last_year``, unless it is told otherwise."""

    class Meta:
        model = Commendation

    place = factory.SubFactory(PlaceFactory)
    kind = Commendation.Kind.VILLAGE
    last_year = 2020
    year = factory.LazyAttribute(lambda row: row.last_year or 2020)
    first_year = factory.LazyAttribute(
        lambda row: row.last_year and row.last_year - Commendation.LENGTHS.get(row.kind, 5) + 1
    )
    search_key = factory.LazyAttribute(lambda row: fold(row.recipient or row.place.full_name))
    sort_key = factory.LazyAttribute(lambda row: sort_key(row.recipient or row.place.full_name))
    recipient = ""


class NominationRoundFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = NominationRound

    office = factory.SubFactory(OfficeFactory)
    title = factory.Sequence(lambda n: f"Tổng kết phong trào, đợt {n}")
    first_year = 2000
    last_year = 2020
    collective_quota = 2
    individual_quota = 4
    due_on = date(2021, 4, 30)


class NominationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Nomination

    round = factory.SubFactory(NominationRoundFactory)
    place = factory.SubFactory(PlaceFactory)
    kind = Nomination.Kind.COLLECTIVE
    name = factory.Sequence(lambda n: f"Chi hội {n}")
    achievements = "Vận động xây dựng sân bóng."
    search_key = factory.LazyAttribute(lambda row: fold(row.name))
    sort_key = factory.LazyAttribute(lambda row: sort_key(row.name))


class AssessmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Assessment

    nomination = factory.SubFactory(NominationFactory)
    assessor = factory.SubFactory(UserFactory)
    is_for = True
    opinion = "Đủ thành tích."
    at = datetime(2021, 5, 10, 2, 0, tzinfo=UTC)


class AgencyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Agency

    place = factory.SubFactory(PlaceFactory)
    name = factory.Sequence(lambda n: f"Trường {n}")
    search_key = factory.LazyAttribute(lambda row: fold(row.name))
    sort_key = factory.LazyAttribute(lambda row: sort_key(row.name))


class AgencyYearFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AgencyYear

    agency = factory.SubFactory(AgencyFactory)
    year = 2020


class LaneResultFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LaneResult

    place = factory.SubFactory(PlaceFactory)
    year = 2020
    name = factory.Sequence(lambda n: f"Ngõ thử {n}")
    search_key = factory.LazyAttribute(lambda row: fold(row.name))
    sort_key = factory.LazyAttribute(lambda row: sort_key(row.name))


class PlaceResultFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PlaceResult

    place = factory.SubFactory(PlaceFactory)
    year = 2020


class LocalRuleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LocalRule

    place = factory.SubFactory(PlaceFactory)
    kind = TitleKind.VILLAGE
    first_year = 2019
    basis = "Quyết định thử"


class RoundFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Round

    place = factory.SubFactory(PlaceFactory)
    year = 2020
    kind = TitleKind.VILLAGE


class CandidateFactory(factory.django.DjangoModelFactory):
    """A village in its ward's round."""

    class Meta:
        model = Candidate

    round = factory.SubFactory(RoundFactory)
    place = factory.SelfAttribute("round.place")
    locality = factory.SubFactory(PlaceFactory)
