"""Pages of the office: who has sent what, and a sheet to judge."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import PortalRequest
from accounts.models import User
from audit.models import AuditEntry
from audit.queries import history
from reports.entry import actions as entry_actions
from reports.entry import workflow
from reports.entry.models import Period, PeriodQuerySet, Submission
from reports.entry.queries import for_page, hands, sheet
from reports.entry.views.pages import given_words
from reports.entry.views.talk import Room, cell_page
from reports.review import actions
from reports.review.forms import DatesForm, ReturnForm
from reports.review.queries import Board, BoardCell, BoardRow, board
from vhtt_portal.rules import RuleError, refusals_shown

WORDS = {
    "expected": "chưa",
    "late": "trễ",
    "entering": "đang nhập",
    "approved": "đã duyệt ở đơn vị",
    "sent": "đã gửi",
    "returned": "trả lại",
    "accepted": "đã chấp nhận",
    "not_applicable": "không áp dụng",
}


@dataclass(frozen=True, slots=True)
class ShownCell:
    state: str
    word: str
    count: str
    url: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    place: str
    url: str
    status: str
    status_label: str
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True, slots=True)
class ShownBoard:
    """The board in words, as ``_matrix.html`` draws it."""

    caption: str
    hint: str
    place_word: str
    sections: tuple[str, ...]
    rows: tuple[ShownRow, ...]


@require_safe
def board_page(request: PortalRequest) -> HttpResponse:
    """The newest period that has begun to be worked on."""
    period = _periods(request.user).newest_first().first()
    if period is None:
        return render(request, "review/no_period.html")
    return _show_board(request, period)


@require_safe
def period_board(request: PortalRequest, pk: int) -> HttpResponse:
    return _show_board(request, get_object_or_404(_periods(request.user), pk=pk))


def _periods(user: User) -> PeriodQuerySet:
    own = Period.objects.filter(office__locality__in=user.office_place_ids)
    return own.select_related("office__locality__kind", "form_version")


def _show_board(request: PortalRequest, period: Period) -> HttpResponse:
    found = board(period, on=timezone.localdate())
    content = {
        "period": period,
        "periods": _periods(request.user).newest_first(),
        "board": _shown(found),
        "stats": _stats(found),
        "own": found.rows[-1],
        "may_enter_own": request.user.holds(*workflow.OFFICE, at=period.office.locality_id),
    }
    return render(request, "review/board.html", content)


def _stats(found: Board) -> list[dict[str, str | int]]:
    return [
        {"value": f"{found.count('accepted')}/{found.expected}", "label": "đã chấp nhận"},
        {"value": found.count("sent"), "label": "chờ xem"},
        {"value": found.count("returned"), "label": "trả lại để sửa"},
        {"value": found.count("late"), "label": "quá hạn"},
    ]


def _shown(found: Board) -> ShownBoard:
    period = found.period
    return ShownBoard(
        caption=f"Tình hình gửi số liệu {period.inside}",
        hint="Mỗi ô: số chỉ tiêu đã nhập trên số phải nhập; số lấy từ sổ vào phiếu khi gửi.",
        place_word="Đơn vị",
        sections=found.sections,
        rows=tuple(_shown_row(row) for row in found.rows),
    )


def _shown_row(row: BoardRow) -> ShownRow:
    url = reverse("review:sheet", args=[row.submission.pk]) if row.submission else ""
    place = f"{row.locality} (phiếu của cơ quan)" if row.is_office_own else str(row.locality)
    return ShownRow(
        place=place,
        url=url,
        status=row.state,
        status_label=WORDS[row.state].capitalize(),
        cells=tuple(_shown_cell(cell) for cell in row.cells),
    )


def _shown_cell(cell: BoardCell) -> ShownCell:
    count = f"{cell.answered}/{cell.asked}" if cell.asked else ""
    return ShownCell(cell.state, WORDS[cell.state], count, "")


@require_safe
def sheet_page(request: PortalRequest, pk: int) -> HttpResponse:
    """A sheet to read: what is unusual first, then everything."""
    row, today = _visible_or_404(request, pk), timezone.localdate()
    whole, trail = sheet(row, may_edit=False), history(row)
    content = {
        "sheet": whole,
        "submission": row,
        "period": row.period,
        "base": reverse("review:sheet", args=[pk]),
        "seen_hash": whole.content_hash,
        "key": uuid4(),
        "accept_obstacle": workflow.ACCEPT.obstacle(
            row, request.user, on=today, entered_by=hands(trail)
        ),
        "return_obstacle": workflow.RETURN.obstacle(row, request.user, on=today),
        "refresh_obstacle": workflow.REFRESH.obstacle(row, request.user, on=today),
        "no_role": workflow.NO_ROLE,
        "events": _events(trail),
        "words": list(whole.words()),
        "given": given_words(row, whole.lines),
    }
    return render(request, "review/sheet.html", content)


@dataclass(frozen=True, slots=True)
class Event:
    """One step of the sheet's way, as ``_timeline.html`` wants it."""

    at: object
    who: str
    text: str
    note: str


_STEPS = {
    "sheet.started": "Mở phiếu",
    "sheet.approved": "Lãnh đạo đơn vị duyệt",
    "sheet.sent": "Gửi số liệu",
    "sheet.returned": "Trả lại để sửa",
    "sheet.accepted": "Chấp nhận",
    "sheet.refreshed": "Lấy số mới từ sổ theo dõi",
    "sheet.imported": "Nhập từ tệp",
}


def _events(entries: Iterable[AuditEntry]) -> list[Event]:
    return [
        Event(entry.at, entry.actor_name, _STEPS[entry.verb], entry.reason)
        for entry in entries
        if entry.verb in _STEPS
    ]


@require_safe
def cell_detail(request: PortalRequest, pk: int, code: str) -> HttpResponse:
    row = _visible_or_404(request, pk)
    return cell_page(request, row, code, Room.REVIEW)


@require_POST
def accept(request: PortalRequest, pk: int) -> HttpResponse:
    submission = _visible_or_404(request, pk)
    try:
        actions.accept(
            submission=submission,
            seen_hash=request.POST.get("seen_hash", ""),
            by=request.user,
            key=_key(request.POST.get("key", "")),
        )
    except RuleError as refusal:
        messages.error(request, str(refusal))
        return redirect("review:sheet", pk=pk)
    messages.success(request, f"Đã chấp nhận số liệu của {submission.locality}.")
    return redirect("review:period-board", pk=submission.period_id)


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@require_http_methods(["GET", "HEAD", "POST"])
def return_page(request: PortalRequest, pk: int) -> HttpResponse:
    submission = _visible_or_404(request, pk)
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.return_for_correction(
                submission=submission, reason=form.cleaned_data["reason"], by=request.user
            )
        except RuleError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã trả phiếu cho {submission.locality} để sửa.")
            return redirect("review:period-board", pk=submission.period_id)
    content = {
        "heading": "Trả lại để sửa",
        "lead": f"Phiếu {submission.period.inside} của {submission.locality} sẽ mở lại cho đơn vị sửa.",
        "action": workflow.RETURN.label,
        "back_url": reverse("review:sheet", args=[pk]),
        "form": form,
        "obstacle": workflow.RETURN.obstacle(submission, request.user, on=timezone.localdate()),
    }
    return render(request, "confirm.html", content, status=422 if form.errors else 200)


@require_POST
def refresh(request: PortalRequest, pk: int) -> HttpResponse:
    submission = _visible_or_404(request, pk)
    with refusals_shown(request):
        entry_actions.refresh_from_registers(submission=submission, by=request.user)
        messages.success(request, "Đã lấy số mới từ sổ theo dõi vào phiếu.")
    return redirect("review:sheet", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def period_dates(request: PortalRequest, pk: int) -> HttpResponse:
    period = get_object_or_404(_periods(request.user), pk=pk)
    form = DatesForm(request.POST or None, initial=DatesForm.initial_of(period))
    if request.method == "POST" and form.is_valid():
        try:
            entry_actions.reschedule(period=period, by=request.user, **form.cleaned_data)
        except RuleError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Đã đổi ngày của {period.inside}.")
            return redirect("review:period-board", pk=pk)
    content = {
        "heading": f"Các ngày của {period.inside}",
        "lead": "Hạn gửi là ngày các đơn vị nhìn thấy; hai ngày sau là giới hạn thật của phiếu.",
        "action": "Lưu các ngày",
        "back_url": reverse("review:period-board", args=[pk]),
        "form": form,
    }
    return render(request, "confirm.html", content, status=422 if form.errors else 200)


def _visible_or_404(request: PortalRequest, pk: int) -> Submission:
    """The office's sheets; a place's own people read theirs in the entry room."""
    rows = Submission.objects.filter(period__office__locality__in=request.user.office_place_ids)
    return get_object_or_404(for_page(rows), pk=pk)
