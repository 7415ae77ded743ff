"""Pages of the issued directive documents."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import PortalRequest
from accounts.scope import choosable_places, writes
from activities import actions
from activities.forms import DirectiveForm
from activities.models import Directive
from activities.tables import DirectiveTable
from activities.views.tabs import diary_tabs
from audit.row_history import row_history
from vhtt_portal import pages
from vhtt_portal.dates import short_date


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
    )


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


@require_http_methods(["GET", "HEAD", "POST"])
def directive_add(request: PortalRequest) -> HttpResponse:
    form = DirectiveForm(request.POST or None, places=choosable_places(request.user))
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.add_directive(**form.cleaned_data, by=request.user, key=stamp.key),
        heading="Thêm văn bản",
        back=reverse("activities:directive-list"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def directive_edit(request: PortalRequest, pk: int) -> HttpResponse:
    directive = get_object_or_404(Directive.objects.editable_by(request.user), pk=pk)
    places = choosable_places(request.user, kept=directive.place_id)
    form = DirectiveForm(request.POST or None, instance=directive, places=places)
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.change_directive(
            directive=directive, version=stamp.version, by=request.user, **form.cleaned_data
        ),
        heading="Sửa văn bản",
        back=directive.get_absolute_url(),
        version=directive.version,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def directive_remove(request: PortalRequest, pk: int) -> HttpResponse:
    directive = get_object_or_404(Directive.objects.editable_by(request.user), pk=pk)
    return pages.remove_page(
        request,
        lambda reason, stamp: actions.remove_directive(
            directive=directive, version=stamp.version, reason=reason, by=request.user
        ),
        row=directive,
        version=directive.version,
        back=directive.get_absolute_url(),
        goal=reverse("activities:directive-list"),
    )
