"""Pages on which a tournament is written down: who comes, who won, how lots fell."""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import BaseFormSet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import PortalRequest
from accounts.views.rows import PartPages
from localities.models import Locality
from sports import actions
from sports.forms import (
    DrawForm,
    EventForm,
    FinishFormSet,
    RosterForm,
    TeamForm,
    finishes,
    initial_lines,
)
from sports.models import Draw, Event, Tournament
from sports.queries import events_with_results, table_of
from vhtt_portal import pages
from vhtt_portal.dates import short_date
from vhtt_portal.numbers import read_version
from vhtt_portal.row_form import ReasonForm
from vhtt_portal.rules import RuleError

EVENTS_A_PAGE = 10
_form_view = require_http_methods(["GET", "HEAD", "POST"])

team_pages = PartPages(actions.teams, TeamForm, "sports:team", "đoàn dự giải", "tournament")
event_pages = PartPages(actions.events, EventForm, "sports:event", "nội dung thi đấu", "tournament")


def _held(request: PortalRequest, pk: int) -> Tournament:
    rows = Tournament.objects.editable_by(request.user).held().select_related("place")
    return get_object_or_404(rows, pk=pk)


@_form_view
def roster(request: PortalRequest, pk: int) -> HttpResponse:
    tournament = _held(request, pk)
    form = RosterForm(request.POST or None, initial={"teams": _usual_guests(tournament)})
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.record_roster(
            tournament=tournament, arrivals=form.cleaned_data["teams"],
            event_names=form.cleaned_data["events"], by=request.user,
        ),
        heading="Ghi đoàn, nội dung thi đấu",
        lead=f"{tournament.name}. Đoàn, nội dung đã có trong sổ thì giữ nguyên.",
        back=tournament.get_absolute_url(),
    )  # fmt: skip


def _usual_guests(tournament: Tournament) -> str:
    """At a tournament's first list the places below its own; whoever did not come is struck out."""
    if tournament.teams.exists():
        return ""
    below = Locality.objects.filter(parent=tournament.place).valid_on(tournament.starts_on)
    return "\n".join(f"{place.full_name}; " for place in below.in_order())


@_form_view
def results(request: PortalRequest, pk: int) -> HttpResponse:
    tournament = _held(request, pk)
    page = Paginator(events_with_results(tournament), EVENTS_A_PAGE).get_page(
        request.GET.get("page")
    )
    names = dict(tournament.teams.order_by("sort_key").values_list("pk", "name"))
    events = list(page.object_list)
    formset = FinishFormSet(
        request.POST or None, prefix="dong", form_kwargs={"teams": names},
        initial=initial_lines(events, tournament.rank_points),
    )  # fmt: skip
    version = str(tournament.version)
    refusal = ""
    if request.method == "POST":
        version = request.POST.get("version", "")
        if formset.is_valid():
            refusal = _keep_results(request, tournament, formset, version)
            if not refusal:
                return redirect(tournament)
    shown = {
        "tournament": tournament, "page": page, "formset": formset, "version": version,
        "groups": _by_event(events, formset), "refusal": refusal, "has_guests": bool(names),
    }  # fmt: skip
    is_faulty = bool(refusal) or (formset.is_bound and not formset.is_valid())
    return render(request, "sports/results.html", shown, status=422 if is_faulty else 200)


def _keep_results(
    request: PortalRequest, tournament: Tournament, formset: "BaseFormSet[Any]", version: str
) -> str:
    """The refusal, or nothing."""
    try:
        actions.record_results(
            tournament=tournament, results=finishes(formset), version=read_version(version),
            by=request.user,
        )  # fmt: skip
    except RuleError as refusal:
        return str(refusal)
    messages.success(request, "Đã lưu kết quả vào sổ.")
    return ""


def _by_event(events: list[Event], formset: "BaseFormSet[Any]") -> list[tuple[str, list[Any]]]:
    """The lines of the grid under the names of their events."""
    names = {str(event.pk): event.name for event in events}
    found = groupby(formset.forms, lambda form: str(form["event"].value()))
    return [(names.get(pk, ""), list(lines)) for pk, lines in found]


@_form_view
def draw_add(request: PortalRequest, pk: int, place: int) -> HttpResponse:
    """Lots among those who share this place."""
    tournament = _held(request, pk)
    table = table_of(tournament)
    level = [line.team for line in table.standings if line.is_shared and line.place == place]
    if not level:
        raise Http404
    form = DrawForm(request.POST or None, teams={one: table.names[one] for one in level})
    form.fields["drawn_on"].initial = timezone.localdate()
    return pages.form_page(
        request,
        form,
        lambda stamp: _keep_draw(request, tournament, form, stamp),
        heading=f"Ghi bốc thăm hạng {place}",
        lead=tournament.name,
        back=tournament.get_absolute_url(),
        version=tournament.version,
    )


def _keep_draw(
    request: PortalRequest, tournament: Tournament, form: DrawForm, stamp: pages.Stamp
) -> Draw:
    said = form.cleaned_data
    return actions.draw_lots(
        tournament=tournament, teams=form.order(), drawn_on=said["drawn_on"],
        drawn_by=said["drawn_by"], version=stamp.version, by=request.user,
    )  # fmt: skip


@_form_view
def draw_remove(request: PortalRequest, pk: int) -> HttpResponse:
    own = Tournament.objects.editable_by(request.user)
    rows = Draw.objects.filter(tournament__in=own).select_related("tournament__place")
    draw = get_object_or_404(rows, pk=pk)
    form = ReasonForm(request.POST or None)
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.remove_draw(draw=draw, by=request.user, **form.cleaned_data),
        heading="Xóa lần bốc thăm ghi nhầm",
        lead=f"{draw.tournament.name}, bốc thăm ngày {short_date(draw.drawn_on)}",
        back=draw.get_absolute_url(),
        button="Xóa khỏi sổ",
        done="Đã xóa khỏi sổ.",
    )
