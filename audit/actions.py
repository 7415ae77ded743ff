"""The one way in which history is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db import connection, models, transaction
from django.utils import timezone

from audit.chain import BEGINNING, plain, seal
from audit.models import AuditEntry, Source

# Any constant: the name of the lock that puts writers of the chain in line on PostgreSQL.
_CHAIN_LOCK = 20_300_520


class Actor(Protocol):
    """Whoever changes something: a signed-in person or a named command."""

    @property
    def audit_id(self) -> str: ...
    @property
    def audit_name(self) -> str: ...
    @property
    def audit_role(self) -> str: ...
    @property
    def audit_place(self) -> str: ...


@dataclass(frozen=True, slots=True)
class System:
    """The portal itself, acting through a management command."""

    name: str

    @property
    def audit_id(self) -> str:
        return "system"

    @property
    def audit_name(self) -> str:
        return self.name

    @property
    def audit_role(self) -> str:
        return "Lệnh quản trị"

    @property
    def audit_place(self) -> str:
        return ""


def record(
    *,
    by: Actor,
    verb: str,
    target: models.Model,
    changes: Mapping[str, tuple[Any, Any]] | None = None,
    place: str = "",
    reason: str = "",
    source: Source = Source.PAGE,
    at: datetime | None = None,
) -> AuditEntry:
    """Add one entry to the chain, inside the transaction of the change that it tells of.

    ``changes`` maps a field's name to (old, new). Two queries, three on PostgreSQL (the lock).
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("An audit entry belongs to its change.")
    _take_chain_lock()
    last = AuditEntry.objects.order_by("-number").values_list("number", "hash").first()
    number, previous_hash = last or (0, BEGINNING)
    now = timezone.now()
    entry = AuditEntry(
        number=number + 1,
        at=at or now,
        recorded_at=now,
        actor_id=by.audit_id,
        actor_name=by.audit_name,
        actor_role=by.audit_role[:200],
        actor_place=by.audit_place[:200],
        verb=verb,
        target_type=target._meta.label_lower,
        target_id=str(target.pk),
        target_label=str(target)[:300],
        place=place[:200],
        changes={name: [_kept(old), _kept(new)] for name, (old, new) in (changes or {}).items()},
        reason=reason,
        source=source,
        previous_hash=previous_hash,
    )
    entry.hash = seal(entry)
    entry.save(force_insert=True)
    return entry


def _kept(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | str | list | dict):
        return value
    return plain(value)


def _take_chain_lock() -> None:
    """SQLite's IMMEDIATE transactions already stand in line; PostgreSQL needs a lock of its own."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])
