"""What the sheet's scripts are answered: outcomes of edits, and the lines that look different."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from reports.entry.actions import CellsSaved, Outcome, OutcomeKind
from reports.entry.answers import read_answer
from reports.entry.drawing import Refused, piece
from reports.entry.forms import TypedLine
from reports.entry.lines import Cell, Facts
from reports.entry.models import Presence
from reports.entry.sheetform import surroundings
from vhtt_portal.numbers import FigureError

Pieces = dict[str, dict[str, str]]
_NOT_TAKEN = frozenset({OutcomeKind.REFUSED, OutcomeKind.MOVED})


def saved_answer(saved: CellsSaved, typed: Mapping[str, TypedLine]) -> dict[str, Any]:
    facts = saved.facts
    refused = refusals(saved, typed)
    return {
        "cells": {
            code: _fate(facts, typed[code], outcome) for code, outcome in saved.outcomes.items()
        },
        "lines": pieces(facts, typed, refused),
        "answered": facts.answered_count,
        "asked": facts.asked.answerable_count,
        "at": f"{timezone.localtime():%H:%M}",
    }


def presence_answer(
    facts: Facts, others: Iterable[Presence], shown: Mapping[str, int]
) -> dict[str, Any]:
    """Who else is here, and the lines of the page that are not as they stand now.

    ``shown`` holds the version of each answered cell on the page. A version never comes back, so
    that one which differs, higher or lower, tells of a change. What a register counts is not
    answered on the page.
    """
    stands = {code: cell.version for code, cell in facts.cells.items() if code not in facts.live}
    changed = [code for code in facts.asked.by_code if shown.get(code, 0) != stands.get(code, 0)]
    return {
        "others": [{"name": each.user.full_name, "cell": each.cell} for each in others],
        "changed": changed,
        "lines": pieces(facts, changed),
    }


def pieces(
    facts: Facts, codes: Iterable[str], refused: Mapping[str, Refused] | None = None
) -> Pieces:
    """Every line that these cells may have changed, as far as a page that is open changes."""
    judged, rules = surroundings(facts.asked, codes)
    typed = refused or {}
    return {line.code: piece(line, typed.get(line.code)) for line in facts.lines(judged, rules)}


def refusals(saved: CellsSaved, typed: Mapping[str, TypedLine]) -> dict[str, Refused]:
    """The edits that were not taken, to stand in their fields with the reason."""
    return {
        code: not_taken(typed[code], outcome.sentence, outcome.theirs)
        for code, outcome in saved.outcomes.items()
        if outcome.kind in _NOT_TAKEN
    }


def not_taken(typed: TypedLine, sentence: str, theirs: Cell | None = None) -> Refused:
    return Refused(
        text=typed.text,
        state=typed.state,
        reason=typed.reason,
        note=typed.note or "",
        sentence=sentence,
        theirs=theirs,
    )


def _fate(facts: Facts, typed: TypedLine, outcome: Outcome) -> dict[str, Any]:
    """One edit's outcome, and the version that what was typed now has.

    An edit that is sent again may have been overwritten since: then its version stays the one it
    was typed over, and whatever is typed on top of it will be asked about.
    """
    cell = facts.cells.get(typed.code)
    stands = outcome.kind not in _NOT_TAKEN and _says(facts, typed, cell)
    version = (cell.version if cell else 0) if stands else typed.version
    return {"kind": outcome.kind, "sentence": outcome.sentence, "version": version}


def _says(facts: Facts, typed: TypedLine, cell: Cell | None) -> bool:
    """Whether the cell says now what was typed."""
    if typed.note is not None and typed.note.split() != (cell.note if cell else "").split():
        return False
    if not typed.has_answer:
        return True
    try:
        answer = read_answer(
            facts.asked.by_code[typed.code],
            text=typed.text,
            state=typed.state,
            reason=typed.reason,
        )
    except FigureError:
        return False
    return answer == (cell.answer if cell else None)
