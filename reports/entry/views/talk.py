"""The page of one cell: what it asks, how its figure came about, what is said about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import uuid4

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST, require_safe

from accounts.http import PortalRequest
from localities.counting import counter
from reports.catalogue.description import general_sentence
from reports.entry import actions, workflow
from reports.entry.actions import SourceNoteMovedError
from reports.entry.drawing import slug
from reports.entry.forms import AttachmentForm, CommentForm, SourceNoteForm
from reports.entry.lines import Line
from reports.entry.models import Submission
from reports.entry.queries import facts
from reports.entry.registers import span
from reports.entry.sheetform import sheet_form
from reports.entry.talk import Mark, beside, cell_steps, handover, marks
from reports.entry.views.pages import base_url, given_words, visible_or_404
from vhtt_portal.rules import RuleError, refusals_shown

# Steps of a cell's history that fit beside the sheet.
_FEW = 3


class Room(StrEnum):
    """From which of its two rooms a sheet is looked at; the name of its addresses."""

    ENTRY = "entry"
    REVIEW = "review"

    @classmethod
    def of(cls, request: PortalRequest) -> "Room":
        return cls.REVIEW if request.POST.get("room") == cls.REVIEW else cls.ENTRY

    def line_url(self, pk: int, code: str) -> str:
        place = "value" if self == Room.ENTRY else "line"
        return f"{reverse(f'{self}:sheet', args=[pk])}#{place}-{slug(code)}"

    def cell_url(self, pk: int, code: str, anchor: str) -> str:
        return f"{reverse(f'{self}:cell', args=[pk, code])}#{anchor}"


@dataclass(frozen=True, slots=True)
class CellView:
    """One line of a sheet with what its form says about it."""

    submission: Submission
    line: Line
    checks: tuple[str, ...]

    @property
    def code(self) -> str:
        return self.line.code


@require_safe
def cell_detail(request: PortalRequest, pk: int, code: str) -> HttpResponse:
    """The cell's page, or to htmx the short piece of it that stands beside the sheet."""
    submission = visible_or_404(request, pk)
    if request.htmx:
        answer = _panel(request, _cell_or_404(submission, code))
    else:
        answer = cell_page(request, submission, code)
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def _panel(request: PortalRequest, cell: CellView) -> HttpResponse:
    row, code = cell.submission, cell.code
    content = {
        "cell": cell,
        "line": cell.line,
        "url": f"{base_url(row.pk)}o/{code}/",
        "before": handover(row, code),
        "steps": cell_steps(row, code, most=_FEW),
        "mark": marks(row).get(code, Mark()),
    }
    return render(request, "entry/_cell_panel.html", content)


def cell_page(
    request: PortalRequest,
    submission: Submission,
    code: str,
    room: Room = Room.ENTRY,
    typed: Mapping[str, Form] | None = None,
) -> HttpResponse:
    """What a line asks, where its figure comes from, and everything that happened to it."""
    cell = _cell_or_404(submission, code)
    line = cell.line
    register = counter(line.indicator.register)
    items = (
        register.items(submission.locality_id, span(submission, line.indicator))
        if register and line.live is not None
        else []
    )
    around = beside(submission, code)
    content = {
        "submission": submission, "cell": cell, "line": line, "items": items,
        "register": register, "room": room, "beside": around,
        "back_url": room.line_url(submission.pk, code),
        "as_of": line.indicator.as_of_on(submission.period.cut_off_on),
        "given": given_words(submission, [line]).get(code, ""),
        "before": handover(submission, code), "steps": cell_steps(submission, code),
        "may_talk": workflow.talk_obstacle(submission, request.user) is None,
        "may_note": workflow.source_note_obstacle(submission, request.user) is None,
        "may_attach": workflow.EDIT.obstacle(submission, request.user, on=timezone.localdate())
        is None,
        "comment_form": CommentForm(initial={"key": uuid4()}),
        "source_note_form": SourceNoteForm.of(around.note),
        "attachment_form": AttachmentForm(),
    } | dict(typed or {})  # fmt: skip
    return render(request, "entry/cell.html", content, status=422 if typed else 200)


def _cell_or_404(submission: Submission, code: str) -> CellView:
    known = facts(submission, around=[code])
    if code not in known.asked.by_code:
        raise Http404
    rules = known.asked.rules_by_code[code]
    [line] = known.lines([code], rules)
    checks = tuple(dict.fromkeys(general_sentence(rule) for rule in rules))
    return CellView(known.submission, line, checks)


# --- Writing beside the cell ------------------------------------------------------------------


@require_POST
def comment_add(request: PortalRequest, pk: int, code: str) -> HttpResponse:
    submission, room, form = (
        asked_or_404(request, pk, code),
        Room.of(request),
        CommentForm(request.POST),
    )
    if form.is_valid():
        try:
            actions.add_comment(
                submission=submission, indicator=code, by=request.user, **form.cleaned_data
            )
        except RuleError as refusal:
            form.add_error("text", str(refusal))
        else:
            return redirect(room.cell_url(pk, code, "trao-doi"))
    return cell_page(request, submission, code, room, {"comment_form": form})


@require_POST
def source_note_save(request: PortalRequest, pk: int, code: str) -> HttpResponse:
    submission, room = asked_or_404(request, pk, code), Room.of(request)
    form = SourceNoteForm(request.POST)
    if form.is_valid():
        try:
            actions.save_source_note(
                submission=submission, indicator=code, text=form.cleaned_data["text"],
                expected_version=form.cleaned_data["version"], by=request.user,
            )  # fmt: skip
        except SourceNoteMovedError as moved:
            form = form.over(moved.theirs)
            form.add_error("text", str(moved))
        except RuleError as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, "Đã lưu nguồn và lưu ý.")
            return redirect(room.cell_url(pk, code, "nguon"))
    return cell_page(request, submission, code, room, {"source_note_form": form})


@require_POST
def cell_flag(request: PortalRequest, pk: int, code: str) -> HttpResponse:
    submission, room = asked_or_404(request, pk, code), Room.of(request)
    act = actions.flag if request.POST.get("flag") else actions.unflag
    with refusals_shown(request):
        act(submission=submission, indicator=code, by=request.user)
    return redirect(room.cell_url(pk, code, "theo-doi"))


def asked_or_404(request: PortalRequest, pk: int, code: str) -> Submission:
    """The sheet on which this line stands."""
    submission = visible_or_404(request, pk)
    if code not in sheet_form(submission).by_code:
        raise Http404
    return submission
