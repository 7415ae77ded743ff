"""The ledger of villages by years, and who may be proposed for a Giấy khen."""

import django_tables2 as tables
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import PortalRequest
from accounts.scope import editable_places, readable_places
from campaigns import actions
from campaigns.forms import EarlierTitlesForm
from campaigns.ledger import VILLAGE_YEARS
from campaigns.models import EarlierTitles, VillageResult
from campaigns.runs import eligible_villages, ledger
from campaigns.tables import EligibleTable, LedgerTable, TitleColumn
from campaigns.views.tabs import campaign_tabs
from localities.models import Locality
from vhtt_portal import pages

_SHOWN_YEARS = 10


@require_safe
def village_ledger(request: PortalRequest, place_pk: int) -> HttpResponse:
    place = get_object_or_404(readable_places(request.user), pk=place_pk)
    year, years = _year_of(request, VillageResult.objects.filter(village__parent=place))
    editable = editable_places(request.user).filter(pk=place_pk).exists()
    lines = ledger(place, year)
    kept = [first for line in lines for first in line.history.titles]
    first = max(year - _SHOWN_YEARS + 1, min([year, *kept]))
    shown = [(str(each), TitleColumn(each)) for each in range(first, year + 1)]
    links = tables.TemplateColumn(template_name="campaigns/_ledger_links.html", verbose_name="Việc")
    table = LedgerTable(
        lines,
        extra_columns=[*shown, ("links", links)] if editable else shown,
        sequence=("village", *(name for name, _ in shown), "..."),
    )
    add = pages.Link("Thêm Giấy khen", reverse("campaigns:commendation-add", args=[place_pk]))
    return pages.list_page(
        request,
        table,
        heading=f"Sổ danh hiệu của {place}",
        lead=(
            "● được công nhận; ○ không được công nhận; – chưa xét; ★ được tặng Giấy khen cho"
            f" {VILLAGE_YEARS} năm đến năm ấy. Liên tục và đủ điều kiện tính đến năm {year}."
        ),
        tabs=campaign_tabs(request),
        search=pages.Search("", year),
        by_words=False,
        years=years,
        link=add if editable else None,
    )


@require_safe
def eligible_list(request: PortalRequest) -> HttpResponse:
    year, years = _year_of(request, VillageResult.objects.visible_to(request.user))
    villages = eligible_villages(readable_places(request.user).villages(), year)
    ordered = villages.select_related("parent").order_by("parent__sort_key", "sort_key", "pk")
    return pages.list_page(
        request,
        EligibleTable(ordered, year=year),
        heading=f"Đủ điều kiện đề nghị Giấy khen năm {year}",
        lead=(
            f"Khu dân cư đạt danh hiệu {VILLAGE_YEARS} năm liên tục mà chưa năm nào trong đó đã tính"
            " cho một Giấy khen trước. Mở sổ của đơn vị để xem lý do của nơi chưa đủ."
        ),
        tabs=campaign_tabs(request),
        search=pages.Search("", year),
        by_words=False,
        years=years,
    )


def _year_of(request: PortalRequest, results: "QuerySet[VillageResult]") -> tuple[int, list[int]]:
    """The year asked for, otherwise the newest in the register; and those to choose from."""
    kept = list(results.order_by("-year").values_list("year", flat=True).distinct())
    years = sorted({timezone.localdate().year, *kept}, reverse=True)
    asked = pages.search_of(request).year
    return (asked if asked in years else (kept or years)[0]), years


@require_http_methods(["GET", "HEAD", "POST"])
def earlier_titles(request: PortalRequest, village_pk: int) -> HttpResponse:
    village = _village_or_404(request, village_pk)
    known = EarlierTitles.objects.filter(village=village).first()
    row = known or EarlierTitles(village=village)
    form = EarlierTitlesForm(request.POST or None, instance=row)
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.record_earlier_titles(
            village=village, version=stamp.version, by=request.user, **form.cleaned_data
        ),
        heading="Các năm trước khi có sổ",
        lead=(
            f"{capfirst(str(village))}, {village.parent}. Ghi các năm được công nhận liên tục mà sổ"
            " chưa có; năm nào sổ đã ghi thì tính theo sổ."
        ),
        back=_ledger_of(village),
        version=known.version if known else 0,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def earlier_titles_remove(request: PortalRequest, village_pk: int) -> HttpResponse:
    village = _village_or_404(request, village_pk)
    row = get_object_or_404(EarlierTitles.objects.select_related("village"), village=village)
    return pages.remove_page(
        request,
        lambda reason, stamp: actions.remove_earlier_titles(
            row=row, version=stamp.version, reason=reason, by=request.user
        ),
        row=row,
        version=row.version,
        back=_ledger_of(village),
        goal=_ledger_of(village),
    )


def _village_or_404(request: PortalRequest, village_pk: int) -> Locality:
    villages = editable_places(request.user).villages().select_related("kind", "parent")
    village: Locality = get_object_or_404(villages, pk=village_pk)
    return village


def _ledger_of(village: Locality) -> str:
    return reverse("campaigns:ledger", args=[village.parent_id])
