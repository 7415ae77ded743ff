"""Rows of the work diary."""

from datetime import date

import factory

from activities.models import Activity, Directive, Establishment, Inspection
from tests.accounts.factories import PlaceFactory
from vhtt_portal.text import fold, sort_key


class ActivityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Activity

    place = factory.SubFactory(PlaceFactory)
    kind = Activity.Kind.PERFORMANCE
    name = factory.Sequence(lambda n: f"Chương trình {n}")
    held_on = date(2020, 5, 19)
    search_key = factory.LazyAttribute(lambda row: fold(row.name))


class EstablishmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Establishment

    place = factory.SubFactory(PlaceFactory)
    name = factory.Sequence(lambda n: f"Cơ sở {n}")
    kind = Establishment.Kind.KARAOKE
    search_key = factory.LazyAttribute(lambda row: fold(row.name))
    sort_key = factory.LazyAttribute(lambda row: sort_key(row.name))


class InspectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Inspection

    place = factory.SubFactory(PlaceFactory)
    establishment = factory.SubFactory(EstablishmentFactory, place=factory.SelfAttribute("..place"))
    inspected_on = date(2020, 6, 1)
    outcome = Inspection.Outcome.NONE


class DirectiveFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Directive

    place = factory.SubFactory(PlaceFactory)
    number = factory.Sequence(lambda n: n + 1)
    symbol = "KH-UBND"
    issued_on = date(2020, 2, 26)
    subject = "Kế hoạch xây dựng nếp sống văn minh đô thị"
    book_year = factory.LazyAttribute(lambda row: row.issued_on.year)
    search_key = factory.LazyAttribute(lambda row: fold(f"{row.number} {row.symbol} {row.subject}"))
