"""What stands on a tournament's page: its table, events, teams, lots, photos."""

from django.urls import reverse
from django_tables2 import TemplateColumn

from accounts.views.files import FilePages
from sports import actions
from sports.models import Tournament
from sports.queries import Table, draws_of, event_lines, table_of
from sports.tables import (
    DrawTable,
    EventTable,
    MedalTable,
    StandingTable,
    TeamTable,
)
from vhtt_portal import pages
from vhtt_portal.tables import part_table


def parts_of(tournament: Tournament, *, editable: bool) -> list[pages.Part]:
    own = (
        [_medals(tournament, editable=editable)]
        if tournament.is_higher_level
        else _held(tournament, editable=editable)
    )
    files = tournament.files.order_by("at", "pk")
    return [*own, tournament_file_pages.part(tournament, files, editable=editable)]


def _medals(tournament: Tournament, *, editable: bool) -> pages.Part:
    medals = part_table(
        MedalTable,
        tournament.medals.order_by("colour", "event", "pk"),
        stem="sports:medal",
        editable=editable,
    )
    add = pages.Link("Ghi huy chương", reverse("sports:medal-add", args=[tournament.pk]))
    return pages.Part("Huy chương", medals, add if editable else None)


def _held(tournament: Tournament, *, editable: bool) -> list[pages.Part]:
    table = table_of(tournament)
    at = [tournament.pk]
    events = part_table(EventTable, event_lines(tournament), stem="sports:event", editable=editable)
    teams = part_table(
        TeamTable,
        tournament.teams.order_by("sort_key"),
        stem="sports:team",
        editable=editable,
    )
    add_event = pages.Link("Thêm nội dung", reverse("sports:event-add", args=at))
    add_team = pages.Link("Thêm đoàn", reverse("sports:team-add", args=at))
    return [
        _standing(tournament, table, editable=editable),
        pages.Part("Kết quả từng nội dung", events, add_event if editable else None),
        pages.Part("Các đoàn dự giải", teams, add_team if editable else None),
        *_draws(tournament, editable=editable),
    ]


def _standing(tournament: Tournament, table: Table, *, editable: bool) -> pages.Part:
    """Whoever may write is asked for the lots of the best place that is shared by winners."""
    place = next((line.place for line in table.standings if line.is_shared and line.medals), None)
    draw = (
        pages.Link(
            f"Ghi bốc thăm hạng {place}", reverse("sports:draw-add", args=[tournament.pk, place])
        )
        if editable and place
        else None
    )
    shown = StandingTable(table.standings, table.names, has_points=table.has_points)
    return pages.Part("Bảng xếp hạng toàn đoàn", shown, draw)


def _draws(tournament: Tournament, *, editable: bool) -> list[pages.Part]:
    draws = draws_of(tournament)
    if not draws:
        return []
    remove = TemplateColumn(template_name="sports/_draw_remove.html", verbose_name="Việc")
    table = DrawTable(
        draws, orderable=False, extra_columns=[("remove", remove)] if editable else []
    )
    return [pages.Part("Bốc thăm", table)]


tournament_file_pages = FilePages(actions.tournament_files, "sports:tournament-file")
