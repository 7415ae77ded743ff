"""The report's text: the outline's sentence templates filled with the year's figures.

Pure: the same facts always give the same text. Reading them is ``queries``' work.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from reports.catalogue.form import OutlineHeading, OutlineSentence
from reports.catalogue.models import OutlineNode
from reports.catalogue.templates import (
    Condition,
    FigureSlot,
    Fragment,
    ListSlot,
    Part,
    Slot,
    TargetSlot,
    parse,
    parse_condition,
)
from reports.narrative.chips import is_figure, kept_slot, words
from reports.narrative.wording import Facts, say
from vhtt_portal.text import paragraphs

Level = OutlineNode.Level
_BEFORE_MARK = re.compile(r"\s+([,.;:)])")
_SPACES = re.compile(r"\s{2,}")


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a sentence; ``code`` names the figure it was written from.

    ``kept`` is how a passage would keep it: the words themselves, or a slot in braces.
    """

    text: str
    code: str = ""
    kept: str = ""

    @property
    def is_missing(self) -> bool:
        return self is MISSING


# Stands where a figure of the office's own words is not there yet.
MISSING = Run("…")


@dataclass(frozen=True, slots=True)
class OwnWording:
    """What the office says instead of a drafted sentence, and what that was when it decided so."""

    kept: str
    reason: str
    drafted: str
    version: int


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """One sentence as it stands in the report; without runs it is left out on purpose.

    ``drafted`` is what the figures write, ``kept`` how a passage would keep that. ``missing`` are
    figures that the office's own wording asks for and nobody has told yet. ``is_typed``: somebody
    wrote its words, here or in a row that it is drafted from.
    """

    code: str
    runs: tuple[Run, ...]
    drafted: str
    kept: str
    own: OwnWording | None = None
    missing: tuple[str, ...] = ()
    is_typed: bool = False

    @property
    def text(self) -> str:
        return _joined(self.runs)

    @property
    def has_moved(self) -> bool:
        """The figures write it differently from how they did when the office reworded it."""
        return self.own is not None and self.own.drafted != self.drafted


@dataclass(frozen=True, slots=True)
class ProseLine:
    """A paragraph of the office's own words, or a dash paragraph."""

    is_bullet: bool
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        return _joined(self.runs)


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
        return bool(self.passages) or any(sentence.runs for sentence in self.sentences)


@dataclass(frozen=True, slots=True)
class Added:
    """A sentence that rows of the office put under a heading, behind those of the catalogue."""

    sentence: OutlineSentence
    is_typed: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """The whole text, headings in order."""

    subject: str
    opening: str
    closing: str
    nodes: tuple[DraftNode, ...]


def compose(
    headings: Iterable[OutlineHeading],
    facts: Facts,
    passages: Mapping[str, Sequence[Prose]],
    own: Mapping[str, OwnWording] = MappingProxyType({}),
    added: Mapping[str, Sequence[Added]] = MappingProxyType({}),
) -> tuple[DraftNode, ...]:
    """``passages`` and ``added`` by the code of their heading, ``own`` by that of the sentence."""
    return tuple(
        DraftNode(
            heading=heading,
            title=fill(heading.title, facts),
            sentences=tuple(
                filled
                for each in (*map(Added, heading.sentences), *added.get(heading.code, ()))
                if (filled := _sentence(each, facts, own.get(each.sentence.code))) is not None
            ),
            passages=tuple(passages.get(heading.code, ())),
        )
        for heading in headings
    )


def fill(template: str, facts: Facts) -> str:
    """A line of plain words (the subject, the closing) with its year and place."""
    return _joined(_smooth(_runs(_parsed(template), facts) or []))


def written(pk: int, version: int, kept: str, facts: Facts) -> Prose:
    """A passage with its figures. Its own words are never touched."""
    lines, missing = [], []
    for is_bullet, line in paragraphs(kept):
        runs, absent = _own_words(line, facts)
        lines.append(ProseLine(is_bullet, runs))
        missing += absent
    return Prose(pk, version, kept, tuple(lines), tuple(missing))


def _own_words(kept: str, facts: Facts) -> tuple[tuple[Run, ...], list[str]]:
    """What somebody wrote, with its figures, and what figures of it are missing."""
    slots = words(kept)
    runs = [_run(slot, facts) or MISSING for slot in slots]
    missing = [
        slot.name if isinstance(slot, ListSlot) else slot.code
        for slot, run in zip(slots, runs, strict=True)
        if run is MISSING and isinstance(slot, FigureSlot | TargetSlot | ListSlot)
    ]
    if runs and runs[0].kept:
        runs = _capitalised(runs)
    return tuple(_with_coverage(runs, facts)), missing


def _sentence(added: Added, facts: Facts, own: OwnWording | None) -> DraftSentence | None:
    """Nothing when the figures write nothing, unless the office has words of its own for it."""
    sentence = added.sentence
    drafted = _drafted(sentence, facts)
    if drafted is None and own is None:
        return None
    bare = _smooth(drafted or [])
    runs = tuple(_smooth(_with_coverage(drafted or [], facts)))
    kept, text = "".join(run.kept or run.text for run in bare), _joined(runs)
    if own is None:
        return DraftSentence(sentence.code, runs, text, kept, is_typed=added.is_typed)
    runs, missing = _own_words(own.kept, facts)
    return DraftSentence(sentence.code, runs, text, kept, own, tuple(missing), is_typed=True)


def _drafted(sentence: OutlineSentence, facts: Facts) -> list[Run] | None:
    """Nothing when its condition does not hold or a figure it needs is missing."""
    condition = _condition(sentence.when)
    if condition is not None and not _holds(condition, facts):
        return None
    return _runs(_parsed(sentence.template), facts)


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
    code = slot.code if isinstance(slot, FigureSlot) else ""
    return Run(text, code, kept_slot(slot) if is_figure(slot) else "")


def _joined(runs: Iterable[Run]) -> str:
    return "".join(run.text for run in runs)


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
