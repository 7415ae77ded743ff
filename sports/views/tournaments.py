"""Pages of the tournaments and of the medals won in them."""

from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from accounts.scope import writes
from accounts.views.rows import PartPages, RowPages
from audit.row_history import row_history
from sports import actions
from sports.forms import MedalForm, TournamentForm
from sports.models import Tournament
from sports.queries import span_of_days
from sports.tables import MedalTable, TournamentTable
from vhtt_portal import pages
from vhtt_portal.numbers import write_figure
from vhtt_portal.tables import part_table


@require_safe
def tournament_list(request: PortalRequest) -> HttpResponse:
    search = pages.search_of(request)
    kept = Tournament.objects.visible_to(request.user)
    rows = kept.matching(search.words).annotate(medal_count=Sum("medals__count"))
    rows = rows.select_related("place__kind").order_by("-starts_on", "-pk")
    add = pages.Link("Thêm giải", reverse("sports:tournament-add"))
    return pages.list_page(
        request,
        TournamentTable(rows.filter(starts_on__year=search.year) if search.year else rows),
        heading="Giải thi đấu",
        lead="Giải do đơn vị tổ chức và giải cấp trên mà đơn vị cử đoàn tham gia.",
        search=search,
        years=[day.year for day in kept.dates("starts_on", "year", order="DESC")],
        link=add if writes(request.user) else None,
    )


@require_safe
def tournament_detail(request: PortalRequest, pk: int) -> HttpResponse:
    rows = Tournament.objects.visible_to(request.user).select_related("place__kind")
    tournament = get_object_or_404(rows, pk=pk)
    editable = Tournament.objects.editable_by(request.user).filter(pk=pk).exists()
    medals = part_table(
        MedalTable,
        tournament.medals.order_by("colour", "event", "pk"),
        stem="sports:medal",
        editable=editable,
    )
    add = pages.Link("Ghi huy chương", reverse("sports:medal-add", args=[pk]))
    return pages.record_page(
        request,
        heading=tournament.name,
        back=pages.Link("Giải thi đấu", reverse("sports:tournament-list")),
        rows=_rows(tournament),
        parts=[pages.Part("Huy chương", medals, add if editable else None)],
        links=pages.row_links("sports:tournament", pk) if editable else [],
        history=row_history(tournament),
    )


def _rows(tournament: Tournament) -> list[tuple[str, object]]:
    return [
        ("Môn", tournament.sport),
        ("Cấp", tournament.level),
        ("Đơn vị", tournament.place),
        ("Thời gian", span_of_days(tournament.starts_on, tournament.ends_on)),
        ("Địa điểm", tournament.venue),
        ("Số đoàn, đội", write_figure(tournament.delegation_count)),
        ("Lượt vận động viên", write_figure(tournament.athlete_count)),
        ("Thành tích toàn đoàn", tournament.team_standing),
    ]


tournament_pages = RowPages(actions.tournaments, TournamentForm, "sports:tournament", "giải")
medal_pages = PartPages(actions.medals, MedalForm, "sports:medal", "huy chương", "tournament")
