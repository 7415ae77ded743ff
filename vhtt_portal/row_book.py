"""A register in and out of a workbook: its columns are the fields of the register's own form.

``Book.lines`` is what is written; ``Book.proposals`` is what a file would change, decided before
anything is. A line of the file is the row whose code it bears ("12-3": row 12 as of version 3) or
that says the same in the fields of ``key``; otherwise it is a new one.
"""

import copy
import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from vhtt_portal.dates import short_date
from vhtt_portal.files.workbook.lists import ListColumn, ListLine, Value
from vhtt_portal.numbers import shorten
from vhtt_portal.row_form import RowForm
from vhtt_portal.text import fold

CODE = "Mã trong sổ"
_YES, _NO = "Có", "Không"
_TRUTHS = {"co": True, "x": True, "dung": True, "1": True, "khong": False, "": False, "0": False}


class Fate(Enum):
    """What becomes of a line of the file."""

    NEW = "Ghi mới"
    CHANGED = "Sửa"
    SAME = "Không đổi"
    REFUSED = "Không nhận"


@dataclass(frozen=True, slots=True)
class Change:
    """One field; what was there is empty for a new row."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """One line of the file: what it would do, or why it is refused."""

    number: int
    fate: Fate
    name: str = ""
    changes: tuple[Change, ...] = ()
    fault: str = ""
    row: Any = None
    values: Mapping[str, Any] = dataclasses.field(default_factory=dict)


class Book:
    """One register's columns, in the order of its form, which holds the choices of this person."""

    def __init__(self, form: RowForm, key: Sequence[str], *, has_blanks: bool = False) -> None:
        """``has_blanks``: a line that says nothing beyond the key waits to be filled in."""
        self._fields = {
            name: field for name, field in form.fields.items()
            if not isinstance(field, forms.FileField)
        }  # fmt: skip
        self._key = key
        self._has_blanks = has_blanks
        self._labels = {name: str(field.label) for name, field in self._fields.items()}
        self._choices = {name: _choices(field) for name, field in self._fields.items()}
        self._known = {name: _by_key(choices) for name, choices in self._choices.items()}

    @property
    def columns(self) -> list[ListColumn]:
        return [
            ListColumn(CODE),
            *(
                ListColumn(self._labels[name], self._offered(name), is_plain=_is_plain(field))
                for name, field in self._fields.items()
            ),
        ]

    @property
    def needed(self) -> list[str]:
        return [self._labels[name] for name in self._key]

    @property
    def related(self) -> list[str]:
        """The fields that lead to other rows: load them with the row."""
        choosing = forms.ModelChoiceField
        return [name for name, field in self._fields.items() if isinstance(field, choosing)]

    def line(self, row: Any) -> list[Value]:
        """A row that is not stored yet says whose it is and no more."""
        if row.pk is None:
            return ["", *(self._written(row, n) if n in self._key else None for n in self._fields)]
        return [f"{row.pk}-{row.version}", *(self._written(row, name) for name in self._fields)]

    def proposals(self, lines: Iterable[ListLine], rows: Iterable[Any]) -> list[Proposal]:
        """``rows`` are those that the person may change, their related rows loaded."""
        by_pk = {str(row.pk): row for row in rows}
        by_key = {self._key_of(row): row for row in by_pk.values()}
        made: list[Proposal] = []
        seen: dict[tuple[str, ...], int] = {}
        for line in lines:
            if self._has_blanks and self._is_blank(line):
                continue
            proposal = self._proposal(line, by_pk, by_key)
            if proposal.fate is not Fate.REFUSED:
                said = tuple(_said(proposal.values[name]) for name in self._key)
                if said in seen:
                    fault = f"Trùng với dòng {seen[said]} của tệp. Hãy bỏ một trong hai dòng."
                    proposal = Proposal(line.number, Fate.REFUSED, proposal.name, fault=fault)
                seen.setdefault(said, line.number)
            made.append(proposal)
        return made

    # --- Out ---

    def _offered(self, name: str) -> tuple[str, ...]:
        if isinstance(self._fields[name], forms.BooleanField) and not self._choices[name]:
            return (_YES, _NO)
        return tuple(label for label, _ in self._choices[name])

    def _written(self, row: Any, name: str) -> Value:
        value = getattr(row, name)
        if isinstance(value, bool | models.Model) or self._choices[name]:
            return self._shown(name, value)
        return value  # type: ignore[no-any-return]  # text, number or day, as the field is

    def _shown(self, name: str, value: Any) -> str:
        for label, choice in self._choices[name]:
            if choice == value:
                return label
        if isinstance(value, bool):
            return _YES if value else _NO
        if isinstance(value, date):
            return short_date(value)
        if isinstance(value, models.Model | str):
            return str(value)
        return "" if value is None else str(self._fields[name].prepare_value(value))

    # --- In ---

    def _is_blank(self, line: ListLine) -> bool:
        asked = [CODE, *(label for name, label in self._labels.items() if name not in self._key)]
        return not line.fault and not any(line.texts.get(label) for label in asked)

    def _key_of(self, row: Any) -> tuple[str, ...]:
        return tuple(_said(getattr(row, name)) for name in self._key)

    def _proposal(
        self, line: ListLine, by_pk: Mapping[str, Any], by_key: Mapping[tuple[str, ...], Any]
    ) -> Proposal:
        name = line.texts.get(self._labels[self._key[-1]], "")
        if line.fault:
            return Proposal(line.number, Fate.REFUSED, name, fault=line.fault)
        pk, _, version = line.texts.get(CODE, "").partition("-")
        row = by_pk.get(pk)
        if pk and row is None:
            fault = (
                f"Không có dòng mang mã “{shorten(pk)}” mà bạn được sửa. Xóa mã để ghi dòng mới."
            )
            return Proposal(line.number, Fate.REFUSED, name, fault=fault)
        try:
            values = self._read(line.texts, row)
            row = row or by_key.get(tuple(_said(values[each]) for each in self._key))
            return self._compared(line.number, name, row, values, version)
        except ValidationError as fault:
            return Proposal(line.number, Fate.REFUSED, name, fault=" ".join(fault.messages))

    def _read(self, texts: Mapping[str, str], row: Any) -> dict[str, Any]:
        """What the line says of each field; a column that the file lacks stays as it is."""
        values: dict[str, Any] = {}
        for name, field in self._fields.items():
            label = self._labels[name]
            if label not in texts and row is not None:
                values[name] = getattr(row, name)
                continue
            try:
                values[name] = self._value(name, field, texts.get(label, ""))
            except ValidationError as fault:
                raise ValidationError(f"{label}: {fault.messages[0]}") from fault
        return values

    def _value(self, name: str, field: forms.Field, text: str) -> Any:
        if self._choices[name]:
            return self._chosen(name, field, text)
        if isinstance(field, forms.BooleanField):
            truth = _TRUTHS.get(fold(text))
            if truth is None:
                raise ValidationError(f"“{shorten(text)}” không rõ. Hãy ghi Có hoặc Không.")
            return truth
        if not text and field.initial is not None:
            return field.initial
        return field.clean(text)

    def _chosen(self, name: str, field: forms.Field, text: str) -> Any:
        key = fold(text)
        if key in self._known[name]:
            return self._known[name][key]
        if not key and not field.required:
            return field.clean("")
        if not key:
            raise ValidationError("Ô này chưa có nội dung.")
        offered = [label for label, _ in self._choices[name]]
        few = f" Hãy chọn một trong: {'; '.join(offered)}." if len(offered) <= 12 else ""  # noqa: PLR2004 - a readable list
        raise ValidationError(f"“{shorten(text)}” không có trong danh sách.{few}")

    def _compared(
        self, number: int, name: str, row: Any, values: dict[str, Any], version: str
    ) -> Proposal:
        old = {} if row is None else {each: getattr(row, each) for each in values}
        changes = tuple(
            Change(self._labels[each], self._shown(each, old[each]) if old else "",
                   self._shown(each, value))
            for each, value in values.items()
            if (old[each] != value if old else value not in {None, ""})
        )  # fmt: skip
        if row is not None and not changes:
            return Proposal(number, Fate.SAME, str(row), row=row, values=values)
        if row is not None and version and version != str(row.version):
            stands = "; ".join(f"{each.label}: {each.old or 'trống'}" for each in changes)
            raise ValidationError(
                f"Dòng này đã được sửa trên cổng sau khi tệp được tải. Đang là: {stands}."
                " Hãy tải lại tệp Excel rồi sửa."
            )
        return Proposal(number, Fate.NEW if row is None else Fate.CHANGED, name, changes,
                        row=row, values=values)  # fmt: skip


def check_shape(model: type[models.Model], proposal: Proposal) -> str:
    """Why the row would not hold together, or nothing; the model's own sentences. A query a rule."""
    row = copy.copy(proposal.row) if proposal.row else model()
    for name, value in proposal.values.items():
        setattr(row, name, value)
    for rule in model._meta.constraints:
        if isinstance(rule, models.CheckConstraint):
            try:
                rule.validate(model, row)
            except ValidationError as fault:
                return fault.messages[0]
    return ""


def _is_plain(field: forms.Field) -> bool:
    """Whether the field shows a year as one writes it, and not as an amount."""
    year = 2020
    return str(field.prepare_value(year)) == str(year)


def _choices(field: forms.Field) -> list[tuple[str, Any]]:
    """Label and value of each choice; of a field without any, nothing."""
    if isinstance(field, forms.ModelChoiceField):
        return [(str(field.label_from_instance(row)), row) for row in field.queryset or ()]
    if isinstance(field, forms.NullBooleanField):
        values = {"true": True, "false": False, "unknown": None}
        return [(str(label), values[value]) for value, label in field.widget.choices]
    if isinstance(field, forms.TypedChoiceField):
        offered: Any = field.choices
        return [(str(label), field.coerce(value)) for value, label in offered if value != ""]
    return []


def _by_key(choices: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """How people may write a choice; what two choices share means neither."""
    known: dict[str, Any] = {}
    shared: set[str] = set()
    for label, value in choices:
        for key in {fold(label), fold(str(getattr(value, "code", label)))}:
            if key in known:
                shared.add(key)
            known[key] = value
    return {key: value for key, value in known.items() if key not in shared}


def _said(value: Any) -> str:
    return str(value.pk) if isinstance(value, models.Model) else fold(str(value))
