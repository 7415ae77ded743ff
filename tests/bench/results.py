"""One measured goal, as JSON between processes and as a line of the table."""

from dataclasses import dataclass

# Goals that fail the run when they are missed.
MUST = frozenset({"G5", "G11"})


@dataclass(frozen=True)
class Result:
    """``ratio`` is at most (or, for pages a second, at least) ``target``; a few goals are plain
    amounts of a ``unit``."""

    goal: str
    what: str
    database: str
    ratio: float
    target: float
    at_least: bool = False
    queries: int | None = None
    most_queries: int | None = None
    note: str = ""
    unit: str = "×"
    counted: str = "truy vấn"

    @property
    def is_met(self) -> bool:
        fast = self.ratio >= self.target if self.at_least else self.ratio <= self.target
        few = self.most_queries is None or (self.queries or 0) <= self.most_queries
        return fast and few

    @property
    def is_failure(self) -> bool:
        return self.goal in MUST and not self.is_met
