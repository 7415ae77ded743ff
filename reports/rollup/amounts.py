"""Amounts that may be exact, "at least so much" or a range, and how they add up."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from reports.entry.models import Figure
from vhtt_portal.numbers import share, write_figure

Relation = Figure.Relation


class Outcome(StrEnum):
    """How a figure stands against its target, as it is said."""

    EXCEEDED = "vượt"
    REACHED = "đạt"
    MISSED = "chưa đạt"


@dataclass(frozen=True, slots=True)
class Amount:
    """``value`` is the figure itself, or the lower end of what is known."""

    value: Decimal
    relation: Figure.Relation = Relation.EXACT
    upper: Decimal | None = None

    @property
    def most(self) -> Decimal | None:
        """The upper end; nothing when it is open."""
        if self.relation == Relation.AT_LEAST:
            return None
        return self.value if self.upper is None else self.upper

    def __add__(self, other: "Amount") -> "Amount":
        """One open end leaves the sum open; exact and range give a range."""
        value = self.value + other.value
        if Relation.AT_LEAST in {self.relation, other.relation}:
            return Amount(value, Relation.AT_LEAST)
        most = (self.most or Decimal(0)) + (other.most or Decimal(0))
        return Amount(value) if most == value else Amount(value, Relation.RANGE, most)

    def reaches(self, target: "Amount") -> bool | None:
        """Whether the target's lower end is reached; None where the amount leaves it open."""
        if self.value >= target.value:
            return True
        return None if self.short_of(target) is None else False

    def short_of(self, target: "Amount") -> Decimal | None:
        """How much is certainly missing to the target's lower end; None where nothing is."""
        return (
            target.value - self.most if self.most is not None and self.most < target.value else None
        )

    def exceeds(self, target: "Amount") -> bool:
        """More than the most that the target asks for; one that asks for "at least" has no most."""
        return target.most is not None and self.value > target.most

    def against(self, target: "Amount") -> Outcome | None:
        """None where the amount leaves open whether the target is reached."""
        reached = self.reaches(target)
        if reached is None:
            return None
        if not reached:
            return Outcome.MISSED
        return Outcome.EXCEEDED if self.exceeds(target) else Outcome.REACHED

    def written(self, suffix: str = "") -> str:
        """ "80", "trên 80", "5 đến 6"; the suffix follows each number."""
        lower = write_figure(self.value) + suffix
        if self.relation == Relation.AT_LEAST:
            return f"trên {lower}"
        if self.upper is not None:
            return f"{write_figure(self.value)} đến {write_figure(self.upper)}{suffix}"
        return lower


def total(amounts: Iterable[Amount]) -> Amount | None:
    """The sum, or nothing when there is nothing to add: no figure is not zero."""
    result: Amount | None = None
    for amount in amounts:
        result = amount if result is None else result + amount
    return result


def ratio(numerator: Amount | None, denominator: Amount | None) -> Amount | None:
    """A percent from its parts. What is divided by has to be exact and more than zero."""
    if numerator is None or denominator is None or denominator.relation != Relation.EXACT:
        return None
    lower = share(numerator.value, denominator.value)
    if lower is None:
        return None
    upper = None if numerator.upper is None else share(numerator.upper, denominator.value)
    return Amount(lower, numerator.relation, upper)
