"""Pages of what a place has for sport: clubs and facilities."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from accounts.models import User
from accounts.scope import choosable_places, writes
from accounts.views.books import BookPages
from accounts.views.rows import RowPages
from audit.row_history import row_history
from sports import actions
from sports.forms import ClubForm, FacilityForm
from sports.models import Club, Facility
from sports.tables import ClubTable, FacilityTable
from sports.views.tabs import known_sports, sports_tabs
from vhtt_portal import pages
from vhtt_portal.dates import short_date
from vhtt_portal.numbers import write_figure


def _day(day: Any) -> str:
    return short_date(day) if day else ""


@require_safe
def club_list(request: PortalRequest) -> HttpResponse:
    search = pages.search_of(request)
    rows = Club.objects.visible_to(request.user).matching(search.words)
    add = pages.Link("Thêm câu lạc bộ", reverse("sports:club-add"))
    return pages.list_page(
        request,
        ClubTable(rows.select_related("place").in_order()),
        heading="Câu lạc bộ thể thao",
        tabs=sports_tabs(request),
        search=search,
        link=add if writes(request.user) else None,
        more=club_book.links(request.user),
    )


@require_safe
def club_detail(request: PortalRequest, pk: int) -> HttpResponse:
    club = get_object_or_404(Club.objects.visible_to(request.user).select_related("place"), pk=pk)
    editable = Club.objects.editable_by(request.user).filter(pk=pk).exists()
    return pages.record_page(
        request,
        heading=club.name,
        back=pages.Link("Câu lạc bộ", reverse("sports:club-list")),
        rows=[
            ("Môn", club.sport),
            ("Địa bàn", club.place),
            ("Số hội viên", write_figure(club.member_count)),
            ("Hoạt động từ ngày", _day(club.started_on)),
            ("Ngừng hoạt động từ ngày", _day(club.ended_on)),
        ],
        links=pages.row_links("sports:club", pk) if editable else [],
        history=row_history(club),
    )


@require_safe
def facility_list(request: PortalRequest) -> HttpResponse:
    search = pages.search_of(request)
    rows = Facility.objects.visible_to(request.user).matching(search.words)
    add = pages.Link("Thêm công trình", reverse("sports:facility-add"))
    return pages.list_page(
        request,
        FacilityTable(rows.select_related("place").in_order()),
        heading="Công trình thể thao",
        tabs=sports_tabs(request),
        search=search,
        link=add if writes(request.user) else None,
        more=facility_book.links(request.user),
    )


@require_safe
def facility_detail(request: PortalRequest, pk: int) -> HttpResponse:
    rows = Facility.objects.visible_to(request.user).select_related("place")
    facility = get_object_or_404(rows, pk=pk)
    editable = Facility.objects.editable_by(request.user).filter(pk=pk).exists()
    return pages.record_page(
        request,
        heading=facility.name,
        back=pages.Link("Công trình", reverse("sports:facility-list")),
        rows=[
            ("Loại công trình", facility.get_kind_display()),
            ("Địa bàn", facility.place),
            ("Diện tích (m²)", write_figure(facility.area)),
            ("Cơ quan, tổ chức quản lý", facility.managed_by),
            ("Đưa vào sử dụng từ ngày", _day(facility.in_use_from)),
            ("Ngừng sử dụng từ ngày", _day(facility.in_use_until)),
        ],
        links=pages.row_links("sports:facility", pk) if editable else [],
        history=row_history(facility),
    )


def _club_choices(user: User, row: Club | None) -> dict[str, Any]:
    places = choosable_places(user, kept=row.place_id if row else None)
    return {"places": places, "sports": known_sports(user)}


club_pages = RowPages(actions.clubs, ClubForm, "sports:club", "câu lạc bộ", choices=_club_choices)
club_book = BookPages(club_pages, "Sổ câu lạc bộ thể thao", ("place", "name"))
facility_pages = RowPages(actions.facilities, FacilityForm, "sports:facility", "công trình")
facility_book = BookPages(facility_pages, "Sổ công trình thể thao", ("place", "name"))
