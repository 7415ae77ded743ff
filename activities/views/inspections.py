"""Pages of the inspections."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import PortalRequest
from accounts.models import User
from accounts.scope import choosable_places, writes
from accounts.views.books import BookPages
from accounts.views.rows import RowPages
from activities import actions
from activities.forms import InspectionForm, RoundForm
from activities.models import Establishment, Inspection
from activities.tables import InspectionTable
from activities.views.tabs import diary_tabs
from audit.row_history import row_history
from vhtt_portal import pages
from vhtt_portal.dates import short_date
from vhtt_portal.numbers import write_figure


@require_safe
def inspection_list(request: PortalRequest) -> HttpResponse:
    search = pages.search_of(request)
    kept = Inspection.objects.visible_to(request.user)
    rows = kept.matching(search.words).select_related("place", "establishment")
    rows = rows.order_by("-inspected_on", "-pk")
    may_write = writes(request.user)
    add = pages.Link("Ghi một đợt kiểm tra", reverse("activities:round-add"))
    add_one = pages.Link("Thêm một lượt", reverse("activities:inspection-add"))
    return pages.list_page(
        request,
        InspectionTable(rows.filter(inspected_on__year=search.year) if search.year else rows),
        heading="Kiểm tra cơ sở kinh doanh",
        tabs=diary_tabs(request),
        search=search,
        years=[day.year for day in kept.dates("inspected_on", "year", order="DESC")],
        link=add if may_write else None,
        more=[*([add_one] if may_write else []), *inspection_book.links(request.user)],
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
            ("Tiền phạt (đồng)", write_figure(inspection.fine)),
            ("Quyết định xử phạt số", inspection.decision_number),
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
inspection_book = BookPages(
    inspection_pages, "Sổ kiểm tra", ("place", "inspected_on", "establishment")
)


# As many establishments fit on the page of a round; a search finds the others.
LISTED = 60


@require_http_methods(["GET", "HEAD", "POST"])
def round_add(request: PortalRequest) -> HttpResponse:
    """Write down a day's visits, with the outcome of each, in one form."""
    search = pages.search_of(request)
    open_ones = Establishment.objects.visible_to(request.user).exclude(
        status=Establishment.Status.CLOSED
    )
    found = open_ones.matching(search.words).select_related("place").in_order()
    form = RoundForm(
        request.POST or None,
        places=choosable_places(request.user),
        establishments=found[:LISTED],
        home=min(request.user.office_place_ids, default=None),
    )
    return pages.form_page(
        request,
        form,
        lambda stamp: _write_round(form, request.user, stamp),
        heading="Ghi một đợt kiểm tra",
        lead="Chọn kết quả cho từng cơ sở đã đến; tiền phạt ghi sau, ở lượt kiểm tra của cơ sở.",
        back=reverse("activities:inspection-list"),
        goal=reverse("activities:inspection-list"),
        template="activities/round.html",
        also={"search": search, "left_out": max(found.count() - LISTED, 0)},
    )


def _write_round(form: RoundForm, by: User, stamp: pages.Stamp) -> None:
    said = {name: form.cleaned_data[name] for name in ("place", "inspected_on", "note")}
    actions.add_round(outcomes=form.outcomes(), by=by, key=stamp.key, **said)
