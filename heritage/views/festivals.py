"""Pages of the festivals and of each time they were held."""

from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from accounts.scope import writes
from accounts.views.rows import PartPages, RowPages
from audit.row_history import row_history
from heritage import actions
from heritage.forms import FestivalForm, FestivalHeldForm
from heritage.models import Festival
from heritage.tables import FestivalHeldTable, FestivalTable
from heritage.views.tabs import heritage_tabs
from vhtt_portal import pages
from vhtt_portal.tables import part_table


@require_safe
def festival_list(request: PortalRequest) -> HttpResponse:
    search = pages.search_of(request)
    rows = Festival.objects.visible_to(request.user).matching(search.words)
    rows = rows.annotate(last_held_on=Max("occasions__held_on")).select_related("place")
    add = pages.Link("Thêm lễ hội", reverse("heritage:festival-add"))
    return pages.list_page(
        request,
        FestivalTable(rows.in_order()),
        heading="Lễ hội",
        tabs=heritage_tabs(request),
        search=search,
        link=add if writes(request.user) else None,
    )


@require_safe
def festival_detail(request: PortalRequest, pk: int) -> HttpResponse:
    rows = Festival.objects.visible_to(request.user).select_related("place")
    festival = get_object_or_404(rows, pk=pk)
    editable = Festival.objects.editable_by(request.user).filter(pk=pk).exists()
    occasions = part_table(
        FestivalHeldTable,
        festival.occasions.select_related("festival").order_by("-held_on"),
        stem="heritage:festival-held",
        editable=editable,
    )
    add = pages.Link("Ghi lần tổ chức", reverse("heritage:festival-held-add", args=[pk]))
    return pages.record_page(
        request,
        heading=festival.name,
        back=pages.Link("Lễ hội", reverse("heritage:festival-list")),
        rows=[("Địa bàn", festival.place), ("Thời gian tổ chức", festival.timing)],
        parts=[pages.Part("Các lần tổ chức", occasions, add if editable else None)],
        links=pages.row_links("heritage:festival", pk) if editable else [],
        history=row_history(festival),
    )


festival_pages = RowPages(actions.festivals, FestivalForm, "heritage:festival", "lễ hội")
occasion_pages = PartPages(
    actions.occasions, FestivalHeldForm, "heritage:festival-held", "lần tổ chức lễ hội", "festival"
)
