"""Pages of the rounds of nominations, and of one nomination's way."""

from collections.abc import Callable
from dataclasses import dataclass

import django_tables2 as tables
from django import forms
from django.db.models import Count, Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import PortalRequest
from accounts.models import Role, User
from accounts.queries import leaders
from accounts.scope import editable_places, readable_places
from accounts.views.rows import RowPages
from audit.row_history import row_history
from campaigns import actions
from campaigns.forms import AssessmentForm, CommendForm, NominationForm, NominationRoundForm
from campaigns.models import Assessment, Nomination, NominationRound
from campaigns.models.nomination import NominationQuerySet, writable_offices
from campaigns.nomination_papers import office_proposal, place_proposal
from campaigns.nomination_workflow import (
    APPROVE,
    ASSESS,
    CHANGE,
    MOVES,
    NO_ROLE,
    RECONSIDER,
    REFUSE,
    WITHDRAW,
)
from campaigns.tables import NominationRoundTable, NominationTable, RoundPlaceTable
from campaigns.views.tabs import campaign_tabs
from documents.http import pdf_response
from documents.issuer import of_office, of_place
from vhtt_portal import pages
from vhtt_portal.dates import short_date
from vhtt_portal.pages import Stamp
from vhtt_portal.row_form import ReasonForm

Status = Nomination.Status
_ADDRESSES = {
    ASSESS: "assess", APPROVE: "approve", REFUSE: "refuse", CHANGE: "edit", WITHDRAW: "withdraw",
    RECONSIDER: "reconsider",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """A step that this person may see; ``obstacle`` says why it cannot be taken now."""

    label: str
    url: str
    obstacle: str | None


# --- Rounds -----------------------------------------------------------------------------------

round_pages = RowPages(
    actions.nomination_rounds,
    NominationRoundForm,
    "campaigns:nomination-round",
    "đợt khen thưởng",
    lambda user, row: {"offices": writable_offices(user)},
)


@require_safe
def round_list(request: PortalRequest) -> HttpResponse:
    rows = NominationRound.objects.visible_to(request.user)
    add = pages.Link("Thêm đợt khen thưởng", reverse("campaigns:nomination-round-add"))
    return pages.list_page(
        request,
        NominationRoundTable(rows.in_order()),
        heading="Khen thưởng",
        lead="Mỗi đợt nhận đề nghị của các đơn vị đến hạn gửi, theo số lượng của đợt.",
        tabs=campaign_tabs(request),
        link=add if writable_offices(request.user).exists() else None,
    )


@require_safe
def round_detail(request: PortalRequest, pk: int) -> HttpResponse:
    round_ = _round_or_404(request, pk)
    decides = NominationRound.objects.editable_by(request.user).filter(pk=pk).exists()
    links = [
        pages.Link("Xem các đề nghị", reverse("campaigns:nomination-round-nominations", args=[pk])),
        pages.Link("Theo đơn vị", reverse("campaigns:nomination-round-places", args=[pk])),
    ]
    if _approved(round_).exists() and request.user.office_place_ids:
        links.append(_paper_link("campaigns:nomination-round-paper", pk))
    if decides:
        links.append(
            pages.Link(
                "Ghi quyết định tặng Giấy khen",
                reverse("campaigns:nomination-round-commend", args=[pk]),
            )
        )
        links.extend(pages.row_links("campaigns:nomination-round", pk))
    return pages.record_page(
        request,
        heading=round_.title,
        lead=str(round_.office),
        back=pages.Link("Khen thưởng", reverse("campaigns:nomination-round-list")),
        rows=[
            ("Thành tích của", f"{'năm' if len(round_.years) == 1 else 'các năm'} {round_.years}"),
            ("Mỗi đơn vị", f"{round_.collective_quota} tập thể, {round_.individual_quota} cá nhân"),
            ("Hạn gửi đề nghị", short_date(round_.due_on)),
            ("Căn cứ", round_.legal_basis),
        ],
        links=links,
        history=row_history(round_),
    )


@require_safe
def round_places(request: PortalRequest, pk: int) -> HttpResponse:
    round_ = _round_or_404(request, pk)
    standing = Nomination.objects.filter(round=round_).exclude(status=Status.WITHDRAWN)
    counts = {
        (place, kind): total
        for place, kind, total in standing.values_list("place", "kind").annotate(Count("pk"))
    }
    places = readable_places(request.user).filter(
        parent=round_.office.locality_id, kind__is_village=False
    )
    is_open = timezone.localdate() <= round_.due_on
    editable = set(editable_places(request.user).values_list("pk", flat=True)) if is_open else set()
    rows = [
        {
            "pk": place.pk, "full_name": place.full_name, "round_pk": pk,
            "collectives": counts.get((place.pk, Nomination.Kind.COLLECTIVE), 0),
            "individuals": counts.get((place.pk, Nomination.Kind.INDIVIDUAL), 0),
            "is_editable": place.pk in editable,
        }
        for place in places.valid_on(round_.due_on).in_order()
    ]  # fmt: skip
    links = tables.TemplateColumn(
        template_name="campaigns/_round_place_links.html", verbose_name="Việc"
    )
    return pages.list_page(
        request,
        RoundPlaceTable(rows, round_=round_, extra_columns=[("links", links)]),
        heading="Đề nghị của từng đơn vị",
        lead=f"{round_.title}. Hạn gửi {short_date(round_.due_on)}.",
        tabs=campaign_tabs(request),
    )


@require_safe
def round_nominations(request: PortalRequest, pk: int) -> HttpResponse:
    round_ = _round_or_404(request, pk)
    search = pages.search_of(request)
    kept = Nomination.objects.visible_to(request.user).filter(round=round_)
    rows = kept.matching(search.words).select_related("place")
    return pages.list_page(
        request,
        NominationTable(rows.annotate(opinion_count=Count("assessments")).in_order()),
        heading="Các đề nghị",
        lead=round_.title,
        tabs=campaign_tabs(request),
        search=search,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def round_commend(request: PortalRequest, pk: int) -> HttpResponse:
    round_ = get_object_or_404(NominationRound.objects.editable_by(request.user), pk=pk)
    form = CommendForm(request.POST or None)

    def act(_stamp: Stamp) -> NominationRound:
        actions.commend(round_=round_, by=request.user, **form.cleaned_data)
        return round_

    waiting = _approved(round_).filter(commendation=None).count()
    return pages.form_page(
        request,
        form,
        act,
        heading="Ghi quyết định tặng Giấy khen",
        lead=f"{round_.title}: {waiting} đề nghị đã được đồng ý và chưa có Giấy khen.",
        back=round_.get_absolute_url(),
        button="Ghi vào sổ Giấy khen",
    )


# --- Papers -----------------------------------------------------------------------------------


@require_safe
def round_paper(request: PortalRequest, pk: int) -> HttpResponse:
    """The office's tờ trình: who may read all its places reads the names."""
    round_ = _round_or_404(request, pk)
    office = round_.office
    if office.locality_id not in request.user.office_place_ids:
        raise Http404
    chosen = list(_approved(round_).select_related("place").in_order())
    if not chosen:
        raise Http404
    who = leaders(office.locality_id, Role.HEAD, timezone.localdate())
    paper = office_proposal(round_, chosen, of_office(office).signature_of(who))
    return pdf_response(paper, name=f"to-trinh-khen-thuong-{pk}")


@require_safe
def place_paper(request: PortalRequest, award_round_pk: int, place_pk: int) -> HttpResponse:
    round_ = _round_or_404(request, award_round_pk)
    places = readable_places(request.user).select_related("kind", "parent__kind")
    place = get_object_or_404(places, pk=place_pk)
    out = [Status.WITHDRAWN, Status.REFUSED]
    kept = Nomination.objects.in_order().filter(round=round_, place=place)
    chosen = list(kept.exclude(status__in=out))
    if not chosen:
        raise Http404
    who = leaders(place_pk, Role.WARD_LEADER, timezone.localdate())
    paper = place_proposal(round_, place, chosen, of_place(place).signature_of(who))
    return pdf_response(paper, name=f"to-trinh-khen-thuong-{award_round_pk}-{place.code}")


# --- One nomination ---------------------------------------------------------------------------


@require_safe
def nomination_detail(request: PortalRequest, pk: int) -> HttpResponse:
    row = _nomination_or_404(request, pk)
    opinions = [
        (f"{said.assessor.full_name}, {short_date(timezone.localdate(said.at))}",
         f"{'Đồng ý' if said.is_for else 'Không đồng ý'}: {said.opinion}")
        for said in row.assessments.all()
    ]  # fmt: skip
    facts = [
        ("Đơn vị đề nghị", capfirst(row.place.full_name)),
        ("Loại", row.get_kind_display()),
        ("Chức vụ, nơi công tác hoặc nơi ở", row.post),
        ("Đạt danh hiệu 5 năm liên tục", row.window),
        ("Tóm tắt thành tích", row.achievements),
        ("Trạng thái", row.get_status_display()),
        ("Lý do", row.decision_reason),
        *opinions,
    ]
    shown = {
        "heading": row.name,
        "lead": row.round.title,
        "back": pages.Link(
            "Các đề nghị", reverse("campaigns:nomination-round-nominations", args=[row.round_id])
        ),
        "rows": [{"label": label, "value": value} for label, value in facts if value],
        "commendation": row.commendation,
        "steps": _steps(row, request.user),
        "history": row_history(row),
    }
    return render(request, "campaigns/nomination.html", shown)


def _steps(row: Nomination, user: User) -> list[Step]:
    assessors = {said.assessor_id for said in row.assessments.all()}
    steps = [
        Step(
            move.label,
            reverse(f"campaigns:nomination-{_ADDRESSES[move]}", args=[row.pk]),
            move.obstacle(row, user, assessors),
        )
        for move in MOVES
        if row.status in move.sources
    ]
    return [step for step in steps if step.obstacle != NO_ROLE]


@require_http_methods(["GET", "HEAD", "POST"])
def nomination_add(request: PortalRequest, award_round_pk: int, place_pk: int) -> HttpResponse:
    round_ = _round_or_404(request, award_round_pk)
    places = editable_places(request.user).select_related("kind")
    place = get_object_or_404(places, pk=place_pk, parent=round_.office.locality_id)
    form = NominationForm(request.POST or None, place=place)
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.nominate(
            round_=round_, place=place, by=request.user, key=stamp.key, **form.cleaned_data
        ),
        heading="Thêm đề nghị khen thưởng",
        lead=f"{round_.title}, {place}",
        back=reverse("campaigns:nomination-round-places", args=[award_round_pk]),
        button="Gửi đề nghị",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def nomination_edit(request: PortalRequest, pk: int) -> HttpResponse:
    row = _editable_or_404(request, pk)
    form = NominationForm(request.POST or None, instance=row, place=row.place)
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.change_nomination(
            nomination=row, version=stamp.version, by=request.user, **form.cleaned_data
        ),
        heading="Sửa đề nghị",
        lead=row.name,
        back=row.get_absolute_url(),
        version=row.version,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def nomination_remove(request: PortalRequest, pk: int) -> HttpResponse:
    row = _editable_or_404(request, pk)
    return pages.remove_page(
        request,
        lambda reason, stamp: actions.remove_nomination(
            nomination=row, version=stamp.version, reason=reason, by=request.user
        ),
        row=row,
        version=row.version,
        back=row.get_absolute_url(),
        goal=reverse("campaigns:nomination-round-nominations", args=[row.round_id]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def nomination_withdraw(request: PortalRequest, pk: int) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    return _step(
        request, _editable_or_404(request, pk), WITHDRAW.label, form,
        lambda row, stamp: actions.withdraw_nomination(
            nomination=row, version=stamp.version, by=request.user, **form.cleaned_data
        ),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def nomination_assess(request: PortalRequest, pk: int) -> HttpResponse:
    row = _editable_or_404(request, pk)
    known = Assessment.objects.filter(nomination=row, assessor=request.user.pk).first()
    form = AssessmentForm(request.POST or None, instance=known)

    def act(row: Nomination, _stamp: Stamp) -> None:
        actions.assess(nomination=row, by=request.user, **form.cleaned_data)

    return _step(request, row, ASSESS.label, form, act)


@require_http_methods(["GET", "HEAD", "POST"])
def nomination_approve(request: PortalRequest, pk: int) -> HttpResponse:
    return _step(
        request, _editable_or_404(request, pk), APPROVE.label, forms.Form(request.POST or None),
        lambda row, stamp: actions.approve_nomination(
            nomination=row, version=stamp.version, by=request.user
        ),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def nomination_refuse(request: PortalRequest, pk: int) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    return _step(
        request, _editable_or_404(request, pk), REFUSE.label, form,
        lambda row, stamp: actions.refuse_nomination(
            nomination=row, version=stamp.version, by=request.user, **form.cleaned_data
        ),
    )  # fmt: skip


@require_http_methods(["GET", "HEAD", "POST"])
def nomination_reconsider(request: PortalRequest, pk: int) -> HttpResponse:
    return _step(
        request, _editable_or_404(request, pk), RECONSIDER.label, forms.Form(request.POST or None),
        lambda row, stamp: actions.reconsider_nomination(
            nomination=row, version=stamp.version, by=request.user
        ),
    )  # fmt: skip


def _step(
    request: PortalRequest,
    row: Nomination,
    label: str,
    form: forms.BaseForm,
    act: Callable[[Nomination, Stamp], object],
) -> HttpResponse:
    """One step on a page of its own; the verb says why it cannot be taken."""

    def taken(stamp: Stamp) -> Nomination:
        act(row, stamp)
        return row

    return pages.form_page(
        request,
        form,
        taken,
        heading=label,
        lead=f"{row.name}, {row.place}",
        back=row.get_absolute_url(),
        button=label,
        done="Đã ghi vào sổ.",
        version=row.version,
    )


def _round_or_404(request: PortalRequest, pk: int) -> NominationRound:
    rounds = NominationRound.objects.visible_to(request.user)
    round_: NominationRound = get_object_or_404(
        rounds.select_related("office__locality__kind"), pk=pk
    )
    return round_


def _nomination_or_404(request: PortalRequest, pk: int) -> Nomination:
    said = Prefetch("assessments", Assessment.objects.select_related("assessor").order_by("at"))
    rows = Nomination.objects.visible_to(request.user).prefetch_related(said)
    row: Nomination = get_object_or_404(
        rows.select_related("round__office", "place", "village", "commendation__place"), pk=pk
    )
    return row


def _editable_or_404(request: PortalRequest, pk: int) -> Nomination:
    rows = Nomination.objects.editable_by(request.user)
    row: Nomination = get_object_or_404(rows.select_related("round__office", "place"), pk=pk)
    return row


def _approved(round_: NominationRound) -> NominationQuerySet:
    return Nomination.objects.filter(round=round_, status=Status.APPROVED)


def _paper_link(route: str, *args: int) -> pages.Link:
    return pages.Link("Tờ trình (PDF)", reverse(route, args=args))
