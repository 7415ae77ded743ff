"""The office's book of issued documents, to read and to print."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from accounts.models import Role
from documents.queries import books, entries
from documents.tables import RegisterTable
from vhtt_portal.pages import search_of

READERS = (Role.CLERK, Role.HEAD, Role.INSPECTOR)


@require_safe
def register(request: PortalRequest) -> HttpResponse:
    """One year's books of the offices for which the person reads them, whole: it is for print."""
    kept = books(request.user.places(*READERS))
    years = sorted({book.year for book in kept}, reverse=True)
    year = search_of(request).year or _year(years)
    tables = [RegisterTable(book, entries(book)) for book in kept if book.year == year]
    shown = {"tables": tables, "year": year, "years": years}
    return render(request, "documents/register.html", shown)


def _year(years: list[int]) -> int:
    """This year's book once it is opened, else the newest."""
    this_year = timezone.localdate().year
    return this_year if this_year in years or not years else years[0]
