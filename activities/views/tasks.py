"""Pages of the tasks given after working sessions and by national programmes."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import PortalRequest
from accounts.scope import governs
from accounts.views.books import BookPages
from accounts.views.rows import RowPages
from activities import actions
from activities.forms import ProgressForm, TaskForm
from activities.models import Field, Task, TaskQuerySet
from activities.tables import ProgressTable, TaskTable
from activities.views.tabs import diary_tabs
from audit.row_history import row_history
from vhtt_portal import pages
from vhtt_portal.dates import short_date

_OVERDUE = "qua-han"


@require_safe
def task_list(request: PortalRequest) -> HttpResponse:
    today = timezone.localdate()
    search = pages.search_of(request)
    field = pages.choice_of(request, "linh-vuc", "Lĩnh vực", Field.choices)
    states = [*Task.State.choices, (_OVERDUE, "Quá hạn")]
    state = pages.choice_of(request, "tien-do", "Tiến độ", states)
    kept = Task.objects.visible_to(request.user)
    rows = kept.matching(search.words)
    if search.year:
        rows = rows.in_force(date(search.year, 1, 1), date(search.year, 12, 31))
    if field.chosen:
        rows = rows.filter(field=field.chosen)
    may_give = governs(request.user)
    add = pages.Link("Thêm nhiệm vụ", reverse("activities:task-add"))
    return pages.list_page(
        request,
        TaskTable(_standing(rows, state.chosen, today).select_related("place").open_first()),
        heading="Nhiệm vụ được giao",
        lead="Nhiệm vụ theo thông báo kết luận và dự án của các chương trình quốc gia.",
        tabs=diary_tabs(request),
        search=search,
        years=[day.year for day in kept.dates("given_on", "year", order="DESC")],
        choices=[field, state],
        link=add if may_give else None,
        more=task_book.links(request.user),
    )


def _standing(rows: TaskQuerySet, state: str, today: date) -> TaskQuerySet:
    if state == _OVERDUE:
        return rows.overdue_on(today)
    return rows.filter(state=state) if state else rows


@require_safe
def task_detail(request: PortalRequest, pk: int) -> HttpResponse:
    task = get_object_or_404(Task.objects.visible_to(request.user).select_related("place"), pk=pk)
    editable = Task.objects.editable_by(request.user).filter(pk=pk).exists()
    reportable = Task.objects.reportable_by(request.user).filter(pk=pk).exists()
    tell = pages.Link("Báo tiến độ", reverse("activities:task-progress", args=[pk]))
    return pages.record_page(
        request,
        heading="Nhiệm vụ được giao",
        lead=task.content,
        back=pages.Link("Nhiệm vụ", reverse("activities:task-list")),
        rows=_rows(task, timezone.localdate()),
        parts=[
            pages.Part(
                "Tiến độ",
                ProgressTable(task.progress.all(), orderable=False),
                link=tell if reportable else None,
            )
        ],
        links=pages.row_links("activities:task", pk) if editable else [],
        history=row_history(task),
    )


def _rows(task: Task, today: date) -> list[tuple[str, object]]:
    late = " (quá hạn)" if task.is_overdue_on(today) else ""
    return [
        ("Nguồn", task.get_source_display()),
        ("Theo", task.origin),
        ("Lĩnh vực", task.get_field_display()),
        ("Nơi thực hiện", task.place),
        ("Ngày giao", short_date(task.given_on)),
        ("Hạn hoàn thành", f"{short_date(task.due_on)}{late}"),
        ("Tiến độ", task.get_state_display()),
        ("Ngày hoàn thành", short_date(task.done_on) if task.done_on else ""),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def task_progress(request: PortalRequest, pk: int) -> HttpResponse:
    """The place that does the task, or the office, tells how far it is."""
    rows = Task.objects.reportable_by(request.user).select_related("place")
    task = get_object_or_404(rows, pk=pk)
    form = ProgressForm(
        request.POST or None, initial={"on": timezone.localdate(), "state": task.state}
    )
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.report_progress(
            task=task, version=stamp.version, by=request.user, **form.cleaned_data
        ),
        heading="Báo tiến độ nhiệm vụ",
        lead=task.content,
        back=task.get_absolute_url(),
        goal=task.get_absolute_url(),
        button="Lưu tiến độ",
        done="Đã ghi tiến độ.",
        version=task.version,
    )


task_pages = RowPages(actions.tasks, TaskForm, "activities:task", "nhiệm vụ")
task_book = BookPages(task_pages, "Sổ nhiệm vụ", ("place", "given_on", "content"))
