"""Rows of the movement's registers."""

import factory

from campaigns.models import (
    Agency,
    AgencyYear,
    GoodDeed,
    LaneResult,
    LocalityTitle,
    VillageResult,
)
from tests.accounts.factories import PlaceFactory
from vhtt_portal.text import fold, sort_key


class VillageResultFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = VillageResult

    village = factory.SubFactory(PlaceFactory)
    year = 2020
    household_count = 100
    registered_count = 95


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


class LocalityTitleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LocalityTitle

    place = factory.SubFactory(PlaceFactory)
    year = 2020
    is_exemplary = True


class GoodDeedFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = GoodDeed

    place = factory.SubFactory(PlaceFactory)
    year = 2020
    person_count = 5
