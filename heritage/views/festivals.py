"""Pages of the festivals and of each time they were held."""

from django.db.models import Max, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import PortalRequest
from accounts.scope import choosable_places, writes
from audit.row_history import row_history
from heritage import actions
from heritage.forms import FestivalForm, FestivalHeldForm
from heritage.models import Festival, FestivalHeld
from heritage.tables import FestivalHeldTable, FestivalTable
from heritage.views.tabs import heritage_tabs
from vhtt_portal import pages
from vhtt_portal.tables import part_table


@require_safe
def festival_list(request: PortalRequest) -> HttpResponse:
    search = pages.search_of(request)
    rows = Festival.objects.visible_to(request.user).matching(search.words)
    rows = rows.annotate(last_held_on=Max("occasions__held_on")).select_related("place")
    add = pages.Link("Thêm lễ hội", reverse("heritage:festival-add"))
    return pages.list_page(
        request,
        FestivalTable(rows.in_order()),
        heading="Lễ hội",
        tabs=heritage_tabs(request),
        search=search,
        link=add if writes(request.user) else None,
    )


@require_safe
def festival_detail(request: PortalRequest, pk: int) -> HttpResponse:
    rows = Festival.objects.visible_to(request.user).select_related("place")
    festival = get_object_or_404(rows, pk=pk)
    editable = Festival.objects.editable_by(request.user).filter(pk=pk).exists()
    occasions = part_table(
        FestivalHeldTable,
        festival.occasions.select_related("festival").order_by("-held_on"),
        stem="heritage:festival-held",
        editable=editable,
    )
    add = pages.Link("Ghi lần tổ chức", reverse("heritage:festival-held-add", args=[pk]))
    return pages.record_page(
        request,
        heading=festival.name,
        back=pages.Link("Lễ hội", reverse("heritage:festival-list")),
        rows=[("Địa bàn", festival.place), ("Thời gian tổ chức", festival.timing)],
        parts=[pages.Part("Các lần tổ chức", occasions, add if editable else None)],
        links=pages.row_links("heritage:festival", pk) if editable else [],
        history=row_history(festival),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def festival_add(request: PortalRequest) -> HttpResponse:
    form = FestivalForm(request.POST or None, places=choosable_places(request.user))
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.add_festival(**form.cleaned_data, by=request.user, key=stamp.key),
        heading="Thêm lễ hội",
        back=reverse("heritage:festival-list"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def festival_edit(request: PortalRequest, pk: int) -> HttpResponse:
    festival = get_object_or_404(Festival.objects.editable_by(request.user), pk=pk)
    places = choosable_places(request.user, kept=festival.place_id)
    form = FestivalForm(request.POST or None, instance=festival, places=places)
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.change_festival(
            festival=festival, version=stamp.version, by=request.user, **form.cleaned_data
        ),
        heading="Sửa lễ hội",
        back=festival.get_absolute_url(),
        version=festival.version,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def festival_remove(request: PortalRequest, pk: int) -> HttpResponse:
    festival = get_object_or_404(Festival.objects.editable_by(request.user), pk=pk)
    return pages.remove_page(
        request,
        lambda reason, stamp: actions.remove_festival(
            festival=festival, version=stamp.version, reason=reason, by=request.user
        ),
        row=festival,
        version=festival.version,
        back=festival.get_absolute_url(),
        goal=reverse("heritage:festival-list"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def festival_held_add(request: PortalRequest, festival_pk: int) -> HttpResponse:
    festival = get_object_or_404(Festival.objects.editable_by(request.user), pk=festival_pk)
    form = FestivalHeldForm(request.POST or None)
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.add_festival_held(
            festival=festival, by=request.user, key=stamp.key, **form.cleaned_data
        ),
        heading="Ghi lần tổ chức lễ hội",
        lead=festival.name,
        back=festival.get_absolute_url(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def festival_held_edit(request: PortalRequest, pk: int) -> HttpResponse:
    occasion = get_object_or_404(_occasions(request), pk=pk)
    form = FestivalHeldForm(request.POST or None, instance=occasion)
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.change_festival_held(
            occasion=occasion, version=stamp.version, by=request.user, **form.cleaned_data
        ),
        heading="Sửa lần tổ chức lễ hội",
        lead=occasion.festival.name,
        back=occasion.get_absolute_url(),
        version=occasion.version,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def festival_held_remove(request: PortalRequest, pk: int) -> HttpResponse:
    occasion = get_object_or_404(_occasions(request), pk=pk)
    return pages.remove_page(
        request,
        lambda reason, stamp: actions.remove_festival_held(
            occasion=occasion, version=stamp.version, reason=reason, by=request.user
        ),
        row=occasion,
        version=occasion.version,
        back=occasion.get_absolute_url(),
        goal=occasion.get_absolute_url(),
    )


def _occasions(request: PortalRequest) -> QuerySet[FestivalHeld]:
    festivals = Festival.objects.editable_by(request.user)
    return FestivalHeld.objects.filter(festival__in=festivals).select_related("festival__place")
