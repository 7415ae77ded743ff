"""Pages of what belongs to a site: decisions and works."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from accounts.http import PortalRequest
from heritage import actions
from heritage.forms import DesignationForm, RestorationForm
from heritage.models import Designation, Restoration, Site
from vhtt_portal import pages


@require_http_methods(["GET", "HEAD", "POST"])
def designation_add(request: PortalRequest, site_pk: int) -> HttpResponse:
    site = get_object_or_404(Site.objects.editable_by(request.user), pk=site_pk)
    form = DesignationForm(request.POST or None)
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.add_designation(
            site=site, by=request.user, key=stamp.key, **form.cleaned_data
        ),
        heading="Thêm quyết định xếp hạng",
        lead=site.name,
        back=site.get_absolute_url(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def designation_edit(request: PortalRequest, pk: int) -> HttpResponse:
    designation = get_object_or_404(_designations(request), pk=pk)
    form = DesignationForm(request.POST or None, instance=designation)
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.change_designation(
            designation=designation, version=stamp.version, by=request.user, **form.cleaned_data
        ),
        heading="Sửa quyết định xếp hạng",
        lead=designation.site.name,
        back=designation.get_absolute_url(),
        version=designation.version,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def designation_remove(request: PortalRequest, pk: int) -> HttpResponse:
    designation = get_object_or_404(_designations(request), pk=pk)
    return pages.remove_page(
        request,
        lambda reason, stamp: actions.remove_designation(
            designation=designation, version=stamp.version, reason=reason, by=request.user
        ),
        row=designation,
        version=designation.version,
        back=designation.get_absolute_url(),
        goal=designation.get_absolute_url(),
    )


def _designations(request: PortalRequest) -> QuerySet[Designation]:
    sites = Site.objects.editable_by(request.user)
    return Designation.objects.filter(site__in=sites).select_related("site__place")


@require_http_methods(["GET", "HEAD", "POST"])
def restoration_add(request: PortalRequest, site_pk: int) -> HttpResponse:
    site = get_object_or_404(Site.objects.editable_by(request.user), pk=site_pk)
    form = RestorationForm(request.POST or None)
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.add_restoration(
            site=site, by=request.user, key=stamp.key, **form.cleaned_data
        ),
        heading="Thêm đợt tu bổ",
        lead=site.name,
        back=site.get_absolute_url(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def restoration_edit(request: PortalRequest, pk: int) -> HttpResponse:
    restoration = get_object_or_404(_restorations(request), pk=pk)
    form = RestorationForm(request.POST or None, instance=restoration)
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.change_restoration(
            restoration=restoration, version=stamp.version, by=request.user, **form.cleaned_data
        ),
        heading="Sửa đợt tu bổ",
        lead=restoration.site.name,
        back=restoration.get_absolute_url(),
        version=restoration.version,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def restoration_remove(request: PortalRequest, pk: int) -> HttpResponse:
    restoration = get_object_or_404(_restorations(request), pk=pk)
    return pages.remove_page(
        request,
        lambda reason, stamp: actions.remove_restoration(
            restoration=restoration, version=stamp.version, reason=reason, by=request.user
        ),
        row=restoration,
        version=restoration.version,
        back=restoration.get_absolute_url(),
        goal=restoration.get_absolute_url(),
    )


def _restorations(request: PortalRequest) -> QuerySet[Restoration]:
    sites = Site.objects.editable_by(request.user)
    return Restoration.objects.filter(site__in=sites).select_related("site__place")
