"""Pages of the intangible heritage."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from accounts.scope import writes
from accounts.views.books import BookPages
from accounts.views.files import FilePages
from accounts.views.rows import PartPages, RowPages
from audit.row_history import row_history
from heritage import actions
from heritage.forms import IntangibleHeritageForm, ListingForm
from heritage.models import Artisan, IntangibleHeritage
from heritage.tables import (
    ArtisanTable,
    IntangibleHeritageTable,
    ListingTable,
)
from heritage.views.tabs import heritage_tabs
from vhtt_portal import pages
from vhtt_portal.tables import part_table


@require_safe
def intangible_list(request: PortalRequest) -> HttpResponse:
    search = pages.search_of(request)
    rows = IntangibleHeritage.objects.visible_to(request.user).matching(search.words)
    rows = rows.with_rank(timezone.localdate()).select_related("place")
    add = pages.Link("Thêm di sản", reverse("heritage:intangible-add"))
    return pages.list_page(
        request,
        IntangibleHeritageTable(rows.in_order()),
        heading="Di sản văn hóa phi vật thể",
        lead="Mỗi di sản được đếm một lần, ở danh mục cao nhất theo quyết định.",
        tabs=heritage_tabs(request),
        search=search,
        link=add if writes(request.user) else None,
        more=intangible_book.links(request.user),
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
            ("Cộng đồng chủ thể, người nắm giữ", heritage.holders),
        ],
        parts=[
            _listings(heritage, editable=editable),
            _artisans(request, heritage),
            intangible_file_pages.part(
                heritage, heritage.files.order_by("at", "pk"), editable=editable
            ),
        ],
        links=pages.row_links("heritage:intangible", pk) if editable else [],
        history=row_history(heritage),
    )


def _listings(heritage: IntangibleHeritage, *, editable: bool) -> pages.Part:
    listings = part_table(
        ListingTable, heritage.listings.order_by("-rank"), stem="heritage:listing",
        editable=editable,
    )  # fmt: skip
    add = pages.Link("Thêm quyết định", reverse("heritage:listing-add", args=[heritage.pk]))
    return pages.Part("Quyết định ghi danh", listings, add if editable else None)


def _artisans(request: PortalRequest, heritage: IntangibleHeritage) -> pages.Part:
    """Those of places that the reader may read about."""
    artisans = Artisan.objects.visible_to(request.user).filter(heritage=heritage)
    rows = artisans.with_rank(timezone.localdate()).select_related("place").in_order()
    return pages.Part("Nghệ nhân", ArtisanTable(rows, orderable=False, exclude=("heritage",)))


intangible_pages = RowPages(
    actions.intangibles, IntangibleHeritageForm, "heritage:intangible", "di sản phi vật thể"
)
intangible_book = BookPages(intangible_pages, "Sổ di sản văn hóa phi vật thể", ("place", "name"))
listing_pages = PartPages(
    actions.listings, ListingForm, "heritage:listing", "quyết định ghi danh", "heritage"
)
intangible_file_pages = FilePages(actions.intangible_files, "heritage:intangible-file")
