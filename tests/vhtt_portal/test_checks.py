"""The portal refuses to start on a database that would lose or unseal data."""

import pytest
from django.core.checks import Critical
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection

from vhtt_portal import checks

SAFE = {
    "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1,
    "mmap_size": 0, "busy_timeout": 20_000,
}  # fmt: skip


def faults(version=(3, 51, 3), mode="IMMEDIATE", **changes):
    return checks.profile_faults(SAFE | changes, version=version, transaction_mode=mode)


def test_the_profile_is_accepted():
    assert faults() == []


@pytest.mark.parametrize(
    "changes",
    [
        {"journal_mode": "delete"},
        {"synchronous": 1},  # NORMAL loses acknowledged rows at a power cut
        {"foreign_keys": 0},
        {"recursive_triggers": 0},
        {"mmap_size": 268_435_456},
        {"busy_timeout": 5_000},
        {"version": (3, 51, 2)},
        {"version": (3, 40, 1)},
        {"mode": None},
        {"mode": "DEFERRED"},
    ],
    ids=str,
)
def test_any_departure_from_the_profile_is_named(changes):
    found = faults(**changes)

    assert len(found) == 1
    assert "SQLite" in found[0]


@pytest.mark.django_db
def test_the_database_in_use_is_safe():
    assert checks.database_faults() == []
    assert checks.database_is_safe(None, databases=["default"]) == []


@pytest.mark.django_db
def test_an_unsafe_pragma_is_seen_on_the_connection():
    if connection.vendor != "sqlite":
        assert checks.database_faults() == []
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers=OFF")
        found = checks.database_is_safe(None, databases=["default"])
        cursor.execute("PRAGMA recursive_triggers=ON")

    assert [fault.id for fault in found] == ["portal.E001"]


def test_nothing_is_asked_of_a_database_that_nobody_named():
    assert checks.database_is_safe(None) == []


def test_an_unsafe_server_does_not_start(monkeypatch):
    monkeypatch.setattr(checks, "run_checks", lambda **_: [Critical("Bảng mất bộ khóa.")])

    with pytest.raises(ImproperlyConfigured, match="Bảng mất bộ khóa"):
        checks.refuse_unsafe_start()


def test_a_database_out_of_reach_is_left_to_the_watchman(monkeypatch):
    def unreachable(**_):
        raise OperationalError

    monkeypatch.setattr(checks, "run_checks", unreachable)

    checks.refuse_unsafe_start()
