"""A sheet as a file to take along."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from reports.entry.excel.writing import file_name, sheet_workbook
from reports.entry.views.pages import read_sheet

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
def workbook(request: PortalRequest, pk: int) -> HttpResponse:
    """Open where this person may type into the sheet, to look at and to print otherwise."""
    whole, _ = read_sheet(request, pk)
    response = HttpResponse(sheet_workbook(whole), content_type=_XLSX)
    name = file_name(whole.submission)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
