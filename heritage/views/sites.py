"""Pages of the sites."""

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
from heritage import actions
from heritage.forms import SiteForm, SiteRemovalForm
from heritage.models import Site
from heritage.tables import DesignationTable, RestorationTable, SiteTable
from heritage.views.tabs import heritage_tabs
from vhtt_portal import pages
from vhtt_portal.dates import short_date
from vhtt_portal.row_form import ReasonForm
from vhtt_portal.tables import part_table


@require_safe
def site_list(request: PortalRequest) -> HttpResponse:
    search = pages.search_of(request)
    kept = Site.objects.visible_to(request.user).matching(search.words)
    rows = kept.with_rank(timezone.localdate()).select_related("place").in_order()
    add = pages.Link("Thêm di tích", reverse("heritage:site-add"))
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
    rows = Site.objects.visible_to(request.user).select_related("place")
    site = get_object_or_404(rows, pk=pk)
    editable = Site.objects.editable_by(request.user).filter(pk=pk).exists()
    return pages.record_page(
        request,
        heading=site.name,
        back=pages.Link("Di tích", reverse("heritage:site-list")),
        rows=[
            ("Loại hình", site.get_kind_display()),
            ("Địa bàn", site.place),
            ("Địa chỉ", site.address),
            ("Tình trạng", site.get_status_display()),
            ("Ngày đưa vào danh mục", short_date(site.listed_on) if site.listed_on else ""),
            ("Ngày đưa ra khỏi danh mục", short_date(site.removed_on) if site.removed_on else ""),
        ],
        parts=_parts(site, editable=editable),
        links=_links(site) if editable else [],
        history=row_history(site),
    )


def _parts(site: Site, *, editable: bool) -> list[pages.Part]:
    designations = part_table(
        DesignationTable,
        site.designations.order_by("-rank"),
        stem="heritage:designation",
        editable=editable,
    )
    restorations = part_table(
        RestorationTable,
        site.restorations.select_related("site").order_by("-started_on"),
        stem="heritage:restoration",
        editable=editable,
    )
    decide = pages.Link("Thêm quyết định", reverse("heritage:designation-add", args=[site.pk]))
    restore = pages.Link("Thêm đợt tu bổ", reverse("heritage:restoration-add", args=[site.pk]))
    return [
        pages.Part("Quyết định xếp hạng", designations, decide if editable else None),
        pages.Part("Tu bổ, tôn tạo", restorations, restore if editable else None),
    ]


def _links(site: Site) -> list[pages.Link]:
    move = (
        pages.Link("Đưa lại vào danh mục", reverse("heritage:site-put-back", args=[site.pk]))
        if site.removed_on
        else pages.Link("Đưa ra khỏi danh mục", reverse("heritage:site-take-off", args=[site.pk]))
    )
    return [*pages.row_links("heritage:site", site.pk), move]


site_pages = RowPages(actions.sites, SiteForm, "heritage:site", "di tích")
site_book = BookPages(site_pages, "Sổ di tích", ("place", "name"))


@require_http_methods(["GET", "HEAD", "POST"])
def site_take_off(request: PortalRequest, pk: int) -> HttpResponse:
    site = get_object_or_404(Site.objects.editable_by(request.user), pk=pk)
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
    site = get_object_or_404(Site.objects.editable_by(request.user), pk=pk)
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
