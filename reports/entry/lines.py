"""A sheet as it is read: its lines with figures, last year, counts, rules and progress."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from audit.chain import canonical_json, sha256
from reports.catalogue.computing import computed
from reports.catalogue.form import FormIndicator, FormRule, FormSection
from reports.catalogue.rules import Finding, check
from reports.entry.answers import Answer, State
from reports.entry.models import Figure, Remark, Submission
from reports.entry.sheetform import SheetForm

Source = Figure.Source


class Cell(NamedTuple):
    """One stored figure of a sheet. Hundreds are read for a page, hence no dataclass."""

    code: str
    answer: Answer
    note: str
    source: Source
    version: int
    set_at: datetime
    set_by_id: int | None
    set_by_name: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet with all that is known about it."""

    indicator: FormIndicator
    cell: Cell | None
    value: Decimal | None
    previous: Answer | None
    previous_value: Decimal | None
    live: Decimal | None  # what the register counts now; None where the place keeps none
    findings: tuple[Finding, ...]
    is_editable: bool
    is_open: bool  # the sheet still takes the register's live count
    may_explain: bool  # whoever looks may write a word under it

    @property
    def code(self) -> str:
        return self.indicator.code

    @property
    def is_counted(self) -> bool:
        """Whether the figure comes from a register and not from typing."""
        if self.is_open:
            return self.live is not None
        return self.cell is not None and self.cell.source == Source.REGISTER

    @property
    def is_answered(self) -> bool:
        return self.is_counted or self.cell is not None

    @property
    def is_missing(self) -> bool:
        return self.indicator.required and not (self.is_answered or self.indicator.is_computed)

    @property
    def version(self) -> int:
        return self.cell.version if self.cell else 0

    @property
    def note(self) -> str:
        return self.cell.note if self.cell else ""

    @property
    def change(self) -> Decimal | None:
        if self.value is None or self.previous_value is None:
            return None
        return self.value - self.previous_value

    @property
    def has_moved(self) -> bool:
        """Whether the register counts something else now than what was sent."""
        return (
            not self.is_open
            and self.is_counted
            and self.live is not None
            and self.live != self.value
        )

    @property
    def faults(self) -> tuple[Finding, ...]:
        if not self.findings:
            return ()  # as for nearly every line of a page
        return tuple(finding for finding in self.findings if finding.stops_sending)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Soft rules that are broken and ask for a word on this very line."""
        if not self.findings:
            return ()
        return tuple(
            finding
            for finding in self.findings
            if finding.asks_for_a_word and finding.codes[0] == self.code
        )

    @property
    def claim(self) -> Answer | None:
        """What somebody wrote here although the place's register counts something else.

        A question for a person: the count stands, the claim is never added to it.
        """
        if not self.is_open or self.live is None or self.cell is None:
            return None
        said = self.cell.answer
        is_same = self.cell.source == Source.REGISTER or said == Answer(value=self.live)
        return None if is_same else said

    @property
    def asked_about(self) -> tuple[str, ...]:
        """Sentences that want a word from the place."""
        sentences = tuple(warning.sentence for warning in self.warnings)
        if self.claim is None:
            return sentences
        yes_no = self.indicator.is_yes_no
        counted = Answer(value=self.live).written(yes_no=yes_no)
        question = (
            f"Phiếu đã ghi “{self.claim.written(yes_no=yes_no)}”, sổ theo dõi đếm được {counted}."
            " Số của sổ được tính: hãy sửa sổ cho đúng, hoặc ghi vì sao khác nhau."
        )
        return (*sentences, question)

    @property
    def is_unexplained(self) -> bool:
        return bool(self.asked_about) and not self.note

    @property
    def is_unusual(self) -> bool:
        return bool(self.asked_about or self.faults or self.has_moved)


@dataclass(frozen=True, slots=True)
class SheetSection:
    """One field of work on a sheet."""

    code: str
    name: str
    lines: tuple[Line, ...]
    answerable_count: int
    answered_count: int

    @property
    def percent(self) -> int:
        return self.answered_count * 100 // self.answerable_count if self.answerable_count else 100


@dataclass(frozen=True)
class Facts:
    """What the database says about some lines of a sheet; everything else follows from it."""

    submission: Submission
    asked: SheetForm
    cells: Mapping[str, Cell]
    previous: Mapping[str, Answer]
    live: Mapping[str, Decimal]
    may_edit: bool = True

    @cached_property
    def is_open(self) -> bool:
        return self.submission.is_editable_status

    @cached_property
    def not_applicable(self) -> frozenset[str]:
        return self.asked.left_out | {
            code
            for code, cell in self.cells.items()
            if cell.answer.state == State.NOT_APPLICABLE and not self._is_live(code)
        }

    def _is_live(self, code: str) -> bool:
        return self.is_open and code in self.live

    @cached_property
    def values(self) -> Mapping[str, Decimal | None]:
        """Every figure that counts now, computed ones included."""
        known = {code: cell.answer.value for code, cell in self.cells.items()}
        if self.is_open:
            known.update(self.live)
        return known | computed(self.asked.form, known, not_applicable=self.not_applicable)

    @cached_property
    def previous_values(self) -> Mapping[str, Decimal | None]:
        known = {code: answer.value for code, answer in self.previous.items()}
        absent = {c for c, answer in self.previous.items() if answer.state == State.NOT_APPLICABLE}
        absent |= self.asked.left_out
        return known | computed(self.asked.form, known, not_applicable=absent)

    @property
    def answered_count(self) -> int:
        """How many of the lines that somebody has to answer have an answer."""
        return sum(
            line.code in self.cells or self._is_live(line.code)
            for line in self.asked.lines
            if not line.is_computed
        )

    def findings(self, rules: Iterable[FormRule]) -> dict[str, list[Finding]]:
        """What the rules say, under each line that they speak of."""
        found: dict[str, list[Finding]] = {}
        for finding in check(
            rules, self.values, self.previous_values, not_applicable=self.not_applicable
        ):
            for code in dict.fromkeys(finding.codes):
                found.setdefault(code, []).append(finding)
        return found

    def lines(self, codes: Iterable[str], rules: Iterable[FormRule]) -> list[Line]:
        found = self.findings(rules)
        return [self._line(self.asked.by_code[code], found.get(code, ())) for code in codes]

    def _line(self, indicator: FormIndicator, findings: Collection[Finding]) -> Line:
        code = indicator.code
        live = self.live.get(code)
        return Line(
            indicator=indicator,
            cell=self.cells.get(code),
            value=self.values.get(code),
            previous=self.previous.get(code),
            previous_value=self.previous_values.get(code),
            live=live,
            findings=tuple(findings),
            is_editable=self._is_editable(indicator),
            is_open=self.is_open,
            may_explain=self.may_edit and self.is_open,
        )

    def _is_editable(self, indicator: FormIndicator) -> bool:
        counted = indicator.is_computed or indicator.code in self.live
        return self.may_edit and self.is_open and not counted


@dataclass(frozen=True)
class Sheet:
    """A whole sheet, ready to be drawn, checked and hashed."""

    submission: Submission
    facts: Facts
    sections: tuple[SheetSection, ...]
    remarks: Mapping[tuple[str, Remark.Kind], Remark] = field(default_factory=dict)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for section in self.sections for line in section.lines)

    def line(self, code: str) -> Line:
        return next(line for line in self.lines if line.code == code)

    @cached_property
    def answerable_count(self) -> int:
        return sum(section.answerable_count for section in self.sections)

    @cached_property
    def answered_count(self) -> int:
        return sum(section.answered_count for section in self.sections)

    @property
    def percent(self) -> int:
        return self.answered_count * 100 // self.answerable_count if self.answerable_count else 100

    @cached_property
    def blanks(self) -> tuple[Line, ...]:
        """Cells that still wait for their answer."""
        return tuple(line for line in self.lines if line.is_editable and not line.is_answered)

    @cached_property
    def faulty(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.faults)

    def words(self) -> Iterator[tuple[str, list[Remark]]]:
        """The place's own words by field of work, on the whole sheet (no name) first."""
        for code, name in [("", ""), *((each.code, each.name) for each in self.sections)]:
            found = (self.remarks.get((code, kind)) for kind in Remark.Kind)
            if said := [remark for remark in found if remark and remark.text]:
                yield name, said

    @property
    def saved_at(self) -> datetime | None:
        """When somebody last wrote into a cell."""
        return max((cell.set_at for cell in self.facts.cells.values()), default=None)

    @cached_property
    def missing(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.is_missing)

    @cached_property
    def faults(self) -> tuple[Finding, ...]:
        """Broken hard rules, each once."""
        return tuple(dict.fromkeys(fault for line in self.lines for fault in line.faults))

    @cached_property
    def unexplained(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.is_unexplained)

    @cached_property
    def unusual(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.is_unusual)

    @cached_property
    def moved(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.has_moved)

    @property
    def problem_count(self) -> int:
        return len(self.missing) + len(self.faults) + len(self.unexplained)

    @cached_property
    def content_hash(self) -> str:
        return hash_of(self.facts.cells.values(), self.remarks.values())


def sheet_of(
    facts: Facts, remarks: Mapping[tuple[str, Remark.Kind], Remark] | None = None
) -> Sheet:
    """The whole sheet of which these are all the facts."""
    lines = facts.lines(facts.asked.by_code, facts.asked.rules)
    return Sheet(
        submission=facts.submission,
        facts=facts,
        sections=_sections(facts.asked.sections, lines),
        remarks={} if remarks is None else remarks,
    )


def _sections(sections: Iterable[FormSection], lines: Iterable[Line]) -> tuple[SheetSection, ...]:
    by_code = {line.code: line for line in lines}
    return tuple(
        _section(section, tuple(by_code[each.code] for each in section.indicators))
        for section in sections
    )


def _section(section: FormSection, lines: tuple[Line, ...]) -> SheetSection:
    answerable = [line for line in lines if not line.indicator.is_computed]
    return SheetSection(
        code=section.code,
        name=section.name,
        lines=lines,
        answerable_count=len(answerable),
        answered_count=sum(line.is_answered for line in answerable),
    )


def hash_of(cells: Iterable[Cell], remarks: Iterable[Remark]) -> str:
    """The hash of a sheet's content: what it says, not who wrote it or when."""
    return sha256(
        canonical_json(
            {
                "figures": {
                    cell.code: {
                        "state": cell.answer.state.value,
                        "value": cell.answer.value,
                        "upper": cell.answer.upper,
                        "relation": cell.answer.relation.value,
                        "reason": cell.answer.reason,
                        "note": cell.note,
                        "source": cell.source.value,
                    }
                    for cell in cells
                },
                "remarks": {
                    ":".join(filter(None, (remark.section, remark.kind))): remark.text
                    for remark in remarks
                    if remark.text
                },
            }
        )
    )
