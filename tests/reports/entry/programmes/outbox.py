"""An open page as the sheet's script keeps it: what it shows, and what was typed on its way.

One request is under way at a time; what is typed meanwhile goes together in the next. An edit keeps
its key until it is answered, also over a reload of the page.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from reports.entry.actions import CellsSaved, TypedCell
from reports.entry.actions.edits import OutcomeKind
from reports.entry.lines import Cell

TAKEN = frozenset({OutcomeKind.SAVED, OutcomeKind.UNCHANGED})


class Shown(NamedTuple):
    """What a page shows in a cell, and the version that belongs to it."""

    text: str = ""
    version: int = 0

    @classmethod
    def of(cls, cell: Cell | None) -> "Shown":
        return cls(cell.answer.typed(), cell.version) if cell else cls()


class Heard(NamedTuple):
    """An answer: what became of each edit, and how cells stand now."""

    kinds: Mapping[str, str]
    standing: Mapping[str, Shown]
    theirs: Mapping[str, Shown]

    @classmethod
    def of(cls, saved: CellsSaved) -> "Heard":
        return cls(
            {code: outcome.kind for code, outcome in saved.outcomes.items()},
            look(saved.facts.cells),
            {code: Shown.of(outcome.theirs) for code, outcome in saved.outcomes.items()},
        )


def look(cells: Mapping[str, Cell]) -> dict[str, Shown]:
    return {code: Shown.of(cell) for code, cell in cells.items()}


@dataclass(eq=False)
class Edit:
    """One thing that a person typed, and what they saw when they did."""

    key: UUID
    person: object
    code: str
    text: str
    over: Shown | None  # None while what it is typed over is still on its way itself

    def sent(self) -> TypedCell:
        assert self.over is not None
        return TypedCell(
            self.code, text=self.text, expected_version=self.over.version, key=self.key
        )


@dataclass(eq=False)
class Request:
    page: "Page"
    edits: tuple[Edit, ...]


@dataclass(eq=False)
class Page:
    """A tab of one person."""

    person: object
    new_key: Callable[[], UUID]
    shown: dict[str, Shown] = field(default_factory=dict)
    waiting: dict[str, Edit] = field(default_factory=dict)
    under_way: tuple[Edit, ...] = ()
    request: Request | None = None
    # Edits to choose about, each with what stands in its cell instead.
    moved: dict[str, tuple[Edit, Shown]] = field(default_factory=dict)
    given_up: set[UUID] = field(default_factory=set)

    def type(self, code: str, text: str) -> Edit | None:
        before = self.waiting.pop(code, None)
        ahead = any(edit.code == code for edit in self.under_way)
        self._give_up(before)
        self._give_up(self.moved.pop(code, (None, None))[0])
        if before is None and not ahead and text == self.shown.get(code, Shown()).text:
            return None
        over = before.over if before else None if ahead else self.shown.get(code, Shown())
        edit = Edit(self.new_key(), self.person, code, text, over)
        self.waiting[code] = edit
        return edit

    def flush(self) -> Request | None:
        """The next request, or the one that was under way when the page was left."""
        if self.request is not None:
            return None
        if not self.under_way:
            self.under_way, self.waiting = tuple(self.waiting.values()), {}
        if not self.under_way:
            return None
        self.request = Request(self, self.under_way)
        return self.request

    def lose_patience(self) -> Request:
        """No answer came: the same edits once more, an answer to the first try is not heard."""
        self.request = Request(self, self.under_way)
        return self.request

    def hear(self, answer: Heard) -> None:
        edits, self.under_way, self.request = self.under_way, (), None
        for edit in edits:
            self._answered(edit, answer)
        self.look(answer.standing)

    def _answered(self, edit: Edit, answer: Heard) -> None:
        after, now = self.waiting.get(edit.code), answer.standing.get(edit.code, Shown())
        is_taken = answer.kinds[edit.code] in TAKEN
        if after is not None and after.over is None:
            # Sent again it may have been overwritten since: then its own ground is the newest seen.
            after.over = now if is_taken and now.text == edit.text else edit.over
        if not is_taken and after is None:
            assert answer.kinds[edit.code] == OutcomeKind.MOVED, answer
            self.moved[edit.code] = (edit, answer.theirs[edit.code])
        elif not is_taken:
            self._give_up(edit)  # the person has typed something else since

    def look(self, standing: Mapping[str, Shown]) -> None:
        """Show what stands on the server where nothing of one's own is unsaved."""
        busy = {*self.waiting, *self.moved, *(edit.code for edit in self.under_way)}
        for code in {*self.shown, *standing} - busy:
            self.shown[code] = standing.get(code, Shown())

    def choose(self, code: str, *, mine: bool) -> Edit | None:
        """Which of the two answers stays, the person having seen both."""
        edit, theirs = self.moved.pop(code)
        self._give_up(edit)
        self.shown[code] = theirs
        return self.type(code, edit.text) if mine else None

    def reload(self, standing: Mapping[str, Shown]) -> None:
        """The page is drawn anew; what the server had not taken was kept on the machine."""
        self.request = None
        for code, (edit, _) in self.moved.items():
            self.waiting[code] = edit
        self.moved = {}
        self.shown = {}
        self.look(standing)

    @property
    def is_idle(self) -> bool:
        return not (self.waiting or self.under_way or self.moved)

    @property
    def has_to_send(self) -> bool:
        return self.request is None and bool(self.under_way or self.waiting)

    def _give_up(self, edit: Edit | None) -> None:
        if edit is not None:
            self.given_up.add(edit.key)
