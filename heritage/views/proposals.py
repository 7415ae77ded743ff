"""Pages where a site is written: by the office at once, by a place as a proposal."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import PortalRequest
from accounts.scope import choosable_places, governed_places, governs
from heritage import actions
from heritage.forms import ProposedChangeForm, SiteForm, SiteProposalForm
from heritage.models import Site, SiteProposal
from heritage.models.site_proposal import read_column, write_column
from heritage.sheet import column_text
from heritage.tables import ProposalTable, ProposedTable
from heritage.views.tabs import heritage_tabs
from heritage.workflow import ACCEPT, REFUSE
from vhtt_portal import pages
from vhtt_portal.pages import Stamp
from vhtt_portal.row_form import ReasonForm

_form_view = require_http_methods(["GET", "HEAD", "POST"])


@_form_view
def site_add(request: PortalRequest) -> HttpResponse:
    proposes = bool(request.user.entry_place_ids)
    kind = SiteProposalForm if proposes else SiteForm
    form = kind(request.POST or None, places=choosable_places(request.user))

    def act(stamp: Stamp) -> Site | SiteProposal:
        fields, by = dict(form.cleaned_data), request.user
        note = fields.pop("note", "")
        if governed_places(by).filter(pk=fields["place"].pk).exists():
            return actions.sites.add(by=by, key=stamp.key, **fields)
        return actions.propose_site(site=None, note=note, by=by, key=stamp.key, **fields)

    heading = "Thêm di tích" if governs(request.user) else "Đề nghị thêm di tích"
    back = reverse("heritage:site-list")
    if proposes:
        return _proposal_page(request, form, act, heading=heading, back=back)
    return pages.form_page(request, form, act, heading=heading, back=back)


@_form_view
def site_edit(request: PortalRequest, pk: int) -> HttpResponse:
    site = get_object_or_404(Site.objects.editable_by(request.user), pk=pk)
    if not Site.objects.governed_by(request.user).filter(pk=pk).exists():
        return _propose_change(request, site)
    places = choosable_places(request.user, kept=site.place_id)
    form = SiteForm(request.POST or None, instance=site, places=places)
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.sites.change(
            site, version=stamp.version, by=request.user, **form.cleaned_data
        ),
        heading="Sửa di tích",
        back=site.get_absolute_url(),
        version=site.version,
    )


def _propose_change(request: PortalRequest, site: Site) -> HttpResponse:
    form = ProposedChangeForm(request.POST or None, instance=site)
    return _proposal_page(
        request,
        form,
        lambda stamp: actions.propose_site(
            place=site.place, site=site, by=request.user, key=stamp.key, **form.cleaned_data
        ),
        heading="Đề nghị sửa di tích",
        back=site.get_absolute_url(),
    )


def _proposal_page(
    request: PortalRequest, form: SiteForm, act: Callable[[Stamp], pages.Record], *, heading: str,
    back: str,
) -> HttpResponse:  # fmt: skip
    return pages.form_page(
        request,
        form,
        act,
        heading=heading,
        lead="Nội dung được ghi vào sổ sau khi cơ quan quản lý chấp nhận.",
        back=back,
        button="Gửi đề nghị",
        done="Đã gửi. Kết quả xem xét hiện ở trang này.",
    )


# --- What was proposed ------------------------------------------------------------------------


@require_safe
def proposal_list(request: PortalRequest) -> HttpResponse:
    rows = SiteProposal.objects.visible_to(request.user)
    return pages.list_page(
        request,
        ProposalTable(rows.select_related("place", "proposed_by").waiting_first()),
        heading="Đề nghị về di tích",
        lead="Địa phương đề nghị; nội dung vào sổ khi được chấp nhận.",
        tabs=heritage_tabs(request),
    )


@require_safe
def proposal_detail(request: PortalRequest, pk: int) -> HttpResponse:
    rows = SiteProposal.objects.visible_to(request.user)
    proposal = get_object_or_404(rows.select_related("place", "proposed_by", "site"), pk=pk)
    decides = SiteProposal.objects.governed_by(request.user).filter(pk=pk).exists()
    return pages.record_page(
        request,
        heading=str(proposal),
        back=pages.Link("Đề nghị về di tích", reverse("heritage:proposal-list")),
        rows=_rows(proposal),
        parts=[pages.Part("Nội dung đề nghị", ProposedTable(list(_lines(proposal))))],
        links=[*_links(request, proposal, decides=decides)],
    )


def _rows(proposal: SiteProposal) -> list[tuple[str, object]]:
    sent = f"{proposal.proposed_by}, {_moment(proposal.proposed_at)}"
    rows = [
        ("Trạng thái", proposal.get_state_display()),
        ("Địa bàn", proposal.place),
        ("Người gửi", sent),
        ("Lời giải thích", proposal.note),
    ]
    if proposal.decided_at:
        decided = f"{proposal.decided_by_name}, {_moment(proposal.decided_at)}"
        rows.append(("Người xem xét", decided))
    if proposal.reason:
        rows.append(("Lý do không chấp nhận", proposal.reason))
    return rows


def _lines(proposal: SiteProposal) -> Iterator[dict[str, str]]:
    """Column by column: how it stands in the register and how it is wanted."""
    waits = proposal.state == SiteProposal.State.WAITING
    for column, (old, new) in proposal.wanted.items():
        now = write_column(getattr(proposal.site, column)) if waits and proposal.site else old
        text = column_text(column, read_column(column, now))
        if read_column(column, now) != read_column(column, old):
            text += (
                f" (khi gửi đề nghị: {column_text(column, read_column(column, old)) or 'để trống'})"
            )
        label = str(Site._meta.get_field(column).verbose_name)  # type: ignore[union-attr]  # own columns only
        wanted = column_text(column, read_column(column, new)) or "để trống"
        yield {"label": label[:1].upper() + label[1:], "now": text, "wanted": wanted}


def _links(
    request: PortalRequest, proposal: SiteProposal, *, decides: bool
) -> Iterator[pages.Link]:
    if decides and ACCEPT.obstacle(proposal, request.user) is None:
        yield pages.Link(ACCEPT.label, reverse("heritage:proposal-accept", args=[proposal.pk]))
        yield pages.Link(REFUSE.label, reverse("heritage:proposal-refuse", args=[proposal.pk]))
    if proposal.site:
        yield pages.Link("Xem di tích trong sổ", proposal.site.get_absolute_url())


@_form_view
def proposal_accept(request: PortalRequest, pk: int) -> HttpResponse:
    proposal = _governed(request, pk)
    site = proposal.site
    return pages.form_page(
        request,
        forms.Form(request.POST if request.method == "POST" else None),
        lambda stamp: actions.accept_proposal(
            proposal=proposal, site_version=stamp.version, by=request.user
        ),
        heading="Chấp nhận đề nghị",
        lead=f"{proposal} của {proposal.place.full_name}. Nội dung đề nghị được ghi vào sổ ngay.",
        back=proposal.get_absolute_url(),
        button=ACCEPT.label,
        done="Đã chấp nhận và ghi vào sổ.",
        version=site.version if site else None,
    )


@_form_view
def proposal_refuse(request: PortalRequest, pk: int) -> HttpResponse:
    proposal = _governed(request, pk)
    form = ReasonForm(request.POST or None)
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.refuse_proposal(
            proposal=proposal, by=request.user, **form.cleaned_data
        ),
        heading="Không chấp nhận đề nghị",
        lead=f"{proposal} của {proposal.place.full_name}. Địa phương đọc được lý do này.",
        back=proposal.get_absolute_url(),
        button=REFUSE.label,
        done="Đã trả lời địa phương.",
    )


def _governed(request: PortalRequest, pk: int) -> SiteProposal:
    rows = SiteProposal.objects.governed_by(request.user).select_related("place", "site")
    return get_object_or_404(rows, pk=pk)


def _moment(at: datetime) -> str:
    return f"{timezone.localtime(at):%H:%M %d/%m/%Y}"
