"""The report's text: the outline's sentence templates filled with the year's figures.

Pure: the same facts always give the same text. Reading them is ``queries``' work.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from reports.catalogue.form import OutlineHeading, OutlineSentence
from reports.catalogue.models import OutlineNode
from reports.catalogue.templates import (
    Condition,
    FigureSlot,
    Fragment,
    ListSlot,
    Part,
    Slot,
    Text,
    WordSlot,
    parse,
    parse_condition,
)
from reports.narrative.chips import words
from reports.narrative.wording import Facts, say
from vhtt_portal.text import paragraphs

Level = OutlineNode.Level
_BEFORE_MARK = re.compile(r"\s+([,.;:)])")
_SPACES = re.compile(r"\s{2,}")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a sentence; ``code`` names the figure it was written from."""

    text: str
    code: str = ""

    @property
    def is_missing(self) -> bool:
        return self is MISSING


# Stands where a figure of the office's own words is not there yet.
MISSING = Run("…")


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """One filled sentence."""

    code: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class ProseLine:
    """A paragraph of the office's own words, or a dash paragraph."""

    is_bullet: bool
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Prose:
    """One passage of the office's own words: as it is kept, and as it stands in the report.

    ``missing``: the codes of figures in it that are not there yet; they read as ``MISSING``.
    """

    pk: int
    version: int
    kept: str
    lines: tuple[ProseLine, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftNode:
    """One heading with what stands under it: sentences first, then the office's own words."""

    heading: OutlineHeading
    title: str
    sentences: tuple[DraftSentence, ...]
    passages: tuple[Prose, ...]

    @property
    def has_text(self) -> bool:
        return bool(self.sentences or self.passages)


@dataclass(frozen=True, slots=True)
class Draft:
    """The whole text, headings in order."""

    subject: str
    opening: str
    closing: str
    nodes: tuple[DraftNode, ...]


def compose(
    headings: Iterable[OutlineHeading], facts: Facts, passages: Mapping[str, Sequence[Prose]]
) -> tuple[DraftNode, ...]:
    return tuple(
        DraftNode(
            heading=heading,
            title=fill(heading.title, facts),
            sentences=tuple(
                filled
                for sentence in heading.sentences
                if (filled := _sentence(sentence, facts)) is not None
            ),
            passages=tuple(passages.get(heading.code, ())),
        )
        for heading in headings
    )


def fill(template: str, facts: Facts) -> str:
    """A line of plain words (the subject, the closing) with its year and place."""
    runs = _runs(_parsed(template), facts)
    return "".join(run.text for run in _smooth(runs or []))


def written(pk: int, version: int, kept: str, facts: Facts) -> Prose:
    """A passage with its figures. Its own words are never touched."""
    slots = [(is_bullet, words(line)) for is_bullet, line in paragraphs(kept)]
    missing = {
        slot: slot.name if isinstance(slot, ListSlot) else slot.code
        for _, line in slots
        for slot in line
        if not isinstance(slot, Text | WordSlot) and say(slot, facts) is None
    }
    lines = tuple(
        ProseLine(is_bullet, tuple(_with_coverage([_shown(slot, facts) for slot in line], facts)))
        for is_bullet, line in slots
    )
    return Prose(pk, version, kept, lines, tuple(dict.fromkeys(missing.values())))


def _shown(slot: Slot, facts: Facts) -> Run:
    return _run(slot, facts) or MISSING


def _sentence(sentence: OutlineSentence, facts: Facts) -> DraftSentence | None:
    """Nothing when its condition does not hold or a figure it needs is missing."""
    condition = _condition(sentence.when)
    if condition is not None and not _holds(condition, facts):
        return None
    runs = _runs(_parsed(sentence.template), facts)
    if runs is None:
        return None
    return DraftSentence(sentence.code, tuple(_smooth(_with_coverage(runs, facts))))


def _holds(condition: Condition, facts: Facts) -> bool:
    line = facts.line(condition.code)
    return condition.holds(line.amount.value if line and line.amount else None)


def _runs(parts: Sequence[Part], facts: Facts) -> list[Run] | None:
    runs: list[Run] = []
    for part in parts:
        if isinstance(part, Fragment):
            runs.extend(_fragment(part, facts))
            continue
        run = _run(part, facts)
        if run is None:
            return None
        runs.append(run)
    return runs


def _fragment(fragment: Fragment, facts: Facts) -> list[Run]:
    """All of it, or nothing when one of its figures is missing or zero."""
    runs: list[Run] = []
    for slot in fragment.parts:
        run = None if _is_zero(slot, facts) else _run(slot, facts)
        if run is None:
            return []
        runs.append(run)
    return runs


def _is_zero(slot: Slot, facts: Facts) -> bool:
    line = facts.line(slot.code) if isinstance(slot, FigureSlot) else None
    return line is not None and line.amount is not None and not line.amount.value


def _run(slot: Slot, facts: Facts) -> Run | None:
    text = say(slot, facts)
    if text is None:
        return None
    return Run(text, slot.code if isinstance(slot, FigureSlot) else "")


def _with_coverage(runs: list[Run], facts: Facts) -> list[Run]:
    """Say how many places a total comes from: once at the end, or after each where they differ."""
    phrases = [_coverage(run.code, facts) for run in runs]
    told = [phrase for run, phrase in zip(runs, phrases, strict=True) if run.code]
    if not any(told):
        return runs
    if len(set(told)) == 1:
        return _before_full_stop(runs, told[0])
    shown: list[Run] = []
    for run, phrase in zip(runs, phrases, strict=True):
        shown.append(run)
        if phrase:
            shown.append(Run(phrase))
    return shown


def _coverage(code: str, facts: Facts) -> str:
    line = facts.line(code) if code else None
    if line is None or not line.is_partial:
        return ""
    return f" (tổng hợp từ {line.accepted}/{line.expected} {facts.words['units']})"


def _before_full_stop(runs: list[Run], phrase: str) -> list[Run]:
    last = runs[-1]
    bare = last.text.rstrip(" .")
    if last.code or bare == last.text:
        return [*runs, Run(phrase)]
    return [*runs[:-1], replace(last, text=f"{bare}{phrase}.")]


def _smooth(runs: list[Run]) -> list[Run]:
    """Close the gaps that left-out words leave, and begin with a capital."""
    smooth: list[Run] = []
    for run in runs:
        text = _BEFORE_MARK.sub(r"\1", _SPACES.sub(" ", run.text))
        if smooth and text:
            _close_gap(smooth, text)
            if smooth[-1].text.endswith(" "):
                text = text.lstrip(" ")
        if text:
            smooth.append(replace(run, text=text))
    return _capitalised(_stripped(smooth))


def _close_gap(smooth: list[Run], following: str) -> None:
    if following[0] in ",.;:)":
        smooth[-1] = replace(smooth[-1], text=smooth[-1].text.rstrip(" "))


def _stripped(runs: list[Run]) -> list[Run]:
    if not runs:
        return []
    runs[0] = replace(runs[0], text=runs[0].text.lstrip())
    runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip())
    return [run for run in runs if run.text]


def _capitalised(runs: list[Run]) -> list[Run]:
    if not runs:
        return []
    first = runs[0].text
    return [replace(runs[0], text=first[:1].upper() + first[1:]), *runs[1:]]


@lru_cache(maxsize=1024)
def _parsed(template: str) -> tuple[Part, ...]:
    return parse(" ".join(template.split()) if "\n" in template else template)


@lru_cache(maxsize=1024)
def _condition(text: str) -> Condition | None:
    return parse_condition(text)
