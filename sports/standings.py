"""The table of teams: who stands where, ties and lots included. Pure.

By which keys it goes, and in which order, is data of the tournament: there is no rule for all of
them, each tournament's own regulations (điều lệ) say it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

GOLD, SILVER, BRONZE, POINTS, MEDALS = "gold", "silver", "bronze", "points", "medals"
KEYS: Mapping[str, str] = {
    GOLD: "Huy chương vàng",
    SILVER: "Huy chương bạc",
    BRONZE: "Huy chương đồng",
    POINTS: "Điểm",
    MEDALS: "Tổng số huy chương",
}
BY_MEDALS = (GOLD, SILVER, BRONZE)


@dataclass(frozen=True, slots=True)
class Won:
    """A team's rank in an event; two may share one."""

    team: int
    rank: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A team's line of the table.

    ``place`` is the best of the places that those who are level share; ``by_lot``: lots decided.
    """

    team: int
    place: int
    gold: int
    silver: int
    bronze: int
    points: int
    is_shared: bool = False
    by_lot: bool = False

    @property
    def medals(self) -> int:
        return self.gold + self.silver + self.bronze


def standings(
    teams: Sequence[int], won: Iterable[Won], *, order: Sequence[str],
    points: Sequence[int] = (), draws: Sequence[Sequence[int]] = (),
) -> list[Standing]:  # fmt: skip
    """Best first; those who are level stand in the order in which they were given.

    ``points`` is what rank 1, 2, 3 … brings. ``draws`` are the drawings of lots, each from the
    luckiest down, in the order in which they were held: among teams that are level the last
    drawing in which all of them took part decides. Without one they share the place and the next
    places stay empty.
    """
    ranks: dict[int, list[int]] = {team: [] for team in teams}
    for one in won:
        ranks[one.team].append(one.rank)
    lines = [_line(team, found, points) for team, found in ranks.items()]

    def key(line: Standing) -> tuple[int, ...]:
        return tuple(-getattr(line, name) for name in order)

    table: list[Standing] = []
    for _, level in groupby(sorted(lines, key=key), key):
        table += _placed(list(level), len(table) + 1, draws)
    return table


def ties(table: Iterable[Standing]) -> list[list[int]]:
    """The teams that share a place, place by place."""
    shared = (line for line in table if line.is_shared)
    return [
        [line.team for line in level]
        for _, level in groupby(shared, lambda line: line.place)
    ]  # fmt: skip


def _line(team: int, ranks: Collection[int], points: Sequence[int]) -> Standing:
    counts = [sum(rank == medal for rank in ranks) for medal in (1, 2, 3)]
    total = sum(points[rank - 1] for rank in ranks if rank <= len(points))
    gold, silver, bronze = counts
    return Standing(team, 0, gold, silver, bronze, total)


def _placed(
    level: list[Standing], first: int, draws: Sequence[Sequence[int]]
) -> Iterator[Standing]:
    names = {line.team for line in level}
    draw = next((draw for draw in reversed(draws) if names <= set(draw)), None)
    is_level = len(level) > 1
    if is_level and draw is not None:
        level = sorted(level, key=lambda line: draw.index(line.team))
    for offset, line in enumerate(level):
        place = first if draw is None else first + offset
        yield Standing(
            line.team, place, line.gold, line.silver, line.bronze, line.points,
            is_shared=is_level and draw is None, by_lot=is_level and draw is not None,
        )  # fmt: skip
