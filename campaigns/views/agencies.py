"""Pages of the agencies, units and enterprises."""

import django_tables2 as tables
from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import PortalRequest
from accounts.scope import writes
from accounts.views.books import BookPages
from accounts.views.rows import RowPages
from audit.row_history import row_history
from campaigns import actions
from campaigns.forms import AgencyForm, AgencyYearForm
from campaigns.models import Agency, AgencyYear
from campaigns.tables import AgencyTable, AgencyYearTable
from campaigns.views.tabs import campaign_tabs, year_or_404
from vhtt_portal import pages
from vhtt_portal.dates import short_date

agency_pages = RowPages(actions.agencies, AgencyForm, "campaigns:agency", "cơ quan, đơn vị")
agency_book = BookPages(agency_pages, "Sổ cơ quan, đơn vị", ("place", "name"))


@require_safe
def agency_list(request: PortalRequest) -> HttpResponse:
    search = pages.search_of(request)
    kept = Agency.objects.visible_to(request.user)
    year = search.year or timezone.localdate().year
    of_year = AgencyYear.objects.filter(agency=OuterRef("pk"), year=year)
    rows = kept.matching(search.words).annotate(
        is_registered=Exists(of_year.filter(is_registered=True)),
        is_recognised=Exists(of_year.filter(is_recognised=True)),
        has_standard=Exists(of_year.filter(has_standard=True)),
    )
    years = AgencyYear.objects.filter(agency__in=kept).order_by("-year")
    add = pages.Link("Thêm cơ quan, đơn vị", reverse("campaigns:agency-add"))
    return pages.list_page(
        request,
        AgencyTable(rows.select_related("place").in_order()),
        heading="Cơ quan, đơn vị, doanh nghiệp",
        lead=f"Các cột đăng ký, công nhận, đạt chuẩn là của năm {year}.",
        tabs=campaign_tabs(request),
        search=search,
        years=list(years.values_list("year", flat=True).distinct()),
        link=add if writes(request.user) else None,
        more=agency_book.links(request.user),
    )


@require_safe
def agency_detail(request: PortalRequest, pk: int) -> HttpResponse:
    rows = Agency.objects.visible_to(request.user).select_related("place")
    agency = get_object_or_404(rows, pk=pk)
    editable = Agency.objects.editable_by(request.user).filter(pk=pk).exists()
    edit = tables.TemplateColumn(
        template_name="campaigns/_agency_year_links.html", verbose_name="Việc"
    )
    years = AgencyYearTable(
        agency.years.order_by("-year"),
        orderable=False,
        extra_columns=[("links", edit)] if editable else [],
    )
    this_year = timezone.localdate().year
    records = [
        pages.Link(f"Ghi kết quả năm {year}", reverse("campaigns:agency-year", args=[pk, year]))
        for year in (this_year, this_year - 1)
    ]
    return pages.record_page(
        request,
        heading=agency.name,
        back=pages.Link("Cơ quan, đơn vị", reverse("campaigns:agency-list")),
        rows=[
            ("Nơi theo dõi", agency.place),
            ("Thôi theo dõi từ", short_date(agency.left_on) if agency.left_on else ""),
        ],
        parts=[pages.Part("Kết quả từng năm", years)],
        links=[*records, *pages.row_links("campaigns:agency", pk)] if editable else [],
        history=row_history(agency),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def agency_year(request: PortalRequest, pk: int, year: int) -> HttpResponse:
    kept = Agency.objects.editable_by(request.user).select_related("place")
    agency = get_object_or_404(kept, pk=pk)
    year_or_404(year)
    known = AgencyYear.objects.filter(agency=agency, year=year).first()
    form = AgencyYearForm(request.POST or None, instance=known)
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.record_agency_year(
            agency=agency, year=year, version=stamp.version, by=request.user, **form.cleaned_data
        ),
        heading=f"Kết quả năm {year}",
        lead=agency.name,
        back=agency.get_absolute_url(),
        version=known.version if known else 0,
    )
