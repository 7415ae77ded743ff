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
    [
        "buổi",
        "chùa",
        "chương",
        "cuộc",
        "di",
        "đêm",
        "đình",
        "đền",
        "đợt",
        "giải",
        "hội",
        "khu",
        "lăng",
        "lễ",
        "lớp",
        "liên",
        "miếu",
        "mộ",
        "nghề",
        "ngày",
        "nhà",
        "phủ",
        "triển",
        "trưng",
        "tục",
        "tuyên",
        "văn",
    ]
)


@dataclass(frozen=True, slots=True)
class Tally(Generic[Row]):
    """A named count of register rows; a place counts its own rows and those of its villages.

    ``kept`` gives the rows that show that a place was keeping the register by then: a place
    without any is missing from the answer, one that has some and nothing to count answers 0.
    """

    name: str
    label: str
    kept: Callable[[Span], QuerySet[Model]]
    counted: Callable[[Span], QuerySet[Row]]
    item: Callable[[Row], Item]
    total: Aggregate = field(default_factory=lambda: Count("pk"))
    place: str = "place"
    kept_place: str = "place"

    def count(self, locality_ids: Sequence[int], span: Span) -> Mapping[int, Decimal]:
        """Two queries, whatever the number of places."""
        kept = owned(self.kept(span), self.kept_place, locality_ids)
        counted = owned(self.counted(span), self.place, locality_ids)
        answer = {owner: Decimal(0) for owner in kept.values_list("owner", flat=True).distinct()}
        for owner, total in counted.values_list("owner").annotate(total=self.total):
            answer[owner] = Decimal(total or 0)
        return answer

    def items(self, locality_id: int, span: Span) -> list[Item]:
        rows = self.counted(span).filter(standing_at(self.place, [locality_id]))
        return list(dict.fromkeys(self.item(row) for row in rows))


def owned(rows: QuerySet[Model], path: str, locality_ids: Sequence[int]) -> QuerySet[Model]:
    """The rows of these places, each with the place that counts it; a village counts for one."""
    owner = Case(
        When(Q((f"{path}__in", locality_ids)), then=F(f"{path}_id")),
        default=F(f"{path}__parent_id"),
    )
    owned: QuerySet[Model] = (
        rows.order_by().filter(standing_at(path, locality_ids)).annotate(owner=owner)
    )
    return owned


def standing_at(path: str, locality_ids: Sequence[int]) -> Q:
    """Rows of these places and of their villages."""
    in_a_village = Q((f"{path}__parent__in", locality_ids), (f"{path}__kind__is_village", True))
    return Q((f"{path}__in", locality_ids)) | in_a_village


def as_listed(name: str) -> str:
    """A name as it stands inside a sentence: "giải kéo co", "đền Quản Sơn", but "Thái Nhạc"."""
    first, _, _ = name.partition(" ")
    return name[:1].lower() + name[1:] if first.lower() in _COMMON_NOUNS else name
