"""Faults that a report's text shows by itself. Pure: a text in, sentences about it out.

Numbers are read as Vietnamese writes them (1.234,5). Whatever cannot be said for certain is not
said: a proofreader who cries wolf is not read.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

from documents.numerals import point_letter, roman
from vhtt_portal.dates import short_date
from vhtt_portal.numbers import write_figure
from vhtt_portal.text import fold, tidy

_LEGAL_BASIS = Path(__file__).parent / "data" / "legal-basis.toml"

_DIGITS = r"\d{1,3}(?:\.\d{3})+|\d+"
# A number of things: no part of a date, of a paper's number, of a fraction or a decimal.
_COUNT = rf"(?<![\d.,/-])({_DIGITS})(?![\d/-]|[.,]\d)"
_NOUNS = r"\s+([^\W\d_][^\d,;:()\n.]*)"
_ITEM = re.compile(rf"\s*(?:có\s+|và\s+)?{_COUNT}{_NOUNS}\s*")
_WHOLE = re.compile(
    rf"{_COUNT}{_NOUNS}\(([^()]*)\)|{_COUNT}{_NOUNS}[,:]?\s+gồm:?\s+((?:[^.;\n]|\.(?=\d))*)"
)
_SHARE = re.compile(
    rf"(?<![\d.,/-])({_DIGITS})/({_DIGITS})(?![\d/])"
    r"[^.;\n/]{0,60}?(?<![\d.,])(\d{1,3}(?:,\d+)?)\s*%"
)
_MISWRITTEN = (
    (re.compile(r"(?<![\d.,/])\d{1,3}\.\d{1,2}(?=\s*(?:%|(?:triệu|tỷ|tỉ)\b))"), ".", ","),
    (re.compile(r"(?<![\d.,/])[1-9]\d{0,2}(?:,\d{3})+(?![\d,])"), ",", "."),
)
_TOLD_ANYWHERE = re.compile(_COUNT + _NOUNS)
_TOLD = re.compile(rf"{_COUNT}{_NOUNS}(?=[.;]|$)")
# How much of the text a sentence repeats, in characters.
_QUOTED = 80
# What may stand behind a line's name without making it another fact.
_HEREABOUTS = " tren dia ban"
# Fewer words than that say too little to be the same fact.
_SAME_FACT_WORDS = 4
_MARKS = {
    "I": re.compile(r"([IVXLC]+)\.\s+\S"),
    "1": re.compile(r"(\d{1,2})\.\s+\S"),
    "a": re.compile(r"([a-zđ]{1,2})\)\s+\S"),
}
_NTH: dict[str, Callable[[int], str]] = {"I": roman, "1": str, "a": point_letter}


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines of one place in the report; ``where`` is known to whoever asked.

    ``is_typed``: somebody wrote them, so that their numbers may be other than the figures.
    """

    where: str
    lines: Sequence[str]
    is_typed: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """``is_certain``: the text contradicts itself, whatever its writer may say."""

    where: str
    sentence: str
    is_certain: bool


@dataclass(frozen=True, slots=True)
class _Told:
    """A number with the words behind it, up to the end of its sentence."""

    number: int
    words: str
    stretch: Stretch


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law or decree that another has replaced."""

    number: str
    name: str
    replaced_by: str
    replaced_on: date


def proofread(
    stretches: Sequence[Stretch], known: Mapping[str, Collection[Decimal]], *, on: date
) -> list[Fault]:
    """Everything that is wrong with the text of a report made up on that day.

    ``known`` has the numbers that stand somewhere in the figures for a name ("Di tích được xếp
    hạng"): this year's and last year's, a place's, a target.
    """
    asked = {fold(name): numbers for name, numbers in known.items()}
    found: list[Fault] = []
    for stretch in stretches:
        certain = [said for line in stretch.lines for said in (*_parts(line), *_shares(line))]
        doubtful = [
            said for line in stretch.lines for said in (*_miswritten(line), *_outdated(line, on))
        ]
        if stretch.is_typed:
            certain += _numbering(stretch.lines)
            doubtful += [said for line in stretch.lines for said in _contradicted(line, asked)]
        found += [Fault(stretch.where, said, is_certain=True) for said in certain]
        found += [Fault(stretch.where, said, is_certain=False) for said in doubtful]
    return [*found, *_told_differently(stretches)]


# --- Within a line ------------------------------------------------------------------------------


def _parts(line: str) -> Iterator[str]:
    """ "23 di tích (20 cấp tỉnh, 2 quốc gia)": the parts must add up to the whole."""
    for found in _WHOLE.finditer(line):
        total, listed = found[1] or found[4], found[3] or found[6] or ""
        items = [_ITEM.fullmatch(item) for item in re.split(r",|;|\svà\s", listed)]
        if len(items) < 2 or None in items:  # noqa: PLR2004 - one part is no breakdown
            continue
        parts = [_number(item[1]) for item in items if item]
        if sum(parts) != _number(total):
            told = " + ".join(write_figure(part) for part in parts)
            yield (
                f"“{_quoted(found[0])}”: các phần {told} = {write_figure(sum(parts))},"
                f" không bằng {total}. Hãy kiểm tra lại các số."
            )


def _shares(line: str) -> Iterator[str]:
    """ "51/52 thôn, đạt 98,5%": the percent must be that of its fraction."""
    for found in _SHARE.finditer(line):
        part, whole, shown = _number(found[1]), _number(found[2]), found[3]
        if not whole or part > whole:
            continue
        places = Decimal(1).scaleb(-len(shown.partition(",")[2]))
        true = (Decimal(part) * 100 / whole).quantize(places, ROUND_HALF_UP)
        if true != Decimal(shown.replace(",", ".")):
            yield (
                f"“{_quoted(found[0])}”: {found[1]}/{found[2]} là {write_figure(true)}%,"
                f" không phải {shown}%. Hãy kiểm tra lại các số."
            )


def _contradicted(line: str, known: Mapping[str, Collection[Decimal]]) -> Iterator[str]:
    """A typed number before the name of a line whose figures know no such number."""
    for found in _TOLD_ANYWHERE.finditer(line):
        name = fold(found[2]).partition(_HEREABOUTS)[0]
        if name in known and Decimal(_number(found[1])) not in known[name]:
            yield (
                f"“{_quoted(found[0])}”: số liệu của báo cáo không có số {found[1]} cho nội dung này."
                " Hãy kiểm tra lại số đã gõ."
            )


def _miswritten(line: str) -> Iterator[str]:
    for pattern, wrong, right in _MISWRITTEN:
        for found in pattern.finditer(line):
            yield (
                f"“{found[0]}” viết chưa đúng kiểu số tiếng Việt. Hãy viết"
                f" {found[0].replace(wrong, right)}."
            )


def _outdated(line: str, on: date) -> Iterator[str]:
    for instrument in _instruments():
        if instrument.number in line and instrument.replaced_on <= on:
            yield (
                f"{instrument.name} đã được thay bằng {instrument.replaced_by} từ ngày"
                f" {short_date(instrument.replaced_on)}. Hãy xem lại căn cứ."
            )


@cache
def _instruments() -> tuple[Instrument, ...]:
    content = tomllib.loads(_LEGAL_BASIS.read_text(encoding="utf-8"))
    return tuple(Instrument(**row) for row in content["instruments"])


# --- Over several lines -------------------------------------------------------------------------


def _numbering(lines: Sequence[str]) -> Iterator[str]:
    """Lines that bear I., 1. or a) begin with the first and leave none out."""
    for kind, pattern in _MARKS.items():
        marks = [found[1] for line in lines if (found := pattern.match(line))]
        if len(marks) < 2 and marks != [_NTH[kind](2)]:  # noqa: PLR2004 - a lone mark may be no list
            continue
        for mark, wanted in zip(marks, map(_NTH[kind], range(1, len(marks) + 1)), strict=True):
            if mark != wanted:
                yield f"Đánh số “{mark}” ở chỗ phải là “{wanted}”. Hãy đánh số lại từ đầu mục."
                break


def _told_differently(stretches: Iterable[Stretch]) -> Iterator[Fault]:
    """The same words after different numbers, of which somebody typed at least one."""
    told: dict[str, list[_Told]] = defaultdict(list)
    for stretch in stretches:
        for line in stretch.lines:
            for found in _TOLD.finditer(line):
                words = tidy(found[2])
                if len(words.split()) >= _SAME_FACT_WORDS:
                    told[fold(words)].append(_Told(_number(found[1]), words, stretch))
    for said in told.values():
        # Figures may say the same words of different things: of weddings and of funerals.
        right = {each.number for each in said if not each.stretch.is_typed}
        typed = [each for each in said if each.stretch.is_typed and each.number not in right]
        numbers = list(dict.fromkeys([*sorted(right), *(each.number for each in typed)]))
        if typed and len(numbers) > 1:
            yield Fault(
                typed[-1].stretch.where,
                f"“{_quoted(typed[-1].words)}” được nói bằng các số khác nhau:"
                f" {', '.join(map(write_figure, numbers))}. Hãy xem số nào đúng.",
                is_certain=False,
            )


def _quoted(text: str) -> str:
    words = tidy(text)
    return words if len(words) <= _QUOTED else f"{words[:_QUOTED].rsplit(' ', 1)[0]}…"


def _number(text: str) -> int:
    return int(text.replace(".", ""))
