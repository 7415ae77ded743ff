"""What is asked of a sheet's cells, and what becomes of each edit."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from reports.entry.answers import State
from reports.entry.lines import Cell, Facts
from vhtt_portal.rules import RuleError


class Origin(StrEnum):
    """How answers came to the page; it decides what cell and trail say about their source."""

    TYPED = "typed"
    PASTED = "pasted"
    UNDONE = "undone"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class TypedCell:
    """One edit of one cell, as it was typed.

    ``expected_version`` is the version that was shown, 0 for an empty cell, None not to compare.
    ``note`` None leaves the word about the figure alone; without ``has_answer`` only that word is
    new. ``key`` makes an edit that is sent twice happen once.
    """

    code: str
    text: str = ""
    state: str = State.VALUE
    reason: str = ""
    note: str | None = None
    has_answer: bool = True
    expected_version: int | None = None
    key: UUID | None = None

    def body(self, sheet_pk: int) -> dict[str, Any]:
        return {
            "sheet": sheet_pk, "indicator": self.code, "text": self.text, "state": self.state,
            "reason": self.reason, "note": self.note, "has_answer": self.has_answer,
            "version": self.expected_version,
        }  # fmt: skip


class OutcomeKind(StrEnum):
    SAVED = "saved"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    MOVED = "moved"  # answered otherwise since it was shown


class Outcome(NamedTuple):
    """What became of one edit; ``theirs`` is what stands in a cell that has moved, if anything."""

    kind: OutcomeKind
    sentence: str = ""
    theirs: Cell | None = None


@dataclass(frozen=True, slots=True)
class CellsSaved:
    """How the edited cells stand after the verb, with all that has to be drawn around them."""

    facts: Facts
    outcomes: Mapping[str, Outcome]


@dataclass(frozen=True, slots=True)
class CellSaved:
    """How a cell stands after the verb, and what has to be drawn again around it."""

    facts: Facts
    code: str
    has_changed: bool

    @property
    def cell(self) -> Cell | None:
        return self.facts.cells.get(self.code)


class CellMovedError(RuleError):
    """The cell has been answered otherwise since it was shown, or emptied (``theirs`` is None)."""

    def __init__(self, sentence: str, theirs: Cell | None) -> None:
        self.theirs = theirs
        super().__init__(sentence)
