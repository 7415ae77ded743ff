"""A small cast: a town with its office, two of its wards, and who works there."""

from collections import Counter
from types import SimpleNamespace

import pytest
from django.contrib.auth.hashers import BasePasswordHasher

from accounts.models import Role
from tests.accounts import factories


class CountedHasher(BasePasswordHasher):
    """As quick as nothing, and counts what a slow one would have to do."""

    algorithm = "counted"
    calls: Counter = Counter()

    def salt(self):
        return "salt"

    def encode(self, password, salt):
        self.calls["hash"] += 1
        return f"counted$salt${password}"

    def decode(self, encoded):
        return {"algorithm": "counted", "salt": "salt", "hash": encoded}

    def verify(self, password, encoded):
        self.calls["hash"] += 1
        self.calls["check"] += 1
        return encoded == f"counted$salt${password}"


@pytest.fixture(autouse=True)
def hash_calls(settings):
    """Counts "hash" (any slow work) and "check" (against a real password)."""
    settings.PASSWORD_HASHERS = ["tests.accounts.conftest.CountedHasher"]
    CountedHasher.calls.clear()
    return CountedHasher.calls


@pytest.fixture
def town():
    """Places and the people whom most tests need."""
    office = factories.OfficeFactory(locality__name="Hồng Lĩnh")
    ward, other = factories.PlaceFactory.create_batch(2, parent=office.locality)
    cast = SimpleNamespace(office=office, place=office.locality, ward=ward, other_ward=other)
    for role, place in {
        Role.WARD_ENTRY: ward,
        Role.WARD_LEADER: ward,
        Role.SPECIALIST: office.locality,
        Role.HEAD: office.locality,
        Role.CLERK: office.locality,
        Role.ADMINISTRATOR: office.locality,
        Role.INSPECTOR: office.locality,
    }.items():
        user = factories.UserFactory(username=role.value, full_name=f"Người {role.label}")
        factories.AppointmentFactory(user=user, role=role, locality=place)
        setattr(cast, role.value, user)
    return cast


@pytest.fixture
def signed_in(client):
    """``signed_in(user)``: the client as that person."""

    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in
