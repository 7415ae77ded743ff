"""Evidence at a cell: sent, looked at, taken away."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.http import PortalRequest
from reports.entry import actions, workflow
from reports.entry.forms import AttachmentForm
from reports.entry.models import Attachment, Submission
from reports.entry.sheetform import sheet_form
from reports.entry.views.talk import Room, asked_or_404, cell_page
from vhtt_portal.files import kept
from vhtt_portal.files.evidence import content as kinds
from vhtt_portal.files.evidence.intake import read_evidence
from vhtt_portal.rules import RuleError, refusals_shown
from vhtt_portal.uploading import is_too_large

_ANCHOR = "minh-chung"


@require_POST
def attachment_add(request: PortalRequest, pk: int, code: str) -> HttpResponse:
    submission = asked_or_404(request, pk, code)
    form = AttachmentForm(request.POST, request.FILES)
    if is_too_large(request):
        form.errors.pop("file", None)
        form.add_error("file", kinds.TOO_BIG)
    elif form.is_valid():
        try:
            _take(request, submission, code, form)
        except RuleError as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, "Đã lưu tệp minh chứng.")
            return redirect(Room.of(request).cell_url(pk, code, _ANCHOR))
    return cell_page(request, submission, code, Room.of(request), {"attachment_form": form})


def _take(request: PortalRequest, submission: Submission, code: str, form: AttachmentForm) -> None:
    if obstacle := workflow.EDIT.obstacle(submission, request.user, on=timezone.localdate()):
        raise RuleError(obstacle)
    file = form.cleaned_data["file"]
    # Before any transaction: nobody waits for the reader.
    evidence = read_evidence(file.read())
    actions.add_attachment(
        submission=submission, indicator=code, name=file.name, evidence=evidence, by=request.user
    )


@require_safe
def attachment_file(request: PortalRequest, pk: int) -> HttpResponse:
    return kept.response(_attachment_or_404(request, pk))


@require_POST
def attachment_remove(request: PortalRequest, pk: int) -> HttpResponse:
    row = _attachment_or_404(request, pk)
    code = sheet_form(row.submission).form.by_pk[row.indicator_id].code
    with refusals_shown(request):
        actions.remove_attachment(attachment=row, by=request.user)
        messages.success(request, "Đã bỏ tệp minh chứng.")
    return redirect(Room.of(request).cell_url(row.submission_id, code, _ANCHOR))


def _attachment_or_404(request: PortalRequest, pk: int) -> Attachment:
    seen = Attachment.objects.filter(submission__in=Submission.objects.visible_to(request.user))
    related = seen.select_related(
        "submission__period__form_version", "submission__period__office",
        "submission__locality__kind",
    )  # fmt: skip
    return get_object_or_404(related, pk=pk)
