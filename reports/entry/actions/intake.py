"""Taking in a whole file of figures: everything that it says, or nothing."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.actions import Actor, record
from audit.models import Source as Trail
from localities.models import Locality
from reports.catalogue.form import FormIndicator
from reports.entry.actions.cells import NOTE_LENGTH
from reports.entry.actions.moves import start_sheet
from reports.entry.actions.sheets import (
    account,
    locked,
    locked_rows,
    new_figure,
    withdraw_approval,
)
from reports.entry.answers import Answer, read_answer
from reports.entry.lines import Cell, Source
from reports.entry.models import Expectation, Figure, Period, Submission
from reports.entry.queries import cells
from reports.entry.sheetform import SheetForm, sheet_form
from reports.entry.workflow import OFFICE
from vhtt_portal.dates import moment
from vhtt_portal.rules import RuleError

_FIELDS = [
    "state", "value", "upper", "relation", "reason", "note", "source", "version", "set_at",
    "set_by", "set_by_name",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class FileRow:
    """One row of a file: where it stands in it and what it says."""

    number: int
    place: str
    indicator: str
    text: str = ""
    state: str = "value"
    note: str = ""


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with one row; row 0 speaks of the whole file."""

    number: int
    sentence: str

    def __str__(self) -> str:
        return f"Dòng {self.number}: {self.sentence}" if self.number else self.sentence


class ImportFaultsError(RuleError):
    """Every fault of a file; nothing of it was written."""

    def __init__(self, faults: Iterable[RowFault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.number))
        super().__init__("\n".join(str(fault) for fault in self.faults))


@dataclass(frozen=True, slots=True)
class _Read:
    answer: Answer | None
    note: str


@transaction.atomic
def import_figures(
    *, period: Period, rows: Sequence[FileRow], by: Actor, at: datetime | None = None
) -> list[Submission]:
    """Write a file's figures into the period's sheets, opening those that are not open yet.

    Returns the sheets it wrote to. One audit entry a sheet. Raises ImportFaultsError.
    """
    now = moment(at)
    period = _locked_period(period)
    _require_may(period, by, now)
    if not rows:
        raise ImportFaultsError([RowFault(0, "Tệp không có dòng số liệu nào.")])
    faults: list[RowFault] = []
    by_place = _by_place(period, rows, faults)
    written = [
        _take_in(_sheet(period, place, by, now), found, faults, by, now)
        for place, found in by_place.items()
    ]
    if faults:
        raise ImportFaultsError(faults)
    return written


def _locked_period(period: Period) -> Period:
    rows = Period.objects.select_related("office__locality").select_for_update(of=("self",))
    return rows.get(pk=period.pk)


def _require_may(period: Period, by: Actor, now: datetime) -> None:
    if period.sealed_at is not None:
        raise RuleError(f"Số liệu {period} đã khóa vì báo cáo đã được ký.")
    if not isinstance(by, User):
        return
    if not by.holds(*OFFICE, at=period.office.locality_id):
        raise RuleError("Tài khoản của bạn không có quyền nhập tệp cho cơ quan này.")
    if not period.is_open_on(timezone.localdate(now)):
        raise RuleError(f"{period} không còn nhận số liệu.")


def _by_place(
    period: Period, rows: Sequence[FileRow], faults: list[RowFault]
) -> dict[Locality, list[FileRow]]:
    office = period.office
    places = {
        owed.locality.code: owed.locality
        for owed in Expectation.objects.filter(period=period).select_related("locality__kind")
    }
    places[office.locality.code] = office.locality
    seen: dict[tuple[str, str], int] = {}
    found: dict[Locality, list[FileRow]] = defaultdict(list)
    for row in rows:
        first = seen.setdefault((row.place, row.indicator), row.number)
        if row.place not in places:
            faults.append(
                RowFault(row.number, f"mã địa phương “{row.place}” không có trong kỳ báo cáo này.")
            )
        elif first != row.number:
            faults.append(RowFault(row.number, f"trùng với dòng {first}."))
        else:
            found[places[row.place]].append(row)
    return found


def _sheet(period: Period, place: Locality, by: Actor, now: datetime) -> Submission:
    opened = locked_rows(by).filter(period=period, locality=place).first()
    return opened or locked(start_sheet(period=period, locality=place, by=by, at=now), by)


def _take_in(
    row: Submission, rows: list[FileRow], faults: list[RowFault], by: Actor, now: datetime
) -> Submission:
    if not row.is_editable_status:
        sentence = (
            f"phiếu của {row.locality} {row.get_status_display().lower()}, không nhập đè được."
        )
        faults.append(RowFault(rows[0].number, sentence))
        return row
    asked = sheet_form(row)
    read = _read_all(asked, rows, faults)
    if not faults:
        _write_all(row, asked, read, by, now)
    return row


def _read_all(asked: SheetForm, rows: list[FileRow], faults: list[RowFault]) -> dict[str, _Read]:
    read: dict[str, _Read] = {}
    for each in rows:
        line = asked.by_code.get(each.indicator)
        if line is None:
            faults.append(RowFault(each.number, _unknown(asked, each.indicator)))
        elif line.is_computed:
            faults.append(RowFault(each.number, f"“{line.name}” do hệ thống tự tính."))
        elif len(each.note) > NOTE_LENGTH:
            faults.append(RowFault(each.number, f"ghi chú dài quá {NOTE_LENGTH} chữ."))
        else:
            try:
                answer = read_answer(line, text=each.text, state=each.state, reason=each.note)
            except RuleError as refusal:
                faults.append(RowFault(each.number, str(refusal)))
            else:
                has_reason = answer is not None and answer.reason
                read[each.indicator] = _Read(answer, "" if has_reason else each.note)
    return read


def _unknown(asked: SheetForm, code: str) -> str:
    if code in asked.form.by_code:
        return f"chỉ tiêu “{asked.form.by_code[code].name}” không có trong phiếu của đơn vị này."
    return f"mã chỉ tiêu “{code}” không có trong biểu mẫu."


def _write_all(
    row: Submission, asked: SheetForm, read: Mapping[str, _Read], by: Actor, now: datetime
) -> None:
    current = cells([row.pk])[row.pk]
    figures: list[Figure] = []
    changes: dict[str, tuple[str | None, str]] = {}
    for code, each in read.items():
        cell = current.get(code)
        if each.answer is None or (cell and (cell.answer, cell.note) == (each.answer, each.note)):
            continue
        line = asked.by_code[code]
        figure = _figure(row, line.pk, cell, each.answer, now)
        figure.note, figure.set_by, figure.set_by_name = each.note, account(by), by.audit_name
        figures.append(figure)
        changes |= _told(line, cell, each.answer, each.note)
    if not changes:
        return
    # An upsert: one UPDATE with a CASE for each field and row takes a hundred times as long.
    Figure.objects.bulk_create(
        figures,
        update_conflicts=True,
        unique_fields=["submission", "indicator"],
        update_fields=_FIELDS,
    )
    record(
        by=by, verb="sheet.imported", target=row, changes=changes | withdraw_approval(row),
        place=row.locality.full_name, source=Trail.IMPORT, at=now,
    )  # fmt: skip


def _told(
    line: FormIndicator, cell: Cell | None, answer: Answer, note: str
) -> dict[str, tuple[str | None, str]]:
    """A new answer and a new word about it, as the trail keeps them."""
    changes: dict[str, tuple[str | None, str]] = {}
    if cell is None or cell.answer != answer:
        before = cell.answer.written(yes_no=line.is_yes_no) if cell else None
        changes[line.code] = (before, answer.written(yes_no=line.is_yes_no))
    word = cell.note if cell else ""
    if note != word:
        changes[f"{line.code} – giải trình"] = (word, note)
    return changes


def _figure(
    row: Submission, indicator_id: int, cell: Cell | None, answer: Answer, now: datetime
) -> Figure:
    figure = new_figure(row, indicator_id, now)
    if cell is not None:
        figure.version = cell.version + 1
    figure.state, figure.value, figure.upper = answer.state, answer.value, answer.upper
    figure.relation, figure.reason, figure.source = answer.relation, answer.reason, Source.IMPORT
    return figure
