"""Comparing revisions, and the pages of a reader without an account."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import PortalRequest
from documents.http import pdf_response
from documents.structure import Chart, Table
from reports.editions.changes import Difference, differences
from reports.editions.content import Content, NodeContent, content
from reports.editions.exhibits import exhibit_blocks
from reports.editions.exports import as_paper
from reports.editions.models import ReaderLink, Revision
from reports.editions.queries import prepared
from reports.editions.revisions import actions
from reports.editions.revisions.forms import ReaderLinkForm, RevisionForm
from reports.editions.revisions.queries import content_of, link_of, reader_links, revisions
from reports.editions.revisions.workflow import opening_obstacle, reading_obstacle
from reports.entry.models import Period
from reports.narrative.forms import CommentForm
from reports.narrative.models import Comment
from reports.narrative.rules import writing_obstacle
from reports.narrative.views.room import require_valid
from reports.rollup.views import office_period_or_404, office_periods
from vhtt_portal.numbers import read_version
from vhtt_portal.rules import RuleError, refusals_shown

_SESSION_KEY = "reader_link"
# The address of a link just made, shown once.
_MADE_KEY = "reader_link_made"
_WEEK = timedelta(days=7)


@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: PortalRequest, pk: int) -> HttpResponse:
    """Two revisions side by side; the newer one is the report as it reads now unless one is asked."""
    period = office_period_or_404(request, pk)
    kept = revisions(period)
    form = RevisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown(request):
            actions.keep_revision(period=period, by=request.user, **form.cleaned_data)
            messages.success(request, "Đã lưu bản hiện tại.")
        return redirect("editions:compare", pk)
    older = _chosen(request, "tu", kept) or (kept[0] if kept else None)
    newer = _chosen(request, "den", kept)
    page = {
        "period": period,
        "revisions": kept,
        "older": older,
        "newer": newer,
        "differences": _between(period, older, newer),
        "form": form,
        "obstacle": writing_obstacle(period, request.user),
    }
    return render(request, "editions/compare.html", page, status=422 if form.errors else 200)


def _chosen(request: PortalRequest, name: str, kept: Sequence[Revision]) -> Revision | None:
    asked = request.GET.get(name, "")
    return next((row for row in kept if str(row.pk) == asked), None)


def _between(period: Period, older: Revision | None, newer: Revision | None) -> list[Difference]:
    if older is None:
        return []
    now = content_of(newer) if newer else content(prepared(period))
    return differences(content_of(older), now)


@require_POST
def mark_read(request: PortalRequest, pk: int) -> HttpResponse:
    period = office_period_or_404(request, pk)
    with refusals_shown(request):
        actions.mark_read(period=period, by=request.user)
        messages.success(request, "Đã đánh dấu đã đọc; con số nào thay đổi từ nay sẽ được nêu.")
    return redirect("narrative:period-report", pk)


# --- Links for readers without an account -------------------------------------------------------


@require_http_methods(["GET", "HEAD", "POST"])
def link_list(request: PortalRequest, pk: int) -> HttpResponse:
    period = office_period_or_404(request, pk)
    form = ReaderLinkForm(request.POST or None, initial={"last_day": timezone.localdate() + _WEEK})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_link(period=period, by=request.user, **form.cleaned_data)
        except RuleError as refusal:
            form.add_error(None, str(refusal))
        else:
            address = reverse("editions:reader-open", args=[made.secret])
            request.session[_MADE_KEY] = request.build_absolute_uri(address)
            messages.success(request, f"Đã lập đường dẫn cho {made.link}.")
            return redirect("editions:reader-links", pk)
    today = timezone.localdate()
    page = {
        "period": period,
        "links": [
            ShownLink(row, reading_obstacle(row, today) is None) for row in reader_links(period)
        ],
        "address": request.session.pop(_MADE_KEY, ""),
        "form": form,
        "obstacle": writing_obstacle(period, request.user),
    }
    return render(request, "editions/reader_links.html", page, status=422 if form.errors else 200)


@dataclass(frozen=True, slots=True)
class ShownLink:
    """A link, and whether it still leads anywhere."""

    row: ReaderLink
    is_good: bool


@require_POST
def link_close(request: PortalRequest, pk: int) -> HttpResponse:
    rows = ReaderLink.objects.filter(revision__period__in=office_periods(request.user))
    link = get_object_or_404(rows.select_related("revision__period__office__locality"), pk=pk)
    with refusals_shown(request):
        version = read_version(request.POST.get("version", ""))
        actions.close_link(link=link, version=version, by=request.user)
        messages.success(request, "Đã khóa đường dẫn.")
    return redirect("editions:reader-links", link.period.pk)


# --- The reader's own pages ---------------------------------------------------------------------


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def reader_open(request: HttpRequest, secret: str) -> HttpResponse:
    """Opened by a button: programs that look at links in letters would use the address up."""
    link = link_of(secret)
    if link is None:
        raise Http404
    refusal = opening_obstacle(link, timezone.localdate()) or ""
    if request.method == "POST":
        try:
            link = actions.open_link(link=link)
        except RuleError as error:
            refusal = str(error)
        else:
            request.session.cycle_key()
            request.session[_SESSION_KEY] = link.pk
            last = timezone.make_aware(datetime.combine(link.last_day, time.max))
            request.session.set_expiry(last)
            return redirect("editions:reader")
    return render(request, "editions/reader_open.html", {"refusal": refusal})


@login_not_required
@require_safe
def reader(request: HttpRequest) -> HttpResponse:
    """The revision as it reads, with the reader's own comments."""
    return _reader_page(request, _link_or_404(request))


@dataclass(frozen=True, slots=True)
class ReadNode:
    """A heading as it is read; ``typed`` and ``refusal``: a comment that was not taken."""

    node: NodeContent
    exhibits: Sequence[Chart | Table]
    comments: list[Comment]
    typed: str = ""
    refusal: str = ""


def _reader_page(
    request: HttpRequest, link: ReaderLink, *, code: str = "", typed: str = "", refusal: str = ""
) -> HttpResponse:
    said = content_of(link.revision)
    shown = exhibit_blocks(said.get("exhibits", []))
    own = Comment.objects.filter(period=link.period, by_name=link.name, by_role=link.post)
    page = {
        "link": link,
        "said": said,
        "nodes": [
            ReadNode(
                node,
                shown.get(node["code"], ()),
                [row for row in own if row.node_code == node["code"]],
                *((typed, refusal) if node["code"] == code else ()),
            )
            for node in said["narrative"]
        ],
        "obstacle": link.period.sealed_at is not None,
    }
    return render(request, "editions/reader.html", page, status=422 if refusal else 200)


@login_not_required
@require_POST
def reader_comment(request: HttpRequest, code: str) -> HttpResponse:
    link = _link_or_404(request)
    if code not in {node["code"] for node in content_of(link.revision)["narrative"]}:
        raise Http404
    form = CommentForm(request.POST)
    try:
        require_valid(form)
        actions.comment_through(link=link, node_code=code, **form.cleaned_data)
    except RuleError as refusal:
        typed = form.data.get("text", "")
        return _reader_page(request, link, code=code, typed=typed, refusal=str(refusal))
    messages.success(request, "Đã gửi ý kiến.")
    return redirect(f"{reverse('editions:reader')}#muc-{code}")


@login_not_required
@require_safe
def reader_paper(request: HttpRequest) -> HttpResponse:
    """The same revision as it would be printed."""
    said: Content = content_of(_link_or_404(request).revision)
    return pdf_response(as_paper(said), name=f"du-thao-{said['period']['code']}")


def _link_or_404(request: HttpRequest) -> ReaderLink:
    """The link that this browser has opened, as long as it leads anywhere."""
    pk = request.session.get(_SESSION_KEY)
    rows = ReaderLink.objects.select_related("revision__period__office__locality")
    link = (
        rows.select_related("revision__period__form_version").filter(pk=pk).first() if pk else None
    )
    if link is None or reading_obstacle(link, timezone.localdate()):
        raise Http404
    return link
