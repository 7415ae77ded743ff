"""Practising on a sheet: the same page, saving and check, over cells that live in the session."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import PortalRequest
from reports.entry import drafts
from reports.entry.actions import CellsSaved, Origin, TypedCell
from reports.entry.drawing import slug
from reports.entry.forms import TypedLine, typed_lines, typed_origin
from reports.entry.lines import Facts, sheet_of
from reports.entry.practice import (
    Exercise,
    Practice,
    as_plain,
    from_plain,
    left_blank,
    nothing_in,
    practised,
    tried,
)
from reports.entry.queries import facts
from reports.entry.views.answers import refusals, saved_answer
from reports.entry.views.cells import paste_answer
from reports.entry.views.moves import check_content
from reports.entry.views.pages import SheetRefusals, base_url, sheet_content, visible_or_404

_KEPT = "practice"
_WORDS = {
    Exercise.TYPE: "Ghi một số",
    Exercise.PASTE: "Dán ba dòng chép từ bảng tính",
    Exercise.EXPLAIN: "Giải trình một cảnh báo, hoặc sửa số cho hết cảnh báo",
    Exercise.NOTHING: "Ghi không phát sinh cho một mục",
    Exercise.CHECK: "Kiểm tra phiếu",
}


@dataclass(frozen=True, slots=True)
class ExerciseRow:
    """One thing to try, as ``_task_list.html`` wants it."""

    label: str
    status: str
    status_label: str


@dataclass(frozen=True, slots=True)
class Desk:
    """A practice with the sheet as it stands in it."""

    pk: int
    practice: Practice
    facts: Facts
    blank: str  # the section that was left to be filled

    @property
    def base(self) -> str:
        return reverse("entry:practice", args=[self.pk])


@require_safe
def practice_sheet(request: PortalRequest, pk: int) -> HttpResponse:
    return _page(request, _desk(request, pk))


@require_POST
def practice_save(request: PortalRequest, pk: int) -> HttpResponse:
    """What the open page sends, by script; answered as the sheet itself answers."""
    typed = typed_lines(request.POST)
    edits = [line.edit(None) for line in typed.values()]
    practice, saved = _try(request, _desk(request, pk), edits, typed_origin(request.POST))
    exercises = render_to_string("entry/_exercises.html", _exercises(practice))
    return JsonResponse(saved_answer(saved, typed) | {"exercises": exercises})


@require_POST
def practice_paste(request: PortalRequest, pk: int) -> HttpResponse:
    return paste_answer(request, sheet_of(_desk(request, pk).facts), None)


@require_POST
def practice_section_save(request: PortalRequest, pk: int, section: str) -> HttpResponse:
    """All lines of a section at once, by plain form."""
    desk = _desk(request, pk)
    asked = next((s.indicators for s in desk.facts.asked.sections if s.code == section), ())
    typed = {line.code: TypedLine.read(request.POST, line.code) for line in asked}
    edits = [line.edit(None) for line in typed.values() if line.says_something]
    _, saved = _try(request, desk, edits)
    if refused := refusals(saved, typed):
        return _page(request, _desk(request, pk), refused)
    messages.success(request, "Đã ghi mục này trong bản tập làm.")
    return redirect(f"{desk.base}#muc-{section}")


@require_POST
def practice_section_empty(request: PortalRequest, pk: int, section: str) -> HttpResponse:
    desk = _desk(request, pk)
    edits = nothing_in(desk.facts, section)
    _try(request, desk, edits)
    messages.success(request, f"Đã ghi không phát sinh cho {len(edits)} ô còn trống.")
    return redirect(f"{desk.base}#muc-{section}")


@require_safe
def practice_cell(request: PortalRequest, pk: int, code: str) -> HttpResponse:
    """What is tried has no history; a line's definition is the sheet's."""
    visible_or_404(request, pk)
    return redirect(f"{reverse('entry:definitions', args=[pk])}#line-{slug(code)}")


@require_http_methods(["GET", "HEAD", "POST"])
def practice_check(request: PortalRequest, pk: int) -> HttpResponse:
    """The check as the sheet's own; going there is an exercise, and nothing can be sent."""
    desk = _desk(request, pk)
    if request.method == "POST":
        _keep(request, pk, desk.practice.having(Exercise.CHECK))
        return redirect("entry:practice-check", pk=pk)
    content = check_content(sheet_of(desk.facts), desk.base) | {"desk": desk}
    return render(request, "entry/practice_check.html", content)


@require_POST
def practice_restart(request: PortalRequest, pk: int) -> HttpResponse:
    """From the copy of last year again, or with every cell empty to be typed alone."""
    done = _desk(request, pk).practice.done
    is_empty = request.POST.get("from") == "empty"
    _keep(request, pk, Practice(starts_empty=is_empty, done=done if is_empty else frozenset()))
    return redirect("entry:practice", pk=pk)


@require_POST
def practice_end(request: PortalRequest, pk: int) -> HttpResponse:
    visible_or_404(request, pk)
    request.session.pop(_KEPT, None)
    messages.success(request, "Đã kết thúc tập làm. Phiếu thật không có gì thay đổi.")
    return redirect(base_url(pk))


def _desk(request: PortalRequest, pk: int) -> Desk:
    real = facts(visible_or_404(request, pk))
    kept = request.session.get(_KEPT, {"sheet": None})
    practice = from_plain(kept, request.user) if kept["sheet"] == pk else Practice()
    names = {section.code: section.name for section in real.asked.sections}
    blank = next((names[line.section] for line in left_blank(real)), "")
    return Desk(pk, practice, practised(real, practice, timezone.now()), blank)


def _try(
    request: PortalRequest, desk: Desk, edits: Iterable[TypedCell], origin: Origin = Origin.TYPED
) -> tuple[Practice, CellsSaved]:
    after, saved = tried(
        desk.practice, desk.facts, typed=edits, by=request.user, origin=origin, at=timezone.now()
    )
    _keep(request, desk.pk, after)
    return after, saved


def _keep(request: PortalRequest, pk: int, practice: Practice) -> None:
    """One practice at a time: it is only there to be learnt from."""
    request.session[_KEPT] = {"sheet": pk} | as_plain(practice)


def _page(request: PortalRequest, desk: Desk, refused: SheetRefusals | None = None) -> HttpResponse:
    draft = drafts.key_of(request.user, desk.facts.submission)
    content = (
        sheet_content(sheet_of(desk.facts), desk.base, refused)
        | {
            # A number that is only practised must never be taken for one of the sheet's.
            "draft": draft._replace(name=f"{draft.name}-tap"),
            "desk": desk,
        }
        | _exercises(desk.practice)
    )
    return render(request, "entry/practice.html", content, status=422 if refused else 200)


def _exercises(practice: Practice) -> dict[str, object]:
    rows = [
        ExerciseRow(words, "done", "Đã làm")
        if exercise in practice.done
        else ExerciseRow(words, "todo", "Chưa làm")
        for exercise, words in _WORDS.items()
    ]
    return {"exercises": rows, "is_finished": practice.done == frozenset(Exercise)}
