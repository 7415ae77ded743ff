"""Pages of the tournaments and of the medals won in them."""

from django.db.models import QuerySet, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import PortalRequest
from accounts.scope import choosable_places, writes
from audit.row_history import row_history
from sports import actions
from sports.forms import MedalForm, TournamentForm
from sports.models import Medal, Tournament
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


@require_http_methods(["GET", "HEAD", "POST"])
def tournament_add(request: PortalRequest) -> HttpResponse:
    form = TournamentForm(request.POST or None, places=choosable_places(request.user))
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.add_tournament(**form.cleaned_data, by=request.user, key=stamp.key),
        heading="Thêm giải",
        back=reverse("sports:tournament-list"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def tournament_edit(request: PortalRequest, pk: int) -> HttpResponse:
    tournament = get_object_or_404(Tournament.objects.editable_by(request.user), pk=pk)
    places = choosable_places(request.user, kept=tournament.place_id)
    form = TournamentForm(request.POST or None, instance=tournament, places=places)
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.change_tournament(
            tournament=tournament, version=stamp.version, by=request.user, **form.cleaned_data
        ),
        heading="Sửa giải",
        back=tournament.get_absolute_url(),
        version=tournament.version,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def tournament_remove(request: PortalRequest, pk: int) -> HttpResponse:
    tournament = get_object_or_404(Tournament.objects.editable_by(request.user), pk=pk)
    return pages.remove_page(
        request,
        lambda reason, stamp: actions.remove_tournament(
            tournament=tournament, version=stamp.version, reason=reason, by=request.user
        ),
        row=tournament,
        version=tournament.version,
        back=tournament.get_absolute_url(),
        goal=reverse("sports:tournament-list"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def medal_add(request: PortalRequest, tournament_pk: int) -> HttpResponse:
    tournament = get_object_or_404(Tournament.objects.editable_by(request.user), pk=tournament_pk)
    form = MedalForm(request.POST or None)
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.add_medal(
            tournament=tournament, by=request.user, key=stamp.key, **form.cleaned_data
        ),
        heading="Ghi huy chương",
        lead=tournament.name,
        back=tournament.get_absolute_url(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def medal_edit(request: PortalRequest, pk: int) -> HttpResponse:
    medal = get_object_or_404(_medals(request), pk=pk)
    form = MedalForm(request.POST or None, instance=medal)
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.change_medal(
            medal=medal, version=stamp.version, by=request.user, **form.cleaned_data
        ),
        heading="Sửa huy chương",
        lead=medal.tournament.name,
        back=medal.get_absolute_url(),
        version=medal.version,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def medal_remove(request: PortalRequest, pk: int) -> HttpResponse:
    medal = get_object_or_404(_medals(request), pk=pk)
    return pages.remove_page(
        request,
        lambda reason, stamp: actions.remove_medal(
            medal=medal, version=stamp.version, reason=reason, by=request.user
        ),
        row=medal,
        version=medal.version,
        back=medal.get_absolute_url(),
        goal=medal.get_absolute_url(),
    )


def _medals(request: PortalRequest) -> QuerySet[Medal]:
    tournaments = Tournament.objects.editable_by(request.user)
    return Medal.objects.filter(tournament__in=tournaments).select_related("tournament__place")
