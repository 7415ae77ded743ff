"""A catalogue file as typed values, before anything of it reaches the database."""

import dataclasses
import re
from dataclasses import dataclass, field
from types import UnionType
from typing import Any, TypeVar, get_args, get_type_hints

from django.db.models import TextChoices

from reports.catalogue.models import Annex, Exhibit, Indicator, OutlineNode, Rule
from vhtt_portal.text import tidy

Table = dict[str, Any]
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})")


@dataclass(frozen=True, slots=True)
class SectionDefinition:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class IndicatorDefinition:
    """One line. Its section is what stands before the dot of its code."""

    code: str
    name: str
    unit: str
    places: Indicator.Places
    time: Indicator.Time
    explanation: str = ""
    basis: str = ""
    example: str = ""
    register: str = ""
    numerator: str = ""
    denominator: str = ""
    parts: tuple[str, ...] = ()
    as_of: str = Indicator.AsOf.CUT_OFF.value
    decimals: int = 0
    required: bool = False
    sensitive: bool = False
    rural_only: bool = False
    allows_relation: bool = False

    @property
    def section(self) -> str:
        return self.code.partition(".")[0]

    @property
    def source(self) -> Indicator.Source:
        if self.register:
            return Indicator.Source.REGISTER
        if self.parts or self.numerator or self.denominator:
            return Indicator.Source.COMPUTED
        return Indicator.Source.TYPED

    @property
    def as_of_kind(self) -> Indicator.AsOf:
        return Indicator.AsOf.DAY if "/" in self.as_of else Indicator.AsOf(self.as_of)

    @property
    def as_of_day_and_month(self) -> tuple[int, int] | None:
        """(31, 10) for "31/10"; nothing where no fixed day is meant."""
        found = _DAY.fullmatch(self.as_of)
        return (int(found[1]), int(found[2])) if found else None


@dataclass(frozen=True, slots=True)
class RuleDefinition:
    """One check; ``every`` stands for a whole class of lines instead of a list."""

    code: str
    kind: Rule.Kind
    check: Rule.Check
    sentence: str
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    every: str = ""
    percent: int | None = None
    units: int | None = None


@dataclass(frozen=True, slots=True)
class NodeDefinition:
    code: str
    level: OutlineNode.Level
    kind: OutlineNode.Kind
    title: str
    parent: str = ""
    section: str = ""
    prose: bool = False


@dataclass(frozen=True, slots=True)
class SentenceDefinition:
    code: str
    node: str
    template: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class ExhibitDefinition:
    """``title`` is what the figures are of ("Tỷ lệ gia đình văn hóa"); they say the rest of it."""

    code: str
    node: str
    kind: Exhibit.Kind
    indicators: tuple[str, ...]
    question: str
    title: str


@dataclass(frozen=True, slots=True)
class AnnexDefinition:
    kind: Annex.Kind
    title: str


@dataclass(frozen=True, slots=True)
class FormDefinition:
    """A whole file, its includes and what it extends taken together."""

    code: str
    name: str
    year_from: int
    subject: str
    opening: str
    closing: str
    sha256: str
    units: tuple[str, ...] = ()
    sections: tuple[SectionDefinition, ...] = ()
    indicators: tuple[IndicatorDefinition, ...] = ()
    rules: tuple[RuleDefinition, ...] = ()
    outline: tuple[NodeDefinition, ...] = ()
    sentences: tuple[SentenceDefinition, ...] = ()
    exhibits: tuple[ExhibitDefinition, ...] = ()
    annexes: tuple[AnnexDefinition, ...] = ()


@dataclass(slots=True)
class Faults:
    """Every fault of a file, one Vietnamese line each.

    ``broken`` holds the codes of rows that could not be read: they have their line, so nothing
    that points at them gets a second one.
    """

    lines: list[str] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)

    def add(self, where: str, what: str) -> None:
        self.lines.append(f"{where}: {what}.")


Row = TypeVar("Row")


def build(row_type: type[Row], table: Table, where: str, faults: Faults) -> Row | None:
    """A typed row from a TOML table, or nothing when the table is at fault."""
    before = len(faults.lines)
    hints = get_type_hints(row_type)
    values: Table = {}
    for unknown in table.keys() - hints.keys():
        faults.add(where, f"không có mục “{unknown}”")
    for part in dataclasses.fields(row_type):  # type: ignore[arg-type]  # only dataclasses come here
        if part.name in table:
            values[part.name] = _typed(hints[part.name], table[part.name], part.name, where, faults)
        elif part.default is dataclasses.MISSING:
            faults.add(where, f"thiếu mục “{part.name}”")
    return row_type(**values) if len(faults.lines) == before else None


def _typed(hint: Any, value: Any, name: str, where: str, faults: Faults) -> Any:
    if isinstance(hint, type) and issubclass(hint, TextChoices):
        return _choice(hint, value, name, where, faults)
    if isinstance(hint, UnionType):
        hint = get_args(hint)[0]
    if hint in (str, int, bool):
        # bool is an int to Python, not to a reader of the file
        if type(value) is not hint:
            faults.add(where, f"mục “{name}” phải là {_KINDS[hint]}")
            return None
        return tidy(value) if hint is str else value
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        faults.add(where, f"mục “{name}” phải là một danh sách chữ")
        return None
    return tuple(tidy(item) for item in value)


_KINDS: dict[type, str] = {str: "chữ", int: "số nguyên", bool: "true hoặc false"}


def _choice(
    choices: type[TextChoices],
    value: object,
    name: str,
    where: str,
    faults: Faults,
) -> TextChoices | None:
    if value in choices.values:
        return choices(value)
    known = ", ".join(choices.values)
    faults.add(where, f"mục “{name}” ghi “{value}”, chỉ nhận: {known}")
    return None
