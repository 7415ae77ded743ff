"""Pages of the artisans."""

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from accounts.models import User
from accounts.scope import choosable_places, writes
from accounts.views.books import BookPages
from accounts.views.rows import PartPages, RowPages
from audit.row_history import row_history
from heritage import actions
from heritage.forms import ArtisanForm, ArtisanTitleForm
from heritage.models import Artisan, IntangibleHeritage
from heritage.tables import ArtisanTable, ArtisanTitleTable
from heritage.views.tabs import heritage_tabs
from vhtt_portal import pages
from vhtt_portal.tables import part_table


@require_safe
def artisan_list(request: PortalRequest) -> HttpResponse:
    search = pages.search_of(request)
    rows = Artisan.objects.visible_to(request.user).matching(search.words)
    rows = rows.with_rank(timezone.localdate()).select_related("place", "heritage")
    add = pages.Link("Thêm nghệ nhân", reverse("heritage:artisan-add"))
    return pages.list_page(
        request,
        ArtisanTable(rows.in_order()),
        heading="Nghệ nhân",
        lead="Mỗi nghệ nhân được đếm một lần, ở danh hiệu cao nhất theo quyết định.",
        tabs=heritage_tabs(request),
        search=search,
        link=add if writes(request.user) else None,
        more=artisan_book.links(request.user),
    )


@require_safe
def artisan_detail(request: PortalRequest, pk: int) -> HttpResponse:
    rows = Artisan.objects.visible_to(request.user).select_related("place", "heritage")
    artisan = get_object_or_404(rows, pk=pk)
    editable = Artisan.objects.editable_by(request.user).filter(pk=pk).exists()
    titles = part_table(
        ArtisanTitleTable, artisan.titles.order_by("-rank"), stem="heritage:artisan-title",
        editable=editable,
    )  # fmt: skip
    add = pages.Link("Thêm danh hiệu", reverse("heritage:artisan-title-add", args=[pk]))
    return pages.record_page(
        request,
        heading=artisan.name,
        lead="Đã mất" if artisan.is_deceased else "",
        back=pages.Link("Nghệ nhân", reverse("heritage:artisan-list")),
        rows=[
            ("Địa bàn", artisan.place),
            ("Di sản nắm giữ", artisan.heritage or ""),
            ("Năm sinh", artisan.birth_year or ""),
            ("Truyền dạy, thực hành", artisan.note),
        ],
        parts=[pages.Part("Danh hiệu", titles, add if editable else None)],
        links=pages.row_links("heritage:artisan", pk) if editable else [],
        history=row_history(artisan),
    )


def _choices(user: User, row: Artisan | None) -> dict[str, Any]:
    editable = IntangibleHeritage.objects.editable_by(user)
    kept = Q(pk=row.heritage_id) if row and row.heritage_id else Q(pk__in=[])
    return {
        "places": choosable_places(user, kept=row.place_id if row else None),
        "heritages": IntangibleHeritage.objects.filter(Q(pk__in=editable) | kept).in_order(),
    }


artisan_pages = RowPages(
    actions.artisans, ArtisanForm, "heritage:artisan", "nghệ nhân", choices=_choices
)
artisan_book = BookPages(artisan_pages, "Sổ nghệ nhân", ("place", "name"))
artisan_title_pages = PartPages(
    actions.artisan_titles, ArtisanTitleForm, "heritage:artisan-title", "danh hiệu nghệ nhân",
    "artisan",
)  # fmt: skip
