"""Pages of the tournaments and of the medals brought home from those of a higher level."""

from typing import Any

from django.db.models import QuerySet, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import PortalRequest
from accounts.models import User
from accounts.scope import choosable_places, writes
from accounts.views.books import BookPages
from accounts.views.rows import PartPages, RowPages
from audit.row_history import row_history
from documents.http import pdf_response
from sports import actions, papers
from sports.forms import MedalForm, TableRulesForm, TournamentForm
from sports.models import Tournament
from sports.queries import span_of_days
from sports.table_rules import read_order
from sports.tables import TournamentTable
from sports.views.parts import parts_of
from sports.views.tabs import known_sports, sports_tabs
from vhtt_portal import pages
from vhtt_portal.numbers import write_figure
from vhtt_portal.text import fold


@require_safe
def tournament_list(request: PortalRequest) -> HttpResponse:
    search = pages.search_of(request)
    kept = Tournament.objects.visible_to(request.user)
    rows = _with_medals(kept.matching(search.words))
    rows = rows.select_related("place__kind", "co_place").order_by("-starts_on", "-pk")
    add = pages.Link("Thêm giải", reverse("sports:tournament-add"))
    return pages.list_page(
        request,
        TournamentTable(rows.filter(starts_on__year=search.year) if search.year else rows),
        heading="Giải thi đấu",
        lead="Giải do đơn vị tổ chức và giải cấp trên mà đơn vị cử đoàn tham gia.",
        tabs=sports_tabs(request),
        search=search,
        years=[day.year for day in kept.dates("starts_on", "year", order="DESC")],
        link=add if writes(request.user) else None,
        more=tournament_book.links(request.user),
    )


def _with_medals(rows: QuerySet[Tournament]) -> QuerySet[Tournament]:
    """The medals that the place's own team brought home."""
    return rows.annotate(medal_count=Sum("medals__count"))


@require_safe
def tournament_detail(request: PortalRequest, pk: int) -> HttpResponse:
    rows = Tournament.objects.visible_to(request.user).select_related("place__kind", "co_place")
    tournament = get_object_or_404(rows, pk=pk)
    editable = Tournament.objects.editable_by(request.user).filter(pk=pk).exists()
    return pages.record_page(
        request,
        heading=tournament.name,
        back=pages.Link("Giải thi đấu", reverse("sports:tournament-list")),
        rows=_rows(tournament),
        parts=parts_of(tournament, editable=editable),
        links=[*_papers(tournament), *(_links(tournament) if editable else [])],
        history=row_history(tournament),
    )


def _rows(tournament: Tournament) -> list[tuple[str, object]]:
    return [
        ("Môn", tournament.sport),
        ("Cấp", tournament.level),
        ("Đơn vị", tournament.organisers),
        ("Thời gian", span_of_days(tournament.starts_on, tournament.ends_on)),
        ("Địa điểm", tournament.venue),
        ("Số đoàn, đội", write_figure(tournament.delegation_count)),
        ("Lượt vận động viên", write_figure(tournament.athlete_count)),
        ("Thành tích toàn đoàn", tournament.team_standing),
    ]


def _links(tournament: Tournament) -> list[pages.Link]:
    own = pages.row_links("sports:tournament", tournament.pk)
    if tournament.is_higher_level:
        return own
    at = [tournament.pk]
    return [
        pages.Link("Ghi đoàn, nội dung", reverse("sports:roster", args=at)),
        pages.Link("Ghi kết quả", reverse("sports:results", args=at)),
        pages.Link("Cách xếp hạng", reverse("sports:table-rules", args=at)),
        *own,
    ]


def _papers(tournament: Tournament) -> list[pages.Link]:
    if tournament.is_higher_level:
        return []
    return [pages.Link("In kết quả (PDF)", reverse("sports:result-sheet", args=[tournament.pk]))]


@require_safe
def result_sheet(request: PortalRequest, pk: int) -> HttpResponse:
    rows = Tournament.objects.visible_to(request.user).held()
    rows = rows.select_related("place__kind", "place__parent__kind", "co_place")
    tournament = get_object_or_404(rows, pk=pk)
    name = f"ket-qua-{fold(tournament.name).replace(' ', '-')}"
    return pdf_response(papers.result_sheet(tournament), name=name)


@require_http_methods(["GET", "HEAD", "POST"])
def table_rules(request: PortalRequest, pk: int) -> HttpResponse:
    rows = Tournament.objects.editable_by(request.user).held().select_related("place")
    tournament = get_object_or_404(rows, pk=pk)
    form = TableRulesForm(
        request.POST or None, order=read_order(tournament.table_order),
        rank_points=tournament.rank_points,
    )  # fmt: skip
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.set_table_rules(
            tournament=tournament, version=stamp.version, by=request.user, **form.said()
        ),
        heading="Cách xếp hạng toàn đoàn",
        lead=(
            f"{tournament.name}. Chọn theo điều lệ giải. Xét hết mà còn bằng nhau thì ghi kết quả"
            " bốc thăm; chưa bốc thăm thì các đoàn đồng hạng."
        ),
        back=tournament.get_absolute_url(),
        version=tournament.version,
    )


def _choices(user: User, row: Tournament | None) -> dict[str, Any]:
    places = choosable_places(user, kept=row.place_id if row else None)
    partners = choosable_places(user, kept=row.co_place_id if row else None)
    has_others = partners.count() > 1
    return {
        "places": places,
        "partners": partners.exclude(parent=None) if has_others else None,
        "sports": known_sports(user),
    }


tournament_pages = RowPages(
    actions.tournaments, TournamentForm, "sports:tournament", "giải", choices=_choices
)
tournament_book = BookPages(tournament_pages, "Sổ giải thi đấu", ("place", "starts_on", "name"))
medal_pages = PartPages(actions.medals, MedalForm, "sports:medal", "huy chương", "tournament")
