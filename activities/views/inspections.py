"""Pages of the inspections."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from accounts.models import User
from accounts.scope import choosable_places, writes
from accounts.views.rows import RowPages
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


def _choices(user: User, row: Inspection | None) -> dict[str, Any]:
    return {
        "places": choosable_places(user, kept=row.place_id if row else None),
        "establishments": Establishment.objects.visible_to(user).in_order(),
    }


inspection_pages = RowPages(
    actions.inspections, InspectionForm, "activities:inspection", "lượt kiểm tra", _choices
)
