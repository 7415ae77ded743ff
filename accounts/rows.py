"""Plain register rows: add, change, remove, each with its entry in the trail.

``Register`` is how an app's ``actions`` name the rows that have no workflow; the functions below
are for what has more to say than that. ``place`` is whose register it is: only who may write about
it gets through. A model with columns that follow from others has a method ``derive`` that sets
them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import ProtectedError

from accounts.scope import require_writing
from audit.actions import Actor, record
from audit.locking import StaleError, lock
from audit.models import Source
from audit.once import remember, replay, wait_turn
from localities.models import Locality
from vhtt_portal.rules import RuleError
from vhtt_portal.text import tidy, tidy_lines

Row = TypeVar("Row", bound=models.Model)
# Refuses a person who may not write about all of these places.
Requirement = Callable[[Actor, set[int]], None]

# What follows from other fields or from the row's own life is not told in the trail.
_DERIVED = frozenset({"id", "version", "search_key", "sort_key"})


@dataclass(frozen=True, slots=True)
class Register(Generic[Row]):
    """The three verbs of a register's plain rows.

    ``name`` begins them in the trail ("site.added"); ``place_of`` tells in whose register a row
    stands, ``require`` who may write there. Fields are those of the model; what does not fit is
    refused in words.
    """

    model: type[Row]
    name: str
    place_of: Callable[[Row], Locality]
    require: Requirement = require_writing

    def add(
        self, *, by: Actor, key: UUID | None = None, at: datetime | None = None, **fields: Any
    ) -> Row:
        row = self.model(**fields)
        place = self.place_of(row)
        return add(
            row, by=by, verb=f"{self.name}.added", place=place, key=key, at=at,
            require=self.require,
        )  # fmt: skip

    def change(
        self, row: Row, *, version: int | None, by: Actor, at: datetime | None = None, **fields: Any
    ) -> Row:
        """``place`` among the fields moves the row to that place's register."""
        place = fields.get("place") or self.place_of(row)
        return change(
            row, fields, version=version, by=by, verb=f"{self.name}.changed", place=place, at=at,
            require=self.require,
        )  # fmt: skip

    def remove(
        self, row: Row, *, version: int | None, reason: str, by: Actor, at: datetime | None = None
    ) -> None:
        """For what should never have been written."""
        remove(
            row, version=version, by=by, verb=f"{self.name}.removed", place=self.place_of(row),
            reason=reason, at=at, require=self.require,
        )  # fmt: skip


@transaction.atomic
def add(
    row: Row, *, by: Actor, verb: str, place: Locality, key: UUID | None = None,
    at: datetime | None = None, require: Requirement = require_writing,
) -> Row:  # fmt: skip
    """Store a new row. The same request sent again gives the row that the first one made."""
    require(by, {place.pk})
    _tidy(row)
    body = _content(row)
    wait_turn(key)
    done = replay(key=key, by=by, verb=verb, body=body)
    if done is not None:
        return _made_before(row, done["id"])
    _check(row)
    _save(row)
    changes = {name: (None, value) for name, value in _told(row).items() if value not in ("", None)}
    record(
        by=by,
        verb=verb,
        target=row,
        changes=changes,
        place=place.full_name,
        source=Source.REGISTER,
        at=at,
    )
    remember(key=key, by=by, verb=verb, body=body, answer={"id": row.pk}, at=at)
    return row


@transaction.atomic
def change(
    row: Row, wanted: Mapping[str, object], *, version: int | None, by: Actor, verb: str,
    place: Locality, reason: str = "", at: datetime | None = None,
    require: Requirement = require_writing,
) -> Row:  # fmt: skip
    """Make the row what is wanted. What is so already is no change, even from a stale page."""
    current = lock(row)
    # A row that moves to another place leaves one register and enters another.
    require(by, {place.pk, getattr(current, "place_id", place.pk)})
    content, told = _content(current), _told(current)
    for name, value in wanted.items():
        setattr(current, name, value)
    _tidy(current)
    changes = {
        name: (told[name], value)
        for name, value in _told(current).items()
        if _content(current)[name] != content[name]
    }
    if not changes:
        return current
    lock(row, version=version)
    current.version += 1  # type: ignore[attr-defined]  # every register row has one
    _check(current)
    _save(current)
    record(
        by=by, verb=verb, target=current, changes=changes, place=place.full_name, reason=reason,
        source=Source.REGISTER, at=at,
    )  # fmt: skip
    return current


@transaction.atomic
def remove(
    row: Row, *, version: int | None, by: Actor, verb: str, place: Locality, reason: str,
    at: datetime | None = None, require: Requirement = require_writing,
) -> None:  # fmt: skip
    """Delete a row that should never have been written; the trail keeps what it said."""
    reason = require_reason(reason)
    require(by, {place.pk})
    current = lock(row, version=version)
    changes = {name: (value, None) for name, value in _told(current).items()}
    record(
        by=by, verb=verb, target=current, changes=changes, place=place.full_name, reason=reason,
        source=Source.REGISTER, at=at,
    )  # fmt: skip
    try:
        current.delete()
    except ProtectedError as kept:
        raise RuleError(
            f"Chưa xóa được “{current}” vì còn dòng khác trong sổ gắn với mục này."
            " Hãy xóa các dòng đó trước."
        ) from kept


def check(row: models.Model) -> None:
    """Tidy a row that nobody stores yet, and refuse in words what would not fit."""
    _tidy(row)
    _check(row)


def require_reason(reason: str) -> str:
    reason = tidy_lines(reason)
    if not reason:
        raise RuleError("Hãy ghi lý do.")
    return reason


def _tidy(row: models.Model) -> None:
    for column in row._meta.concrete_fields:
        value = getattr(row, column.attname)
        if isinstance(value, str) and column.name not in _DERIVED:
            several_lines = isinstance(column, models.TextField)
            setattr(row, column.attname, tidy_lines(value) if several_lines else tidy(value))
    derive = getattr(row, "derive", None)
    if derive:
        derive()


def _check(row: models.Model) -> None:
    """The model's own constraints, as sentences instead of database errors."""
    try:
        row.full_clean()
    except ValidationError as fault:
        raise RuleError(_sentence(row, fault)) from fault


def _sentence(row: models.Model, fault: ValidationError) -> str:
    for name, messages in fault.message_dict.items():
        if name == "__all__":
            return messages[0]
        label = str(row._meta.get_field(name).verbose_name)  # type: ignore[union-attr]  # own columns only
        return f"{label[:1].upper()}{label[1:]}: {messages[0]}"
    return "Nội dung chưa đúng."


def _save(row: models.Model) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as clash:
        raise RuleError("Mục này vừa được người khác ghi vào sổ. Hãy tải lại trang.") from clash


def _made_before(row: Row, pk: int) -> Row:
    made = type(row)._default_manager.filter(pk=pk).first()  # noqa: SLF001 - whichever model it is
    if made is None:
        raise StaleError("Mục này vừa được người khác xóa. Hãy tải lại trang.")
    return made


def _content(row: models.Model) -> dict[str, Any]:
    return {
        column.name: getattr(row, column.attname)
        for column in row._meta.concrete_fields
        if column.name not in _DERIVED
    }


def _told(row: models.Model) -> dict[str, Any]:
    """What the row says, related rows by their names."""
    return {
        column.name: _name(row, column) for column in row._meta.concrete_fields
        if column.name not in _DERIVED
    }  # fmt: skip


def _name(row: models.Model, column: "models.Field[Any, Any]") -> Any:
    value = getattr(row, column.name)
    return str(value) if isinstance(value, models.Model) else value
