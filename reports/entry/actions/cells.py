"""Filling a sheet: its cells and the words that explain them."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.actions import Actor, record
from audit.models import Source as Trail
from audit.once import remember, replay
from reports.catalogue.form import FormIndicator
from reports.entry.actions.sheets import (
    REGISTER_NAME,
    account,
    locked,
    new_figure,
    require,
    withdraw_approval,
)
from reports.entry.answers import YES, Answer, State, read_answer
from reports.entry.lines import Cell, Facts, Source
from reports.entry.models import Figure, Submission
from reports.entry.queries import facts as facts_of
from reports.entry.queries import sheet
from reports.entry.sheetform import sheet_form
from reports.entry.workflow import EDIT
from vhtt_portal.dates import moment
from vhtt_portal.rules import RuleError
from vhtt_portal.text import tidy

NOTE_LENGTH = Figure._meta.get_field("note").max_length or 0


@dataclass(frozen=True, slots=True)
class CellSaved:
    """How a cell stands after the verb, and what has to be drawn again around it."""

    facts: Facts
    code: str
    has_changed: bool

    @property
    def cell(self) -> Cell | None:
        return self.facts.cells.get(self.code)


@dataclass(frozen=True, slots=True)
class _Stroke:
    """Who writes when on which line of which sheet."""

    row: Submission
    line: FormIndicator
    by: Actor
    now: datetime


class CellMovedError(RuleError):
    """Somebody else has answered the cell since it was shown."""

    def __init__(self, line: FormIndicator, theirs: Cell) -> None:
        self.theirs = theirs
        at = timezone.localtime(theirs.set_at)
        answer = theirs.answer.written(yes_no=line.is_yes_no)
        super().__init__(
            f"{theirs.set_by_name} đã ghi “{answer}” vào ô này lúc {at:%H:%M} ngày {at:%d/%m/%Y}."
            " Hãy chọn giữ số nào."
        )


@transaction.atomic
def save_cell(
    *,
    submission: Submission,
    indicator: str,
    by: Actor,
    text: str = "",
    state: str = State.VALUE,
    reason: str = "",
    expected_version: int | None = None,
    key: UUID | None = None,
    at: datetime | None = None,
) -> CellSaved:
    """Answer one cell, by its indicator's code; empty text empties the cell.

    ``expected_version`` is the version that was shown, 0 for an empty cell, None not to compare.
    Only the key of ``submission`` is used: the row is read within the person's scope under its
    lock, and Submission.DoesNotExist tells that it lies outside. Ten queries.
    """
    now = moment(at)
    body = {
        "sheet": submission.pk, "indicator": indicator, "text": text, "state": state,
        "reason": reason, "version": expected_version,
    }  # fmt: skip
    done = replay(key=key, by=by, verb="cell.saved", body=body)
    facts = _around(submission, indicator, by)
    if done is not None:
        return CellSaved(facts, indicator, has_changed=False)
    _require_typed(facts, indicator, by, now)
    line = facts.asked.by_code[indicator]
    answer = read_answer(line, text=text, state=state, reason=reason)
    current = facts.cells.get(indicator)
    _require_fresh(line, current, expected_version, by)
    if answer == (current.answer if current else None):
        return CellSaved(facts, indicator, has_changed=False)
    stroke = _Stroke(facts.submission, line, by, now)
    cell = _write(stroke, current, answer)
    _record(stroke, current.answer if current else None, answer)
    remember(key=key, by=by, verb="cell.saved", body=body, answer=_version(cell), at=at)
    return CellSaved(_with(facts, indicator, cell), indicator, has_changed=True)


@transaction.atomic
def explain(
    *,
    submission: Submission,
    indicator: str,
    note: str,
    by: Actor,
    at: datetime | None = None,
) -> CellSaved:
    """Give a word about an unusual figure; it clears the warnings of that cell."""
    now = moment(at)
    facts = _around(submission, indicator, by)
    require(EDIT, facts.submission, by, now)
    words = tidy(note)
    if len(words) > NOTE_LENGTH:
        raise RuleError(f"Giải trình dài quá {NOTE_LENGTH} chữ. Hãy viết gọn lại.")
    current = facts.cells.get(indicator)
    if words == (current.note if current else ""):
        return CellSaved(facts, indicator, has_changed=False)
    line = facts.asked.by_code[indicator]
    cell = _write_note(facts, line, words, by, now)
    changes = {f"{indicator} – giải trình": (current.note if current else "", words)}
    changes |= withdraw_approval(facts.submission)
    record(
        by=by, verb="cell.explained", target=facts.submission, changes=changes,
        place=facts.submission.locality.full_name, at=now,
    )  # fmt: skip
    return CellSaved(_with(facts, indicator, cell), indicator, has_changed=True)


@transaction.atomic
def mark_section_empty(
    *, submission: Submission, section: str, by: Actor, at: datetime | None = None
) -> int:
    """Nothing to report in a section: its cells that are still empty become 0."""
    now = moment(at)
    row = locked(submission, by)
    require(EDIT, row, by, now)
    whole = sheet(row)
    lines = [
        line.indicator
        for part in whole.sections
        if part.code == section
        for line in part.lines
        if line.is_editable and not line.is_answered
    ]
    if not lines:
        return 0
    figures = [new_figure(row, line.pk, now) for line in lines]
    for figure in figures:
        figure.value = 0 * YES
        figure.set_by, figure.set_by_name = account(by), by.audit_name
    Figure.objects.bulk_create(figures)
    changes: dict[str, tuple[str | None, str]] = {
        line.code: (None, Answer(value=0 * YES).written(yes_no=line.is_yes_no)) for line in lines
    }
    changes |= withdraw_approval(row)
    record(
        by=by, verb="section.nothing_to_report", target=row, changes=changes,
        place=row.locality.full_name, at=now,
    )  # fmt: skip
    return len(lines)


def _around(submission: Submission, indicator: str, by: Actor) -> Facts:
    row = locked(submission, by)
    if indicator not in sheet_form(row).by_code:
        raise RuleError("Phiếu này không có chỉ tiêu đó. Hãy tải lại trang.")
    return facts_of(row, around=indicator)


def _require_typed(facts: Facts, code: str, by: Actor, now: datetime) -> None:
    require(EDIT, facts.submission, by, now)
    if facts.asked.by_code[code].is_computed:
        raise RuleError("Chỉ tiêu này do hệ thống tự tính từ các số thành phần, không nhập tay.")
    if code in facts.live:
        raise RuleError(
            "Chỉ tiêu này lấy số từ sổ theo dõi. Hãy sửa trong sổ, số ở đây sẽ đổi theo."
        )


def _require_fresh(
    line: FormIndicator, current: Cell | None, expected: int | None, by: Actor
) -> None:
    """Somebody else's answer is never overwritten unseen; one's own, from another tab, may be."""
    if expected is None or expected == (current.version if current else 0):
        return
    if current is None:
        return  # emptied meanwhile: nothing is lost by filling it
    if isinstance(by, User) and current.set_by_id == by.pk:
        return
    raise CellMovedError(line, current)


def _write(stroke: _Stroke, current: Cell | None, answer: Answer | None) -> Cell | None:
    if answer is None:
        _clear(stroke.row, current)
        return None
    by, now = stroke.by, stroke.now
    fields = _fields(answer) | {
        "source": Source.TYPED, "set_at": now, "set_by": account(by), "set_by_name": by.audit_name,
    }  # fmt: skip
    if current is None:
        figure = new_figure(stroke.row, stroke.line.pk, now)
        for name, value in fields.items():
            setattr(figure, name, value)
        figure.save(force_insert=True)
        pk, version = figure.pk, figure.version
    else:
        pk, version = current.pk, current.version + 1
        Figure.objects.filter(pk=pk).update(version=version, **fields)
    return Cell(
        pk=pk, code=stroke.line.code, answer=answer, note=current.note if current else "",
        source=Source.TYPED, version=version, set_at=now,
        set_by_id=by.pk if isinstance(by, User) else None, set_by_name=by.audit_name,
    )  # fmt: skip


def _clear(row: Submission, current: Cell | None) -> None:
    if current is None:
        return
    Figure.objects.filter(pk=current.pk).delete()
    if current.version > row.cleared_version:
        row.cleared_version = current.version
        row.save(update_fields=["cleared_version"])


def _write_note(facts: Facts, line: FormIndicator, words: str, by: Actor, now: datetime) -> Cell:
    """A counted line gets its row here, before sending, so that the word has a place to stand."""
    current = facts.cells.get(line.code)
    if current is not None:
        Figure.objects.filter(pk=current.pk).update(note=words, version=current.version + 1)
        return current._replace(note=words, version=current.version + 1)
    count = facts.live.get(line.code)
    if count is None:
        raise RuleError("Chỉ tiêu này chưa có số nên chưa cần giải trình.")
    figure = new_figure(facts.submission, line.pk, now)
    figure.value, figure.source, figure.note = count, Source.REGISTER, words
    figure.set_by_name = REGISTER_NAME
    figure.save(force_insert=True)
    return Cell(
        pk=figure.pk, code=line.code, answer=Answer(value=count), note=words,
        source=Source.REGISTER, version=figure.version, set_at=now, set_by_id=None,
        set_by_name=REGISTER_NAME,
    )  # fmt: skip


def _fields(answer: Answer) -> dict[str, object]:
    return {
        "state": answer.state, "value": answer.value, "upper": answer.upper,
        "relation": answer.relation, "reason": answer.reason,
    }  # fmt: skip


def _record(stroke: _Stroke, old: Answer | None, new: Answer | None) -> None:
    line, row = stroke.line, stroke.row
    words = [answer.written(yes_no=line.is_yes_no) if answer else None for answer in (old, new)]
    changes: dict[str, tuple[object, object]] = {line.code: (words[0], words[1])}
    changes |= withdraw_approval(row)
    trail = Trail.PAGE if isinstance(stroke.by, User) else Trail.COMMAND
    record(
        by=stroke.by, verb="cell.saved", target=row, changes=changes,
        place=row.locality.full_name, source=trail, at=stroke.now,
    )  # fmt: skip


def _version(cell: Cell | None) -> dict[str, int]:
    return {"version": cell.version if cell else 0}


def _with(facts: Facts, code: str, cell: Cell | None) -> Facts:
    cells: dict[str, Cell] = dict(facts.cells)
    cells.pop(code, None)
    if cell is not None:
        cells[code] = cell
    return replace(facts, cells=cells)
