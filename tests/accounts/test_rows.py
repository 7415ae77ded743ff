"""Registers are written by who may write about the place, whichever door they come through."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from accounts.models import Role
from activities import actions as diary
from activities.models import Activity
from audit.models import AuditEntry
from heritage import actions
from heritage.models import Festival
from tests.accounts.factories import AppointmentFactory, OfficeFactory, PlaceFactory
from vhtt_portal.rules import RuleError

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return OfficeFactory()


@pytest.fixture
def ward(office):
    return PlaceFactory(parent=office.locality)


def person(role, place):
    return AppointmentFactory(role=role, locality=place).user


def add_festival(place, by):
    return actions.festivals.add(place=place, name="Hội Đền Mẫu", by=by)


@pytest.mark.parametrize("role", [Role.WARD_ENTRY, Role.WARD_LEADER])
def test_a_place_writes_about_itself(ward, role):
    assert add_festival(ward, person(role, ward)).place == ward


@pytest.mark.parametrize("role", [Role.SPECIALIST, Role.HEAD])
def test_the_office_writes_about_the_places_below(office, ward, role):
    assert add_festival(ward, person(role, office.locality)).place == ward


@pytest.mark.parametrize("role", [Role.CLERK, Role.INSPECTOR, Role.ADMINISTRATOR])
def test_who_only_reads_writes_nothing(office, ward, role):
    by = person(role, office.locality)
    before = AuditEntry.objects.count()

    with pytest.raises(RuleError, match="không có quyền ghi sổ"):
        add_festival(ward, by)

    assert (Festival.objects.count(), AuditEntry.objects.count()) == (0, before)


def test_a_neighbour_neither_adds_changes_moves_nor_removes(office, ward):
    neighbour = PlaceFactory(parent=office.locality)
    festival = add_festival(neighbour, person(Role.WARD_ENTRY, neighbour))
    by = person(Role.WARD_ENTRY, ward)
    fields = {"name": "Hội Khác", "timing": "tháng Giêng"}

    for attempt in (
        lambda: add_festival(neighbour, by),
        lambda: actions.festivals.change(festival, version=1, by=by, place=neighbour, **fields),
        lambda: actions.festivals.change(festival, version=1, by=by, place=ward, **fields),
        lambda: actions.festivals.remove(festival, version=1, reason="Nhầm", by=by),
    ):
        with pytest.raises(RuleError, match="không có quyền ghi sổ"):
            attempt()

    assert list(Festival.objects.values_list("name", "place")) == [("Hội Đền Mẫu", neighbour.pk)]


@pytest.mark.django_db(transaction=True)
def test_one_form_sent_twice_at_once_makes_one_row(office):
    by, key, barrier = person(Role.SPECIALIST, office.locality), uuid4(), Barrier(2)
    fields = {"kind": Activity.Kind.OTHER, "name": "Hội chợ", "held_on": date(2020, 5, 19)}

    def send(_):
        barrier.wait(timeout=10)
        try:
            return diary.activities.add(place=office.locality, **fields, by=by, key=key).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(send, range(2)))

    assert made == [Activity.objects.get().pk] * 2
