"""Pages of the intangible heritage."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from accounts.scope import writes
from accounts.views.rows import RowPages
from audit.row_history import row_history
from heritage import actions
from heritage.forms import IntangibleHeritageForm
from heritage.models import IntangibleHeritage
from heritage.tables import IntangibleHeritageTable
from heritage.views.tabs import heritage_tabs
from vhtt_portal import pages
from vhtt_portal.dates import short_date


@require_safe
def intangible_list(request: PortalRequest) -> HttpResponse:
    search = pages.search_of(request)
    rows = IntangibleHeritage.objects.visible_to(request.user).matching(search.words)
    add = pages.Link("Thêm di sản", reverse("heritage:intangible-add"))
    return pages.list_page(
        request,
        IntangibleHeritageTable(rows.select_related("place").in_order()),
        heading="Di sản văn hóa phi vật thể",
        tabs=heritage_tabs(request),
        search=search,
        link=add if writes(request.user) else None,
    )


@require_safe
def intangible_detail(request: PortalRequest, pk: int) -> HttpResponse:
    rows = IntangibleHeritage.objects.visible_to(request.user).select_related("place")
    heritage = get_object_or_404(rows, pk=pk)
    editable = IntangibleHeritage.objects.editable_by(request.user).filter(pk=pk).exists()
    return pages.record_page(
        request,
        heading=heritage.name,
        back=pages.Link("Di sản phi vật thể", reverse("heritage:intangible-list")),
        rows=[
            ("Loại hình", heritage.get_kind_display()),
            ("Địa bàn", heritage.place),
            ("Ngày ghi danh", short_date(heritage.listed_on) if heritage.listed_on else ""),
            ("Số quyết định", heritage.decision_number),
        ],
        links=pages.row_links("heritage:intangible", pk) if editable else [],
        history=row_history(heritage),
    )


intangible_pages = RowPages(
    actions.intangibles, IntangibleHeritageForm, "heritage:intangible", "di sản phi vật thể"
)
