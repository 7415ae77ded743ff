"""A register row's own history in words, for the foot of its page."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from audit.models import AuditEntry
from audit.queries import history

_WORDS = {
    "advanced": "Sang bước tiếp theo",
    "stepped_back": "Quay lại bước trước",
    "decided": "Ghi quyết định",
    "enrolled": "Thêm nơi đăng ký",
    "struck": "Bỏ nơi đăng ký",
    "added": "Ghi vào sổ",
    "progressed": "Báo tiến độ",
    "taken_off": "Đưa ra khỏi danh mục",
    "put_back": "Đưa lại vào danh mục",
}
_FILES = {"added": "Thêm tệp", "removed": "Bỏ tệp"}


@dataclass(frozen=True, slots=True)
class Step:
    """One entry as a timeline shows it."""

    at: datetime
    who: str
    text: str
    note: str


def row_history(row: models.Model) -> list[Step]:
    """What was done to the row, newest first. One query."""
    return [
        Step(entry.at, entry.actor_name, _text(row, entry), entry.reason) for entry in history(row)
    ]


def _text(row: models.Model, entry: AuditEntry) -> str:
    subject, _, deed = entry.verb.rpartition(".")
    if subject.endswith("_file"):  # at the row, not of it
        return f"{_FILES[deed]} {', '.join(entry.changes)}"
    if deed in _WORDS:
        return _WORDS[deed]
    # In the order of the model's own columns: PostgreSQL keeps the keys of JSON in another one.
    places = {field.name: place for place, field in enumerate(row._meta.concrete_fields)}
    names = sorted(entry.changes, key=lambda name: (places.get(name, len(places)), name))
    return "Sửa " + ", ".join(_label(row, name) for name in names)


def _label(row: models.Model, name: str) -> str:
    """A field that the model has lost since keeps the name under which it was written."""
    try:
        return str(row._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # own columns only
    except FieldDoesNotExist:
        return name
