"""A form version prepared for use: frozen, without the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reports.catalogue.models import Annex, Exhibit, Indicator, OutlineNode, Rule


@dataclass(frozen=True, slots=True, eq=False)
class FormIndicator:
    """One line of the form. A form is read once, so a line is equal to itself alone."""

    pk: int
    code: str
    name: str
    unit: str
    section: str
    order: int
    places: Indicator.Places
    time: Indicator.Time
    source: Indicator.Source
    register: str
    numerator: str | None
    denominator: str | None
    parts: tuple[str, ...]
    as_of: Indicator.AsOf
    as_of_day: int | None
    as_of_month: int | None
    decimals: int
    required: bool
    sensitive: bool
    rural_only: bool
    allows_relation: bool
    explanation: str
    basis: str
    example: str

    @property
    def is_computed(self) -> bool:
        return self.source == Indicator.Source.COMPUTED

    @property
    def is_ratio(self) -> bool:
        return self.places == Indicator.Places.RATIO

    @property
    def is_yes_no(self) -> bool:
        return self.places == Indicator.Places.YES

    @property
    def is_office(self) -> bool:
        """Entered or counted by the office; the units below it do not see it."""
        return self.places == Indicator.Places.OFFICE

    def as_of_on(self, cut_off: date) -> date:
        """The day this figure speaks for in the year of a period's cut-off day."""
        if self.as_of_day and self.as_of_month:
            return date(cut_off.year, self.as_of_month, self.as_of_day)
        return cut_off


@dataclass(frozen=True, slots=True)
class FormSection:
    """One field of work with its lines in order."""

    pk: int
    code: str
    name: str
    indicators: tuple[FormIndicator, ...]


@dataclass(frozen=True, slots=True)
class RuleTerm:
    """An indicator as a rule's sentence speaks of it."""

    code: str
    name: str
    unit: str


@dataclass(frozen=True, slots=True)
class FormRule:
    """One check; checks against last year are one a line, so ``left`` has one term there."""

    code: str
    kind: Rule.Kind
    check: Rule.Check
    left: tuple[RuleTerm, ...]
    right: tuple[RuleTerm, ...]
    percent: int | None
    units: int | None
    sentence: str

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(term.code for term in (*self.left, *self.right))


@dataclass(frozen=True)
class Form:
    """A whole form version. ``computing`` lists the computed lines, parts before wholes."""

    version_id: int
    code: str
    name: str
    sha256: str
    sections: tuple[FormSection, ...]
    indicators: tuple[FormIndicator, ...]
    rules: tuple[FormRule, ...]
    computing: tuple[FormIndicator, ...]
    by_code: Mapping[str, FormIndicator]
    by_pk: Mapping[int, FormIndicator]
    rules_by_code: Mapping[str, tuple[FormRule, ...]]

    def for_units(self, *, rural: bool) -> tuple[FormIndicator, ...]:
        """The lines of a unit's sheet; lines for rural units only leave the others out."""
        return tuple(
            line
            for line in self.indicators
            if not line.is_office and (rural or not line.rural_only)
        )

    def for_office(self) -> tuple[FormIndicator, ...]:
        """The lines of the office's own sheet."""
        return tuple(line for line in self.indicators if line.is_office)


@dataclass(frozen=True, slots=True)
class OutlineSentence:
    """One sentence template of a heading."""

    pk: int
    code: str
    template: str
    when: str


@dataclass(frozen=True, slots=True)
class OutlineHeading:
    """One heading with its sentences, in the order of the report."""

    pk: int
    code: str
    parent: str | None
    section: str | None
    level: OutlineNode.Level
    kind: OutlineNode.Kind
    title: str
    prose: bool
    sentences: tuple[OutlineSentence, ...]


@dataclass(frozen=True, slots=True)
class ReportExhibit:
    """One chart or table of a heading, in the order of the report."""

    pk: int
    code: str
    node: str
    kind: Exhibit.Kind
    indicators: tuple[str, ...]
    question: str
    title: str


@dataclass(frozen=True, slots=True)
class ReportAnnex:
    """One annex, in the order of the report."""

    pk: int
    title: str
    kind: Annex.Kind


@dataclass(frozen=True, slots=True)
class ReportForm:
    """What a report of this version is made of: subject, headings, exhibits, annexes."""

    version_id: int
    subject: str
    opening: str
    closing: str
    headings: tuple[OutlineHeading, ...]
    exhibits: tuple[ReportExhibit, ...]
    annexes: tuple[ReportAnnex, ...]
