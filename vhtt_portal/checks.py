"""Start-up checks: the database keeps what our durability and our order of names rest on."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Critical, Tags, register, run_checks
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection

# The WAL-reset race that can corrupt a database was mended in this version (sqlite.org, 2026-03).
OLDEST_SQLITE = (3, 51, 3)
SHORTEST_WAIT_MS = 20_000
# Pragma -> the value it must have: FULL is 2, "on" is 1.
PROFILE: Mapping[str, str | int] = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "mmap_size": 0,
}


def profile_faults(
    found: Mapping[str, str | int], *, version: tuple[int, ...], transaction_mode: str | None
) -> list[str]:
    """What in an embedded database differs from the profile, one sentence each."""
    faults = [
        f"SQLite: {name} là {found[name]}, phải là {wanted}."
        for name, wanted in PROFILE.items()
        if found[name] != wanted
    ]
    if version < OLDEST_SQLITE:
        faults.append(
            f"SQLite {'.'.join(map(str, version))} quá cũ, cần từ"
            f" {'.'.join(map(str, OLDEST_SQLITE))}. Hãy chạy lại ./portal setup."
        )
    if transaction_mode != "IMMEDIATE":
        faults.append("SQLite: giao dịch phải mở bằng BEGIN IMMEDIATE.")
    if int(found["busy_timeout"]) < SHORTEST_WAIT_MS:
        faults.append(
            f"SQLite: busy_timeout là {found['busy_timeout']} ms, cần ít nhất {SHORTEST_WAIT_MS}."
        )
    return faults


def database_faults() -> list[str]:
    """The faults of the database in use; a database in memory has no journal to keep."""
    if connection.vendor != "sqlite":
        return _order_faults()
    found = {name: _pragma(name) for name in [*PROFILE, "busy_timeout"]}
    if connection.is_in_memory_db():  # type: ignore[attr-defined]  # SQLite's wrapper has it
        found["journal_mode"] = "wal"
    return profile_faults(
        found,
        version=connection.Database.sqlite_version_info,  # type: ignore[attr-defined]  # SQLite's
        transaction_mode=connection.transaction_mode,  # type: ignore[attr-defined]  # SQLite's
    )


def _order_faults() -> list[str]:
    """Stored sort keys are Vietnamese order only where text is compared by code points."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 'Z' < 'a' AND 'a' || chr(1) < 'a '")
        row = cursor.fetchone()
    if row == (True,):
        return []
    return ["PostgreSQL: cơ sở dữ liệu phải được tạo với LOCALE 'C.UTF-8' để xếp đúng tên gọi."]


def _pragma(name: str) -> str | int:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        # Some builds answer nothing for mmap_size when mapping is compiled out.
        row: tuple[str | int] = cursor.fetchone() or (0,)
    return row[0]


@register(Tags.database)
def database_is_safe(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    if not databases:
        return []
    return [Critical(fault, id="portal.E001") for fault in database_faults()]


def refuse_unsafe_start() -> None:
    """Stop the server before it serves from a database that would lose or unseal data.

    A database that cannot be reached is no reason to stop: ``/healthz`` says so.
    """
    try:
        faults = run_checks(tags=[Tags.database], databases=["default"])
    except OperationalError:
        return
    if serious := [fault for fault in faults if fault.is_serious()]:
        raise ImproperlyConfigured(" ".join(str(fault.msg) for fault in serious))
