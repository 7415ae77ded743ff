"""The little language of the report's sentences: what may stand in a template.

``{CODE}`` a total with its relation word · ``{CODE:unit}`` with its unit of measure ·
``{CODE:percent}`` 98,08% · ``{CODE:of}`` 51/52 · ``{CODE:change}`` against last year ·
``{CODE:target}`` against the target · ``{CODE:where}`` the places that have it ·
``{CODE:best}`` ``{CODE:worst}`` the first and the last place · ``{CODE:ranking}`` all of them, the
highest first · ``{CODE:parts}`` what a sum is made of · ``{CODE:result}`` the total against the
target and what is missing · ``{CODE:reached}`` how many places reached what they were given ·
``{CODE:missed}`` those that did not · ``{target:CODE}`` next year's target · ``{list:counter.name}`` the names in a register · ``{year}`` ``{previous_year}``
``{next_year}`` ``{place}`` ``{units}`` ``{villages}`` · ``[[ … ]]`` left out when a figure in it
is missing or zero. A sentence whose figures outside of ``[[ ]]`` are missing is left out as a whole.
Here templates are only read and judged; the narrative room fills them.
"""

import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from vhtt_portal.rules import RuleError

CODE = re.compile(r"[A-Z][A-Z0-9]*\.[A-Z0-9_]+")
_LIST_NAME = re.compile(r"[a-z]+\.[a-z_]+")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_FRAGMENT = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
_CONDITION = re.compile(rf"({CODE.pattern})\s*(>=|<=|!=|=|>|<)\s*(\d+(?:\.\d+)?)")
WORDS = frozenset({"year", "previous_year", "next_year", "place", "units", "villages"})


class Shape(StrEnum):
    """How a figure is put into words."""

    VALUE = ""
    UNIT = "unit"
    PERCENT = "percent"
    OF = "of"
    CHANGE = "change"
    TARGET = "target"
    WHERE = "where"
    BEST = "best"
    WORST = "worst"
    RANKING = "ranking"
    PARTS = "parts"
    RESULT = "result"
    REACHED = "reached"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class FigureSlot:
    """A figure of the year, in one shape."""

    code: str
    shape: Shape


@dataclass(frozen=True, slots=True)
class TargetSlot:
    """The target of an indicator for the next year."""

    code: str


@dataclass(frozen=True, slots=True)
class ListSlot:
    """The names of a register's rows, by the counter's name."""

    name: str


@dataclass(frozen=True, slots=True)
class WordSlot:
    """The year, the place, or what the places below it and theirs are called."""

    word: str


Slot = Text | FigureSlot | TargetSlot | ListSlot | WordSlot


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words that stay only when every figure in them is there and is not zero."""

    parts: tuple[Slot, ...]


Part = Slot | Fragment


@dataclass(frozen=True, slots=True)
class Condition:
    """``TT.HC_VANG > 0``: when a sentence is said at all."""

    code: str
    sign: str
    number: Decimal

    def holds(self, value: Decimal | None) -> bool:
        """A missing figure meets no condition."""
        return value is not None and _SIGNS[self.sign](value, self.number)


_SIGNS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    ">": operator.gt,
    "<": operator.lt,
    ">=": operator.ge,
    "<=": operator.le,
    "=": operator.eq,
    "!=": operator.ne,
}


class TemplateError(RuleError):
    """A template that cannot be read, with the reason in one sentence."""


def parse(template: str) -> tuple[Part, ...]:
    """The template's parts in order; refuses what it does not know."""
    parts: list[Part] = []
    position = 0
    for found in _FRAGMENT.finditer(template):
        parts.extend(_slots(template[position : found.start()]))
        parts.append(Fragment(tuple(_slots(found.group(1)))))
        position = found.end()
    parts.extend(_slots(template[position:]))
    return tuple(parts)


def parse_words(text: str) -> tuple[Slot, ...]:
    """The parts of somebody's own words, in which nothing is ever left out."""
    return tuple(_slots(text))


def parse_condition(text: str) -> Condition | None:
    """The condition, or nothing for an empty text."""
    if not text:
        return None
    found = _CONDITION.fullmatch(text.strip())
    if found is None:
        raise TemplateError(f"điều kiện “{text}” phải viết theo kiểu “TT.HC_VANG > 0”")
    code, sign, number = found.groups()
    return Condition(code, sign, Decimal(number))


def slots(parts: tuple[Part, ...]) -> Iterator[Slot]:
    """Every slot, those inside fragments too."""
    for part in parts:
        if isinstance(part, Fragment):
            yield from part.parts
        else:
            yield part


def _slots(text: str) -> Iterator[Slot]:
    position = 0
    for found in _PLACEHOLDER.finditer(text):
        yield from _words(text[position : found.start()])
        yield _slot(found.group(1))
        position = found.end()
    yield from _words(text[position:])


def _words(text: str) -> Iterator[Text]:
    for mark in ("[[", "]]", "{", "}"):
        if mark in text:
            raise TemplateError(f"dấu “{mark}” không khớp hoặc lồng nhau")
    if text:
        yield Text(text)


def _slot(inside: str) -> Slot:
    head, _, tail = inside.partition(":")
    if not tail and head in WORDS:
        return WordSlot(head)
    if head == "target" and CODE.fullmatch(tail):
        return TargetSlot(tail)
    if head == "list" and _LIST_NAME.fullmatch(tail):
        return ListSlot(tail)
    if not CODE.fullmatch(head):
        raise TemplateError(f"không hiểu “{{{inside}}}”")
    try:
        return FigureSlot(head, Shape(tail))
    except ValueError:
        raise TemplateError(f"không có cách viết “{tail}” trong “{{{inside}}}”") from None
