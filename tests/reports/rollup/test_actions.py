"""Targets: who may set them, what is kept of it, what two people do to each other."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError

from accounts.models import Appointment, Role, User
from audit.locking import StaleError
from audit.models import AuditEntry
from reports.entry.models import Figure
from reports.rollup import actions
from reports.rollup.models import Target
from tests.reports.rollup.factories import OfficeFactory, PlaceFactory
from vhtt_portal.rules import RuleError

pytestmark = pytest.mark.django_db

Relation = Figure.Relation


@pytest.fixture
def office():
    return OfficeFactory()


def person(office, role):
    user = User.objects.create(username=f"u-{role}".replace("_", "-"), full_name="Nguyễn Văn Thử")
    Appointment.objects.create(
        user=user, role=role, locality=office.locality, starts_on=date(2020, 1, 1)
    )
    return user


@pytest.fixture
def specialist(office):
    return person(office, Role.SPECIALIST)


def set_target(office, by, value=94, **changes):
    return actions.set_target(
        office=office,
        period_code="2021",
        indicator_code="PT.GDVH_TYLE",
        value=Decimal(value),
        by=by,
        **changes,
    )


def test_a_target_is_set_and_told_in_the_trail(office, specialist):
    target = set_target(office, specialist, relation=Relation.AT_LEAST)

    entry = AuditEntry.objects.get()
    assert target.amount.written("%") == "trên 94%"
    assert (entry.verb, entry.changes) == ("target.set", {"target": [None, "trên 94"]})


def test_the_same_target_again_changes_nothing(office, specialist):
    first = set_target(office, specialist)
    again = set_target(office, specialist, version=0)

    assert (again.pk, again.version, AuditEntry.objects.count()) == (first.pk, 1, 1)


def test_a_stale_page_overwrites_nobody(office, specialist):
    set_target(office, specialist)

    for version in (0, 2):
        with pytest.raises(StaleError, match="tải lại trang"):
            set_target(office, specialist, 95, version=version)

    assert Target.objects.get().value == 94


def test_a_target_is_changed_and_removed(office, specialist):
    set_target(office, specialist)
    target = set_target(office, specialist, 5, relation=Relation.RANGE, upper=Decimal(6), version=1)
    actions.remove_target(target=target, version=2, by=specialist)

    assert not Target.objects.exists()
    assert [entry.changes["target"] for entry in AuditEntry.objects.all()] == [
        [None, "94"],
        ["94", "5 đến 6"],
        ["5 đến 6", None],
    ]


@pytest.mark.parametrize("role", [role for role in Role if role not in {"specialist", "head"}])
def test_others_set_no_targets(office, role):
    with pytest.raises(RuleError, match="Chỉ chuyên viên"):
        set_target(office, person(office, role))

    assert not Target.objects.exists()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"value": -1}, "nhỏ hơn 0"),
        ({"relation": Relation.RANGE}, "lớn hơn số trước"),
        ({"relation": Relation.RANGE, "upper": Decimal(94)}, "lớn hơn số trước"),
        ({"upper": Decimal(95)}, "Chỉ khoảng"),
    ],
)
def test_a_wrong_target_is_refused_in_words(office, specialist, changes, words):
    with pytest.raises(RuleError, match=words):
        set_target(office, specialist, **changes)


@pytest.mark.parametrize(
    "row",
    [
        {"value": -1},
        {"value": 5, "upper": 6},
        {"value": 5, "relation": "range"},
        {"value": 5, "relation": "range", "upper": 5},
    ],
)
def test_the_database_keeps_targets_whole(office, row):
    with pytest.raises(IntegrityError):
        Target.objects.create(office=office, period_code="2021", indicator_code="TT.A", **row)


def test_a_unit_has_a_target_of_its_own_beside_the_offices(office, specialist):
    unit = PlaceFactory(parent=office.locality)

    set_target(office, specialist)
    given = set_target(office, specialist, 90, locality=unit)
    actions.remove_target(target=given, version=1, by=specialist)

    assert [(row.locality, row.value) for row in Target.objects.all()] == [(None, 94)]
    told = [(entry.place, entry.verb) for entry in AuditEntry.objects.order_by("pk")]
    assert told[1:] == [(str(unit), "target.set"), (str(unit), "target.removed")]


def test_no_place_of_another_office_is_given_a_target(office, specialist):
    with pytest.raises(RuleError, match="không phải là đơn vị trực thuộc"):
        set_target(office, specialist, locality=PlaceFactory())


@pytest.mark.parametrize("has_place", [False, True])
def test_the_database_keeps_one_target_for_a_line_and_place(office, has_place):
    place = PlaceFactory(parent=office.locality) if has_place else None
    known = {"period_code": "2021", "indicator_code": "TT.GIAI", "locality": place, "value": 1}
    office.targets.create(**known)

    with pytest.raises(IntegrityError):
        office.targets.create(**known)
