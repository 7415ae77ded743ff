"""Pages of the festivals and of each time they were held."""

from typing import Any

from django.db.models import Max, Q
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
from heritage import actions, queries
from heritage.forms import FestivalForm, FestivalHeldForm
from heritage.models import Festival, Site
from heritage.tables import FestivalHeldTable, FestivalTable
from heritage.views.festival_calendar import long_day
from heritage.views.tabs import heritage_tabs
from vhtt_portal import pages
from vhtt_portal.tables import part_table


@require_safe
def festival_list(request: PortalRequest) -> HttpResponse:
    search = pages.search_of(request)
    rows = Festival.objects.visible_to(request.user).matching(search.words)
    held = Max("occasions__held_on", filter=Q(occasions__not_held_because=""))
    rows = rows.annotate(last_held_on=held).select_related("place")
    add = pages.Link("Thêm lễ hội", reverse("heritage:festival-add"))
    return pages.list_page(
        request,
        FestivalTable(rows.in_order()),
        heading="Lễ hội",
        tabs=heritage_tabs(request),
        search=search,
        link=add if writes(request.user) else None,
        more=festival_book.links(request.user),
    )


@require_safe
def festival_detail(request: PortalRequest, pk: int) -> HttpResponse:
    rows = Festival.objects.visible_to(request.user)
    rows = rows.select_related("place__kind", "level", "site")
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
        rows=_details(festival),
        parts=[pages.Part("Các lần tổ chức", occasions, add if editable else None)],
        links=pages.row_links("heritage:festival", pk) if editable else [],
        history=row_history(festival),
    )


def _details(festival: Festival) -> list[tuple[str, object]]:
    length = f"{festival.length_days} ngày" if festival.length_days > 1 else ""
    coming = queries.next_days(festival, timezone.localdate())[:1]
    return [
        ("Địa bàn", festival.place),
        ("Loại lễ hội", festival.get_kind_display()),
        ("Thời gian", ", ".join(filter(None, [festival.when, length]))),
        *([("Thời gian, bằng lời", festival.timing)] if festival.day and festival.timing else []),
        *[("Lần tới", long_day(day)) for day in coming],
        ("Cấp tổ chức", (festival.level or festival.place.kind).name),
        ("Đơn vị tổ chức", festival.organiser),
        ("Di tích gắn với lễ hội", festival.site or ""),
    ]


def _choices(user: User, row: Festival | None) -> dict[str, Any]:
    """A site that stands today, and the one that the festival has."""
    sites = Site.objects.standing(timezone.localdate()).editable_by(user)
    kept = Site.objects.filter(pk=row.site_id) if row and row.site_id else Site.objects.none()
    return {
        "places": choosable_places(user, kept=row.place_id if row else None),
        "sites": Site.objects.filter(Q(pk__in=sites) | Q(pk__in=kept)).in_order(),
    }


festival_pages = RowPages(
    actions.festivals, FestivalForm, "heritage:festival", "lễ hội", choices=_choices
)
festival_book = BookPages(festival_pages, "Sổ lễ hội", ("place", "name"))
occasion_pages = PartPages(
    actions.occasions, FestivalHeldForm, "heritage:festival-held", "lần tổ chức lễ hội", "festival",
    initial=lambda festival: queries.next_occasion(festival, timezone.localdate()),
)  # fmt: skip
