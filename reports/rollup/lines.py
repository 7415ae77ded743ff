"""The totals as values: one line an indicator, one sheet a place, one figure a place and line."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from reports.catalogue.form import Form, FormIndicator, FormSection
from reports.entry.models import Submission
from reports.rollup.amounts import Amount, Relation


class CellState(StrEnum):
    """What a place says about one line; only accepted sheets speak."""

    VALUE = "value"
    NOT_APPLICABLE = "not_applicable"
    NO_DATA = "no_data"
    NOT_ENTERED = "not_entered"
    NOT_ACCEPTED = "not_accepted"


STATE_WORDS: Mapping[CellState, str] = {
    CellState.VALUE: "Có số",
    CellState.NOT_APPLICABLE: "Không áp dụng",
    CellState.NO_DATA: "Không có số liệu",
    CellState.NOT_ENTERED: "Chưa nhập",
    CellState.NOT_ACCEPTED: "Phiếu chưa được chấp nhận",
}


# Sensitive totals below this are told as "dưới 5": few enough cases point at families, and five is
# the usual smallest cell of statistical offices.
SMALLEST_TOLD = 5


def is_withheld(amount: Amount | None, *, is_sensitive: bool) -> bool:
    return is_sensitive and amount is not None and 0 < amount.value < SMALLEST_TOLD


@dataclass(frozen=True, slots=True)
class Sheet:
    """One place that answers: a unit that owes a return, or the office itself."""

    place_id: int
    code: str
    name: str
    is_rural: bool
    submission_id: int | None
    status: Submission.Status | None
    content_hash: str

    @property
    def is_accepted(self) -> bool:
        return self.status == Submission.Status.ACCEPTED


@dataclass(frozen=True, slots=True)
class Cell:
    """What one sheet says about one line."""

    state: CellState
    amount: Amount | None = None

    @property
    def is_answer(self) -> bool:
        """ "Does not apply here" answers the question; "no data" does not."""
        return self.state in {CellState.VALUE, CellState.NOT_APPLICABLE}


@dataclass(frozen=True, slots=True)
class PlaceFigure:
    """A cell with the place that says it."""

    sheet: Sheet
    cell: Cell

    @property
    def place_name(self) -> str:
        return self.sheet.name

    @property
    def amount(self) -> Amount | None:
        return self.cell.amount

    @property
    def value(self) -> Decimal | None:
        return self.cell.amount.value if self.cell.amount else None

    @property
    def state_word(self) -> str:
        return STATE_WORDS[self.cell.state]


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator's total, with the places it comes from.

    A ratio and a count of yes also tell the two numbers they are made of. ``accepted`` of
    ``expected`` places have answered; no figure at all is ``amount is None``, never 0.
    """

    indicator: FormIndicator
    amount: Amount | None
    accepted: int
    expected: int
    numerator: Amount | None = None
    denominator: Amount | None = None

    @property
    def code(self) -> str:
        return self.indicator.code

    @property
    def is_partial(self) -> bool:
        return self.amount is not None and self.accepted < self.expected

    @property
    def is_comparable(self) -> bool:
        """Whole and exact: five places against six, or "at least 80", tell of no change."""
        exact = self.amount is not None and self.amount.relation == Relation.EXACT
        return exact and not self.is_partial

    def moved_since(self, before: "Line | None") -> Decimal | None:
        """How much the total went up or down, where both years can be compared."""
        if before is None or not (self.is_comparable and before.is_comparable):
            return None
        if self.amount is None or before.amount is None:
            return None
        return self.amount.value - before.amount.value

    @property
    def is_withheld(self) -> bool:
        """A sensitive total so small that it points at families is not told outside the office."""
        return is_withheld(self.amount, is_sensitive=self.indicator.sensitive)

    @property
    def coverage(self) -> str:
        return f"{self.accepted}/{self.expected}"

    @property
    def written(self) -> str:
        """As tables print it: 98,08%, 5/6, trên 80, 1.234."""
        return self.written_like(self.amount)

    def written_like(self, amount: Amount | None) -> str:
        """Another amount of this line (a target, a place's) as tables print it."""
        if amount is None:
            return ""
        if amount is self.amount and self.indicator.is_yes_no and self.denominator:
            return f"{amount.written()}/{self.denominator.written()}"
        return amount.written("%" if self.indicator.is_ratio else "")


@dataclass(frozen=True)
class Rollup:
    """A period's totals in the order of the catalogue."""

    period_code: str
    form: Form
    units: tuple[Sheet, ...]
    office: Sheet
    lines: tuple[Line, ...]
    by_code: Mapping[str, Line]

    @property
    def accepted_count(self) -> int:
        return sum(sheet.is_accepted for sheet in self.units)

    @property
    def expected_count(self) -> int:
        return len(self.units)

    @property
    def is_complete(self) -> bool:
        return self.accepted_count == self.expected_count

    def in_section(self, section: FormSection) -> tuple[Line, ...]:
        return tuple(self.by_code[item.code] for item in section.indicators)
