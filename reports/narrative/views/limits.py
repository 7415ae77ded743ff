"""Naming limits under their heading, and telling how last year's were mended."""

from typing import Any, TypeVar

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import PortalRequest
from reports.catalogue.queries import report_form
from reports.entry.models import Period, Remark
from reports.narrative import actions
from reports.narrative.forms import FollowUpForm, LimitForm
from reports.narrative.limits import limits_heading, missed_targets
from reports.narrative.models import Limit
from reports.narrative.queries import material
from reports.narrative.views.room import heading_address, require_valid
from reports.rollup.views import office_period_or_404, office_periods
from vhtt_portal import pages
from vhtt_portal.numbers import read_version
from vhtt_portal.rules import refusals_shown

Row = TypeVar("Row", bound=Model)


@require_http_methods(["GET", "HEAD", "POST"])
def limit_add(request: PortalRequest, pk: int) -> HttpResponse:
    """``chi-tieu`` in the address: the line whose target was not reached."""
    period = office_period_or_404(request, pk)
    code = request.GET.get("chi-tieu", "")
    first = {"indicator_code": code, "section": code.partition(".")[0]}
    return _form_page(request, period, first, None)


@require_http_methods(["GET", "HEAD", "POST"])
def limit_edit(request: PortalRequest, pk: int) -> HttpResponse:
    row = _limit_or_404(request, pk)
    first = {
        "text": row.text, "section": row.section, "cause": row.cause, "remedy": row.remedy,
        "indicator_code": row.indicator_code, "place": row.place_id,
    }  # fmt: skip
    return _form_page(request, row.period, first, row)


def _form_page(
    request: PortalRequest, period: Period, first: dict[str, Any], row: Limit | None
) -> HttpResponse:
    source = material(period)
    form = LimitForm(request.POST or None, initial=first)
    missed = missed_targets(source.comparison)
    form.offer(source.comparison.now.form, missed, period.office)
    room = heading_address(period, limits_heading(source.form))

    def act(stamp: pages.Stamp) -> None:
        said = actions.Wording(**form.cleaned_data)
        if row:
            actions.edit_limit(limit=row, said=said, version=stamp.version, by=request.user)
        else:
            actions.add_limit(period=period, said=said, by=request.user)

    return pages.form_page(
        request,
        form,
        act,
        heading="Sửa hạn chế" if row else "Thêm hạn chế",
        lead=f"Báo cáo {period.inside}. Câu ở các mục Hạn chế, Nguyên nhân và Phương hướng viết từ đây.",
        back=room,
        goal=room,
        button="Lưu hạn chế",
        done="Đã lưu hạn chế.",
        version=row.version if row else None,
    )


@require_POST
def limit_remove(request: PortalRequest, pk: int) -> HttpResponse:
    row = _limit_or_404(request, pk)
    with refusals_shown(request):
        version = read_version(request.POST.get("version", ""))
        actions.remove_limit(limit=row, version=version, by=request.user)
        messages.success(request, "Đã xóa hạn chế.")
    return _to_limits(row.period)


@require_POST
def limit_take(request: PortalRequest, pk: int) -> HttpResponse:
    """Name a place's remark as a limit; which one is all that the browser says."""
    period = office_period_or_404(request, pk)
    said = Remark.objects.filter(submission__period=period, kind=Remark.Kind.LIMITS)
    remark = _asked_or_404(said.select_related("submission__locality"), request.POST.get("y-kien"))
    with refusals_shown(request):
        actions.take_remark(period=period, remark=remark, by=request.user)
        messages.success(request, "Đã đưa ý kiến vào danh sách hạn chế.")
    return _to_limits(period)


@require_POST
def limit_follow(request: PortalRequest, pk: int) -> HttpResponse:
    period = office_period_or_404(request, pk)
    row = _last_years_or_404(request, period)
    form = FollowUpForm(request.POST)
    with refusals_shown(request):
        require_valid(form)
        actions.follow_up(
            period=period, limit=row, state=form.cleaned_data["state"],
            result=form.cleaned_data["result"], version=form.cleaned_data["version"] or 0,
            by=request.user,
        )  # fmt: skip
        messages.success(request, "Đã ghi tình hình khắc phục.")
    return _to_last_years(period)


@require_POST
def limit_carry(request: PortalRequest, pk: int) -> HttpResponse:
    period = office_period_or_404(request, pk)
    row = _last_years_or_404(request, period)
    with refusals_shown(request):
        actions.carry_over(period=period, limit=row, by=request.user)
        messages.success(request, f"Đã nêu lại hạn chế trong báo cáo {period.inside}.")
    return _to_last_years(period)


def _limit_or_404(request: PortalRequest, pk: int) -> Limit:
    rows = Limit.objects.filter(period__in=office_periods(request.user))
    related = "period__office__locality", "period__form_version", "place"
    return get_object_or_404(rows.select_related(*related), pk=pk)


def _last_years_or_404(request: PortalRequest, period: Period) -> Limit:
    rows = Limit.objects.filter(period=period.previous_id)
    related = "period__office__locality", "place"
    return _asked_or_404(rows.select_related(*related), request.POST.get("han-che"))


def _asked_or_404(rows: "QuerySet[Row]", asked: str | None) -> Row:
    """The row that the page named, among those that may be named."""
    for row in rows:
        if str(row.pk) == asked:
            return row
    raise Http404


def _to_limits(period: Period) -> HttpResponse:
    return redirect(heading_address(period, limits_heading(report_form(period.form_version))))


def _to_last_years(period: Period) -> HttpResponse:
    return redirect(f"{reverse('narrative:period-report', args=[period.pk])}#ton-tai")
