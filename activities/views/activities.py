"""Pages of the activities."""

from uuid import uuid4

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import PortalRequest
from accounts.scope import choosable_places, writes
from accounts.views.books import BookPages
from accounts.views.files import FilePages
from accounts.views.rows import RowPages
from activities import actions
from activities.forms import ActivityForm, NoteForm
from activities.models import Activity, Field
from activities.tables import ActivityTable
from activities.views.tabs import diary_tabs
from activities.wording import kind_of
from audit.row_history import row_history
from vhtt_portal import pages
from vhtt_portal.dates import short_date
from vhtt_portal.numbers import write_figure


@require_safe
def activity_list(request: PortalRequest) -> HttpResponse:
    search = pages.search_of(request)
    field = pages.choice_of(request, "linh-vuc", "Lĩnh vực", Field.choices)
    kind = pages.choice_of(request, "loai", "Loại", Activity.Kind.choices)
    kept = Activity.objects.visible_to(request.user)
    asked = {"held_on__year": search.year, "field": field.chosen, "kind": kind.chosen}
    rows = kept.filter(**{column: value for column, value in asked.items() if value})
    may_write = writes(request.user)
    add = pages.Link("Thêm hoạt động", reverse("activities:activity-add"))
    return pages.list_page(
        request,
        ActivityTable(_newest_first(rows.matching(search.words))),
        heading="Nhật ký hoạt động",
        lead="Mỗi dòng là một việc đã làm; báo cáo đếm và lấy câu từ sổ này.",
        tabs=diary_tabs(request),
        search=search,
        years=[day.year for day in kept.dates("held_on", "year", order="DESC")],
        choices=[field, kind],
        link=add if may_write else None,
        more=activity_book.links(request.user),
        template="activities/activity_list.html",
        also={"note": _note_form(request) if may_write else None, "key": uuid4()},
    )


def _newest_first(rows: QuerySet[Activity]) -> QuerySet[Activity]:
    return rows.select_related("place").order_by("-held_on", "-pk")


def _note_form(request: PortalRequest) -> NoteForm:
    home = min(request.user.office_place_ids, default=None)
    return NoteForm(request.POST or None, places=choosable_places(request.user), home=home)


@require_http_methods(["GET", "HEAD", "POST"])
def activity_note(request: PortalRequest) -> HttpResponse:
    """Write down in one line what was done; its name tells of which kind it was."""
    form = _note_form(request)
    kind = kind_of(request.POST.get("name", ""))
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.activities.add(
            kind=kind, by=request.user, key=stamp.key, **form.cleaned_data
        ),
        heading="Ghi nhanh một việc",
        back=reverse("activities:activity-list"),
        goal=reverse("activities:activity-list"),
        done=f"Đã ghi vào nhật ký, loại: {kind.label}. Mở dòng vừa ghi để sửa hoặc ghi thêm.",
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
        rows=[*_what(activity), *_with_whom(activity), ("Ghi chú", activity.note)],
        parts=[
            activity_file_pages.part(
                activity, activity.files.order_by("at", "pk"), editable=editable
            )
        ],
        links=pages.row_links("activities:activity", pk) if editable else [],
        history=row_history(activity),
    )


def _what(activity: Activity) -> list[tuple[str, object]]:
    return [
        ("Lĩnh vực", activity.get_field_display()),
        ("Loại hoạt động", activity.get_kind_display()),
        ("Đơn vị tổ chức", activity.place),
        ("Ngày tổ chức", short_date(activity.held_on)),
        ("Ngày kết thúc", short_date(activity.ended_on) if activity.ended_on else ""),
        ("Địa điểm", activity.venue),
    ]


def _with_whom(activity: Activity) -> list[tuple[str, object]]:
    day = f", ngày {short_date(activity.document_on)}" if activity.document_on else ""
    return [
        ("Số lượng", write_figure(activity.quantity)),
        ("Số người tham gia", write_figure(activity.participants)),
        ("Phối hợp với", activity.partners),
        ("Đếm ở", "Cấp trên chủ trì, cấp trên đếm" if activity.led_above else "Đơn vị tổ chức"),
        ("Theo văn bản", f"{activity.document_number}{day}"),
    ]


activity_pages = RowPages(actions.activities, ActivityForm, "activities:activity", "hoạt động")
activity_book = BookPages(activity_pages, "Nhật ký hoạt động", ("place", "held_on", "name"))
activity_file_pages = FilePages(actions.activity_files, "activities:activity-file")
