"""Saving cells: some at a time as they are typed, or a whole section by plain POST."""

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.http import PortalRequest
from reports.entry import actions
from reports.entry.blocks import MOST_ROWS, Style
from reports.entry.forms import (
    PasteForm,
    PresenceForm,
    TypedLine,
    page_key,
    typed_lines,
    typed_origin,
)
from reports.entry.lines import Sheet
from reports.entry.models import Submission
from reports.entry.pasting import pasted
from reports.entry.queries import facts, others_at
from reports.entry.views.answers import not_taken, presence_answer, refusals, saved_answer
from reports.entry.views.pages import base_url, read_sheet, sheet_page
from vhtt_portal.rules import RuleError


@require_POST
def cells_save(request: PortalRequest, pk: int) -> HttpResponse:
    """What the open page sends, by script: the outcome of each edit and all that changes."""
    typed = typed_lines(request.POST)
    try:
        saved = actions.save_cells(
            submission=Submission(pk=pk),  # the verb reads the row itself, within the scope
            typed=[line.edit(None) for line in typed.values()],
            origin=typed_origin(request.POST),
            by=request.user,
        )
    except Submission.DoesNotExist:
        raise Http404 from None
    except RuleError as refusal:
        return JsonResponse({"sentence": str(refusal)}, status=409)
    return JsonResponse(saved_answer(saved, typed))


@require_POST
def section_save(request: PortalRequest, pk: int, section: str) -> HttpResponse:
    """All lines of a section at once, by plain form; each line is taken or refused by itself."""
    whole, _ = read_sheet(request, pk)
    codes = [line.code for part in whole.sections if part.code == section for line in part.lines]
    typed = {code: TypedLine.read(request.POST, code) for code in codes}
    typed = {code: line for code, line in typed.items() if line.says_something}
    try:
        saved = actions.save_cells(
            submission=whole.submission,
            typed=[line.edit(page_key(request.POST)) for line in typed.values()],
            by=request.user,
        )
        refused = refusals(saved, typed)
    except RuleError as refusal:
        refused = {code: not_taken(line, str(refusal)) for code, line in typed.items()}
    if refused:
        return sheet_page(request, pk, refused)
    messages.success(request, "Đã lưu mục này.")
    return redirect(f"{base_url(pk)}#muc-{section}")


@require_POST
def presence(request: PortalRequest, pk: int) -> HttpResponse:
    """An open page says that it is there, and is told who else is and what others have changed."""
    form = PresenceForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"sentence": "Hãy tải lại trang."}, status=422)
    said = form.cleaned_data
    try:
        row = actions.be_present(submission=Submission(pk=pk), cell=said["cell"], by=request.user)
    except Submission.DoesNotExist:
        raise Http404 from None
    except RuleError as refusal:
        return JsonResponse({"sentence": str(refusal)}, status=409)
    others = others_at(row, request.user, at=timezone.now())
    return JsonResponse(presence_answer(facts(row), others, said["shown"]))


@require_POST
def paste(request: PortalRequest, pk: int) -> HttpResponse:
    """A look at what a copied block would write; what is ticked comes back to ``cells_save``."""
    whole, obstacle = read_sheet(request, pk)
    return paste_answer(request, whole, obstacle)


def paste_answer(request: PortalRequest, whole: Sheet, obstacle: str | None) -> HttpResponse:
    form = PasteForm(request.POST)
    content: dict[str, object] = {"styles": Style, "refusal": obstacle}
    if not form.is_valid():
        content["refusal"] = f"Khối dán dài quá {MOST_ROWS} dòng. Hãy chép từng phần."
    elif obstacle is None:
        said = form.cleaned_data
        try:
            content["found"] = pasted(
                whole, said["text"], at=said["at"], column=said["column"], style=form.said_style
            )
            content["is_asked_again"] = form.said_style is not None
        except RuleError as refusal:
            content["refusal"] = str(refusal)
    return render(request, "entry/_paste.html", content, status=422 if content["refusal"] else 200)
