"""Rows of the work diary."""

from datetime import UTC, date, datetime

import factory

from activities.models import Activity, ActivityFile, Directive, Establishment, Inspection, Task
from tests.accounts.factories import PlaceFactory
from vhtt_portal.files import kept
from vhtt_portal.files.evidence.content import JPEG, Evidence
from vhtt_portal.text import fold, sort_key


class ActivityFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Activity

    place = factory.SubFactory(PlaceFactory)
    kind = Activity.Kind.PERFORMANCE
    name = factory.Sequence(lambda n: f"Chương trình {n}")
    held_on = date(2020, 5, 19)
    search_key = factory.LazyAttribute(lambda row: fold(row.name))


class ActivityFileFactory(factory.django.DjangoModelFactory):
    """A file that lies on the disk."""

    class Meta:
        model = ActivityFile

    activity = factory.SubFactory(ActivityFactory)
    name = factory.Sequence(lambda n: f"Ảnh {n}.jpg")
    type = JPEG
    file = factory.LazyAttribute(lambda row: kept.write("activities", Evidence(JPEG, b"anh")))
    size = 3
    sha256 = factory.Sequence(lambda n: f"{n:064d}")
    at = datetime(2020, 5, 20, tzinfo=UTC)
    by_name = "Người Ghi"


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


class TaskFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Task

    place = factory.SubFactory(PlaceFactory)
    source = Task.Source.CONCLUSION
    document_number = "18/TB-UBND"
    content = factory.Sequence(lambda n: f"Nhiệm vụ {n}")
    given_on = date(2020, 3, 12)
    due_on = date(2020, 9, 30)
    search_key = factory.LazyAttribute(lambda row: fold(f"{row.content} {row.document_number}"))
