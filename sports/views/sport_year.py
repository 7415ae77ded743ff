"""Pages of who does sport, place by place, as of 31 October of a year."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import BaseFormSet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import PortalRequest
from accounts.scope import editable_places, writes
from localities.models import Locality
from sports import actions
from sports.forms import SportYearFormSet
from sports.models import SportYear
from sports.models.sport_year import DEFINITIONS, FIRST_YEAR, LAST_YEAR, fixed_on
from sports.queries import answering_places, sport_year_lines, sport_years
from sports.tables import SportYearTable
from sports.views.tabs import sports_tabs
from vhtt_portal import pages
from vhtt_portal.dates import short_date
from vhtt_portal.rules import RuleError

YEARS_BACK = 6


def _years() -> list[int]:
    """The newest first; a year is asked for from its own day on."""
    today = timezone.localdate()
    newest = today.year if today >= fixed_on(today.year) else today.year - 1
    return list(range(newest, newest - YEARS_BACK, -1))


@require_safe
def sport_year(request: PortalRequest) -> HttpResponse:
    years, asked = _years(), pages.search_of(request).year
    year = asked if asked and FIRST_YEAR <= asked <= LAST_YEAR else years[0]
    edit = pages.Link(f"Ghi số liệu năm {year}", reverse("sports:sport-year-edit", args=[year]))
    return pages.list_page(
        request,
        SportYearTable(sport_year_lines(request.user, year), orderable=False),
        heading=f"Người tập thể dục, thể thao năm {year}",
        lead=f"Số liệu tính đến {short_date(fixed_on(year))}.",
        tabs=sports_tabs(request),
        search=pages.Search("", year),
        by_words=False,
        years=years if year in years else [year, *years],
        link=edit if writes(request.user) else None,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def sport_year_edit(request: PortalRequest, year: int) -> HttpResponse:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    own = answering_places(request.user, year).filter(pk__in=editable_places(request.user))
    page = Paginator(own, pages.ROWS_A_PAGE).get_page(request.GET.get("page"))
    places = {place.pk: place for place in page.object_list}
    stored = sport_years(year, list(places.values()))
    formset = SportYearFormSet(
        request.POST or None, prefix="dong",
        initial=[_initial(pk, stored.get(pk)) for pk in places],
    )  # fmt: skip
    refusal, back = "", f"{reverse('sports:sport-year')}?nam={year}"
    if request.method == "POST" and formset.is_valid():
        refusal = _keep(request, year, places, formset)
        if not refusal:
            return redirect(back)
    shown = {
        "year": year, "day": short_date(fixed_on(year)), "back": back, "page": page, "formset": formset,
        "lines": _lines(places, formset), "refusal": refusal, "definitions": _definitions(),
    }  # fmt: skip
    is_faulty = bool(refusal) or (formset.is_bound and not formset.is_valid())
    return render(request, "sports/sport_year.html", shown, status=422 if is_faulty else 200)


def _initial(place: int, row: SportYear | None) -> dict[str, Any]:
    figures = {name: getattr(row, name, None) for name, _, _ in DEFINITIONS}
    return {"place": place, "version": row.version if row else "", **figures}


def _keep(
    request: PortalRequest, year: int, places: Mapping[int, Locality],
    formset: "BaseFormSet[Any]",
) -> str:  # fmt: skip
    """The refusal, or nothing."""
    if any(form.cleaned_data["place"] not in places for form in formset.forms):
        return "Danh sách địa bàn vừa thay đổi. Hãy tải lại trang."
    figures = [
        actions.YearFigures(places[form.cleaned_data["place"]], **form.figures())
        for form in formset.forms
    ]
    try:
        actions.record_sport_year(year=year, figures=figures, by=request.user)
    except RuleError as refusal:
        return str(refusal)
    messages.success(request, "Đã lưu vào sổ.")
    return ""


def _lines(
    places: Mapping[int, Locality], formset: "BaseFormSet[Any]"
) -> list[tuple[str, Any, list[Any]]]:
    """Each place's name, its hidden boxes, and its boxes to type in."""
    names = {str(pk): place.full_name for pk, place in places.items()}
    return [
        (
            names.get(str(form["place"].value()), ""),
            form.hidden_fields(),
            [(form[name], label) for name, label in _labels()],
        )
        for form in formset.forms
    ]


def _labels() -> list[tuple[str, str]]:
    return [(name, label) for name, label, _, _ in _columns()]


def _columns() -> list[tuple[str, str, str, str]]:
    """Column, its name, its unit, who counts."""
    return [
        (name, str(SportYear._meta.get_field(name).verbose_name), unit, who)  # type: ignore[union-attr]
        for name, unit, who in DEFINITIONS
    ]


def _definitions() -> list[tuple[str, str, str]]:
    return [(label, unit, who) for _, label, unit, who in _columns()]
