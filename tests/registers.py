"""What the tests of the four registers share: a small cast, and how they look at pages."""

import uuid
from datetime import date
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Role
from audit.models import AuditEntry
from localities.counting import Span, counter
from tests.accounts.factories import (
    AppointmentFactory,
    KindFactory,
    OfficeFactory,
    PlaceFactory,
    UserFactory,
)


@pytest.fixture
def cast(db):
    """A town with its office, two wards, a village in each, and who works there."""
    office = OfficeFactory(locality__name="Hồng Lĩnh")
    village = KindFactory(code="to-dan-pho", name="tổ dân phố", is_village=True)
    ward = PlaceFactory(name="Bắc Hồng", parent=office.locality)
    neighbour = PlaceFactory(name="Đậu Liêu", parent=office.locality)
    return SimpleNamespace(
        office=office,
        town=office.locality,
        ward=ward,
        neighbour=neighbour,
        village=PlaceFactory(name="2", kind=village, parent=ward),
        neighbour_village=PlaceFactory(name="10", kind=village, parent=neighbour),
        officer=person("Cán bộ phường", Role.WARD_ENTRY, ward),
        specialist=person("Chuyên viên phòng", Role.SPECIALIST, office.locality),
        inspector=person("Thanh tra", Role.INSPECTOR, office.locality),
        administrator=person("Quản trị", Role.ADMINISTRATOR, office.locality),
    )


def person(name, role, place):
    user = UserFactory(full_name=name)
    AppointmentFactory(user=user, role=role, locality=place)
    return user


def village_of(ward, name):
    kind = KindFactory(code="to-dan-pho", name="tổ dân phố", is_village=True)
    return PlaceFactory(name=name, kind=kind, parent=ward)


def year(number):
    """The whole year, as it stood on its last day."""
    return Span(date(number, 1, 1), date(number, 12, 31), date(number, 12, 31))


def count(name, places, span):
    """The named count by place, in no more than two queries."""
    with CaptureQueriesContext(connection) as queries:
        answer = counter(name).count([place.pk for place in places], span)
    assert len(queries) <= 2
    names = {place.pk: str(place) for place in places}
    return {names[pk]: int(total) for pk, total in answer.items()}


def items(name, place, span):
    return [item.label for item in counter(name).items(place.pk, span)]


def trail():
    """What the trail says, as (verb, place, changes, reason)."""
    entries = AuditEntry.objects.order_by("number")
    return [(row.verb, row.place, row.changes, row.reason) for row in entries]


def send(client, user, url, **fields):
    """Fill in the form at ``url`` and send it, with the hidden fields that the page carries."""
    client.force_login(user)
    page = client.get(url)
    assert page.status_code == 200
    stamp = page.context["stamp"]
    hidden = {"key": str(stamp.key), "version": "" if stamp.version is None else stamp.version}
    return client.post(url, hidden | fields)


def text(response):
    return " ".join(response.content.decode().split())


def own_queries(client, app, url):
    """How many queries on the app's own tables the page at ``url`` takes."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return sum(f'FROM "{app}_' in query["sql"] for query in queries)


def new_key():
    return uuid.uuid4()
