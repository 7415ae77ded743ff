"""Pages of the activities."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from accounts.scope import writes
from accounts.views.rows import RowPages
from activities import actions
from activities.forms import ActivityForm
from activities.models import Activity
from activities.tables import ActivityTable
from activities.views.tabs import diary_tabs
from audit.row_history import row_history
from vhtt_portal import pages
from vhtt_portal.dates import short_date
from vhtt_portal.numbers import write_figure


@require_safe
def activity_list(request: PortalRequest) -> HttpResponse:
    search = pages.search_of(request)
    kept = Activity.objects.visible_to(request.user)
    rows = kept.matching(search.words).select_related("place").order_by("-held_on", "-pk")
    add = pages.Link("Thêm hoạt động", reverse("activities:activity-add"))
    return pages.list_page(
        request,
        ActivityTable(rows.filter(held_on__year=search.year) if search.year else rows),
        heading="Nhật ký hoạt động",
        lead="Mỗi dòng là một việc đã làm; báo cáo đếm từ sổ này.",
        tabs=diary_tabs(request),
        search=search,
        years=[day.year for day in kept.dates("held_on", "year", order="DESC")],
        link=add if writes(request.user) else None,
    )


@require_safe
def activity_detail(request: PortalRequest, pk: int) -> HttpResponse:
    rows = Activity.objects.visible_to(request.user).select_related("place")
    activity = get_object_or_404(rows, pk=pk)
    editable = Activity.objects.editable_by(request.user).filter(pk=pk).exists()
    return pages.record_page(
        request,
        heading=activity.name,
        back=pages.Link("Nhật ký hoạt động", reverse("activities:activity-list")),
        rows=[
            ("Loại hoạt động", activity.get_kind_display()),
            ("Đơn vị tổ chức", activity.place),
            ("Ngày tổ chức", short_date(activity.held_on)),
            ("Ngày kết thúc", short_date(activity.ended_on) if activity.ended_on else ""),
            ("Số lượng", write_figure(activity.quantity)),
            ("Số người tham gia", write_figure(activity.participants)),
            ("Ghi chú", activity.note),
        ],
        links=pages.row_links("activities:activity", pk) if editable else [],
        history=row_history(activity),
    )


activity_pages = RowPages(actions.activities, ActivityForm, "activities:activity", "hoạt động")
