"""The list of sheets, a sheet."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.http import PortalRequest
from reports.entry import actions
from reports.entry.queries import tasks
from reports.entry.views.pages import sheet_page, visible_or_404
from vhtt_portal.rules import RuleError, refusals_shown


@require_safe
def sheet_list(request: PortalRequest) -> HttpResponse:
    content = {"tasks": tasks(request.user), "today": timezone.localdate()}
    return render(request, "entry/sheet_list.html", content)


@require_POST
def sheet_start(request: PortalRequest, period_pk: int, locality_pk: int) -> HttpResponse:
    wanted = (period_pk, locality_pk)
    found = [t for t in tasks(request.user) if (t.period.pk, t.locality.pk) == wanted]
    if not found:
        raise Http404
    [task] = found
    try:
        submission = actions.start_sheet(
            period=task.period, locality=task.locality, by=request.user
        )
    except RuleError as refusal:
        messages.error(request, str(refusal))
        return redirect("entry:sheet-list")
    return redirect(submission)


@require_safe
def sheet_detail(request: PortalRequest, pk: int) -> HttpResponse:
    return sheet_page(request, pk)


@require_POST
def section_empty(request: PortalRequest, pk: int, section: str) -> HttpResponse:
    submission = visible_or_404(request, pk)
    with refusals_shown(request):
        count = actions.mark_section_empty(submission=submission, section=section, by=request.user)
        messages.success(request, f"Đã ghi không phát sinh cho {count} ô còn trống.")
    return redirect(f"{submission.get_absolute_url()}#muc-{section}")
