"""Practising on a sheet: nothing that is tried reaches a table.

The cells live as plain data in the person's session, so that no total, board, export or trail can
ever see them. A practice begins with last year's answers, one section left blank to be filled.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from accounts.models import User
from reports.catalogue.form import FormIndicator
from reports.entry.actions import CellsSaved, Origin, OutcomeKind, TypedCell, try_cells
from reports.entry.answers import NO, Answer, Relation, State
from reports.entry.lines import Cell, Facts, Source
from reports.entry.models import Submission

_SOME_LINES = 3  # enough for a block to be pasted
_BEFORE = "Chép từ năm trước"


class Exercise(StrEnum):
    """What a newcomer tries out, in this order."""

    TYPE = "type"
    PASTE = "paste"
    EXPLAIN = "explain"
    NOTHING = "nothing"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Practice:
    """What one person has tried at one sheet: cells since the start (None: emptied), exercises done."""

    starts_empty: bool = False
    cells: dict[str, Cell | None] = field(default_factory=dict)
    done: frozenset[Exercise] = frozenset()

    def having(self, exercise: Exercise) -> "Practice":
        return replace(self, done=self.done | {exercise})


# --- Plain data -------------------------------------------------------------------------------


def as_plain(practice: Practice) -> dict[str, Any]:
    """As it stands in a session."""
    return {
        "starts_empty": practice.starts_empty,
        "cells": {code: cell and _plain_cell(cell) for code, cell in practice.cells.items()},
        "done": sorted(practice.done),
    }


def from_plain(kept: Mapping[str, Any], by: User) -> Practice:
    return Practice(
        starts_empty=kept["starts_empty"],
        cells={code: plain and _cell(code, plain, by) for code, plain in kept["cells"].items()},
        done=frozenset(map(Exercise, kept["done"])),
    )


def _plain_cell(cell: Cell) -> list[str | int | None]:
    answer = cell.answer
    numbers = [None if n is None else str(n) for n in (answer.value, answer.upper)]
    words = [answer.state, *numbers, answer.relation, answer.reason, cell.note, cell.source]
    return [*words, cell.version, cell.set_at.isoformat()]


def _cell(code: str, plain: Sequence[Any], by: User) -> Cell:
    state, value, upper, relation, reason, note, source, version, at = plain
    answer = Answer(State(state), _number(value), _number(upper), Relation(relation), reason)
    return Cell(
        code=code, answer=answer, note=note,
        source=Source(source), version=version, set_at=datetime.fromisoformat(at),
        set_by_id=by.pk, set_by_name=by.audit_name,
    )  # fmt: skip


def _number(plain: str | None) -> Decimal | None:
    return None if plain is None else Decimal(plain)


# --- The sheet that is practised on -------------------------------------------------------------


def practised(real: Facts, practice: Practice, now: datetime) -> Facts:
    """The sheet as the practice has it: open, whatever became of the real one."""
    row = copy(real.submission)
    row.status = Submission.Status.ENTERING
    start = {} if practice.starts_empty else _copied(real, now)
    cells = {code: cell for code, cell in (start | practice.cells).items() if cell is not None}
    return replace(real, submission=row, cells=cells, may_edit=True)


def _copied(real: Facts, now: datetime) -> dict[str, Cell | None]:
    blank = {line.code for line in left_blank(real)}
    return {
        code: _first(code, answer, now)
        for code, answer in real.previous.items()
        if code in real.asked.by_code and code not in blank and code not in real.live
    }


def left_blank(real: Facts) -> tuple[FormIndicator, ...]:
    """The lines that a practice leaves to be filled: those of the shortest section to type."""
    typed = ([line for line in s.indicators if _is_typed(real, line)] for s in real.asked.sections)
    found = sorted((lines for lines in typed if len(lines) >= _SOME_LINES), key=len)
    return tuple(found[0]) if found else ()


def _is_typed(facts: Facts, line: FormIndicator) -> bool:
    return not line.is_computed and line.code not in facts.live


def _first(code: str, answer: Answer, now: datetime) -> Cell:
    return Cell(
        code=code, answer=answer, note="", source=Source.TYPED, version=1, set_at=now,
        set_by_id=None, set_by_name=_BEFORE,
    )  # fmt: skip


# --- Trying -----------------------------------------------------------------------------------


def tried(
    practice: Practice,
    facts: Facts,
    *,
    typed: Iterable[TypedCell],
    by: User,
    origin: Origin,
    at: datetime,
) -> tuple[Practice, CellsSaved]:
    """Some edits as the sheet itself would take or refuse them, and the practice after them."""
    # The real sheet's trail says who emptied a cell; here nobody else ever does.
    edits = [edit if edit.code in facts.cells else _unseen(edit) for edit in typed]
    saved = try_cells(facts=facts, typed=edits, by=by, origin=origin, at=at)
    taken = [code for code, fate in saved.outcomes.items() if fate.kind == OutcomeKind.SAVED]
    after = replace(
        practice,
        cells=practice.cells | {code: saved.facts.cells.get(code) for code in taken},
        done=practice.done | _learnt(facts, saved.facts, taken, origin),
    )
    return after, saved


def nothing_in(facts: Facts, section: str) -> list[TypedCell]:
    """Nothing to report: a zero for each line of the section that has no answer yet."""
    return [
        TypedCell(line.code, text="0", expected_version=0)
        for part in facts.asked.sections
        if part.code == section
        for line in part.indicators
        if _is_typed(facts, line) and line.code not in facts.cells
    ]


def _unseen(edit: TypedCell) -> TypedCell:
    return replace(edit, expected_version=None)


def _learnt(before: Facts, after: Facts, taken: Collection[str], origin: Origin) -> set[Exercise]:
    learnt: set[Exercise] = set()
    if _reports_nothing(before, after, taken):
        learnt.add(Exercise.NOTHING)
    elif origin == Origin.TYPED and any(code in after.cells for code in taken):
        learnt.add(Exercise.TYPE)
    # A block may come in several requests.
    pasted = [cell for cell in after.cells.values() if cell.source == Source.PASTED]
    if origin == Origin.PASTED and len(pasted) >= _SOME_LINES:
        learnt.add(Exercise.PASTE)
    if _unexplained(before) - _unexplained(after):
        learnt.add(Exercise.EXPLAIN)
    return learnt


def _reports_nothing(before: Facts, after: Facts, taken: Collection[str]) -> bool:
    """Whether these edits filled all that a section had open, with nothing but zeros."""
    for part in before.asked.sections:
        blank = {edit.code for edit in nothing_in(before, part.code)}
        answers = [after.cells[code].answer for code in blank if code in after.cells]
        if blank and blank <= set(taken) and all(answer == Answer(value=NO) for answer in answers):
            return True
    return False


def _unexplained(facts: Facts) -> set[str]:
    lines = facts.lines(facts.asked.by_code, facts.asked.rules)
    return {line.code for line in lines if line.is_unexplained}
