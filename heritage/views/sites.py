"""Pages of the sites."""

from collections.abc import Iterator
from typing import Any

import django_tables2 as tables
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import PortalRequest
from accounts.scope import governs, writes
from accounts.views.books import BookPages
from accounts.views.rows import RowPages
from audit.row_history import row_history
from documents.http import pdf_response
from heritage import actions
from heritage.forms import SiteForm, SiteRemovalForm
from heritage.models import Site, SiteFile
from heritage.papers import site_sheet
from heritage.sheet import site_rows
from heritage.tables import (
    ConditionCheckTable,
    DesignationTable,
    ProposalTable,
    RestorationTable,
    SiteTable,
)
from heritage.views.site_parts import site_file_pages
from heritage.views.tabs import heritage_tabs
from vhtt_portal import pages
from vhtt_portal.row_form import ReasonForm
from vhtt_portal.tables import part_table


@require_safe
def site_list(request: PortalRequest) -> HttpResponse:
    search = pages.search_of(request)
    kept = Site.objects.visible_to(request.user).matching(search.words)
    rows = kept.with_rank(timezone.localdate()).with_state().select_related("place").in_order()
    label = "Thêm di tích" if governs(request.user) else "Đề nghị thêm di tích"
    add = pages.Link(label, reverse("heritage:site-add"))
    return pages.list_page(
        request,
        SiteTable(rows),
        heading="Di tích",
        lead="Mỗi di tích được đếm một lần, ở hạng cao nhất theo quyết định.",
        tabs=heritage_tabs(request),
        search=search,
        link=add if writes(request.user) else None,
        more=site_book.links(request.user),
    )


@require_safe
def site_detail(request: PortalRequest, pk: int) -> HttpResponse:
    """A constant number of queries, however much there is to tell."""
    rows = Site.objects.visible_to(request.user).with_rank(timezone.localdate()).with_state()
    site = get_object_or_404(rows.select_related("place"), pk=pk)
    mine = Site.objects.filter(pk=pk)
    governed = mine.governed_by(request.user).exists()
    editable = governed or mine.editable_by(request.user).exists()
    files = list(site.files.order_by("at", "pk"))
    return pages.record_page(
        request,
        heading=site.name,
        back=pages.Link("Di tích", reverse("heritage:site-list")),
        rows=[(label, told) for label, told in site_rows(site) if told],
        parts=_parts(site, files, governed=governed, editable=editable),
        links=[*_links(site, governed=governed, editable=editable)],
        history=row_history(site),
        template="heritage/site_detail.html",
        also={"photos": [file for file in files if file.is_image]},
    )


@require_safe
def site_pdf(request: PortalRequest, pk: int) -> HttpResponse:
    """The sheet of the site, drawn when it is asked for."""
    rows = Site.objects.visible_to(request.user).with_rank(timezone.localdate()).with_state()
    site = get_object_or_404(rows.select_related("place__kind", "place__parent__kind"), pk=pk)
    return pdf_response(site_sheet(site), name=f"Phiếu di tích {site.name}")


def _parts(
    site: Site, files: list[SiteFile], *, governed: bool, editable: bool
) -> list[pages.Part]:
    """Of the decisions the office writes, of the rest whoever keeps an eye on the site."""
    parts = [
        _part(
            site, DesignationTable, site.designations.order_by("-rank", "-decided_on"),
            stem="heritage:designation", heading="Quyết định xếp hạng", add="Thêm quyết định",
            editable=governed,
        ),
        _part(
            site, ConditionCheckTable, site.checks.order_by("-checked_on"),
            stem="heritage:check", heading="Kiểm tra hiện trạng", add="Ghi lần kiểm tra",
            editable=editable,
        ),
        _part(
            site, RestorationTable, site.restorations.order_by("-started_on", "pk"),
            stem="heritage:restoration", heading="Tu bổ, tôn tạo", add="Thêm đợt tu bổ",
            editable=editable,
        ),
        site_file_pages.part(site, files, editable=editable),
    ]  # fmt: skip
    waiting = list(site.proposals.waiting().select_related("place", "proposed_by").waiting_first())
    if waiting:
        parts.append(
            pages.Part("Đề nghị đang chờ xem xét", ProposalTable(waiting, orderable=False))
        )
    return parts


def _part(
    site: Site, table: type[tables.Table], rows: QuerySet[Any], *, stem: str, heading: str,
    add: str, editable: bool,
) -> pages.Part:  # fmt: skip
    lines = part_table(table, rows.select_related("site"), stem=stem, editable=editable)
    link = pages.Link(add, reverse(f"{stem}-add", args=[site.pk]))
    return pages.Part(heading, lines, link if editable else None)


def _links(site: Site, *, governed: bool, editable: bool) -> Iterator[pages.Link]:
    yield pages.Link("Phiếu di tích (PDF)", reverse("heritage:site-pdf", args=[site.pk]))
    if governed:
        yield from pages.row_links("heritage:site", site.pk)
        name, label = (
            ("put-back", "Đưa lại vào danh mục")
            if site.removed_on
            else ("take-off", "Đưa ra khỏi danh mục")
        )
        yield pages.Link(label, reverse(f"heritage:site-{name}", args=[site.pk]))
    elif editable:
        yield pages.Link("Đề nghị sửa", reverse("heritage:site-edit", args=[site.pk]))


@require_http_methods(["GET", "HEAD", "POST"])
def site_remove(request: PortalRequest, pk: int) -> HttpResponse:
    site = get_object_or_404(Site.objects.governed_by(request.user), pk=pk)
    return pages.remove_page(
        request,
        lambda reason, stamp: actions.sites.remove(
            site, version=stamp.version, reason=reason, by=request.user
        ),
        row=site,
        version=site.version,
        back=site.get_absolute_url(),
        goal=reverse("heritage:site-list"),
    )


# Rows as a workbook holds them; on pages of its own a site is also proposed.
site_book = BookPages(
    RowPages(actions.sites, SiteForm, "heritage:site", "di tích"), "Sổ di tích", ("place", "name")
)


@require_http_methods(["GET", "HEAD", "POST"])
def site_take_off(request: PortalRequest, pk: int) -> HttpResponse:
    site = get_object_or_404(Site.objects.governed_by(request.user), pk=pk)
    form = SiteRemovalForm(request.POST or None)
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.take_off_site(
            site=site, version=stamp.version, by=request.user, **form.cleaned_data
        ),
        heading="Đưa di tích ra khỏi danh mục",
        lead=f"{site.name}. Số liệu những ngày trước đó vẫn tính di tích này.",
        back=site.get_absolute_url(),
        button="Đưa ra khỏi danh mục",
        version=site.version,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def site_put_back(request: PortalRequest, pk: int) -> HttpResponse:
    site = get_object_or_404(Site.objects.governed_by(request.user), pk=pk)
    form = ReasonForm(request.POST or None)
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.put_back_site(
            site=site, version=stamp.version, by=request.user, **form.cleaned_data
        ),
        heading="Đưa di tích lại vào danh mục",
        lead=site.name,
        back=site.get_absolute_url(),
        button="Đưa lại vào danh mục",
        version=site.version,
    )
