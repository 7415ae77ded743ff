"""The office's book of issued documents, to read and to print."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from accounts.models import Role
from documents.queries import books, entries
from documents.tables import RegisterTable
from vhtt_portal.pages import Tab, search_of, tabs_of

READERS = (Role.CLERK, Role.HEAD, Role.INSPECTOR)
PLACE_READERS = (Role.WARD_ENTRY, Role.WARD_LEADER)
_TABS = (("Văn bản đi", "outgoing:paper-list"), ("Sổ đăng ký", "documents:register"))


def tabs(request: PortalRequest) -> list[Tab]:
    """The papers and the book, for those who read it."""
    reads = request.user.holds(*READERS, *PLACE_READERS)
    return tabs_of(request, *_TABS) if reads else []


@require_safe
def register(request: PortalRequest) -> HttpResponse:
    """One year's books, of the offices and places whose the person reads, whole: it is for print."""
    user = request.user
    kept = books(user.places(*READERS), user.places(*PLACE_READERS))
    years = sorted({book.year for book in kept}, reverse=True)
    year = search_of(request).year or _year(years)
    tables = [RegisterTable(book, entries(book)) for book in kept if book.year == year]
    shown = {"tables": tables, "year": year, "years": years, "tabs": tabs(request)}
    return render(request, "documents/register.html", shown)


def _year(years: list[int]) -> int:
    """This year's book once it is opened, else the newest."""
    this_year = timezone.localdate().year
    return this_year if this_year in years or not years else years[0]
