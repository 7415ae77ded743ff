"""The sheet's page and its pieces, as every view of the sheet answers them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from accounts.http import PortalRequest
from reports.entry import drafts, workflow
from reports.entry.drawing import Refused
from reports.entry.lines import Line, Sheet, SheetSection
from reports.entry.models import Submission
from reports.entry.queries import for_page, has_written, sheet
from reports.entry.talk import marks
from reports.rollup.queries import given_to

SheetRefusals = Mapping[str, Refused]
GUIDE_IS_HIDDEN = "guide_is_hidden"


@dataclass(frozen=True, slots=True)
class SectionLink:
    """One section in the list beside the sheet, as ``_sections.html`` wants it."""

    label: str
    url: str
    percent: int | None
    count: str
    active: bool = False


def visible_or_404(request: PortalRequest, pk: int) -> Submission:
    return get_object_or_404(for_page(Submission.objects.visible_to(request.user)), pk=pk)


def read_sheet(request: PortalRequest, pk: int) -> tuple[Sheet, str | None]:
    """The sheet as this person may use it, and why they may not type into it."""
    row = visible_or_404(request, pk)
    obstacle = workflow.EDIT.obstacle(row, request.user, on=timezone.localdate())
    return sheet(row, may_edit=obstacle is None), obstacle


def sheet_page(
    request: PortalRequest, pk: int, refused: SheetRefusals | None = None
) -> HttpResponse:
    """The whole sheet; what was typed and not taken stays in its fields."""
    whole, obstacle = read_sheet(request, pk)
    content = sheet_content(whole, base_url(pk), refused) | {
        "obstacle": obstacle,
        "has_words": True,
        "marks": marks(whole.submission),
        "given": given_words(whole.submission, whole.lines),
        "is_new_here": obstacle is None and is_new_here(request, whole),
        "draft": drafts.key_of(request.user, whole.submission),
        "presence_url": reverse("entry:presence", args=[pk]),
    }
    return render(request, "entry/sheet.html", content, status=422 if refused else 200)


def given_words(submission: Submission, lines: Iterable[Line]) -> dict[str, str]:
    """What the sheet's place was given to reach, in words, by line. One query."""
    given = given_to(submission.period, submission.locality_id)
    return {
        line.code: given[line.code].written("%" if line.indicator.is_ratio else "")
        for line in lines
        if line.code in given
    }


def sheet_content(
    whole: Sheet, base: str, refused: SheetRefusals | None = None
) -> dict[str, object]:
    """What the sheet's page shows, whether the sheet is real or practised on."""
    return {
        "sheet": whole,
        "submission": whole.submission,
        "period": whole.submission.period,
        "base": base,
        "section_links": [_link(section) for section in whole.sections],
        "page_key": uuid4(),
        "may_edit": whole.facts.may_edit,
        # Words about a section and what stands beside a cell: a practice has none.
        "has_words": False,
        "marks": {},
        "given": {},
        "refused": refused or {},
        "refused_lines": [line for line in whole.lines if line.code in (refused or {})],
    }


def is_new_here(request: PortalRequest, whole: Sheet) -> bool:
    """Whether the first steps stand open: for whoever has written on no sheet, until put away."""
    if request.session.get(GUIDE_IS_HIDDEN):
        return False
    person = request.user.pk
    wrote_here = any(cell.set_by_id == person for cell in whole.facts.cells.values())
    return not wrote_here and not has_written(request.user)


def _link(section: SheetSection) -> SectionLink:
    return SectionLink(
        label=section.name,
        url=f"#muc-{section.code}",
        percent=section.percent,
        count=f"{section.answered_count}/{section.answerable_count}",
    )


def base_url(pk: int) -> str:
    return reverse("entry:sheet", args=[pk])
