"""The office's view over the sheets of a period."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from localities.models import Locality
from reports.entry.models import Expectation, Figure, Period, Submission
from reports.entry.sheetform import SheetForm, sheet_form

Status = Submission.Status
# Derived, never stored: nothing started yet; nothing sent after the deadline.
EXPECTED, LATE = "expected", "late"


@dataclass(frozen=True, slots=True)
class BoardCell:
    """How one place stands in one field of work."""

    state: str
    answered: int
    asked: int


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One place's sheet on the board."""

    locality: Locality
    submission: Submission | None
    state: str
    cells: tuple[BoardCell, ...]
    is_office_own: bool

    @property
    def answered(self) -> int:
        return sum(cell.answered for cell in self.cells)

    @property
    def asked(self) -> int:
        return sum(cell.asked for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Board:
    """Who has sent what in a period."""

    period: Period
    sections: tuple[str, ...]
    rows: tuple[BoardRow, ...]

    def count(self, *states: str) -> int:
        return sum(row.state in states for row in self.rows if not row.is_office_own)

    @property
    def expected(self) -> int:
        return sum(not row.is_office_own for row in self.rows)


def board(period: Period, *, on: date) -> Board:
    """Places by sections, in the order of names, the office's own sheet last. Three queries.

    ``period`` comes with its office, the office's place and its form version. What registers
    count is not counted here: it enters the sheet when it is sent.
    """
    owed = Expectation.objects.filter(period=period).select_related("locality__kind")
    places = [each.locality for each in owed.order_by("locality__sort_key", "locality")]
    sheets = {
        row.locality_id: row
        for row in Submission.objects.filter(period=period).select_related(
            "locality__kind", "approved_by"
        )
    }
    answered = _answered(period)
    own = period.office.locality
    rows = tuple(
        _row(period, place, sheets.get(place.pk), answered, on) for place in [*places, own]
    )
    sections = sheet_form(_any_sheet(period, own, None)).form.sections
    return Board(period, tuple(section.name for section in sections), rows)


AnsweredBySheet = Mapping[tuple[int, str], int]


def _answered(period: Period) -> AnsweredBySheet:
    rows = (
        Figure.objects.filter(submission__period=period)
        .order_by()
        .values_list("submission", "indicator__section__code")
        .annotate(count=Count("pk"))
    )
    return Counter({(sheet, section): count for sheet, section, count in rows})


def _any_sheet(period: Period, place: Locality, submission: Submission | None) -> Submission:
    """The place's sheet with its relations at hand, or an unsaved one that only shows its form."""
    row = submission or Submission(locality=place)
    row.period, row.locality = period, place
    return row


def _row(
    period: Period,
    place: Locality,
    submission: Submission | None,
    answered: AnsweredBySheet,
    on: date,
) -> BoardRow:
    shown = _any_sheet(period, place, submission)
    state = _state(period, submission, on)
    return BoardRow(
        locality=place,
        submission=submission,
        state=state,
        cells=tuple(_cells(sheet_form(shown), submission, answered, state)),
        is_office_own=shown.is_office_own,
    )


def _state(period: Period, submission: Submission | None, on: date) -> str:
    status = submission.status if submission else EXPECTED
    is_waiting = status in {EXPECTED, Status.ENTERING, Status.APPROVED}
    return LATE if is_waiting and on > period.due_on else status


def _cells(
    asked: SheetForm, submission: Submission | None, answered: AnsweredBySheet, state: str
) -> list[BoardCell]:
    counts = {
        section.code: sum(not line.is_computed for line in section.indicators)
        for section in asked.sections
    }
    cells = []
    for section in asked.form.sections:
        total = counts.get(section.code, 0)
        given = answered.get((submission.pk, section.code), 0) if submission else 0
        cells.append(BoardCell(_cell_state(state, given, total), min(given, total), total))
    return cells


def _cell_state(state: str, given: int, total: int) -> str:
    if not total:
        return "not_applicable"
    if state in {Status.ENTERING, EXPECTED} and not given:
        return EXPECTED
    return state
