"""Pages of the Giấy khen."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import PortalRequest
from accounts.scope import editable_places
from audit.row_history import row_history
from campaigns import actions
from campaigns.forms import CommendationForm
from campaigns.models import Commendation
from campaigns.tables import CommendationTable
from campaigns.views.tabs import campaign_tabs
from vhtt_portal import pages
from vhtt_portal.dates import short_date
from vhtt_portal.numbers import write_figure


@require_safe
def commendation_list(request: PortalRequest) -> HttpResponse:
    search = pages.search_of(request)
    kept = Commendation.objects.visible_to(request.user)
    rows = kept.matching(search.words).select_related("place__kind", "place__parent").in_order()
    years = kept.order_by("-year").values_list("year", flat=True).distinct()
    return pages.list_page(
        request,
        CommendationTable(rows.filter(year=search.year) if search.year else rows),
        heading="Giấy khen",
        lead="Thêm Giấy khen từ sổ danh hiệu của từng đơn vị.",
        tabs=campaign_tabs(request),
        search=search,
        years=list(years),
    )


@require_safe
def commendation_detail(request: PortalRequest, pk: int) -> HttpResponse:
    rows = Commendation.objects.visible_to(request.user).select_related("place__parent")
    row = get_object_or_404(rows, pk=pk)
    editable = Commendation.objects.editable_by(request.user).filter(pk=pk).exists()
    day = short_date(row.decided_on) if row.decided_on else ""
    households = "" if row.household_count is None else f"{write_figure(row.household_count)} hộ"
    return pages.record_page(
        request,
        heading=capfirst(row.named),
        lead=f"{row.get_kind_display()}, tặng năm {row.year}",
        back=pages.Link("Giấy khen", reverse("campaigns:commendation-list")),
        rows=[
            ("Đơn vị", ", ".join(map(str, filter(None, [row.place, row.place.parent])))),
            ("Chu kỳ", row.window),
            ("Số hộ được tặng", households),
            ("Quyết định", " ngày ".join(filter(None, [row.decision_number, day]))),
        ],
        links=pages.row_links("campaigns:commendation", pk) if editable else [],
        history=row_history(row),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def commendation_add(request: PortalRequest, place_pk: int) -> HttpResponse:
    places = editable_places(request.user).select_related("kind", "parent")
    place = get_object_or_404(places, pk=place_pk)
    form = CommendationForm(request.POST or None, place=place)
    ledger_of = place.parent_id if place.kind.is_village else place.pk
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.add_commendation(
            place=place, by=request.user, key=stamp.key, **form.cleaned_data
        ),
        heading="Thêm Giấy khen",
        lead=capfirst(str(place)),
        back=reverse("campaigns:ledger", args=[ledger_of]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def commendation_edit(request: PortalRequest, pk: int) -> HttpResponse:
    row = _editable_or_404(request, pk)
    form = CommendationForm(request.POST or None, instance=row, place=row.place)
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.change_commendation(
            row=row, version=stamp.version, by=request.user, **form.cleaned_data
        ),
        heading="Sửa Giấy khen",
        lead=capfirst(str(row.place)),
        back=row.get_absolute_url(),
        version=row.version,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def commendation_remove(request: PortalRequest, pk: int) -> HttpResponse:
    row = _editable_or_404(request, pk)
    return pages.remove_page(
        request,
        lambda reason, stamp: actions.commendations.remove(
            row, version=stamp.version, reason=reason, by=request.user
        ),
        row=row,
        version=row.version,
        back=row.get_absolute_url(),
        goal=reverse("campaigns:commendation-list"),
    )


def _editable_or_404(request: PortalRequest, pk: int) -> Commendation:
    rows = Commendation.objects.editable_by(request.user).select_related("place__kind")
    row: Commendation = get_object_or_404(rows, pk=pk)
    return row
