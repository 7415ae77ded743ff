"""The seeded demo as a database of its own: played once a session, copied where a test commits.

The files that its rows tell of lie in a folder of the database's own, and are copied with it.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.test import override_settings
from django.utils import timezone

from accounts.models import Role, User
from localities.models import Locality, Office
from vhtt_portal.demo.cast import Cast
from vhtt_portal.demo.seed import seed

# The day on which the demo was played; a run across midnight ends on another.
played_on = timezone.localdate()

# Where the files of a database lie, by its name.
_files: dict[str, Path] = {}


def seed_beside(folder: Path) -> str:
    """Copy the empty test database and play the demo in the copy; answers the copy's name."""
    name = copy_of(_current(), "demo", folder)
    with switched_to(name):
        seed(played_on)
    return name


def copy_of(source: str, suffix: str, folder: Path) -> str:
    name = _database_copy(source, suffix, folder)
    _files[name] = folder / f"{suffix}-files"
    shutil.rmtree(_files[name], ignore_errors=True)
    if source in _files:
        shutil.copytree(_files[source], _files[name])
    return name


def _database_copy(source: str, suffix: str, folder: Path) -> str:
    if connection.vendor == "sqlite":
        target = folder / f"{suffix}.sqlite3"
        target.unlink(missing_ok=True)
        with switched_to(source), connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(target)])
        return str(target)
    target = f"{_current()}_{suffix}"
    connection.close()
    drop(target)
    with connection._nodb_cursor() as cursor:
        # A page still being served keeps its connection, and a template may have none.
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [source]
        )
        cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')
    return target


def drop(name: str) -> None:
    if connection.vendor == "sqlite":
        for path in Path(name).parent.glob(f"{Path(name).name}*"):
            path.unlink()
        return
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextmanager
def switched_to(name: str) -> Iterator[None]:
    """Every connection opened from here on, the live server's too, goes to that database and its files.

    This thread's own connection waits with whatever transaction a test has open on it.
    """
    outer = connections[DEFAULT_DB_ALIAS]
    before = outer.settings_dict["NAME"]
    outer.settings_dict["NAME"] = name  # the dictionary that other threads' connections share
    connections[DEFAULT_DB_ALIAS] = outer.copy()
    kept = {"MEDIA_ROOT": _files[name]} if name in _files else {}
    try:
        with override_settings(**kept):
            yield
    finally:
        connection.close()
        connections[DEFAULT_DB_ALIAS] = outer
        outer.settings_dict["NAME"] = before


def _current() -> str:
    return str(connection.settings_dict["NAME"])


def demo_cast() -> Cast:
    """The people of a demo that was played before."""
    office = Office.objects.get()
    people = {
        (role, user.appointments.get().locality.code): user
        for role in Role
        for user in User.objects.filter(appointments__role=role).order_by("-pk")
    }
    seat = office.locality.code
    wards = {place.code: place for place in Locality.objects.filter(parent=office.locality)}
    return Cast(
        office=office,
        wards=wards,
        entering={code: people[Role.WARD_ENTRY, code] for code in wards},
        leaders={code: user for (role, code), user in people.items() if role == Role.WARD_LEADER},
        specialist=people[Role.SPECIALIST, seat],
        head=people[Role.HEAD, seat],
        clerk=people[Role.CLERK, seat],
    )
