"""A sheet's papers, drawn when they are asked for."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from documents.http import pdf_response
from documents.structure import OfficialDocument
from reports.entry import papers
from reports.entry.lines import Sheet
from reports.entry.models import Submission
from reports.entry.queries import for_paper, sheet


@require_safe
def report_pdf(request: PortalRequest, pk: int) -> HttpResponse:
    return _drawn(_visible_or_404(request, pk), papers.unit_report, "bao-cao")


@require_safe
def form_pdf(request: PortalRequest, pk: int) -> HttpResponse:
    return _drawn(_visible_or_404(request, pk), papers.filled_form, "bieu-so-lieu")


@require_safe
def blank_form_pdf(request: PortalRequest, pk: int) -> HttpResponse:
    return _drawn(_visible_or_404(request, pk), papers.blank_form, "bieu-trong")


@require_safe
def receipt_pdf(request: PortalRequest, pk: int) -> HttpResponse:
    submission = _visible_or_404(request, pk)
    if submission.sent_at is None:
        raise Http404
    return _drawn(submission, papers.receipt, "bien-nhan")


def _visible_or_404(request: PortalRequest, pk: int) -> Submission:
    return get_object_or_404(for_paper(Submission.objects.visible_to(request.user)), pk=pk)


def _drawn(
    submission: Submission, paper: Callable[[Sheet], OfficialDocument], name: str
) -> HttpResponse:
    file_name = f"{name}-{submission.period.code}-{submission.locality.code}"
    return pdf_response(paper(sheet(submission)), name=file_name)
