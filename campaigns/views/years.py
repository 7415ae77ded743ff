"""A place's year: its villages' title results, its lanes, its own title."""

import django_tables2 as tables
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import PortalRequest
from accounts.scope import editable_places, readable_places, writes
from campaigns import actions
from campaigns.forms import PlaceResultForm, VillageLineForm, VillageResultForm
from campaigns.models import LaneResult, PlaceResult, VillageResult
from campaigns.queries.board import place_years, tallies, village_years, years_kept
from campaigns.tables import DECISIONS, LaneTable, PlaceYearTable, VillageYearTable
from campaigns.views.grid import Line, grid_page, line
from campaigns.views.tabs import campaign_tabs, year_or_404
from campaigns.views.year_books import village_book
from localities.models import Locality
from vhtt_portal import pages
from vhtt_portal.numbers import write_figure
from vhtt_portal.tables import part_table


@require_safe
def index(request: PortalRequest) -> HttpResponse:
    kept = years_kept(VillageResult.objects.visible_to(request.user))
    this_year = timezone.localdate().year
    years = {this_year, *kept}
    search = pages.search_of(request)
    newest = kept[0] if kept else this_year
    year = search.year if search.year in years else newest
    found = tallies(year)
    places = readable_places(request.user).filter(kind__is_village=False, pk__in=found)
    return pages.list_page(
        request,
        PlaceYearTable(place_years(places, year), found, year=year),
        heading=f"Phong trào, danh hiệu năm {year}",
        lead="Mở từng đơn vị để ghi kết quả của khu dân cư.",
        tabs=campaign_tabs(request),
        search=pages.Search(words="", year=year),
        by_words=False,
        years=sorted(years, reverse=True),
        link=_results_link(year) if writes(request.user) else None,
        more=village_book.links(request.user, year=year),
    )


def _results_link(year: int) -> pages.Link:
    return pages.Link("Ghi kết quả các đơn vị", reverse("campaigns:place-results", args=[year]))


@require_safe
def place_year(request: PortalRequest, place_pk: int, year: int) -> HttpResponse:
    place = get_object_or_404(readable_places(request.user), pk=place_pk)
    year_or_404(year)
    editable = editable_places(request.user).filter(pk=place_pk).exists()
    kept = PlaceResult.objects.filter(place=place, year=year).first()
    ledger = pages.Link("Xem sổ danh hiệu nhiều năm", reverse("campaigns:ledger", args=[place_pk]))
    links = [
        ledger,
        pages.Link("Ghi cả bảng khu dân cư", _address("village-results", place, year)),
        pages.Link("Ghi kết quả của đơn vị", _address("place-result", place, year)),
    ]
    return pages.record_page(
        request,
        heading=f"{capfirst(place.full_name)}, năm {year}",
        back=pages.Link("Phong trào", f"{reverse('campaigns:index')}?nam={year}"),
        rows=_place_rows(kept or PlaceResult(place=place, year=year)),
        parts=_parts(place, year, editable=editable),
        links=links if editable else [ledger],
    )


def _place_rows(kept: PlaceResult) -> list[tuple[str, object]]:
    return [
        ("Danh hiệu tiêu biểu", DECISIONS[kept.is_exemplary]),
        ("Đô thị văn minh", DECISIONS[kept.is_urban]),
        ("Người tốt, việc tốt được biểu dương", _count(kept.good_deeds, "người")),
        ("Gia đình thể thao", _count(kept.sport_families, "gia đình")),
        ("Nhà văn hóa đạt chuẩn", _count(kept.standard_houses, "nhà")),
    ]


def _count(number: int | None, noun: str) -> str:
    return "Chưa ghi" if number is None else f"{write_figure(number)} {noun}"


def _parts(place: Locality, year: int, *, editable: bool) -> list[pages.Part]:
    edit = tables.TemplateColumn(template_name="campaigns/_village_links.html", verbose_name="Việc")
    extra = [("links", edit)] if editable else []
    villages = VillageYearTable(village_years(place, year), extra_columns=extra)
    lanes = part_table(
        LaneTable,
        LaneResult.objects.filter(place=place, year=year).in_order(),
        stem="campaigns:lane",
        editable=editable,
    )
    add = pages.Link("Thêm ngõ, phố", _address("lane-add", place, year))
    return [
        pages.Part("Khu dân cư", villages),
        pages.Part("Ngõ phố văn minh đăng ký trong năm", lanes, add if editable else None),
    ]


def _address(route: str, place: Locality, year: int) -> str:
    return reverse(f"campaigns:{route}", args=[place.pk, year])


@require_http_methods(["GET", "HEAD", "POST"])
def village_result(request: PortalRequest, village_pk: int, year: int) -> HttpResponse:
    villages = editable_places(request.user).villages().select_related("kind", "parent")
    village = get_object_or_404(villages, pk=village_pk)
    year_or_404(year)
    known = VillageResult.objects.filter(village=village, year=year).first()
    row = known or VillageResult(village=village, year=year)
    form = VillageResultForm(request.POST or None, instance=row)
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.record_village_result(
            village=village, year=year, version=stamp.version, by=request.user,
            **form.cleaned_data,
        ),
        heading=f"Kết quả bình xét năm {year}",
        lead=f"{village}, {village.parent}",
        back=row.get_absolute_url(),
        version=known.version if known else 0,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def village_result_remove(request: PortalRequest, pk: int) -> HttpResponse:
    kept = VillageResult.objects.editable_by(request.user).select_related("village__parent")
    result = get_object_or_404(kept, pk=pk)
    return pages.remove_page(
        request,
        lambda reason, stamp: actions.remove_village_result(
            result=result, version=stamp.version, reason=reason, by=request.user
        ),
        row=result,
        version=result.version,
        back=result.get_absolute_url(),
        goal=result.get_absolute_url(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def village_results(request: PortalRequest, place_pk: int, year: int) -> HttpResponse:
    """All villages of a place on one form."""
    place = get_object_or_404(editable_places(request.user), pk=place_pk)
    year_or_404(year)
    lines = [
        line(
            request, VillageLineForm, row.result or VillageResult(village=row.village, year=year),
            key=row.village.pk, label=str(row.village),
        )
        for row in village_years(place, year)
    ]  # fmt: skip

    def act(changed: list[Line]) -> None:
        actions.record_village_results(
            year=year, by=request.user,
            said=[(row.row.village, row.version, row.form.cleaned_data) for row in changed],
        )  # fmt: skip

    return grid_page(
        request,
        lines,
        act,
        heading=f"Kết quả khu dân cư năm {year}",
        lead=f"{capfirst(place.full_name)}. Chỉ ghi số hộ, không ghi tên hộ.",
        back=_address("place-year", place, year),
        has_totals=True,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def place_result(request: PortalRequest, place_pk: int, year: int) -> HttpResponse:
    place = get_object_or_404(editable_places(request.user), pk=place_pk)
    year_or_404(year)
    known = PlaceResult.objects.filter(place=place, year=year).first()
    form = PlaceResultForm(request.POST or None, instance=known)
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.record_place_result(
            place=place, year=year, version=stamp.version, by=request.user, **form.cleaned_data
        ),
        heading=f"Kết quả của đơn vị năm {year}",
        lead=str(place),
        back=_address("place-year", place, year),
        version=known.version if known else 0,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def place_results(request: PortalRequest, year: int) -> HttpResponse:
    """What the places themselves count, 25 of them on one form."""
    year_or_404(year)
    own = editable_places(request.user).filter(kind__is_village=False, pk__in=tallies(year))
    page = Paginator(own.in_order(), pages.ROWS_A_PAGE).get_page(request.GET.get("page"))
    kept = {row.place_id: row for row in PlaceResult.objects.filter(place__in=[*page], year=year)}
    lines = [
        line(
            request, PlaceResultForm, kept.get(place.pk, PlaceResult(place=place, year=year)),
            key=place.pk, label=str(place),
        )
        for place in page
    ]  # fmt: skip

    def act(changed: list[Line]) -> None:
        actions.record_place_results(
            year=year, by=request.user,
            said=[(row.row.place, row.version, row.form.cleaned_data) for row in changed],
        )  # fmt: skip

    return grid_page(
        request,
        lines,
        act,
        heading=f"Kết quả các đơn vị năm {year}",
        lead="Số người, số gia đình, không ghi tên. Để trống nơi chưa có kết quả.",
        back=f"{reverse('campaigns:index')}?nam={year}",
        page=page,
    )
