"""A workbook's way into a sheet: sent, looked at, taken, with what could not be taken."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import PortalRequest
from reports.catalogue.form import FormIndicator
from reports.entry import actions, workflow
from reports.entry.actions.uploads import previewed, read_back, result_so_far
from reports.entry.excel.layouts import Heading, Role, Table
from reports.entry.excel.matching import Row
from reports.entry.excel.proposals import Preview, Proposal, Verdict
from reports.entry.excel.returning import fates, summary, with_notes
from reports.entry.forms import UploadForm, read_choices, read_chosen
from reports.entry.models import Submission, Upload
from reports.entry.queries import facts, for_page
from reports.entry.views.pages import base_url, visible_or_404
from vhtt_portal.files.child import FileError
from vhtt_portal.files.refusals import TOO_BIG
from vhtt_portal.files.workbook.intake import read_workbook
from vhtt_portal.files.workbook.pages import AS_IT_IS, Page, Word
from vhtt_portal.legacy import Encoding
from vhtt_portal.rules import RuleError
from vhtt_portal.uploading import is_too_large

# How many rows that nobody knows are asked about at a time.
_ASKED_AT_ONCE = 40
_SAMPLES = 5
_RECENT = 5


@dataclass(frozen=True, slots=True)
class Group:
    """Lines with one fate, to be ticked."""

    slug: str
    heading: str
    hint: str
    lines: tuple["Tickable", ...]


@dataclass(frozen=True, slots=True)
class Tickable:
    """A line with its tick and, where its row was matched by likeness, what else it may be."""

    proposal: Proposal
    is_picked: bool
    asked: "Asked | None"


@dataclass(frozen=True, slots=True)
class Asked:
    """A row that is to be put to a line, with the line that it is now and those it may be."""

    row: Row
    line: FormIndicator | None
    suggested: tuple[FormIndicator, ...]
    others: tuple[FormIndicator, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """How tables of one look are read, to be changed."""

    table: Table
    places: str
    names: tuple[Heading, ...]
    name: int | None
    value: int | None


@dataclass(frozen=True, slots=True)
class Letters:
    """What a sheet's texts were converted from."""

    page: Page
    decided: str
    samples: tuple[Word, ...]
    count: int


@require_http_methods(["GET", "HEAD", "POST"])
def upload_page(request: PortalRequest, pk: int) -> HttpResponse:
    submission = visible_or_404(request, pk)
    obstacle = workflow.EDIT.obstacle(submission, request.user, on=timezone.localdate())
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and obstacle is None:
        form = UploadForm(request.POST, request.FILES)
        if is_too_large(request):
            form.errors.pop("file", None)
            form.add_error("file", TOO_BIG)
        elif form.is_valid():
            try:
                return redirect(_received(request, submission, form))
            except RuleError as refusal:
                form.add_error("file", str(refusal))
    content = {
        "submission": submission,
        "form": form,
        "obstacle": obstacle,
        "back": base_url(pk),
        "recent": Upload.objects.visible_to(request.user)
        .filter(submission=submission)
        .order_by("-at")[:_RECENT],
    }
    status = 413 if is_too_large(request) else 422 if form.errors else 200
    return render(request, "entry/upload.html", content, status=status)


def _received(request: PortalRequest, submission: Submission, form: UploadForm) -> Upload:
    file = form.cleaned_data["file"]
    content = file.read()
    # Before any transaction: nobody waits for the reader.
    book = read_workbook(content)
    return actions.receive_upload(
        submission=submission, name=file.name, content=content, book=book, by=request.user
    )


@require_safe
def upload_preview(request: PortalRequest, pk: int) -> HttpResponse:
    """What the file would change; after it was taken, what became of it."""
    upload = _upload_or_404(request, pk)
    submission = _sheet_of(upload)
    base = base_url(submission.pk)
    if upload.taken_at is not None:
        content = {"upload": upload, "submission": submission, "base": base}
        return render(request, "entry/upload_result.html", content)
    known = facts(submission)
    made = previewed(upload, known)
    free, letters = made.absent, tuple(_letters(made))
    content = {
        "upload": upload,
        "submission": submission,
        "base": base,
        "made": made,
        "groups": tuple(_groups(made, free)),
        "picked_count": sum(made.is_picked(each) for each in made.takeable.values()),
        "refused": made.of(Verdict.REFUSED),
        "rivals": [_asked(row, each.line, (), free) for each in made.proposals for row in each.rivals],
        "asked": [_asked(m.row, None, m.suggested, free) for m in made.unknown[:_ASKED_AT_ONCE]],
        "asked_later": max(len(made.unknown) - _ASKED_AT_ONCE, 0),
        "asked_count": len(made.unknown) + sum(len(each.rivals) for each in made.proposals),
        "left_out": [_asked(m.row, None, (), free) for m in made.left_out[:_ASKED_AT_ONCE]],
        "same": made.of(Verdict.SAME, Verdict.UNTOUCHED),
        "silent": [each for each in made.of(Verdict.NOTHING) if each.row.value_column],
        "has_question": any(table.question for table in made.tables),
        "understood": tuple(_understood(made)),
        "letters": letters,
        "old_letters": any(each.count or each.decided for each in letters),
        "encodings": _ENCODINGS,
        "obstacle": workflow.EDIT.obstacle(submission, request.user, on=timezone.localdate()),
    }  # fmt: skip
    return render(request, "entry/upload_preview.html", content)


@require_POST
def upload_understand(request: PortalRequest, pk: int) -> HttpResponse:
    upload = _upload_or_404(request, pk)
    _understand(request, upload, confirms_columns=True)
    return redirect(upload)


@require_POST
def upload_take(request: PortalRequest, pk: int) -> HttpResponse:
    """Write what is ticked; where the page says anew how to read the file, look again first."""
    upload = _upload_or_404(request, pk)
    before = upload.choices
    fresh = _understand(request, upload, confirms_columns=False)
    if fresh is None:
        return redirect(upload)
    if {**fresh.choices, "picked": {}} != {**before, "picked": {}}:
        messages.info(request, "Đã ghép lại theo lựa chọn mới. Hãy xem lại rồi ghi.")
        return redirect(upload)
    try:
        actions.take_upload(
            upload=upload, chosen=read_chosen(request.POST), seen=request.POST.get("seen", ""),
            by=request.user,
        )  # fmt: skip
    except RuleError as refusal:
        messages.error(request, str(refusal))
    return redirect(upload)


def _understand(request: PortalRequest, upload: Upload, *, confirms_columns: bool) -> Upload | None:
    """The upload with the page's choices kept; nothing where they are not taken."""
    if upload.taken_at is not None:
        return upload
    made = previewed(upload, facts(_sheet_of(upload)))
    choices = read_choices(request.POST, made, confirms_columns=confirms_columns)
    try:
        return actions.understand_upload(upload=upload, choices=choices, by=request.user)
    except RuleError as refusal:
        messages.error(request, str(refusal))
        return None


@require_POST
def upload_undo(request: PortalRequest, pk: int) -> HttpResponse:
    upload = _upload_or_404(request, pk)
    try:
        actions.undo_upload(upload=upload, by=request.user)
    except RuleError as refusal:
        messages.error(request, str(refusal))
    return redirect(upload)


@require_POST
def upload_again(request: PortalRequest, pk: int) -> HttpResponse:
    """The same file once more, beside the sheet as it is now."""
    upload = _upload_or_404(request, pk)
    with upload.file.open() as file:
        content = file.read()
    try:
        again = actions.receive_upload(
            submission=upload.submission, name=upload.name, content=content,
            book=read_back(upload), by=request.user,
        )  # fmt: skip
    except RuleError as refusal:
        messages.error(request, str(refusal))
        return redirect(upload)
    return redirect(again)


@require_safe
def upload_file(request: PortalRequest, pk: int) -> HttpResponseBase:
    """The workbook as it was sent, with a note at every cell that was not taken."""
    upload = _upload_or_404(request, pk)
    submission = _sheet_of(upload)
    result = result_so_far(upload, facts(submission))
    try:
        with upload.file.open() as file:
            content = file.read()
    except FileNotFoundError as swept:  # meanwhile, with what nobody took
        raise Http404 from swept
    words = (f"{submission.locality}, {submission.period}. Tệp: {upload.name}", summary(result))
    try:
        noted = with_notes(content, words, list(fates(result)))
    except FileError as refusal:
        messages.error(request, f"Chưa ghi chú được vào tệp. {refusal}")
        return redirect(upload)
    return FileResponse(BytesIO(noted), as_attachment=True, filename=f"co-ghi-chu-{upload.name}")


def _upload_or_404(request: PortalRequest, pk: int) -> Upload:
    return get_object_or_404(Upload.objects.visible_to(request.user), pk=pk)


def _sheet_of(upload: Upload) -> Submission:
    return for_page(Submission.objects.all()).get(pk=upload.submission_id)


# --- What the page shows -------------------------------------------------------------------------


def _groups(made: Preview, free: tuple[FormIndicator, ...]) -> Iterator[Group]:
    for slug, verdict, heading, hint in _GROUPS:
        lines = tuple(_tickable(made, each, free) for each in made.of(verdict))
        if lines:
            yield Group(slug, heading, hint, lines)


_ENCODINGS = (
    ("", "Tự nhận biết"),
    (AS_IT_IS, "Giữ nguyên như trong tệp"),
    *((each.value, f"Phông {each.value}") for each in Encoding),
)
_GROUPS = (
    (
        "xung-dot", Verdict.CONFLICT, "Xung đột",
        "Ô trên phiếu đã đổi từ khi tải tệp. Số trên phiếu được giữ, trừ khi bạn chọn số trong tệp.",
    ),
    ("thay-doi", Verdict.CHANGES, "Sẽ thay đổi", "Phiếu đã có số, tệp ghi số khác."),
    ("moi", Verdict.NEW, "Mới", "Phiếu chưa có số."),
    (
        "bo-trong", Verdict.EMPTIED, "Bỏ trống",
        "Ô có số khi tải phiếu, nay trống trong tệp. Số trên phiếu được giữ, trừ khi bạn chọn xóa.",
    ),
)  # fmt: skip


def _tickable(made: Preview, each: Proposal, free: tuple[FormIndicator, ...]) -> Tickable:
    asked = None if each.how.is_sure else _asked(each.row, each.line, (), free)
    return Tickable(each, made.is_picked(each), asked)


def _asked(
    row: Row,
    line: FormIndicator | None,
    suggested: tuple[FormIndicator, ...],
    free: tuple[FormIndicator, ...],
) -> Asked:
    near = {*suggested, line}
    return Asked(row, line, suggested, tuple(each for each in free if each not in near))


def _understood(made: Preview) -> Iterator[Understood]:
    by_look: dict[str, list[Table]] = {}
    for table in made.tables:
        by_look.setdefault(table.fingerprint, []).append(table)
    for tables in by_look.values():
        first = tables[0]
        places = ", ".join(
            f"trang “{each.page.name}” từ dòng {max(each.top, 1)}" for each in tables
        )
        yield Understood(
            first, places, first.headings, first.columns.get(Role.NAME),
            first.columns.get(Role.VALUE),
        )  # fmt: skip


def _letters(made: Preview) -> Iterator[Letters]:
    """The sheets with tables and those that were converted; all where there seems to be none."""
    used = {table.page.number for table in made.tables}
    if not used and not made.is_ours:
        used = {page.number for page in made.pages}
    for page in made.pages:
        decided = made.choices.encodings.get(str(page.number), "")
        found = page.converted
        if found or page.number in used:
            samples = tuple({word.cell.text: word for word in found}.values())[:_SAMPLES]
            yield Letters(page, decided, samples, len(found))
