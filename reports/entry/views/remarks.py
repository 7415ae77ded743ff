"""What a place says in its own words, field of work by field of work."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.http import PortalRequest
from accounts.models import User
from reports.entry import actions, workflow
from reports.entry.actions import RemarkMovedError
from reports.entry.forms import RemarkForm
from reports.entry.models import Remark, Submission
from reports.entry.queries import remarks
from reports.entry.sheetform import sheet_form
from reports.entry.views.pages import SectionLink, visible_or_404
from vhtt_portal.rules import RuleError

# What the page calls the whole sheet, where a section has its code.
WHOLE = "chung"


@dataclass(slots=True)
class Words:
    """One heading under one section: what stands there, and what is being written."""

    section: str
    kind: Remark.Kind
    remark: Remark | None
    form: RemarkForm
    theirs: Remark | None = None  # written by somebody else while this was being written

    @property
    def is_open(self) -> bool:
        return bool(self.form.errors or (self.remark and self.remark.text))


@dataclass(frozen=True, slots=True)
class WordsSection:
    """One field of work, or the whole sheet, with its four headings."""

    code: str
    name: str
    words: tuple[Words, ...]

    @property
    def anchor(self) -> str:
        return f"muc-{self.code or WHOLE}"

    @property
    def written_count(self) -> int:
        return sum(bool(each.remark and each.remark.text) for each in self.words)


@require_http_methods(["GET", "HEAD", "POST"])
def remark_list(request: PortalRequest, pk: int) -> HttpResponse:
    """One form for the whole page: whichever of its buttons is pressed, nothing typed is lost."""
    submission = visible_or_404(request, pk)
    data = request.POST if request.method == "POST" else None
    sections = list(_sections(submission, data))
    if data is not None:
        refused, saved = _save(submission, sections, request.user)
        if saved:
            messages.success(request, f"Đã lưu {saved} nội dung.")
        if not refused:
            if not saved:
                messages.info(request, "Không có nội dung nào thay đổi.")
            return redirect(f"{request.path}#{_anchor(sections, data)}")
    content = {
        "submission": submission,
        "sections": sections,
        "section_links": [_link(section) for section in sections],
        "most": actions.REMARK_LENGTH,
        "obstacle": workflow.EDIT.obstacle(submission, request.user, on=timezone.localdate()),
    }
    return render(request, "entry/remarks.html", content, status=422 if data else 200)


def _sections(submission: Submission, data: QueryDict | None) -> Iterator[WordsSection]:
    kept = remarks(submission)
    names = {"": "Chung cho cả phiếu"} | {
        section.code: section.name for section in sheet_form(submission).sections
    }
    for code, name in names.items():
        words = (_words(code, kind, kept, data) for kind in Remark.Kind)
        yield WordsSection(code, name, tuple(words))


def _words(
    code: str,
    kind: Remark.Kind,
    kept: Mapping[tuple[str, Remark.Kind], Remark],
    data: QueryDict | None,
) -> Words:
    remark = kept.get((code, kind))
    form = RemarkForm.of(f"{code or WHOLE}-{kind}", kind, remark, data)
    return Words(code, kind, remark, form)


def _save(submission: Submission, sections: list[WordsSection], by: User) -> tuple[int, int]:
    """How many were refused and how many saved; each is saved on its own."""
    refused = saved = 0
    for words in (each for section in sections for each in section.words):
        if not words.form.is_valid():
            refused += 1
        elif words.form.says_something_new:
            is_saved = _save_one(submission, words, by)
            saved += is_saved
            refused += not is_saved
    return refused, saved


def _save_one(submission: Submission, words: Words, by: User) -> bool:
    try:
        words.remark = actions.save_remark(
            submission=submission,
            section=words.section,
            kind=words.kind,
            text=words.form.cleaned_data["text"],
            expected_version=words.form.cleaned_data["version"],
            by=by,
        )
    except RemarkMovedError as moved:
        words.theirs, words.form = moved.theirs, words.form.over(moved.theirs)
        words.form.add_error("text", str(moved))
    except RuleError as refusal:
        words.form.add_error("text", str(refusal))
    else:
        words.form = RemarkForm.of(words.form.prefix or "", words.kind, words.remark)
        return True
    return False


def _anchor(sections: list[WordsSection], data: QueryDict) -> str:
    """Where the pressed button stands."""
    wanted = f"muc-{data.get('section', '')}"
    return wanted if wanted in {section.anchor for section in sections} else sections[0].anchor


def _link(section: WordsSection) -> SectionLink:
    return SectionLink(
        label=section.name,
        url=f"#{section.anchor}",
        percent=None,
        count=f"{section.written_count}/{len(section.words)}" if section.written_count else "",
    )
