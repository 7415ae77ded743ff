"""The table of teams as it stands, from what is stored."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Prefetch

from sports.models import Draw, Lot, Result, Team, Tournament
from sports.standings import POINTS, Standing, Won, standings
from sports.table_rules import read_order, read_points


@dataclass(frozen=True, slots=True)
class Table:
    """The standings, with what each team is called and by what the table goes."""

    standings: list[Standing]
    names: Mapping[int, str]
    order: tuple[str, ...]

    @property
    def has_points(self) -> bool:
        return POINTS in self.order


def table_of(tournament: Tournament) -> Table:
    """Three queries."""
    teams = Team.objects.filter(tournament=tournament).order_by("sort_key")
    names = dict(teams.values_list("pk", "name"))
    won = Result.objects.filter(event__tournament=tournament).values_list("team", "rank")
    order = read_order(tournament.table_order)
    table = standings(
        list(names), [Won(*row) for row in won], order=order,
        points=read_points(tournament.rank_points), draws=_draws(tournament),
    )  # fmt: skip
    return Table(table, names, order)


def _draws(tournament: Tournament) -> list[list[int]]:
    lots = Lot.objects.filter(draw__tournament=tournament)
    draws: dict[int, list[int]] = {}
    ordered = lots.order_by("draw__drawn_on", "draw", "position")
    for draw, team in ordered.values_list("draw", "team"):
        draws.setdefault(draw, []).append(team)
    return list(draws.values())


def draws_of(tournament: Tournament) -> list[Draw]:
    """The drawings of lots, each with its order. Two queries."""
    lots = Lot.objects.select_related("team").order_by("position")
    draws = Draw.objects.filter(tournament=tournament).order_by("drawn_on", "pk")
    return list(draws.prefetch_related(Prefetch("lots", lots)))
