"""When two names of a line are the same name: marks, numbering, punctuation and units aside."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from difflib import SequenceMatcher
from functools import lru_cache

from reports.catalogue.form import FormIndicator
from vhtt_portal.text import fold

# "1.", "1.2", "a)", "IV.", "-", "+" in front of a name.
_NUMBERING = re.compile(
    r"(?:(?:\d+(?:\.\d+)*|[ivxlc]+|[a-z])(?:\s*[.)/:]+\s*|\s*[-–—]\s+)"
    r"|\d+(?:\.\d+)+\s+|[^\w\s(]+\s*)+"
)
_BRACKET = re.compile(r"\s*\([^()]*\)\s*[.:;,]*\s*$")
_WORD = re.compile(r"[a-z0-9%]+")
_LEADING = re.compile(r"(?:\d+|trong do|tong so|so luong|so|tong) ")
# How alike two names have to be, and how much more than any other pair.
NEAR, AHEAD = 0.8, 0.04
_SUGGESTED = 0.55
_MOST_SUGGESTED = 4


@lru_cache(maxsize=20_000)
def keys(name: str) -> tuple[str, ...]:
    """The keys under which a name is looked up, the strictest first.

    "1. Số pa nô (cái)" gives "so pa no cai", "so pa no" and "pa no".
    """
    folded = fold(name)
    numbering = _NUMBERING.match(folded)
    bare = folded[numbering.end() :] if numbering else folded
    found = [_words(bare), _words(_BRACKET.sub("", bare))]
    while leading := _LEADING.match(found[-1]):
        found.append(found[-1][leading.end() :])
    return tuple(dict.fromkeys(key for key in found if key))


def _words(folded: str) -> str:
    return " ".join(_WORD.findall(folded))


class Names:
    """The names of a form, looked up by what a file calls its lines."""

    def __init__(self, lines: Iterable[FormIndicator]) -> None:
        self._lines = tuple(lines)
        self._by_rank: list[dict[str, list[FormIndicator]]] = []
        for line in self._lines:
            for rank, key in enumerate(keys(line.name)):
                while len(self._by_rank) <= rank:
                    self._by_rank.append(defaultdict(list))
                self._by_rank[rank][key].append(line)

    def same(self, name: str, *, unit: str = "") -> tuple[FormIndicator, ...]:
        """The lines with this very name, several where only a unit or nothing tells them apart."""
        for key in keys(name):
            for known in self._by_rank:
                if found := known.get(key):
                    return _with_unit(found, unit)
        return ()

    def near(self, name: str, among: Collection[str]) -> tuple[tuple[float, FormIndicator], ...]:
        """Of the lines with these codes those with a name alike, the most alike first."""
        wanted = keys(name)
        if not wanted:
            return ()
        found = [
            (alike, line)
            for line in self._lines
            if line.code in among and (alike := _alike(wanted[-1], keys(line.name)[-1])) > 0
        ]
        found.sort(key=lambda pair: -pair[0])
        return tuple(found[:_MOST_SUGGESTED])


def clearly_nearest(found: Iterable[tuple[float, FormIndicator]]) -> FormIndicator | None:
    """The one line that is meant, unless another is about as much alike."""
    first, second = (*found, (0.0, None), (0.0, None))[:2]
    return first[1] if first[0] >= NEAR and first[0] - second[0] >= AHEAD else None


def _with_unit(found: list[FormIndicator], unit: str) -> tuple[FormIndicator, ...]:
    measured = [line for line in found if unit and is_same_unit(line.unit, unit)]
    return tuple(measured or found)


def _alike(one: str, other: str) -> float:
    """0 for names that nobody would take for one another."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < _SUGGESTED or matcher.quick_ratio() < _SUGGESTED:
        return 0
    ratio = matcher.ratio()
    return ratio if ratio >= _SUGGESTED else 0


def is_same_unit(one: str, other: str) -> bool:
    return _UNITS.get(_words(fold(one)), _words(fold(one))) == _UNITS.get(
        _words(fold(other)), _words(fold(other))
    )


# Other ways in which sheets write a unit of measure.
_UNITS: Mapping[str, str] = {
    "tr d": "trieu dong", "trd": "trieu dong", "trieu d": "trieu dong", "tr dong": "trieu dong",
    "clb": "cau lac bo", "gia dinh": "ho", "ho gia dinh": "ho", "tdp": "to dan pho",
    "khau": "nguoi", "nhan khau": "nguoi",
}  # fmt: skip
