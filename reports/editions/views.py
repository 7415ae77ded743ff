"""Editions on screen: the list, an edition with its next steps, signing, numbering, files."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import PortalRequest
from accounts.models import OFFICE_ROLES, User
from audit.models import AuditEntry
from audit.queries import history
from documents.forms import FileForm, IssueForm, ReasonForm, SignForm
from documents.http import docx_response, pdf_response
from documents.layout_check import check_layout
from documents.pdf import render_pdf
from documents.queries import next_number
from documents.rights import Right, rights
from documents.tables import LayoutTable
from reports.editions import actions, workflow
from reports.editions.bundle import bundle
from reports.editions.changes import Difference, differences
from reports.editions.content import Content, content, content_hash, of_material
from reports.editions.exports import as_paper
from reports.editions.formats import MIME_TYPES, Format
from reports.editions.models import Edition, SealedFile, SignedFile
from reports.editions.queries import editions, sealed_content, sealed_files, signed_files
from reports.editions.verifying import verify
from reports.editions.workflow import Move
from reports.entry.models import Period
from reports.entry.workflow import NO_ROLE
from reports.narrative.checklist import Finding, findings, stopping
from reports.narrative.queries import Material, material
from reports.narrative.rules import writing_obstacle
from reports.rollup.views import READERS, no_period, office_period_or_404, office_periods
from vhtt_portal import pages
from vhtt_portal.numbers import read_version
from vhtt_portal.rules import RuleError, refusals_shown

_FORM_METHODS = ["GET", "HEAD", "POST"]


@dataclass(frozen=True, slots=True)
class Step:
    """One button of an edition's page; a page of its own asks what has to be asked."""

    label: str
    url: str
    obstacle: str | None
    is_page: bool = True


# --- Lists and the edition's page -------------------------------------------------------------


@require_safe
def edition_list(request: PortalRequest) -> HttpResponse:
    """The newest period's editions."""
    period = office_periods(request.user, OFFICE_ROLES).newest_first().first()
    return _list(request, period) if period else no_period(request, "Ban hành báo cáo")


@require_safe
def period_list(request: PortalRequest, pk: int) -> HttpResponse:
    return _list(request, office_period_or_404(request, pk, OFFICE_ROLES))


def _list(request: PortalRequest, period: Period) -> HttpResponse:
    found = editions(period)
    content = {
        "period": period,
        "periods": office_periods(request.user, OFFICE_ROLES).newest_first(),
        "editions": found,
        "start_obstacle": None if found else workflow.start_obstacle(period, request.user),
    }
    return render(request, "editions/edition_list.html", content)


@require_POST
def edition_start(request: PortalRequest, pk: int) -> HttpResponse:
    period = office_period_or_404(request, pk, OFFICE_ROLES)
    next_page = reverse("editions:period-list", args=[pk])
    with refusals_shown(request):
        next_page = actions.start(period=period, by=request.user).get_absolute_url()
    return redirect(next_page)


@require_safe
def edition_detail(request: PortalRequest, pk: int) -> HttpResponse:
    edition = _edition_or_404(request, pk)
    content = {
        "edition": edition,
        "period": edition.period,
        "steps": _steps(request, edition),
        "files": sealed_files(edition),
        "may_read_draft": request.user.holds(*READERS, at=edition.period.office.locality_id),
        "history": [_told(entry) for entry in history(edition)],
        "signed": signed_files(edition),
        "may_receive": workflow.receive_obstacle(edition, request.user) is None,
    }
    return render(request, "editions/edition.html", content)


def _told(entry: AuditEntry) -> dict[str, object]:
    return {
        "at": entry.at,
        "who": f"{entry.actor_name} ({entry.actor_role})",
        "text": _VERBS.get(entry.verb, entry.verb),
        "note": entry.reason,
    }


_VERBS = {
    "edition.started": "Lập bản báo cáo",
    "edition.withdraw": "Rút chữ ký",
    "edition.correct": "Được bản mới thay thế",
    "edition.signed_file": "Nhận bản ký số",
} | {f"edition.{move.name}": move.label for move in workflow.MOVES if move is not workflow.CORRECT}


def _steps(request: PortalRequest, edition: Edition) -> list[Step]:
    """What may follow now; steps of another state or of other people are not shown at all."""
    steps = [
        Step(
            move.label,
            reverse(f"editions:{move.name}", args=[edition.pk]),
            move.obstacle(edition, request.user) or _right_obstacle(request, edition, move),
            is_page=move is not workflow.SUBMIT,
        )
        for move in workflow.MOVES
        if edition.status in move.sources
    ]
    return [step for step in steps if step.obstacle != NO_ROLE]


def _right_obstacle(request: PortalRequest, edition: Edition, move: Move) -> str | None:
    if move is not workflow.SIGN or _rights(request, edition):
        return None
    return f"Bạn không có quyền ký thay mặt {edition.period.office}."


def _rights(request: PortalRequest, edition: Edition) -> list[Right]:
    return rights(edition.period.office, request.user, timezone.localdate())


def _edition_or_404(request: PortalRequest, pk: int) -> Edition:
    visible = Edition.objects.visible_to(request.user).with_page_relations()
    return get_object_or_404(visible, pk=pk)


# --- Steps ------------------------------------------------------------------------------------


@require_POST
def submit(request: PortalRequest, pk: int) -> HttpResponse:
    edition = _edition_or_404(request, pk)
    version = read_version(request.POST.get("version", ""))
    with refusals_shown(request):
        actions.submit(edition=edition, by=request.user, version=version)
        messages.success(request, "Đã trình ký báo cáo.")
    return redirect(edition)


@require_http_methods(_FORM_METHODS)
def sign(request: PortalRequest, pk: int) -> HttpResponse:
    """What would be signed, what has changed, in which capacity; the hash goes with the form."""
    edition = _edition_or_404(request, pk)
    found = _rights(request, edition)
    choices = [(right.key, " / ".join(right.lines)) for right in found]
    form = SignForm(request.POST or None).offer(choices)
    if request.method == "POST" and form.is_valid():
        next_page = request.path
        with refusals_shown(request):
            actions.sign(edition=edition, by=request.user, **form.cleaned_data)
            messages.success(request, "Đã ký báo cáo. Văn thư có thể cấp số, ban hành.")
            next_page = edition.get_absolute_url()
        return redirect(next_page)
    return _show_signing(request, edition, form, found)


def _show_signing(
    request: PortalRequest, edition: Edition, form: SignForm, found: list[Right]
) -> HttpResponse:
    source = material(edition.period)
    warned = findings(source)
    now = of_material(source)
    now_hash = content_hash(now)
    if not form.is_bound:
        form.initial = {
            "seen_hash": now_hash,
            "version": edition.version,
            "right": found[0].key if found else "",
        }
    page = {
        "edition": edition,
        "period": edition.period,
        "form": form,
        "rights": found,
        "hash": now_hash,
        "accepted": now["accepted"],
        "expected": now["expected"],
        "has_moved": edition.submitted_hash not in {"", now_hash},
        "changes": _since_last(edition, now),
        "findings": warned,
        "own": [said for node in source.draft.nodes for said in node.sentences if said.own],
        "obstacle": workflow.SIGN.obstacle(edition, request.user)
        or _right_obstacle(request, edition, workflow.SIGN)
        or _text_obstacle(source, warned),
        "write_obstacle": writing_obstacle(edition.period, request.user),
    }
    return render(request, "editions/sign.html", page, status=422 if form.errors else 200)


def _text_obstacle(source: Material, warned: list[Finding]) -> str:
    if stopping(source):
        return "Báo cáo còn chỗ tự mâu thuẫn. Hãy trả lại để sửa."
    waiting = sum(finding.wants_word for finding in warned)
    return f"Còn {waiting} cảnh báo chưa có lời giải thích." if waiting else ""


def _since_last(edition: Edition, now: Content) -> list[Difference]:
    """What a correction changes against the edition that it replaces."""
    if edition.supersedes is None:
        return []
    return differences(sealed_content(edition.supersedes), now)


@require_http_methods(_FORM_METHODS)
def issue(request: PortalRequest, pk: int) -> HttpResponse:
    edition = _edition_or_404(request, pk)
    today = timezone.localdate()
    form = IssueForm(request.POST or None, initial={"issued_on": today, "version": edition.version})
    if request.method == "POST" and form.is_valid():
        with refusals_shown(request):
            issued = actions.issue(edition=edition, by=request.user, **form.cleaned_data)
            messages.success(request, f"Đã ban hành báo cáo số {issued.number_text}.")
        return redirect(edition)
    number = next_number(edition.period.office, today.year)
    page = {
        "heading": "Cấp số, ban hành",
        "lead": f"{edition}, người ký: {edition.signer_name or 'chưa ký'}.",
        "rows": [
            {"label": "Số dự kiến", "value": f"{number:02d}/{edition.period.office.symbol}"},
            {"label": "Ký hiệu", "value": edition.period.office.symbol},
        ],
        "warning": "Sau bước này báo cáo được niêm lại, không sửa được nữa.",
        "form": form,
        "obstacle": workflow.ISSUE.obstacle(edition, request.user),
        "action": workflow.ISSUE.label,
        "back_url": edition.get_absolute_url(),
    }
    return render(request, "confirm.html", page, status=422 if form.errors else 200)


@dataclass(frozen=True, slots=True)
class ReasonStep:
    """A step that only asks why."""

    move: Move
    act: Callable[..., Edition]
    lead: str
    done: str


REASON_STEPS = {
    "return": ReasonStep(
        workflow.RETURN,
        actions.return_draft,
        "Báo cáo trở lại người soạn cùng lý do dưới đây.",
        "Đã trả lại báo cáo để sửa.",
    ),
    "withdraw": ReasonStep(
        workflow.WITHDRAW,
        actions.withdraw_signature,
        "Chữ ký được rút lại và số liệu của kỳ được mở khóa.",
        "Đã rút chữ ký.",
    ),
    "recall": ReasonStep(
        workflow.RECALL,
        actions.recall,
        "Báo cáo đã ban hành không còn hiệu lực; số của báo cáo không dùng lại.",
        "Đã thu hồi báo cáo.",
    ),
    "correct": ReasonStep(
        workflow.CORRECT,
        actions.correct,
        "Một bản mới được lập và số liệu của kỳ được mở khóa. Bản cũ còn hiệu lực đến khi bản mới"
        " ban hành.",
        "Đã lập bản thay thế.",
    ),
}


@require_http_methods(_FORM_METHODS)
def reason_step(request: PortalRequest, pk: int, name: str) -> HttpResponse:
    edition = _edition_or_404(request, pk)
    step = REASON_STEPS[name]
    form = ReasonForm(request.POST or None, initial={"version": edition.version})
    if request.method == "POST" and form.is_valid():
        with refusals_shown(request):
            edition = step.act(edition=edition, by=request.user, **form.cleaned_data)
            messages.success(request, step.done)
        return redirect(edition)
    page = {
        "heading": step.move.label,
        "lead": f"{edition}. {step.lead}",
        "form": form,
        "obstacle": step.move.obstacle(edition, request.user),
        "action": step.move.label,
        "back_url": edition.get_absolute_url(),
    }
    return render(request, "confirm.html", page, status=422 if form.errors else 200)


# --- Files ------------------------------------------------------------------------------------


@require_safe
def preview(request: PortalRequest, pk: int) -> HttpResponse:
    """The report as it would be printed now, marked as a draft."""
    period = office_period_or_404(request, pk, OFFICE_ROLES)
    return pdf_response(as_paper(content(period)), name=f"du-thao-{period.code}")


@require_safe
def layout(request: PortalRequest, pk: int) -> HttpResponse:
    """The draft's pages held against the decree's measures; what is wrong comes first."""
    period = office_period_or_404(request, pk, OFFICE_ROLES)
    found = check_layout(render_pdf(as_paper(content(period))))
    kept = sum(finding.ok for finding in found)
    return pages.list_page(
        request,
        LayoutTable(sorted(found, key=lambda finding: finding.ok)),
        heading=f"Thể thức bản in báo cáo {period.inside}",
        lead=f"Đạt {kept}/{len(found)} quy tắc của Nghị định 30/2020/NĐ-CP, đo trên trang in.",
        link=pages.Link("Xem trang in", reverse("editions:preview", args=[pk])),
    )


@require_safe
def preview_word(request: PortalRequest, pk: int) -> HttpResponse:
    """The same draft, to be read and marked in Word."""
    period = office_period_or_404(request, pk, OFFICE_ROLES)
    return docx_response(as_paper(content(period)), name=f"du-thao-{period.code}")


@require_http_methods(_FORM_METHODS)
def receive(request: PortalRequest, pk: int) -> HttpResponse:
    """Hand in the PDF as it came back from whoever signed it digitally."""
    edition = _edition_or_404(request, pk)
    if refusal := workflow.receive_obstacle(edition, request.user):
        messages.error(request, refusal)
        return redirect(edition)
    form = FileForm(request.POST or None, request.FILES or None)
    return pages.form_page(
        request,
        form,
        lambda _stamp: _take_in(edition, form.cleaned_data["file"].read(), by=request.user),
        heading="Nhận bản ký số",
        lead=f"{edition}, số {edition.number_text}. Tải tệp PDF mới nhất từ cổng, ký số bằng phần"
        " mềm của người ký hoặc của cơ quan, rồi gửi tệp đã ký vào đây.",
        back=edition.get_absolute_url(),
        goal=edition.get_absolute_url(),
        button="Gửi bản ký số",
        done="Đã nhận bản ký số.",
        also={"has_file": True},
    )


def _take_in(edition: Edition, content: bytes, *, by: User) -> None:
    actions.receive_signed(edition=edition, content=content, by=by)


@require_safe
def signed_download(request: PortalRequest, pk: int, order: int) -> HttpResponse:
    edition = get_object_or_404(Edition.objects.visible_to(request.user), pk=pk)
    copy = get_object_or_404(SignedFile, edition=edition, order=order)
    response = HttpResponse(bytes(copy.content), content_type=MIME_TYPES[Format.PDF])
    name = f"bao-cao-{edition.number:02d}-{edition.sequence}-ky-so-{order}.pdf"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def bundle_download(request: PortalRequest, pk: int) -> HttpResponse:
    """Everything that the issued edition was made from, to be kept apart from the portal."""
    edition = _edition_or_404(request, pk)
    if not edition.is_out:
        raise Http404
    response = HttpResponse(bundle(edition), content_type="application/zip")
    name = f"ho-so-bao-cao-{edition.number:02d}-{edition.sequence}.zip"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_not_required
@require_http_methods(_FORM_METHODS)
def verify_file(request: PortalRequest) -> HttpResponse:
    """Anybody who holds a file may ask what it is. It is looked at and not kept."""
    form, verdict = FileForm(request.POST or None, request.FILES or None), None
    if request.method == "POST" and form.is_valid():
        try:
            verdict = verify(form.cleaned_data["file"].read())
        except RuleError as refusal:
            form.add_error("file", str(refusal))
    content = {"form": form, "verdict": verdict, "name": request.FILES.get("file")}
    return render(request, "editions/verify.html", content, status=422 if form.errors else 200)


@require_safe
def file_download(request: PortalRequest, pk: int, file_format: str) -> HttpResponse:
    """The sealed bytes as they went out."""
    edition = get_object_or_404(Edition.objects.visible_to(request.user), pk=pk)
    sealed = SealedFile.objects.filter(edition=edition, format=file_format).first()
    if sealed is None:
        raise Http404
    name = f"bao-cao-{edition.number:02d}-{edition.sequence}.{file_format}"
    response = HttpResponse(bytes(sealed.content), content_type=MIME_TYPES[Format(file_format)])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
