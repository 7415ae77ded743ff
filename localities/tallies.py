"""Counts over a register's rows, place by place: the shape that most counters have."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Generic, TypeVar

from django.db.models import Aggregate, Case, Count, F, Model, Q, QuerySet, When

from localities.counting import Item, Span

Row = TypeVar("Row", bound=Model)

# Nghị định 30/2020/NĐ-CP, Phụ lục II: a common noun before a name is written small.
_COMMON_NOUNS = frozenset(
    "chùa cuộc di đình đền giải hội khu lăng lễ liên miếu mộ nghề ngày nhà phủ tục văn".split()
)


@dataclass(frozen=True, slots=True)
class Tally(Generic[Row]):
    """A named count of register rows; a place counts its own rows and those of its villages.

    ``kept`` gives the rows that show that a place was keeping the register by then: a place
    without any is missing from the answer, one that has some and nothing to count answers 0.
    """

    name: str
    label: str
    kept: Callable[[Span], QuerySet[Row]]
    counted: Callable[[Span], QuerySet[Row]]
    item: Callable[[Row], Item]
    total: Aggregate = field(default_factory=lambda: Count("pk"))
    place: str = "place"

    def count(self, locality_ids: Sequence[int], span: Span) -> Mapping[int, Decimal]:
        """Two queries, whatever the number of places."""
        kept = self._owned(self.kept(span), locality_ids)
        counted = self._owned(self.counted(span), locality_ids)
        answer = {owner: Decimal(0) for owner in kept.values_list("owner", flat=True).distinct()}
        for owner, total in counted.values_list("owner").annotate(total=self.total):
            answer[owner] = Decimal(total or 0)
        return answer

    def items(self, locality_id: int, span: Span) -> list[Item]:
        rows = self.counted(span).filter(self._at([locality_id]))
        return list(dict.fromkeys(self.item(row) for row in rows))

    def _owned(self, rows: QuerySet[Row], locality_ids: Sequence[int]) -> QuerySet[Row]:
        """The rows of these places, each with the place that counts it; one village, one place."""
        owner = Case(
            When(Q((f"{self.place}__in", locality_ids)), then=F(f"{self.place}_id")),
            default=F(f"{self.place}__parent_id"),
        )
        return rows.order_by().filter(self._at(locality_ids)).annotate(owner=owner)

    def _at(self, locality_ids: Sequence[int]) -> Q:
        village = Q((f"{self.place}__kind__is_village", True))
        return Q((f"{self.place}__in", locality_ids)) | (
            Q((f"{self.place}__parent__in", locality_ids)) & village
        )


def as_listed(name: str) -> str:
    """A name as it stands inside a sentence: "giải kéo co", "đền Quản Sơn", but "Thái Nhạc"."""
    first, _, _ = name.partition(" ")
    return name[:1].lower() + name[1:] if first.lower() in _COMMON_NOUNS else name
