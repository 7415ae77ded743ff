"""Pages of the lanes that register in a year."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import PortalRequest
from accounts.scope import editable_places
from campaigns import actions
from campaigns.forms import LaneResultForm
from campaigns.models import LaneResult
from campaigns.tables import LaneListTable
from campaigns.views.tabs import campaign_tabs, year_or_404
from campaigns.views.year_books import lane_book
from vhtt_portal import pages


@require_safe
def lane_list(request: PortalRequest) -> HttpResponse:
    search = pages.search_of(request)
    kept = LaneResult.objects.visible_to(request.user)
    rows = kept.matching(search.words)
    if search.year:
        rows = rows.filter(year=search.year)
    years = kept.order_by("-year").values_list("year", flat=True).distinct()
    return pages.list_page(
        request,
        LaneListTable(
            rows.select_related("place").order_by("-year", "place__sort_key", "sort_key")
        ),
        heading="Ngõ phố văn minh",
        lead="Ngõ, phố đăng ký từng năm. Thêm ngõ, phố ở trang của từng đơn vị.",
        tabs=campaign_tabs(request),
        search=search,
        years=list(years),
        more=lane_book.links(request.user, year=search.year),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def lane_add(request: PortalRequest, place_pk: int, year: int) -> HttpResponse:
    place = get_object_or_404(editable_places(request.user), pk=place_pk)
    year_or_404(year)
    form = LaneResultForm(request.POST or None)
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.lanes.add(
            place=place, year=year, by=request.user, key=stamp.key, **form.cleaned_data
        ),
        heading=f"Thêm ngõ phố văn minh đăng ký năm {year}",
        lead=str(place),
        back=reverse("campaigns:place-year", args=[place_pk, year]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def lane_edit(request: PortalRequest, pk: int) -> HttpResponse:
    kept = LaneResult.objects.editable_by(request.user).select_related("place")
    lane = get_object_or_404(kept, pk=pk)
    form = LaneResultForm(request.POST or None, instance=lane)
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.lanes.change(
            lane, version=stamp.version, by=request.user, **form.cleaned_data
        ),
        heading=f"Sửa ngõ phố văn minh năm {lane.year}",
        lead=str(lane.place),
        back=lane.get_absolute_url(),
        version=lane.version,
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def lane_remove(request: PortalRequest, pk: int) -> HttpResponse:
    lane = get_object_or_404(LaneResult.objects.editable_by(request.user), pk=pk)
    return pages.remove_page(
        request,
        lambda reason, stamp: actions.lanes.remove(
            lane, version=stamp.version, reason=reason, by=request.user
        ),
        row=lane,
        version=lane.version,
        back=lane.get_absolute_url(),
        goal=lane.get_absolute_url(),
    )
