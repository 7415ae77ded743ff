"""Saving cells: one by one as they are left, or a whole section by plain POST."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.http import PortalRequest
from reports.entry import actions
from reports.entry.actions import CellMovedError, CellSaved
from reports.entry.drawing import Refused, slug
from reports.entry.forms import TypedLine, page_key
from reports.entry.models import Submission
from reports.entry.sheetform import neighbourhood
from reports.entry.views.pages import base_url, read_sheet, sheet_page
from vhtt_portal.rules import RuleError


@require_POST
def cell_save(request: PortalRequest, pk: int, code: str) -> HttpResponse:
    """One line, by htmx the piece of the page that it changes, otherwise back to its place."""
    typed = TypedLine.read(request.POST, code)
    try:
        saved = _save(request, pk, code, typed)
    except RuleError as refusal:
        return _refuse(request, pk, code, _refused(typed, refusal))
    return _answer(request, pk, saved)


@require_POST
def cell_explain(request: PortalRequest, pk: int, code: str) -> HttpResponse:
    note = request.POST.get(f"note-{code}", "")
    try:
        saved = actions.explain(
            submission=Submission(pk=pk), indicator=code, note=note, by=request.user
        )
    except Submission.DoesNotExist:
        raise Http404 from None
    except RuleError as refusal:
        typed = TypedLine.read(request.POST, code)
        return _refuse(request, pk, code, _refused(typed, refusal))
    return _answer(request, pk, saved)


@require_POST
def section_save(request: PortalRequest, pk: int, section: str) -> HttpResponse:
    """All lines of a section at once, for browsers without scripts; each line is its own save."""
    whole, _ = read_sheet(request, pk)
    codes = [line.code for part in whole.sections if part.code == section for line in part.lines]
    refused: dict[str, Refused] = {}
    for code, typed in _changed(request.POST, codes):
        try:
            _save(request, pk, code, typed)
        except RuleError as refusal:
            refused[code] = _refused(typed, refusal)
    if refused:
        return sheet_page(request, pk, refused)
    messages.success(request, "Đã lưu mục này.")
    return redirect(f"{base_url(pk)}#muc-{section}")


def _save(request: PortalRequest, pk: int, code: str, typed: TypedLine) -> CellSaved:
    """The answer where it is new, then the word about it where one was typed."""
    submission = Submission(pk=pk)  # the verbs read the row themselves, within the person's scope
    try:
        if typed.has_changed or typed.note is None:
            saved = actions.save_cell(
                submission=submission,
                indicator=code,
                text=typed.text,
                state=typed.state,
                reason=typed.reason,
                expected_version=typed.version,
                key=typed.once(page_key(request.POST), code),
                by=request.user,
            )
            if typed.note is None or typed.note == (saved.cell.note if saved.cell else ""):
                return saved
        return actions.explain(
            submission=submission, indicator=code, note=typed.note, by=request.user
        )
    except Submission.DoesNotExist:
        raise Http404 from None


def _refused(typed: TypedLine, refusal: RuleError) -> Refused:
    return Refused(
        text=typed.text,
        state=typed.state,
        reason=typed.reason,
        note=typed.note or "",
        sentence=str(refusal),
        is_conflict=isinstance(refusal, CellMovedError),
    )


def _changed(data: QueryDict, codes: list[str]) -> Iterator[tuple[str, TypedLine]]:
    """The lines that say something else than what was shown, or have a word beside them.

    One that was left alone is left alone here too, so that a colleague's newer answer is no
    conflict; so is one of which the colleague's answer was chosen.
    """
    for code in codes:
        typed = TypedLine.read(data, code)
        is_typed = f"value-{code}" in data and typed.has_changed
        if typed.choice != "theirs" and (is_typed or typed.note is not None):
            yield code, typed


def _answer(request: PortalRequest, pk: int, saved: CellSaved) -> HttpResponse:
    if not request.htmx:
        return redirect(f"{base_url(pk)}#line-{slug(saved.code)}")
    facts = saved.facts
    near = neighbourhood(facts.asked, saved.code)
    lines = {line.code: line for line in facts.lines(near.judged, near.rules)}
    content = {
        "line": [lines.pop(saved.code)],
        "computed": [lines.pop(code) for code in near.changing],
        "judged": list(lines.values()),
        "base": base_url(pk),
        "answered": facts.answered_count,
        "asked": facts.asked.answerable_count,
        "saved_at": timezone.localtime(),
    }
    # Without the page's own words (menu, messages, person): nothing of them stands in a line.
    return HttpResponse(render_to_string("entry/_cell_answer.html", content))


def _refuse(request: PortalRequest, pk: int, code: str, refused: Refused) -> HttpResponse:
    if not request.htmx:
        return sheet_page(request, pk, {code: refused})
    whole, _ = read_sheet(request, pk)
    lines = [line for line in whole.lines if line.code == code]
    if not lines:
        raise Http404
    content = {"line": lines, "base": base_url(pk), "refused": {code: refused}}
    return render(request, "entry/_cell_refused.html", content, status=422)
