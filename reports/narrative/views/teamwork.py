"""Giving a heading to somebody, commenting on it, explaining a warning."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import PortalRequest
from accounts.models import User
from reports.catalogue import queries as catalogue
from reports.catalogue.form import OutlineHeading
from reports.entry.models import Period
from reports.narrative import actions
from reports.narrative.checklist import findings
from reports.narrative.forms import AssignmentForm, CommentForm, ExplanationForm
from reports.narrative.models import Assignment, Comment
from reports.narrative.queries import draft, material
from reports.narrative.views.room import Refused, heading_address, require_valid, room_page
from reports.rollup.views import office_period_or_404, office_periods
from vhtt_portal import pages
from vhtt_portal.numbers import read_version
from vhtt_portal.rules import RuleError, refusals_shown


@require_http_methods(["GET", "HEAD", "POST"])
def assignment(request: PortalRequest, pk: int, code: str) -> HttpResponse:
    period = office_period_or_404(request, pk)
    heading = _heading_or_404(period, code)
    titles = {node.heading.code: node.title for node in draft(period).nodes}
    now = Assignment.objects.filter(period=period, node_code=code).first()
    first = {"assignee": now.assignee_id, "due_on": now.due_on} if now else {}
    form = AssignmentForm(request.POST or None, initial=first)
    room = heading_address(period, heading.code)
    return pages.form_page(
        request,
        form.offer(period.office, timezone.localdate()),
        lambda stamp: _assign(period, code, form, stamp, by=request.user),
        heading="Giao người viết",
        lead=f"Mục “{titles[code]}”, báo cáo {period.inside}.",
        back=room,
        goal=room,
        button="Giao mục này",
        done="Đã giao mục.",
        version=now.version if now else 0,
    )


def _assign(
    period: Period, code: str, form: AssignmentForm, stamp: pages.Stamp, *, by: User
) -> None:
    actions.assign(period=period, node_code=code, version=stamp.version, by=by, **form.cleaned_data)


@require_POST
def assignment_finish(request: PortalRequest, pk: int) -> HttpResponse:
    rows = Assignment.objects.filter(period__in=office_periods(request.user))
    row = get_object_or_404(rows.select_related("period__office__locality"), pk=pk)
    with refusals_shown(request):
        version = read_version(request.POST.get("version", ""))
        actions.finish_assignment(assignment=row, version=version, by=request.user)
        messages.success(request, "Đã báo viết xong mục.")
    return redirect(heading_address(row.period, row.node_code))


@require_POST
def comment_add(request: PortalRequest, pk: int, code: str) -> HttpResponse:
    period = office_period_or_404(request, pk)
    _heading_or_404(period, code)
    form = CommentForm(request.POST)
    try:
        require_valid(form)
        actions.add_comment(period=period, node_code=code, by=request.user, **form.cleaned_data)
    except RuleError as refusal:
        refused = Refused(f"y-kien-{code}", form.data.get("text", ""), str(refusal))
        return room_page(request, period, refused=refused)
    messages.success(request, "Đã ghi ý kiến.")
    return redirect(heading_address(period, code))


@require_POST
def comment_resolve(request: PortalRequest, pk: int) -> HttpResponse:
    rows = Comment.objects.filter(period__in=office_periods(request.user))
    row = get_object_or_404(rows.select_related("period__office__locality"), pk=pk)
    with refusals_shown(request):
        version = read_version(request.POST.get("version", ""))
        actions.resolve_comment(comment=row, version=version, by=request.user)
        messages.success(request, "Đã đánh dấu ý kiến là đã xử lý.")
    return redirect(heading_address(row.period, row.node_code))


@require_http_methods(["GET", "HEAD", "POST"])
def explanation(request: PortalRequest, pk: int, key: str) -> HttpResponse:
    """``key`` is the hash of the warning's words."""
    period = office_period_or_404(request, pk)
    found = {row.key: row for row in findings(material(period)) if not row.stops}
    room = f"{reverse('narrative:period-report', args=[pk])}#con-lai"
    if key not in found:
        messages.info(request, "Việc này không còn trong danh sách, không cần giải thích nữa.")
        return redirect(room)
    finding = found[key]
    now = finding.explanation
    form = ExplanationForm(request.POST or None, initial={"text": now.text if now else ""})
    return pages.form_page(
        request,
        form,
        lambda stamp: _explain(period, key, form, stamp, by=request.user),
        heading="Giải thích cảnh báo",
        lead=finding.sentence,
        back=room,
        goal=room,
        button="Lưu lời giải thích",
        done="Đã lưu lời giải thích.",
        version=now.version if now else 0,
    )


def _explain(
    period: Period, key: str, form: ExplanationForm, stamp: pages.Stamp, *, by: User
) -> None:
    actions.explain(
        period=period, finding_hash=key, version=stamp.version, by=by, **form.cleaned_data
    )


def _heading_or_404(period: Period, code: str) -> OutlineHeading:
    for heading in catalogue.report_form(period.form_version).headings:
        if heading.code == code:
            return heading
    raise Http404
