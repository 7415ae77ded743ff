"""Ruled lines of a page, and the tables they make; millimetres from the top left."""

from collections.abc import Iterable
from dataclasses import dataclass

# How far apart two strokes may be and still meet, in millimetres.
MEET = 0.6
THIN = 0.8
# Fewer upright or level strokes than this are a box or a line, not a grid.
UPRIGHTS, LEVELS = 3, 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight stroke, or a filled box so thin that it reads as one."""

    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def length(self) -> float:
        return self.x1 - self.x0

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def is_level(self) -> bool:
        return self.bottom - self.top < THIN < self.length

    @property
    def is_upright(self) -> bool:
        return self.length < THIN < self.bottom - self.top

    def meets(self, other: "Rule") -> bool:
        return (
            self.x0 - MEET <= other.x1
            and other.x0 - MEET <= self.x1
            and self.top - MEET <= other.bottom
            and other.top - MEET <= self.bottom
        )


@dataclass(frozen=True, slots=True)
class Table:
    """A grid: where its columns and its full rows are divided."""

    x0: float
    x1: float
    top: float
    bottom: float
    columns: tuple[float, ...]
    rows: tuple[float, ...]
    uprights: tuple[Rule, ...]

    @property
    def column_count(self) -> int:
        return len(self.columns) - 1

    def holds(self, x: float, y: float) -> bool:
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom

    def divides(self, left: float, right: float, y: float) -> bool:
        return any(
            left - 0.2 <= rule.centre <= right + 0.2 and rule.top <= y <= rule.bottom
            for rule in self.uprights
        )


def tables_of(rules: Iterable[Rule]) -> list[Table]:
    """The grids on a page, from top to bottom; a lone box or line is none."""
    strokes = [rule for rule in rules if rule.is_level or rule.is_upright]
    groups: list[list[Rule]] = []
    for stroke in sorted(strokes, key=lambda rule: (rule.top, rule.x0)):
        touched = [group for group in groups if any(stroke.meets(other) for other in group)]
        groups = [group for group in groups if group not in touched]
        groups.append([stroke, *(rule for group in touched for rule in group)])
    tables = [table for group in groups if (table := _table(group)) is not None]
    return sorted(tables, key=lambda table: table.top)


def _table(group: list[Rule]) -> Table | None:
    uprights = tuple(rule for rule in group if rule.is_upright)
    levels = [rule for rule in group if rule.is_level]
    columns = _places(rule.centre for rule in uprights)
    heights = _places((rule.top + rule.bottom) / 2 for rule in levels)
    if len(columns) < UPRIGHTS or len(heights) < LEVELS:
        return None
    left, right = columns[0], columns[-1]
    rows = tuple(y for y in heights if _covered(levels, y) >= 0.97 * (right - left))
    return Table(left, right, heights[0], heights[-1], columns, rows, uprights)


def _covered(levels: list[Rule], y: float) -> float:
    """How much of a height is ruled: strokes drawn cell by cell add up, overlaps count once."""
    spans = sorted(
        (rule.x0, rule.x1) for rule in levels if rule.top - MEET <= y <= rule.bottom + MEET
    )
    total, reached = 0.0, float("-inf")
    for start, end in spans:
        total += max(0.0, end - max(start, reached))
        reached = max(reached, end)
    return total


def _places(values: Iterable[float]) -> tuple[float, ...]:
    """Distinct places: what lies closer than a millimetre is one."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > 1:
            places.append(value)
    return tuple(places)
