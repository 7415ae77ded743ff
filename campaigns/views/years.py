"""A place's year: its villages' title results, its lanes, its own title."""

import django_tables2 as tables
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import PortalRequest
from accounts.scope import editable_places, readable_places
from campaigns import actions
from campaigns.forms import GoodDeedForm, LocalityTitleForm, VillageResultForm
from campaigns.models import GoodDeed, LaneResult, LocalityTitle, VillageResult
from campaigns.queries import place_years, village_years
from campaigns.tables import LaneTable, PlaceYearTable, VillageYearTable
from campaigns.views.tabs import campaign_tabs, year_or_404
from localities.models import Locality
from vhtt_portal import pages
from vhtt_portal.numbers import write_figure
from vhtt_portal.tables import part_table


@require_safe
def index(request: PortalRequest) -> HttpResponse:
    rows = VillageResult.objects.visible_to(request.user).order_by("-year")
    kept = list(rows.values_list("year", flat=True).distinct())
    this_year = timezone.localdate().year
    years = {this_year, *kept}
    search = pages.search_of(request)
    newest = kept[0] if kept else this_year
    year = search.year if search.year in years else newest
    places = readable_places(request.user).filter(kind__is_village=False)
    return pages.list_page(
        request,
        PlaceYearTable(place_years(places, year)),
        heading=f"Phong trào, danh hiệu năm {year}",
        lead="Mở từng đơn vị để ghi kết quả bình xét của khu dân cư.",
        tabs=campaign_tabs(request),
        search=pages.Search(words="", year=year),
        by_words=False,
        years=sorted(years, reverse=True),
    )


@require_safe
def place_year(request: PortalRequest, place_pk: int, year: int) -> HttpResponse:
    place = get_object_or_404(readable_places(request.user), pk=place_pk)
    year_or_404(year)
    editable = editable_places(request.user).filter(pk=place_pk).exists()
    title = LocalityTitle.objects.filter(place=place, year=year).first()
    deeds = GoodDeed.objects.filter(place=place, year=year).first()
    ledger = pages.Link("Xem sổ danh hiệu nhiều năm", reverse("campaigns:ledger", args=[place_pk]))
    links = [
        ledger,
        pages.Link("Ghi danh hiệu tiêu biểu", _address("locality-title", place, year)),
        pages.Link("Ghi người tốt, việc tốt", _address("good-deeds", place, year)),
    ]
    return pages.record_page(
        request,
        heading=f"{capfirst(place.full_name)}, năm {year}",
        back=pages.Link("Phong trào", f"{reverse('campaigns:index')}?nam={year}"),
        rows=[
            ("Danh hiệu tiêu biểu", _title_word(title)),
            (
                "Người tốt, việc tốt được biểu dương",
                f"{write_figure(deeds.person_count)} người" if deeds else "Chưa ghi",
            ),
        ],
        parts=_parts(place, year, editable=editable),
        links=links if editable else [ledger],
    )


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


def _title_word(title: LocalityTitle | None) -> str:
    if title is None:
        return "Chưa ghi"
    return "Được công nhận tiêu biểu" if title.is_exemplary else "Không được công nhận"


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
def locality_title(request: PortalRequest, place_pk: int, year: int) -> HttpResponse:
    place = get_object_or_404(editable_places(request.user), pk=place_pk)
    year_or_404(year)
    known = LocalityTitle.objects.filter(place=place, year=year).first()
    form = LocalityTitleForm(request.POST or None, instance=known)
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.record_locality_title(
            place=place, year=year, version=stamp.version, by=request.user, **form.cleaned_data
        ),
        heading=f"Danh hiệu tiêu biểu năm {year}",
        lead=f"{place}. Không đánh dấu nghĩa là đã xét và không được công nhận.",
        back=_address("place-year", place, year),
        version=known.version if known else 0,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def good_deeds(request: PortalRequest, place_pk: int, year: int) -> HttpResponse:
    place = get_object_or_404(editable_places(request.user), pk=place_pk)
    year_or_404(year)
    known = GoodDeed.objects.filter(place=place, year=year).first()
    form = GoodDeedForm(request.POST or None, instance=known)
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.record_good_deeds(
            place=place, year=year, version=stamp.version, by=request.user, **form.cleaned_data
        ),
        heading=f"Người tốt, việc tốt năm {year}",
        lead=str(place),
        back=_address("place-year", place, year),
        version=known.version if known else 0,
    )
