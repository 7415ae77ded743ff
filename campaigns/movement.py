"""The frame of a review over several years: five contents, seven movements, and what tells of them.

The themes are data (``data/movement.toml``); their figures are the registers' own counts.
"""

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from campaigns.ledger import Years
from localities.counting import Span, counter

# Two queries a counter and year: a page of ten years stays within a hundred.
MOST_YEARS = 10
GROUPS = {"content": "5 nội dung", "movement": "7 phong trào"}
_FILE = Path(__file__).parent / "data" / "movement.toml"


@dataclass(frozen=True, slots=True)
class Theme:
    """One content or movement; ``told_by`` says who tells of it where no register does."""

    code: str
    group: str
    name: str
    counters: tuple[str, ...]
    told_by: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One counter by year; None where no place kept the register in that year."""

    label: str
    by_year: tuple[tuple[int, Decimal | None], ...]


@cache
def themes() -> dict[str, Theme]:
    content = tomllib.loads(_FILE.read_text(encoding="utf-8"))["theme"]
    return {each["code"]: Theme(**each | {"counters": tuple(each["counters"])}) for each in content}


def series(theme: Theme, place_ids: Sequence[int], years: Years) -> list[Line]:
    """The theme's counts, added up over these places, year by year."""
    lines = []
    for name in theme.counters:
        found = counter(name)
        if found is not None:
            totals = (
                (year, _total(found.count(place_ids, _whole(year)).values())) for year in years
            )
            lines.append(Line(found.label, tuple(totals)))
    return lines


def _whole(year: int) -> Span:
    return Span(date(year, 1, 1), date(year, 12, 31), date(year, 12, 31))


def _total(counts: Iterable[Decimal]) -> Decimal | None:
    figures = list(counts)
    return sum(figures, Decimal(0)) if figures else None
