"""A sheet as a file to take along."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from reports.entry import workflow
from reports.entry.excel.writing import file_name, sheet_workbook
from reports.entry.models import Submission
from reports.entry.queries import for_paper, sheet

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def workbook(request: PortalRequest, pk: int) -> HttpResponse:
    """To be filled where this person may type into the sheet, otherwise to look at and to print."""
    row = get_object_or_404(for_paper(Submission.objects.visible_to(request.user)), pk=pk)
    obstacle = workflow.EDIT.obstacle(row, request.user, on=timezone.localdate())
    content = sheet_workbook(sheet(row, may_edit=obstacle is None))
    response = HttpResponse(content, content_type=_XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name(row)}"'
    return response
