"""Pages of the issued directive documents."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.http import PortalRequest
from accounts.models import User
from accounts.scope import editable_places, writes
from accounts.views.books import BookPages
from accounts.views.rows import RowPages
from activities import actions
from activities.forms import DirectiveForm
from activities.models import Directive
from activities.queries import entries_beside_the_register
from activities.tables import DirectiveTable
from activities.views.tabs import diary_tabs
from audit.row_history import row_history
from documents.models import BookEntry
from vhtt_portal import pages
from vhtt_portal.dates import short_date
from vhtt_portal.rules import refusals_shown


def _offered(user: User) -> QuerySet[BookEntry]:
    """What the offices for which the person writes numbered here and do not hold in the register."""
    entries = entries_beside_the_register().filter(book__office__locality__in=editable_places(user))
    return entries.select_related("book__office__locality").order_by("issued_on", "number")


@require_safe
def directive_list(request: PortalRequest) -> HttpResponse:
    search = pages.search_of(request)
    kept = Directive.objects.visible_to(request.user)
    rows = kept.matching(search.words).select_related("place").order_by("-issued_on", "-number")
    add = pages.Link("Thêm văn bản", reverse("activities:directive-add"))
    return pages.list_page(
        request,
        DirectiveTable(rows.filter(book_year=search.year) if search.year else rows),
        heading="Văn bản chỉ đạo, tham mưu",
        tabs=diary_tabs(request),
        search=search,
        years=list(kept.order_by("-book_year").values_list("book_year", flat=True).distinct()),
        link=add if writes(request.user) else None,
        more=directive_book.links(request.user),
        template="activities/directive_list.html",
        also={"offered": _offered(request.user)},
    )


@require_POST
def directive_take(request: PortalRequest) -> HttpResponse:
    with refusals_shown(request):
        taken = actions.take_issued(entries=_offered(request.user), by=request.user)
        messages.success(request, f"Đã đưa {len(taken)} văn bản vào sổ.")
    return redirect("activities:directive-list")


@require_safe
def directive_detail(request: PortalRequest, pk: int) -> HttpResponse:
    rows = Directive.objects.visible_to(request.user).select_related("place")
    directive = get_object_or_404(rows, pk=pk)
    editable = Directive.objects.editable_by(request.user).filter(pk=pk).exists()
    return pages.record_page(
        request,
        heading=f"Văn bản số {directive}",
        back=pages.Link("Văn bản chỉ đạo", reverse("activities:directive-list")),
        rows=[
            ("Trích yếu", directive.subject),
            ("Ngày ban hành", short_date(directive.issued_on)),
            ("Đơn vị ban hành, tham mưu", directive.place),
        ],
        links=pages.row_links("activities:directive", pk) if editable else [],
        history=row_history(directive),
    )


directive_pages = RowPages(actions.directives, DirectiveForm, "activities:directive", "văn bản")
directive_book = BookPages(
    directive_pages, "Sổ văn bản chỉ đạo, tham mưu", ("place", "issued_on", "symbol", "number")
)
