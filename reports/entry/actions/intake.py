"""Taking in a whole file of figures: everything that it says, or nothing."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.actions import Actor, record
from audit.models import Source as Trail
from localities.models import Locality
from reports.catalogue.form import FormIndicator
from reports.entry.actions.cells import NOTE_LENGTH
from reports.entry.actions.figures import Written, write_figures
from reports.entry.actions.moves import start_sheet
from reports.entry.actions.sheets import (
    account,
    locked,
    locked_rows,
    withdraw_approval,
)
from reports.entry.answers import Answer, read_answer
from reports.entry.lines import Cell, Source
from reports.entry.models import Expectation, Period, Submission
from reports.entry.queries import cells
from reports.entry.sheetform import SheetForm, sheet_form
from reports.entry.workflow import OFFICE
from vhtt_portal.dates import moment
from vhtt_portal.rules import RuleError


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


class _Read(NamedTuple):
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
    sheets = _sheets(period, by_place, by, now)
    read = [_read(row, by_place[row.locality], faults) for row in sheets]
    if faults:
        raise ImportFaultsError(faults)
    _write_all(sheets, read, by, now)
    return sheets


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
    found: dict[str, list[FileRow]] = defaultdict(list)
    for row in rows:
        first = seen.setdefault((row.place, row.indicator), row.number)
        if row.place not in places:
            faults.append(
                RowFault(row.number, f"mã địa phương “{row.place}” không có trong kỳ báo cáo này.")
            )
        elif first != row.number:
            faults.append(RowFault(row.number, f"trùng với dòng {first}."))
        else:
            found[row.place].append(row)
    return {places[code]: of_place for code, of_place in found.items()}


def _sheets(
    period: Period, places: Collection[Locality], by: Actor, now: datetime
) -> list[Submission]:
    """The places' sheets under their locks, in one order for everybody."""
    own = locked_rows(by, period=period, locality__in=places)
    started = {row.locality: row for row in own}
    for place in places:
        if place not in started:
            fresh = start_sheet(period=period, locality=place, by=by, at=now)
            started[place] = locked(fresh, by)
    return [started[place] for place in places]


def _read(row: Submission, rows: list[FileRow], faults: list[RowFault]) -> dict[str, _Read]:
    if row.is_editable_status:
        return _read_all(sheet_form(row), rows, faults)
    sentence = f"phiếu của {row.locality} {row.get_status_display().lower()}, không nhập đè được."
    faults.append(RowFault(rows[0].number, sentence))
    return {}


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
    sheets: Sequence[Submission], read: Sequence[Mapping[str, _Read]], by: Actor, now: datetime
) -> None:
    standing = cells(row.pk for row in sheets)
    written: list[Written] = []
    for row, said in zip(sheets, read, strict=True):
        fresh, changes = _fresh(row, said, standing[row.pk], by, now)
        written += fresh
        if fresh:
            record(
                by=by, verb="sheet.imported", target=row, changes=changes | withdraw_approval(row),
                place=row.locality.full_name, source=Trail.IMPORT, at=now,
            )  # fmt: skip
    write_figures(written)


def _fresh(
    row: Submission,
    said: Mapping[str, _Read],
    standing: Mapping[str, Cell],
    by: Actor,
    now: datetime,
) -> tuple[list[Written], dict[str, tuple[str | None, str]]]:
    """What a file says otherwise than a sheet: the figures, and how the trail tells of them."""
    asked, person = sheet_form(row), account(by)
    written: list[Written] = []
    changes: dict[str, tuple[str | None, str]] = {}
    for code, (answer, note) in said.items():
        old = standing.get(code)
        if answer is None or (old and (old.answer, old.note) == (answer, note)):
            continue
        line = asked.by_code[code]
        cell = Cell(
            code=code, answer=answer, note=note, source=Source.IMPORT,
            version=(old.version if old else row.cleared_version) + 1, set_at=now,
            set_by_id=person.pk if person else None, set_by_name=by.audit_name,
        )  # fmt: skip
        written.append(Written(row.pk, line.pk, cell))
        changes |= _told(line, old, answer, note)
    return written, changes


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
