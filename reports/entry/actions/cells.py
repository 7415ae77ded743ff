"""Filling a sheet: its cells and the words that explain them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.actions import Actor, record
from audit.models import DoneRequest
from audit.models import Source as Trail
from audit.once import answered, recall, remember_each
from reports.catalogue.form import FormIndicator
from reports.entry.actions.edits import (
    CellMovedError,
    CellSaved,
    CellsSaved,
    Origin,
    Outcome,
    OutcomeKind,
    TypedCell,
)
from reports.entry.actions.figures import Written, write_figures
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
from reports.entry.queries import cell_history, sheet
from reports.entry.queries import facts as facts_of
from reports.entry.workflow import EDIT
from vhtt_portal.dates import moment
from vhtt_portal.rules import RuleError
from vhtt_portal.text import tidy

NOTE_LENGTH = Figure._meta.get_field("note").max_length or 0
_VERB = "cell.saved"
# The version that an edit was made over once it has been told that its cell moved: no cell's.
_OUTDATED = -1
_SOURCES = {Origin.PASTED: Source.PASTED, Origin.IMPORTED: Source.IMPORT}
_TRAILS = {Origin.PASTED: Trail.PASTE, Origin.UNDONE: Trail.UNDO, Origin.IMPORTED: Trail.IMPORT}


@dataclass(slots=True)
class _Desk:
    """A sheet while edits are applied to it: what it said before and what has changed since."""

    facts: Facts
    by: Actor
    now: datetime
    origin: Origin
    fresh: dict[str, Cell | None] = field(default_factory=dict)
    changes: dict[str, tuple[object, object]] = field(default_factory=dict)
    has_answers: bool = False

    @property
    def row(self) -> Submission:
        return self.facts.submission

    def current(self, code: str) -> Cell | None:
        return self.fresh[code] if code in self.fresh else self.facts.cells.get(code)

    def result(self) -> Facts:
        cells = dict(self.facts.cells)
        for code, cell in self.fresh.items():
            cells.pop(code, None)
            if cell is not None:
                cells[code] = cell
        return replace(self.facts, cells=cells)


@transaction.atomic
def save_cells(
    *,
    submission: Submission,
    typed: Sequence[TypedCell],
    by: Actor,
    origin: Origin = Origin.TYPED,
    at: datetime | None = None,
) -> CellsSaved:
    """Answer some cells; empty text empties a cell. Each edit has an outcome of its own.

    Only the key of ``submission`` is used: the row is read within the person's scope under its
    lock, and Submission.DoesNotExist tells that it lies outside. RuleError where the sheet takes
    no edits at all. One audit entry for all that changed. Of two edits of one cell the later
    counts. Seven queries, whatever their number; one more where cells are emptied.
    """
    now = moment(at)
    typed = list({edit.code: edit for edit in typed}.values())
    row = locked(submission, by)
    done = recall(edit.key for edit in typed)  # under the lock: a twin has been remembered by now
    facts = facts_of(row, around={edit.code for edit in typed})
    shut = _shut(row, by, now)
    if shut is not None and not done:
        raise shut
    desk = _Desk(facts, by, now, origin)
    outcomes = {edit.code: _outcome(desk, edit, done, shut) for edit in typed}
    _store(desk)
    _keep_trail(desk)
    _remember(desk, typed, outcomes, done)
    return CellsSaved(desk.result(), outcomes)


def try_cells(
    *, facts: Facts, typed: Sequence[TypedCell], by: Actor, origin: Origin, at: datetime
) -> CellsSaved:
    """What ``save_cells`` would make of these edits on such a sheet. Nothing is asked or written."""
    desk = _Desk(facts, by, at, origin)
    edits = {edit.code: edit for edit in typed}
    outcomes = {code: _outcome(desk, edit, {}, None) for code, edit in edits.items()}
    return CellsSaved(desk.result(), outcomes)


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
    """Answer one cell, by its indicator's code; RuleError when it is not taken."""
    edit = TypedCell(
        indicator, text=text, state=state, reason=reason, expected_version=expected_version, key=key
    )
    return _save_one(submission, edit, by, at)


def explain(
    *,
    submission: Submission,
    indicator: str,
    note: str,
    by: Actor,
    at: datetime | None = None,
) -> CellSaved:
    """Give a word about an unusual figure; it clears the warnings of that cell."""
    return _save_one(submission, TypedCell(indicator, note=note, has_answer=False), by, at)


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


def _save_one(submission: Submission, edit: TypedCell, by: Actor, at: datetime | None) -> CellSaved:
    saved = save_cells(submission=submission, typed=[edit], by=by, at=at)
    outcome = saved.outcomes[edit.code]
    if outcome.kind == OutcomeKind.MOVED:
        raise CellMovedError(outcome.sentence, outcome.theirs)
    if outcome.kind == OutcomeKind.REFUSED:
        raise RuleError(outcome.sentence)
    return CellSaved(saved.facts, edit.code, has_changed=outcome.kind == OutcomeKind.SAVED)


def _shut(row: Submission, by: Actor, now: datetime) -> RuleError | None:
    try:
        require(EDIT, row, by, now)
    except RuleError as obstacle:
        return obstacle
    return None


def _outcome(
    desk: _Desk, edit: TypedCell, done: Mapping[UUID, DoneRequest], shut: RuleError | None
) -> Outcome:
    """One edit's fate; what is refused leaves the others alone."""
    try:
        if edit.key is not None and edit.key in done:
            before = answered(done[edit.key], by=desk.by, verb=_VERB, body=edit.body(desk.row.pk))
            if before["kind"] != OutcomeKind.MOVED:
                return Outcome(OutcomeKind(before["kind"]))
            edit = replace(edit, expected_version=_OUTDATED)
        if shut is not None:
            raise shut
        return Outcome(_apply(desk, edit))
    except CellMovedError as moved:
        return Outcome(OutcomeKind.MOVED, str(moved), moved.theirs)
    except RuleError as refusal:
        return Outcome(OutcomeKind.REFUSED, str(refusal))


def _apply(desk: _Desk, edit: TypedCell) -> OutcomeKind:
    line = desk.facts.asked.by_code.get(edit.code)
    if line is None:
        raise RuleError("Phiếu này không có chỉ tiêu đó. Hãy tải lại trang.")
    current = desk.current(edit.code)
    note = _note(edit, current)
    if edit.has_answer:
        _require_typed(desk.facts, line)
        answer = read_answer(line, text=edit.text, state=edit.state, reason=edit.reason)
    else:
        answer = current.answer if current else _counted(desk.facts, edit.code)
    if answer is None and note:
        if edit.note is not None and tidy(edit.note):
            raise RuleError("Chỉ tiêu này chưa có số nên chưa cần giải trình.")
        note = ""
    if (answer, note) == ((current.answer, current.note) if current else (None, "")):
        return OutcomeKind.UNCHANGED
    if not edit.has_answer and current is None and not note:
        return OutcomeKind.UNCHANGED
    _require_fresh(desk.row, line, current, edit.expected_version)
    _change(desk, line, answer, note)
    return OutcomeKind.SAVED


def _note(edit: TypedCell, current: Cell | None) -> str:
    if edit.note is None:
        return current.note if current else ""
    words = tidy(edit.note)
    if len(words) > NOTE_LENGTH:
        raise RuleError(f"Giải trình dài quá {NOTE_LENGTH} chữ. Hãy viết gọn lại.")
    return words


def _require_typed(facts: Facts, line: FormIndicator) -> None:
    if line.is_computed:
        raise RuleError("Chỉ tiêu này do hệ thống tự tính từ các số thành phần, không nhập tay.")
    if line.code in facts.live:
        raise RuleError(
            "Chỉ tiêu này lấy số từ sổ theo dõi. Hãy sửa trong sổ, số ở đây sẽ đổi theo."
        )


def _counted(facts: Facts, code: str) -> Answer | None:
    """A counted line gets its row before sending, so that the word about it has a place."""
    count = facts.live.get(code)
    return None if count is None else Answer(value=count)


def _require_fresh(
    row: Submission, line: FormIndicator, current: Cell | None, expected: int | None
) -> None:
    """No answer is overwritten unseen, not even one's own from another tab. An emptied cell is an
    answer too: somebody has taken a wrong figure out. One query where it was emptied."""
    if expected is None or expected == (current.version if current else 0):
        return
    did = _filled(line, current) if current else _emptied(row, line)
    raise CellMovedError(f"{did} Hãy chọn giữ số nào.", current)


def _filled(line: FormIndicator, cell: Cell) -> str:
    answer = cell.answer.written(yes_no=line.is_yes_no)
    return f"{cell.set_by_name} đã ghi “{answer}” vào ô này {_when(cell.set_at)}."


def _emptied(row: Submission, line: FormIndicator) -> str:
    changes = cell_history(row, line.code)
    if not changes:
        return "Ô này hiện để trống."
    return f"{changes[0].actor_name} đã xóa trống ô này {_when(changes[0].at)}."


def _when(at: datetime) -> str:
    return f"lúc {timezone.localtime(at):%H:%M ngày %d/%m/%Y}"


def _change(desk: _Desk, line: FormIndicator, answer: Answer | None, note: str) -> None:
    old = desk.current(line.code)
    before = old.answer if old else _counted(desk.facts, line.code)
    desk.fresh[line.code] = _cell(desk, line.code, old, answer, note)
    if answer != before:
        desk.has_answers = True
        words = [each.written(yes_no=line.is_yes_no) if each else None for each in (before, answer)]
        desk.changes[line.code] = (words[0], words[1])
    if note != (old.note if old else ""):
        desk.changes[f"{line.code} – giải trình"] = (old.note if old else "", note)


def _cell(
    desk: _Desk, code: str, old: Cell | None, answer: Answer | None, note: str
) -> Cell | None:
    if answer is None:
        return None
    version = (old.version if old else desk.row.cleared_version) + 1
    if answer == (old.answer if old else None) and old is not None:
        return old._replace(note=note, version=version)
    if code in desk.facts.live:
        return Cell(
            code=code, answer=answer, note=note, source=Source.REGISTER, version=version,
            set_at=desk.now, set_by_id=None, set_by_name=REGISTER_NAME,
        )  # fmt: skip
    return Cell(
        code=code, answer=answer, note=note, source=_SOURCES.get(desk.origin, Source.TYPED),
        version=version, set_at=desk.now,
        set_by_id=desk.by.pk if isinstance(desk.by, User) else None,
        set_by_name=desk.by.audit_name,
    )  # fmt: skip


def _store(desk: _Desk) -> None:
    """One upsert for what stands, one deletion for what was emptied."""
    pks = {code: desk.facts.asked.by_code[code].pk for code in desk.fresh}
    write_figures(
        [Written(desk.row.pk, pks[code], cell) for code, cell in desk.fresh.items() if cell]
    )
    emptied = [code for code, cell in desk.fresh.items() if cell is None]
    if not emptied:
        return
    indicators = [pks[code] for code in emptied]
    Figure.objects.filter(submission=desk.row, indicator__in=indicators).delete()
    highest = max(desk.facts.cells[code].version for code in emptied)
    if highest > desk.row.cleared_version:
        desk.row.cleared_version = highest
        desk.row.save(update_fields=["cleared_version"])


def _keep_trail(desk: _Desk) -> None:
    if not desk.changes:
        return
    by_page = _TRAILS.get(desk.origin, Trail.PAGE)
    record(
        by=desk.by,
        verb=_VERB if desk.has_answers else "cell.explained",
        target=desk.row,
        changes=desk.changes | withdraw_approval(desk.row),
        place=desk.row.locality.full_name,
        source=by_page if isinstance(desk.by, User) else Trail.COMMAND,
        at=desk.now,
    )


def _remember(
    desk: _Desk,
    typed: Sequence[TypedCell],
    outcomes: Mapping[str, Outcome],
    done: Mapping[UUID, DoneRequest],
) -> None:
    """What was refused may be tried again. What was told that its cell moved stays told so: its
    person has chosen meanwhile, and a late copy must not find the cell empty and fill it."""
    remember_each(
        {
            edit.key: (edit.body(desk.row.pk), {"kind": outcomes[edit.code].kind})
            for edit in typed
            if edit.key is not None
            and edit.key not in done
            and outcomes[edit.code].kind != OutcomeKind.REFUSED
        },
        by=desk.by,
        verb=_VERB,
        at=desk.now,
    )
