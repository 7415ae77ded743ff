"""Pages of the rounds: the list of a year, a round with its steps, what is written at each."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import PortalRequest
from accounts.scope import choosable_places, editable_places, readable_places, writes
from audit.row_history import row_history
from campaigns import actions
from campaigns.actions import Edit
from campaigns.forms import (
    DecisionForm,
    DossierForm,
    EnrolForm,
    RoundForm,
    shared_form,
    step_form,
)
from campaigns.models import Candidate, Round
from campaigns.papers import decider, decision_paper, minutes_paper
from campaigns.queries.rounds import (
    of_year,
    places_of,
    round_years,
    standings,
    subject_field,
    subjects,
)
from campaigns.tables import CandidateTable, RoundTable, StandingTable, rule_days, title_name
from campaigns.titles import Rule, Step, TitleKind
from campaigns.views.grid import Line, grid_page, line
from campaigns.views.tabs import campaign_tabs
from campaigns.workflow import decision_warnings, obstacles
from documents.http import docx_response, pdf_response
from documents.structure import OfficialDocument
from localities.models import Locality
from vhtt_portal import pages
from vhtt_portal.dates import short_date
from vhtt_portal.row_form import ReasonForm

_FORM = ["GET", "HEAD", "POST"]
# The grids of a round: the part of the address, the step at which it is written, its button.
_PARTS = {
    "dang-ky": (Step.REGISTER, "Ghi nơi đăng ký"),
    "hop": (Step.MEETING, "Ghi kết quả họp"),
    "niem-yet": (Step.NOTICE, "Ghi niêm yết"),
    "ket-qua": (Step.DOSSIER, "Ghi không đạt, rút"),
}


@require_safe
def round_list(request: PortalRequest) -> HttpResponse:
    kept = Round.objects.visible_to(request.user)
    known = round_years(kept)
    years = sorted({timezone.localdate().year, *known}, reverse=True)
    asked = pages.search_of(request).year
    year = asked if asked in years else [*known, *years][0]
    rows = of_year(kept, year)
    add = pages.Link("Mở đợt xét", reverse("campaigns:round-add"))
    return pages.list_page(
        request,
        RoundTable(rows.select_related("place").in_order()),
        heading=f"Các đợt xét danh hiệu năm {year}",
        tabs=campaign_tabs(request),
        search=pages.Search(words="", year=year),
        by_words=False,
        years=years,
        link=add if writes(request.user) else None,
    )


@require_http_methods(_FORM)
def round_add(request: PortalRequest) -> HttpResponse:
    form = RoundForm(request.POST or None, places=choosable_places(request.user))
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.open_round(by=request.user, key=stamp.key, **form.cleaned_data),
        heading="Mở đợt xét",
        lead="Chọn nơi quyết định hoặc đề nghị công nhận.",
        back=reverse("campaigns:round-list"),
        button="Mở đợt xét",
    )


@require_safe
def round_detail(request: PortalRequest, pk: int) -> HttpResponse:
    round_ = _round(request, pk)
    rule = actions.require_rule(round_)
    places = places_of(round_).filter(pk__in=readable_places(request.user))
    table = StandingTable(standings(round_, places), round_=round_, exclude=_unasked(rule))
    table.label = "Các đơn vị trong đợt xét"
    pages.turn_pages(request, table)
    shown = {
        "heading": f"{title_name(round_)}, năm {round_.year}", "round": round_,
        "steps": _steps(round_, rule), "rows": _facts(round_, rule), "table": table,
        "history": row_history(round_), **_next(request, round_, rule),
    }  # fmt: skip
    return render(request, "campaigns/round.html", shown)


def _facts(round_: Round, rule: Rule) -> list[dict[str, object]]:
    decided = round_.decided_on and (
        f"Số {round_.decision_number} ngày {short_date(round_.decided_on)},"
        f" {round_.signer_name}, {round_.signer_post}"
    )
    facts: list[tuple[str, object]] = [
        ("Nơi xét", round_.place),
        ("Thẩm quyền", decider(round_, rule).in_person().authority),
        ("Căn cứ", rule.basis or "Theo quy định của địa phương"),
        ("Ngày trình hồ sơ", short_date(round_.dossier_on) if round_.dossier_on else ""),
        ("Quyết định", decided),
    ]
    return [{"label": label, "value": value} for label, value in facts]


def _steps(round_: Round, rule: Rule) -> list[dict[str, str]]:
    way = (*rule.steps, Step.DECIDED)
    here = way.index(Step(round_.step))
    is_done = round_.step == Step.DECIDED
    said = []
    for place, step in enumerate(way):
        status, word = "todo", "Chưa đến"
        if place < here or is_done:
            status, word = "done", "Xong"
        elif place == here:
            status, word = "open", "Đang làm"
        said.append(
            {"label": step.label, "status": status, "status_label": word,
             "hint": _hint(rule, step)}
        )  # fmt: skip
    return said


def _unasked(rule: Rule) -> list[str]:
    """The columns of what this rule does not ask for."""
    unasked = {
        "met": Step.MEETING, "met_on": Step.MEETING, "meeting": Step.MEETING, "minutes": Step.MEETING,
        "noticed": Step.NOTICE, "notice": Step.NOTICE,
    }  # fmt: skip
    columns = [name for name, step in unasked.items() if step not in rule.steps]
    return columns if rule.kind == TitleKind.FAMILY else [*columns, "proposed_count"]


def _hint(rule: Rule, step: Step) -> str:
    if step == Step.MEETING and rule.present_percent and rule.vote_percent:
        return (
            f"Từ {rule.present_percent}% số người được mời dự; từ {rule.vote_percent}% số người dự"
            " đồng ý."
        )
    if step == Step.NOTICE and rule.notice_days:
        return f"Đủ {rule.notice_days} ngày."
    if step == Step.DOSSIER:
        days = [said for said in rule_days(rule) if not said.startswith("niêm yết")]
        return f"{capfirst('; '.join(days))}." if days else ""
    return ""


def _next(request: PortalRequest, round_: Round, rule: Rule) -> dict[str, object]:
    """What an editor can do with the round now, and what keeps it where it is."""
    if not editable_places(request.user).filter(pk=round_.place_id).exists():
        return {}
    if round_.decided_on:
        warnings = decision_warnings(rule, round_.dossier_on, round_.decided_on)
        return {"warnings": warnings, "is_decided": True, "can_change": True}
    target = rule.after(Step(round_.step))
    route, label = ("round-decide", "Ghi quyết định") if target == Step.DECIDED else (
        "round-advance", f"Sang bước “{target.label}”"
    )  # fmt: skip
    return {
        "obstacles": obstacles(actions.stand_of(round_), timezone.localdate()),
        "can_change": True, "next_label": label,
        "next_url": reverse(f"campaigns:{route}", args=[round_.pk]),
        "is_first": rule.before(Step(round_.step)) is None,
    }  # fmt: skip


# --- One place of a round ---------------------------------------------------------------------


@require_safe
def round_place(request: PortalRequest, pk: int, place_pk: int) -> HttpResponse:
    round_ = _round(request, pk)
    place = _place(request, round_, place_pk)
    rows = round_.candidates.filter(place=place).with_subjects().in_order()
    editable = editable_places(request.user).filter(pk=place_pk).exists()
    rule = actions.require_rule(round_)
    table = CandidateTable(rows, exclude=_unasked(rule))
    pages.turn_pages(request, table)
    links = [
        pages.Link(label, reverse("campaigns:round-grid", args=[pk, place_pk, part]))
        for part, label in _open_parts(round_, rule)
    ]
    return pages.record_page(
        request,
        heading=capfirst(place.full_name),
        lead=f"{title_name(round_)}, năm {round_.year}",
        back=pages.Link("Đợt xét", round_.get_absolute_url()),
        parts=[pages.Part("Nơi đăng ký", table)],
        links=links if editable else [],
    )


def _open_parts(round_: Round, rule: Rule) -> list[tuple[str, str]]:
    """The grids that can be written at this step: those of the steps reached, until it is decided."""
    if round_.step == Step.DECIDED:
        return []
    reached = rule.steps[: rule.steps.index(Step(round_.step)) + 1]
    return [
        (part, label)
        for part, (step, label) in _PARTS.items()
        if (step == Step.REGISTER and round_.step == Step.REGISTER)
        or (step != Step.REGISTER and step in reached)
        or (step == Step.DOSSIER and round_.step != Step.REGISTER)
    ]


@require_http_methods(_FORM)
def round_grid(request: PortalRequest, pk: int, place_pk: int, part: str) -> HttpResponse:
    round_ = _round(request, pk)
    place = _place(request, round_, place_pk)
    get_object_or_404(editable_places(request.user), pk=place_pk)
    if part not in dict(_open_parts(round_, actions.require_rule(round_))):
        raise Http404
    step, label = _PARTS[part]
    lines = (
        _enrol_lines(request, round_, place)
        if step == Step.REGISTER
        else _step_lines(request, round_, place, step)
    )
    shared = shared_form(step, request.POST or None)

    def act(changed: list[Line]) -> None:
        if step == Step.REGISTER:
            chosen = [row.row.pk for row in lines if row.form.cleaned_data.get("is_enrolled")]
            actions.set_enrolled(round_=round_, place=place, chosen=chosen, by=request.user)
            return
        edits = [Edit(row.row, row.version, row.form.cleaned_data) for row in changed]
        actions.record_candidates(round_=round_, edits=edits, by=request.user)

    return grid_page(
        request,
        lines,
        act,
        heading=label,
        lead=f"{title_name(round_)}, năm {round_.year}; {place}",
        back=reverse("campaigns:round-place", args=[pk, place_pk]),
        shared=shared,
    )


def _enrol_lines(request: PortalRequest, round_: Round, place: Locality) -> list[Line]:
    field = subject_field(TitleKind(round_.kind))
    known = set(round_.candidates.filter(place=place).values_list(field, flat=True))
    return [
        line(request, EnrolForm, row, key=row.pk, label=str(row), is_enrolled=row.pk in known)
        for row in subjects(round_, [place.pk])
    ]


def _step_lines(request: PortalRequest, round_: Round, place: Locality, step: Step) -> list[Line]:
    form = step_form(step, TitleKind(round_.kind))
    rows = round_.candidates.filter(place=place).with_subjects().in_order()
    shown = [row for row in rows if row.is_live or step == Step.DOSSIER]
    return [line(request, form, row, key=row.pk, label=str(row)) for row in shown]


# --- From step to step ------------------------------------------------------------------------


@require_http_methods(_FORM)
def round_advance(request: PortalRequest, pk: int) -> HttpResponse:
    round_ = _editable(request, pk)
    rule = actions.require_rule(round_)
    if round_.step == Step.DECIDED:
        raise Http404
    target = rule.after(Step(round_.step))
    form_of: type[forms.Form] = DossierForm if target == Step.DOSSIER else forms.Form
    form = form_of(request.POST or None)
    return _step_page(
        request, round_, form, actions.advance, heading=f"Sang bước “{target.label}”",
        button="Sang bước tiếp", done=f"Đợt xét đã sang bước “{target.label}”.",
    )  # fmt: skip


@require_http_methods(_FORM)
def round_back(request: PortalRequest, pk: int) -> HttpResponse:
    round_ = _editable(request, pk)
    return _step_page(
        request, round_, ReasonForm(request.POST or None), actions.step_back,
        heading="Quay lại bước trước", button="Quay lại bước trước", done="Đã quay lại bước trước.",
    )  # fmt: skip


@require_http_methods(_FORM)
def round_decide(request: PortalRequest, pk: int) -> HttpResponse:
    round_ = _editable(request, pk)
    form = DecisionForm(request.POST or None, instance=round_)
    return _step_page(
        request, round_, form, actions.decide, heading="Ghi quyết định công nhận",
        button="Ghi quyết định", done="Đã ghi quyết định; kết quả đã vào các sổ.",
    )  # fmt: skip


def _step_page(
    request: PortalRequest, round_: Round, form: Any, act: Callable[..., Round], *,
    heading: str, button: str, done: str,
) -> HttpResponse:  # fmt: skip
    """``round_`` is read anew: the form has written into the one that it shows."""
    kept = Round.objects.select_related("place").get(pk=round_.pk)
    return pages.form_page(
        request,
        form,
        lambda stamp: act(round_=kept, version=stamp.version, by=request.user, **form.cleaned_data),
        heading=heading,
        lead=f"{title_name(kept)}, năm {kept.year}, {kept.place}",
        back=kept.get_absolute_url(),
        button=button,
        done=done,
        version=kept.version,
    )


@require_http_methods(_FORM)
def round_remove(request: PortalRequest, pk: int) -> HttpResponse:
    round_ = _editable(request, pk)
    return pages.remove_page(
        request,
        lambda reason, stamp: actions.rounds.remove(
            round_, version=stamp.version, reason=reason, by=request.user
        ),
        row=round_,
        version=round_.version,
        back=round_.get_absolute_url(),
        goal=reverse("campaigns:round-list"),
    )


# --- Papers -----------------------------------------------------------------------------------


@require_safe
def decision_pdf(request: PortalRequest, pk: int) -> HttpResponse:
    paper, name = _decision(request, pk)
    return pdf_response(paper, name=name)


@require_safe
def decision_word(request: PortalRequest, pk: int) -> HttpResponse:
    """Its number and day are given outside of the portal, and its words may still be changed."""
    paper, name = _decision(request, pk)
    return docx_response(paper, name=name)


def _decision(request: PortalRequest, pk: int) -> tuple[OfficialDocument, str]:
    round_ = get_object_or_404(
        Round.objects.editable_by(request.user).select_related(
            "place__parent__kind", "place__kind"
        ),
        pk=pk,
    )
    stand = actions.stand_of(round_)
    paper = decision_paper(round_, stand.rule, stand.candidates)
    return paper, f"Quyết định {title_name(round_)} {round_.year}"


@require_safe
def minutes_pdf(request: PortalRequest, pk: int) -> HttpResponse:
    rows = Candidate.objects.visible_to(request.user).select_related(
        "round__place", "locality__kind", "locality__parent__kind", "place__kind", "place__parent__kind",
        "agency", "lane",
    )  # fmt: skip
    row = get_object_or_404(rows, pk=pk)
    rule = actions.require_rule(row.round)
    if Step.MEETING not in rule.steps:
        raise Http404
    paper = minutes_paper(row.round, rule, row)
    return pdf_response(paper, name=f"Biên bản họp {row}")


def _round(request: PortalRequest, pk: int) -> Round:
    rows = Round.objects.visible_to(request.user).select_related(
        "place__kind", "place__parent__kind"
    )
    return get_object_or_404(rows, pk=pk)


def _editable(request: PortalRequest, pk: int) -> Round:
    rows = Round.objects.editable_by(request.user).select_related(
        "place__kind", "place__parent__kind"
    )
    return get_object_or_404(rows, pk=pk)


def _place(request: PortalRequest, round_: Round, place_pk: int) -> Locality:
    readable = readable_places(request.user)
    return get_object_or_404(places_of(round_).filter(pk__in=readable), pk=place_pk)
