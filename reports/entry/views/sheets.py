"""The list of sheets, a sheet, its remarks."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import PortalRequest
from reports.entry import actions, workflow
from reports.entry.forms import RemarkForm
from reports.entry.models import Remark
from reports.entry.queries import remarks, tasks
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


@require_http_methods(["GET", "HEAD", "POST"])
def remark_list(request: PortalRequest, pk: int) -> HttpResponse:
    submission = visible_or_404(request, pk)
    kept = remarks(submission)
    data = request.POST if request.method == "POST" else None
    forms = {kind: RemarkForm.of(kind, kept.get(("", kind)), data) for kind in Remark.Kind}
    if data is not None and all(form.is_valid() for form in forms.values()):
        refused = False
        for kind, form in forms.items():
            try:
                actions.save_remark(
                    submission=submission, kind=kind, text=form.cleaned_data["text"],
                    expected_version=form.cleaned_data["version"], by=request.user,
                )  # fmt: skip
            except RuleError as refusal:
                form.add_error("text", str(refusal))
                refused = True
        if not refused:
            messages.success(request, "Đã lưu phần nhận xét, kiến nghị.")
            return redirect("entry:remarks", pk=pk)
    content = {
        "submission": submission,
        "forms": list(forms.values()),
        "kept": kept,
        "obstacle": workflow.EDIT.obstacle(submission, request.user, on=timezone.localdate()),
    }
    has_errors = any(form.errors for form in forms.values()) if data else False
    return render(request, "entry/remarks.html", content, status=422 if has_errors else 200)
