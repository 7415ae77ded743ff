"""How registers offer their counts without knowing who asks.

A register registers counters under names of its own ("heritage.sites_national"); the catalogue
names the counter that feeds an indicator. Neither knows the other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Span:
    """What is counted: from ``start`` to ``end``, both days included, as things stood ``as_of``."""

    start: date
    end: date
    as_of: date


@dataclass(frozen=True, slots=True)
class Item:
    """One register row behind a count: what it says and where it can be opened."""

    label: str
    url: str
    detail: str = ""


class Counter(Protocol):
    """A named count over a register."""

    @property
    def name(self) -> str: ...

    @property
    def label(self) -> str: ...

    def count(self, locality_ids: Sequence[int], span: Span) -> Mapping[int, Decimal]:
        """The count of each place that has rows in this register at all (0 is a count).

        A place that is missing from the answer keeps no such register and types its figure.
        At most two queries, whatever the number of places.
        """
        ...

    def items(self, locality_id: int, span: Span) -> list[Item]:
        """The rows behind one place's count, in the order in which they are read."""
        ...


_counters: dict[str, Counter] = {}


def offer(counter: Counter) -> None:
    """Make a counter known; called once for each from a register's AppConfig.ready."""
    _counters[counter.name] = counter


def counter(name: str) -> Counter | None:
    return _counters.get(name)


def names() -> frozenset[str]:
    return frozenset(_counters)
