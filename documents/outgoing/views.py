"""Outgoing papers on screen: the list, beginning one, writing, signing, numbering, files."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any, TypeVar, cast

from csp.constants import SELF
from csp.decorators import csp_replace, csp_update
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import PortalRequest
from accounts.models import User
from audit.models import AuditEntry
from audit.queries import history
from documents.forms import FileForm, IssueForm, ReasonForm, SignForm
from documents.http import docx_response, pdf_response
from documents.layout_check import check_layout
from documents.models import Keeper
from documents.outgoing import actions, workflow
from documents.outgoing.actions import Wording
from documents.outgoing.content import compose, content, content_hash, fault, sealed_content
from documents.outgoing.forms import OccasionForm, StartForm, WordingForm
from documents.outgoing.lines import BLANK
from documents.outgoing.models import Paper, PaperCopy, PaperFile
from documents.outgoing.queries import (
    drafted_signature,
    files,
    keepers,
    rights_over,
    signed_copies,
    signers,
)
from documents.outgoing.tables import PaperTable
from documents.outgoing.templates import (
    Aim,
    Occasion,
    Outstanding,
    Template,
    filled,
    templates,
    words,
)
from documents.outgoing.workflow import NO_ROLE, Move
from documents.pdf import render_pdf
from documents.queries import next_number
from documents.rights import Right
from documents.structure import OfficialDocument, SignatureBlock
from documents.tables import LayoutTable
from documents.views import tabs
from documents.word import MEDIA_TYPE
from localities.models import Locality, Office
from reports.catalogue import queries as catalogue
from reports.entry.models import Period, Submission
from reports.review.queries import board
from reports.rollup.lines import Rollup
from reports.rollup.queries import by_place, rollup, targets_of
from vhtt_portal import pages
from vhtt_portal.dates import text_date
from vhtt_portal.files.evidence.names import disposition
from vhtt_portal.numbers import read_version
from vhtt_portal.rules import refusals_shown

View = TypeVar("View", bound=Callable[..., HttpResponse])

_FORM_METHODS = ["GET", "HEAD", "POST"]
_MEDIA_TYPES = {PaperFile.Format.PDF: "application/pdf", PaperFile.Format.DOCX: MEDIA_TYPE}
_SENT = {Submission.Status.SENT, Submission.Status.ACCEPTED}


@dataclass(frozen=True, slots=True)
class Step:
    """One button of a paper's page; a page of its own asks what has to be asked."""

    label: str
    url: str
    obstacle: str | None
    is_page: bool = True


def _shows_beside(view: View) -> View:
    """A page that shows the portal's own printed page in a frame."""
    return cast("View", csp_update({"frame-src": [SELF]})(cast("Any", view)))


def _shown_beside(view: View) -> View:
    """What such a frame shows; no other site may frame it."""
    framed = csp_replace({"frame-ancestors": [SELF]})(cast("Any", view))
    return cast("View", xframe_options_sameorigin(framed))


# --- The list and a new paper -----------------------------------------------------------------


@require_safe
def paper_list(request: PortalRequest) -> HttpResponse:
    visible = Paper.objects.visible_to(request.user)
    days = visible.dates("started_at", "year", order="DESC")
    search = pages.search_of(request)
    kind = pages.choice_of(request, "loai", "Loại", Paper.Kind.choices)
    status = pages.choice_of(request, "trang-thai", "Trạng thái", Paper.Status.choices)
    rows = visible.with_issuer().matching(search.words).defer("snapshot", "body")
    if search.year:
        rows = rows.in_year(search.year)
    if kind.chosen:
        rows = rows.filter(kind=kind.chosen)
    if status.chosen:
        rows = rows.filter(status=status.chosen)
    may_write = bool(keepers(request.user))
    return pages.list_page(
        request,
        PaperTable(rows),
        heading="Văn bản đi",
        lead="Kế hoạch, thông báo, tờ trình, công văn, giấy mời, quyết định: soạn, ký, cấp số, ban hành.",
        tabs=tabs(request),
        search=search,
        years=[day.year for day in days],
        choices=[kind, status],
        link=pages.Link("Soạn văn bản", reverse("outgoing:template-list")) if may_write else None,
    )


@require_safe
def template_list(request: PortalRequest) -> HttpResponse:
    found = _offered(keepers(request.user))
    return render(request, "outgoing/template_list.html", {"templates": found})


def _offered(own: list[Keeper]) -> list[Template]:
    is_office = any(isinstance(keeper, Office) for keeper in own)
    return [each for each in templates().values() if is_office or not each.is_for_office]


@require_http_methods(_FORM_METHODS)
def paper_start(request: PortalRequest, template: str) -> HttpResponse:
    """Ask in whose name and of which year; what comes of it is a draft to be gone through."""
    own = keepers(request.user)
    chosen = next((each for each in _offered(own) if each.code == template), None)
    if chosen is None:
        raise Http404
    if chosen.is_for_office:
        own = [keeper for keeper in own if isinstance(keeper, Office)]
    shape = OccasionForm if chosen.is_occasion else StartForm
    form = shape(request.POST or None, keepers=own, initial={"year": timezone.localdate().year})
    several = len(chosen.papers) > 1

    def act(stamp: pages.Stamp) -> Paper | None:
        wordings = list(_wordings(chosen, form))
        papers = actions.start(
            keeper=form.keeper(), wordings=wordings, by=request.user, key=stamp.key
        )
        return None if several else papers[0]

    return pages.form_page(
        request,
        form,
        act,
        heading=chosen.name,
        lead=chosen.hint,
        back=reverse("outgoing:template-list"),
        goal=reverse("outgoing:paper-list") if several else "",
        button="Lập bản nháp",
        done="Đã lập bản nháp. Hãy điền những chỗ đánh dấu […] rồi trình ký.",
    )


def _wordings(template: Template, form: StartForm) -> Iterable[Wording]:
    keeper, year = form.keeper(), form.cleaned_data["year"]
    told = {
        name: value
        for name, value in form.cleaned_data.items()
        if name not in {"issuer", "year"} and value
    }
    names = words(
        keeper,
        year,
        occasion=Occasion(**told),
        outstanding=_outstanding(keeper)
        if template.is_for_office and isinstance(keeper, Office)
        else None,
        aims=_aims(keeper, year),
    )
    head = next(iter(signers(keeper, timezone.localdate())), None)
    for paper in template.papers:
        yield Wording(**asdict(filled(paper, names)), signer=head)


def _outstanding(office: Office) -> Outstanding:
    """Who has not sent the figures of the office's newest period."""
    rows = Period.objects.filter(office=office).select_related("office__locality", "form_version")
    period = rows.newest_first().first()
    if period is None:
        return Outstanding()
    late = [
        row.locality
        for row in board(period, on=timezone.localdate()).rows
        if not row.is_office_own and row.state not in _SENT
    ]
    names = tuple(f"{place.kind.committee} {place.formal_name}" for place in late)
    return Outstanding(period.inside, text_date(period.due_on), names)


def _aims(keeper: Keeper, year: int) -> tuple[Aim, ...]:
    """The year's targets, the office's own or those it gave to a place, beside last year's results."""
    rows = Period.objects.filter(code=str(year - 1))
    if isinstance(keeper, Locality):
        place, rows = keeper, rows.filter(expectations__locality=keeper)
    else:
        place, rows = None, rows.filter(office=keeper)
    last = rows.select_related("office__locality", "form_version").first()
    if last is None:
        return ()
    wanted = targets_of(last.office, str(year), place)
    before = _reached(rollup(last), place) if wanted else {}
    return tuple(
        Aim(line.name, line.unit, before.get(line.code, BLANK), wanted[line.code].amount.written())
        for line in catalogue.form(last.form_version).indicators
        if line.code in wanted
    )


def _reached(totals: Rollup, place: Locality | None) -> dict[str, str]:
    """What a year came to, as it is printed: for all places together, or for one, of which nothing
    sensitive is told."""
    if place is None:
        whole = (line for line in totals.lines if not (line.is_partial or line.is_withheld))
        return {line.code: line.amount.written() for line in whole if line.amount}
    return {
        code: figure.amount.written()
        for code, figures in by_place(totals).items()
        for figure in figures
        if figure.amount
        and figure.sheet.place_id == place.pk
        and not totals.form.by_code[code].sensitive
    }


# --- A paper and its next steps ---------------------------------------------------------------


@require_safe
@_shows_beside
def paper_detail(request: PortalRequest, pk: int) -> HttpResponse:
    paper = _paper_or_404(request, pk)
    shown = {
        "paper": paper,
        "steps": _steps(request, paper),
        "files": files(paper),
        "signed": signed_copies(paper),
        "may_receive": workflow.receive_obstacle(paper, request.user) is None,
        "history": [_told(entry) for entry in history(paper)],
        "page_url": _page_url(paper),
    }
    return render(request, "outgoing/paper.html", shown)


def _page_url(paper: Paper) -> str:
    return reverse("outgoing:preview", args=[paper.pk])


def _told(entry: AuditEntry) -> dict[str, object]:
    text = _VERBS[entry.verb]
    if entry.verb == "paper.edit":
        names = [str(Paper._meta.get_field(name).verbose_name) for name in entry.changes]  # type: ignore[union-attr]  # own columns
        text = f"Sửa {', '.join(sorted(names))}"
    return {
        "at": entry.at,
        "who": f"{entry.actor_name} ({entry.actor_role})",
        "text": text,
        "note": entry.reason,
    }


_VERBS = {
    "paper.started": "Lập bản nháp",
    "paper.removed": "Bỏ bản nháp",
    "paper.signed_file": "Nhận bản ký số",
} | {f"paper.{move.name}": move.label for move in workflow.MOVES}


def _steps(request: PortalRequest, paper: Paper) -> list[Step]:
    """What may follow now; steps of another state or of other people are not shown at all."""
    steps = [
        Step(
            move.label,
            reverse(f"outgoing:{move.name}", args=[paper.pk]),
            move.obstacle(paper, request.user) or _right_obstacle(request, paper, move),
            is_page=move is not workflow.SUBMIT,
        )
        for move in workflow.MOVES
        if paper.status in move.sources
    ]
    return [step for step in steps if step.obstacle != NO_ROLE]


def _right_obstacle(request: PortalRequest, paper: Paper, move: Move) -> str | None:
    if move is workflow.SUBMIT:
        return fault(content(paper))
    if move is not workflow.SIGN or _rights(request, paper):
        return None
    return f"Bạn không có quyền ký thay mặt {paper.keeper}."


def _rights(request: PortalRequest, paper: Paper) -> list[Right]:
    return rights_over(paper, request.user, timezone.localdate())


def _paper_or_404(request: PortalRequest, pk: int) -> Paper:
    visible = Paper.objects.visible_to(request.user).with_issuer().select_related("signer")
    return get_object_or_404(visible, pk=pk)


@require_http_methods(_FORM_METHODS)
@_shows_beside
def paper_edit(request: PortalRequest, pk: int) -> HttpResponse:
    paper = _paper_or_404(request, pk)
    if refusal := workflow.EDIT.obstacle(paper, request.user):
        messages.error(request, refusal)
        return redirect(paper)
    version = paper.version
    form = _wording_form(request, paper)
    return pages.form_page(
        request,
        form,
        lambda stamp: actions.edit(
            paper=paper, wording=form.wording(), by=request.user, version=stamp.version
        ),
        heading=f"Soạn {paper.get_kind_display().lower()}",
        lead=paper.issuer.letterhead.name,
        back=paper.get_absolute_url(),
        done="Đã lưu văn bản.",
        version=version,
        template="outgoing/edit.html",
        also={
            "paper_pk": pk,
            "page_url": _page_url(paper),
            "trial_url": reverse("outgoing:trial", args=[pk]),
        },
    )


def _wording_form(request: PortalRequest, paper: Paper) -> WordingForm:
    offered = signers(paper.keeper, timezone.localdate())
    return WordingForm(request.POST or None, instance=paper, offered=offered)


@require_POST
def submit(request: PortalRequest, pk: int) -> HttpResponse:
    paper = _paper_or_404(request, pk)
    version = read_version(request.POST.get("version", ""))
    with refusals_shown(request):
        actions.submit(paper=paper, by=request.user, version=version)
        messages.success(request, "Đã trình ký văn bản.")
    return redirect(paper)


@require_http_methods(_FORM_METHODS)
@_shows_beside
def sign(request: PortalRequest, pk: int) -> HttpResponse:
    """What would be signed and in which capacity; the hash goes with the form."""
    paper = _paper_or_404(request, pk)
    found = _rights(request, paper)
    choices = [(right.key, " / ".join(right.lines)) for right in found]
    seen = content_hash(content(paper))
    initial: dict[str, Any] = {"seen_hash": seen, "version": paper.version}
    if found:
        initial["right"] = found[0].key
    form = SignForm(request.POST or None, initial=initial).offer(choices)
    if request.method == "POST" and form.is_valid():
        next_page = request.path
        with refusals_shown(request):
            actions.sign(paper=paper, by=request.user, **form.cleaned_data)
            messages.success(request, "Đã ký văn bản. Văn bản chờ cấp số, ban hành.")
            next_page = paper.get_absolute_url()
        return redirect(next_page)
    shown = {
        "heading": "Ký văn bản",
        "lead": f"{paper}. Người trình: {paper.submitted_by_name or 'chưa trình'}.",
        "rows": [{"label": "Mã băm nội dung", "value": seen}],
        "form": form,
        "obstacle": workflow.SIGN.obstacle(paper, request.user)
        or _right_obstacle(request, paper, workflow.SIGN),
        "action": workflow.SIGN.label,
        "back_url": paper.get_absolute_url(),
        "page_url": _page_url(paper),
    }
    return render(request, "outgoing/sign.html", shown, status=422 if form.errors else 200)


@require_http_methods(_FORM_METHODS)
def issue(request: PortalRequest, pk: int) -> HttpResponse:
    paper = _paper_or_404(request, pk)
    today = timezone.localdate()
    form = IssueForm(request.POST or None, initial={"issued_on": today, "version": paper.version})
    if request.method == "POST" and form.is_valid():
        with refusals_shown(request):
            issued = actions.issue(paper=paper, by=request.user, **form.cleaned_data)
            messages.success(request, f"Đã ban hành văn bản số {issued.number_text}.")
        return redirect(paper)
    symbol = paper.issuer.symbol(paper.kind)
    number = next_number(paper.keeper, today.year)
    shown = {
        "heading": "Cấp số, ban hành",
        "lead": f"{paper}, người ký: {paper.signer_name or 'chưa ký'}.",
        "rows": [
            {"label": "Sổ", "value": f"Sổ đăng ký văn bản năm {today.year}, {paper.keeper}"},
            {"label": "Số dự kiến", "value": f"{number:02d}/{symbol}"},
        ],
        "warning": "Sau bước này văn bản được niêm lại, không sửa được nữa.",
        "form": form,
        "obstacle": workflow.ISSUE.obstacle(paper, request.user),
        "action": workflow.ISSUE.label,
        "back_url": paper.get_absolute_url(),
    }
    return render(request, "confirm.html", shown, status=422 if form.errors else 200)


@dataclass(frozen=True, slots=True)
class ReasonStep:
    """A step that only asks why."""

    move: Move
    act: Callable[..., object]
    lead: str
    done: str


REASON_STEPS = {
    "return": ReasonStep(
        workflow.RETURN,
        actions.return_draft,
        "Văn bản trở lại người soạn cùng lý do dưới đây; chữ ký đã có được rút lại.",
        "Đã trả lại văn bản để sửa.",
    ),
    "recall": ReasonStep(
        workflow.RECALL,
        actions.recall,
        "Văn bản đã ban hành không còn hiệu lực; số của văn bản không dùng lại.",
        "Đã thu hồi văn bản.",
    ),
    "remove": ReasonStep(
        workflow.REMOVE,
        actions.remove,
        "Bản nháp bị bỏ đi, chỉ còn trong nhật ký.",
        "Đã bỏ bản nháp.",
    ),
}


@require_http_methods(_FORM_METHODS)
def reason_step(request: PortalRequest, pk: int, name: str) -> HttpResponse:
    paper = _paper_or_404(request, pk)
    step = REASON_STEPS[name]
    form = ReasonForm(request.POST or None, initial={"version": paper.version})
    if request.method == "POST" and form.is_valid():
        next_page = paper.get_absolute_url()
        with refusals_shown(request):
            step.act(paper=paper, by=request.user, **form.cleaned_data)
            messages.success(request, step.done)
            next_page = reverse("outgoing:paper-list") if name == "remove" else next_page
        return redirect(next_page)
    shown = {
        "heading": step.move.label,
        "lead": f"{paper}. {step.lead}",
        "form": form,
        "obstacle": step.move.obstacle(paper, request.user),
        "action": step.move.label,
        "back_url": paper.get_absolute_url(),
    }
    return render(request, "confirm.html", shown, status=422 if form.errors else 200)


# --- Files ------------------------------------------------------------------------------------


@require_safe
@_shown_beside
def preview(request: PortalRequest, pk: int) -> HttpResponse:
    """The paper as it would be printed now, or the very file that was issued."""
    paper = _paper_or_404(request, pk)
    if paper.is_out:
        return _sealed(paper, PaperFile.Format.PDF, is_shown=True)
    return pdf_response(_as_drafted(paper), name=f"du-thao-{paper.pk}")


@require_POST
@_shown_beside
def trial(request: PortalRequest, pk: int) -> HttpResponse:
    """What stands in the form now, drawn and not kept; a faulty form shows what is kept."""
    paper = _paper_or_404(request, pk)
    form = _wording_form(request, paper)
    if form.is_valid():
        form.wording().tidied().put_into(paper)
    else:
        paper = _paper_or_404(request, pk)
    return pdf_response(_as_drafted(paper), name=f"xem-thu-{paper.pk}")


@require_safe
def preview_word(request: PortalRequest, pk: int) -> HttpResponse:
    """The same draft, to be read and marked in Word."""
    paper = _paper_or_404(request, pk)
    if paper.is_out:
        return _sealed(paper, PaperFile.Format.DOCX, is_shown=False)
    return docx_response(_as_drafted(paper), name=f"du-thao-{paper.pk}")


@require_safe
def layout(request: PortalRequest, pk: int) -> HttpResponse:
    """The paper's pages held against the decree's measures; what is wrong comes first."""
    paper = _paper_or_404(request, pk)
    found = check_layout(render_pdf(_as_drafted(paper)))
    kept = sum(finding.ok for finding in found)
    return pages.list_page(
        request,
        LayoutTable(sorted(found, key=lambda finding: finding.ok)),
        heading=f"Thể thức bản in: {paper}",
        lead=f"Đạt {kept}/{len(found)} quy tắc của Nghị định 30/2020/NĐ-CP, đo trên trang in.",
        link=pages.Link("Xem trang in", _page_url(paper)),
    )


def _as_drafted(paper: Paper) -> OfficialDocument:
    """A draft, or what was signed under its signature, still without number and day."""
    if not paper.content_hash:
        return compose(content(paper), signature=drafted_signature(paper))
    signature = SignatureBlock(tuple(paper.capacity_lines), paper.signer_name)
    return compose(sealed_content(paper), signature=signature)


@require_safe
def file_download(request: PortalRequest, pk: int, file_format: str) -> HttpResponse:
    """The sealed bytes as they went out."""
    return _sealed(_paper_or_404(request, pk), file_format, is_shown=False)


def _sealed(paper: Paper, file_format: str, *, is_shown: bool) -> HttpResponse:
    sealed = get_object_or_404(PaperFile, paper=paper, format=file_format)
    kind = PaperFile.Format(file_format)
    response = HttpResponse(bytes(sealed.content), content_type=_MEDIA_TYPES[kind])
    name = f"{paper.number_text.replace('/', '-')}.{kind}"
    response.headers["Content-Disposition"] = disposition(name, is_shown=is_shown)
    return response


# --- Signed digitally -------------------------------------------------------------------------


@require_http_methods(_FORM_METHODS)
def receive(request: PortalRequest, pk: int) -> HttpResponse:
    """Hand in the PDF as it came back from whoever signed it digitally."""
    paper = _paper_or_404(request, pk)
    if refusal := workflow.receive_obstacle(paper, request.user):
        messages.error(request, refusal)
        return redirect(paper)
    form = FileForm(request.POST or None, request.FILES or None)
    return pages.form_page(
        request,
        form,
        lambda _stamp: _take_in(paper, form.cleaned_data["file"].read(), by=request.user),
        heading="Nhận bản ký số",
        lead=f"{paper}, số {paper.number_text}. Tải tệp PDF mới nhất từ cổng, ký số bằng phần mềm"
        " của người ký hoặc của cơ quan, rồi gửi tệp đã ký vào đây.",
        back=paper.get_absolute_url(),
        goal=paper.get_absolute_url(),
        button="Gửi bản ký số",
        done="Đã nhận bản ký số.",
        also={"has_file": True},
    )


def _take_in(paper: Paper, content: bytes, *, by: User) -> None:
    actions.receive_signed(paper=paper, content=content, by=by)


@require_safe
def signed_download(request: PortalRequest, pk: int, order: int) -> HttpResponse:
    paper = _paper_or_404(request, pk)
    copy = get_object_or_404(PaperCopy, paper=paper, order=order)
    response = HttpResponse(bytes(copy.content), content_type=_MEDIA_TYPES[PaperFile.Format.PDF])
    name = f"{paper.number_text.replace('/', '-')}-ky-so-{order}.pdf"
    response.headers["Content-Disposition"] = disposition(name, is_shown=False)
    return response
