"""A sheet's way to the office: check, approve, send, receipt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import PortalRequest
from reports.catalogue.rules import State as RuleState
from reports.entry import actions, workflow
from reports.entry.forms import ApprovalForm
from reports.entry.lines import Sheet
from reports.entry.models import Remark
from reports.entry.papers.words import lowered
from reports.entry.queries import content_hash, leader_with_account
from reports.entry.views.pages import base_url, read_sheet, visible_or_404
from reports.entry.workflow import Move
from vhtt_portal.rules import RuleError, refusals_shown

INCOMPLETE = "Phiếu còn chỗ cần sửa hoặc bổ sung ở trên."


@dataclass(frozen=True, slots=True)
class Step:
    """One button of the check page and why it cannot be pressed."""

    label: str
    url_name: str
    obstacle: str | None
    is_page: bool = False


@require_safe
def sheet_check(request: PortalRequest, pk: int) -> HttpResponse:
    """Everything once more before it goes: gaps, rules, warnings with their words, prose."""
    whole, _ = read_sheet(request, pk)
    content = check_content(whole, base_url(pk), _steps(request, whole))
    return render(request, "entry/check.html", content)


def check_content(whole: Sheet, base: str, steps: Sequence[Step] = ()) -> dict[str, object]:
    """What the check page says of a sheet, and the steps that may follow."""
    return {
        "sheet": whole,
        "submission": whole.submission,
        "base": base,
        "steps": steps,
        "may_step": any(step.obstacle is None for step in steps),
        "stuck": _stuck(whole),
        "prose": list(_prose(whole)),
    }


def _prose(whole: Sheet) -> Iterator[tuple[str, str]]:
    """The place's own words under what they are about, on everything first, in the form's order."""
    for name, said in whole.words():
        for remark in said:
            label = Remark.Kind(remark.kind).label
            yield f"{name}: {lowered(label)}" if name else label, remark.text


def _stuck(whole: Sheet) -> list[str]:
    """What the rules could not judge, each sentence once."""
    return list(
        dict.fromkeys(
            finding.sentence
            for line in whole.lines
            for finding in line.findings
            if finding.state == RuleState.NOT_RUNNABLE
        )
    )


def _steps(request: PortalRequest, whole: Sheet) -> list[Step]:
    row, today = whole.submission, timezone.localdate()

    def obstacle(move: Move, *, complete: bool = True) -> str | None:
        found = move.obstacle(row, request.user, on=today)
        return found or (INCOMPLETE if complete and whole.problem_count else None)

    steps = [
        Step(workflow.APPROVE.label, "entry:approve", obstacle(workflow.APPROVE)),
        Step(workflow.SEND.label, "entry:send", obstacle(workflow.SEND)),
    ]
    if not leader_with_account(row):  # where there is one, the leader approves on the portal
        record = Step(
            workflow.RECORD.label, "entry:record-approval", obstacle(workflow.RECORD), is_page=True
        )
        steps.insert(1, record)
    return [step for step in steps if step.obstacle != workflow.NO_ROLE]


@require_POST
def approve(request: PortalRequest, pk: int) -> HttpResponse:
    submission = visible_or_404(request, pk)
    with refusals_shown(request):
        actions.approve(submission=submission, by=request.user)
        messages.success(request, "Đã duyệt số liệu. Phiếu có thể gửi đi.")
    return redirect("entry:check", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def record_approval(request: PortalRequest, pk: int) -> HttpResponse:
    submission = visible_or_404(request, pk)
    form = ApprovalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.record_approval(
                submission=submission,
                name=form.cleaned_data["name"],
                post=form.cleaned_data["post"],
                by=request.user,
            )
        except RuleError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Đã ghi nhận người duyệt. Phiếu có thể gửi đi.")
            return redirect("entry:check", pk=pk)
    content = {
        "heading": "Ghi nhận lãnh đạo đã duyệt",
        "lead": "Dùng khi lãnh đạo đơn vị không có tài khoản và đã duyệt số liệu trên giấy.",
        "action": workflow.RECORD.label,
        "back_url": f"{base_url(pk)}kiem-tra/",
        "form": form,
        "obstacle": workflow.RECORD.obstacle(submission, request.user, on=timezone.localdate()),
    }
    return render(request, "confirm.html", content, status=422 if form.errors else 200)


@require_POST
def send(request: PortalRequest, pk: int) -> HttpResponse:
    submission = visible_or_404(request, pk)
    try:
        actions.send(submission=submission, by=request.user)
    except RuleError as refusal:
        messages.error(request, str(refusal))
        return redirect("entry:check", pk=pk)
    messages.success(request, "Đã gửi số liệu.")
    return redirect("entry:receipt", pk=pk)


@require_safe
def receipt(request: PortalRequest, pk: int) -> HttpResponse:
    submission = visible_or_404(request, pk)
    if submission.sent_at is None:
        raise Http404
    content = {
        "submission": submission,
        "is_as_sent": content_hash(submission) == submission.sent_hash,
    }
    return render(request, "entry/receipt.html", content)
