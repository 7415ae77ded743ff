"""Pages of the inspections."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import PortalRequest
from accounts.scope import choosable_places, writes
from activities import actions
from activities.forms import InspectionForm
from activities.models import Establishment, Inspection
from activities.tables import InspectionTable
from activities.views.tabs import diary_tabs
from audit.row_history import row_history
from vhtt_portal import pages
from vhtt_portal.dates import short_date


@require_safe
def inspection_list(request: PortalRequest) -> HttpResponse:
    search = pages.search_of(request)
    kept = Inspection.objects.visible_to(request.user)
    rows = kept.matching(search.words).select_related("place", "establishment")
    rows = rows.order_by("-inspected_on", "-pk")
    add = pages.Link("Thêm lượt kiểm tra", reverse("activities:inspection-add"))
    return pages.list_page(
        request,
        InspectionTable(rows.filter(inspected_on__year=search.year) if search.year else rows),
        heading="Kiểm tra cơ sở kinh doanh",
        tabs=diary_tabs(request),
        search=search,
        years=[day.year for day in kept.dates("inspected_on", "year", order="DESC")],
        link=add if writes(request.user) else None,
    )


@require_safe
def inspection_detail(request: PortalRequest, pk: int) -> HttpResponse:
    rows = Inspection.objects.visible_to(request.user).select_related("place", "establishment")
    inspection = get_object_or_404(rows, pk=pk)
    editable = Inspection.objects.editable_by(request.user).filter(pk=pk).exists()
    return pages.record_page(
        request,
        heading=f"Kiểm tra {inspection.establishment}",
        back=pages.Link("Kiểm tra", reverse("activities:inspection-list")),
        rows=[
            ("Ngày kiểm tra", short_date(inspection.inspected_on)),
            ("Đơn vị kiểm tra", inspection.place),
            ("Cơ sở", inspection.establishment),
            ("Loại hình", inspection.establishment.get_kind_display()),
            ("Kết quả", inspection.get_outcome_display()),
            ("Ghi chú", inspection.note),
        ],
        links=pages.row_links("activities:inspection", pk) if editable else [],
        history=row_history(inspection),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def inspection_add(request: PortalRequest) -> HttpResponse:
    form = InspectionForm(
        request.POST or None,
        places=choosable_places(request.user),
        establishments=Establishment.objects.visible_to(request.user).in_order(),
    )
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.add_inspection(**form.cleaned_data, by=request.user, key=stamp.key),
        heading="Thêm lượt kiểm tra",
        lead="Cơ sở chưa có trong danh sách thì thêm ở mục Cơ sở trước.",
        back=reverse("activities:inspection-list"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def inspection_edit(request: PortalRequest, pk: int) -> HttpResponse:
    inspection = get_object_or_404(Inspection.objects.editable_by(request.user), pk=pk)
    form = InspectionForm(
        request.POST or None,
        instance=inspection,
        places=choosable_places(request.user, kept=inspection.place_id),
        establishments=Establishment.objects.visible_to(request.user).in_order(),
    )
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.change_inspection(
            inspection=inspection, version=stamp.version, by=request.user, **form.cleaned_data
        ),
        heading="Sửa lượt kiểm tra",
        back=inspection.get_absolute_url(),
        version=inspection.version,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def inspection_remove(request: PortalRequest, pk: int) -> HttpResponse:
    inspection = get_object_or_404(Inspection.objects.editable_by(request.user), pk=pk)
    return pages.remove_page(
        request,
        lambda reason, stamp: actions.remove_inspection(
            inspection=inspection, version=stamp.version, reason=reason, by=request.user
        ),
        row=inspection,
        version=inspection.version,
        back=inspection.get_absolute_url(),
        goal=reverse("activities:inspection-list"),
    )
