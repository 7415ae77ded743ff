"""The hash chain: how an entry is sealed to the one before it, and how the whole is checked."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # the model imports nothing from here; this keeps it so
    from django.db.models import Model

    from audit.models import AuditEntry

# What stands before the first entry.
BEGINNING = "0" * 64

_SEALED_FIELDS = (
    "number", "actor_id", "actor_name", "actor_role", "actor_place", "verb", "target_type",
    "target_id", "target_label", "place", "changes", "reason", "source", "previous_hash",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where the chain does not hold."""

    number: int
    sentence: str


def canonical_json(content: Any) -> str:
    """One text for one content, whatever the order of keys: what hashes are taken of."""
    return json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=plain
    )


def sha256(content: bytes | str) -> str:
    data = content.encode() if isinstance(content, str) else content
    return hashlib.sha256(data).hexdigest()


def plain(value: Any) -> Any:
    """A value as JSON keeps it: numbers as their shortest text, moments in UTC."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return str(value)


def seal(entry: "AuditEntry") -> str:
    return sha256(canonical_json(sealed_fields(entry)))


def sealed_fields(entry: "AuditEntry") -> dict[str, Any]:
    """What the entry's hash is taken of."""
    content = {name: getattr(entry, name) for name in _SEALED_FIELDS}
    content["at"] = plain(entry.at)
    content["recorded_at"] = plain(entry.recorded_at)
    return content


def row_values(row: "Model") -> dict[str, Any]:
    """Every column of a row as the trail keeps it, the same on every database; bytes by their hash."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    return {name: _kept_value(value) for name, value in values.items()}


def _kept_value(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return sha256(bytes(value))
    return json.loads(canonical_json(value))


def first_break(
    entries: Iterable["AuditEntry"], heads: Mapping[int, str] | None = None
) -> Break | None:
    """Walk the chain in order and name the first entry that does not hold, or None.

    ``heads``: hashes by number that were written down outside of the database. Without them the
    chain cannot miss its own end, nor that somebody wrote all of it anew.
    """
    previous, position, known = BEGINNING, 0, heads or {}
    for position, entry in enumerate(entries, start=1):
        if entry.number != position:
            return Break(position, f"Thiếu bản ghi số {position}.")
        if entry.previous_hash != previous:
            return Break(position, f"Bản ghi số {position} không nối với bản ghi trước.")
        if seal(entry) != entry.hash:
            return Break(position, f"Nội dung bản ghi số {position} đã bị thay đổi.")
        if known.get(position, entry.hash) != entry.hash:
            return Break(position, f"Bản ghi số {position} không phải bản ghi của lần kiểm trước.")
        previous = entry.hash
    if known and max(known) > position:
        return Break(position + 1, f"Thiếu bản ghi số {position + 1}: phần cuối đã bị cắt.")
    return None
