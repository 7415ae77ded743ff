"""Pages of the establishments that may be inspected."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from accounts.scope import writes
from accounts.views.books import BookPages
from accounts.views.rows import RowPages
from activities import actions
from activities.forms import EstablishmentForm
from activities.models import Establishment, Inspection
from activities.tables import EstablishmentTable, InspectionTable
from activities.views.tabs import diary_tabs
from audit.row_history import row_history
from vhtt_portal import pages
from vhtt_portal.dates import short_date


@require_safe
def establishment_list(request: PortalRequest) -> HttpResponse:
    search = pages.search_of(request)
    kind = pages.choice_of(request, "loai", "Loại hình", Establishment.Kind.choices)
    status = pages.choice_of(request, "tinh-trang", "Tình trạng", Establishment.Status.choices)
    asked = {"kind": kind.chosen, "status": status.chosen}
    rows = Establishment.objects.visible_to(request.user).matching(search.words)
    rows = rows.filter(**{column: value for column, value in asked.items() if value})
    rows = rows.with_last_visit(Inspection.objects.visible_to(request.user))
    add = pages.Link("Thêm cơ sở", reverse("activities:establishment-add"))
    return pages.list_page(
        request,
        EstablishmentTable(rows.select_related("place").in_order()),
        heading="Cơ sở kinh doanh dịch vụ văn hóa",
        lead="Mỗi cơ sở chỉ được đếm một lần trong kỳ, dù được kiểm tra nhiều lần.",
        tabs=diary_tabs(request),
        search=search,
        choices=[kind, status],
        link=add if writes(request.user) else None,
        more=establishment_book.links(request.user),
    )


@require_safe
def establishment_detail(request: PortalRequest, pk: int) -> HttpResponse:
    kept = Establishment.objects.visible_to(request.user).select_related("place")
    establishment = get_object_or_404(kept, pk=pk)
    editable = Establishment.objects.editable_by(request.user).filter(pk=pk).exists()
    visits = Inspection.objects.visible_to(request.user).filter(establishment=establishment)
    visits = visits.select_related("place", "establishment").order_by("-inspected_on", "-pk")
    return pages.record_page(
        request,
        heading=establishment.name,
        back=pages.Link("Cơ sở", reverse("activities:establishment-list")),
        rows=[
            ("Loại hình", establishment.get_kind_display()),
            ("Địa bàn", establishment.place),
            ("Địa chỉ", establishment.address),
            ("Giấy phép số", establishment.licence_number),
            ("Ngày cấp giấy phép", _day(establishment.licensed_on)),
            ("Tình trạng", establishment.get_status_display()),
            ("Tình trạng từ ngày", _day(establishment.status_on)),
        ],
        parts=[pages.Part("Các lượt kiểm tra", InspectionTable(visits, orderable=False))],
        links=pages.row_links("activities:establishment", pk) if editable else [],
        history=row_history(establishment),
    )


def _day(day: date | None) -> str:
    return short_date(day) if day else ""


establishment_pages = RowPages(
    actions.establishments, EstablishmentForm, "activities:establishment", "cơ sở"
)
establishment_book = BookPages(establishment_pages, "Sổ cơ sở kinh doanh", ("place", "name"))
