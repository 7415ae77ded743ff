"""A sheet's way to the office: started, approved by its leader, sent with its registers' counts."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.actions import Actor, record
from audit.locking import lock
from audit.models import Source as Trail
from localities.models import Locality
from reports.entry import workflow
from reports.entry.actions.sheets import (
    REGISTER_NAME,
    account,
    locked,
    locked_by_office,
    new_figure,
    require,
)
from reports.entry.answers import Answer, State
from reports.entry.lines import Line, Sheet, Source
from reports.entry.models import Expectation, Figure, Period, Submission
from reports.entry.queries import content_hash, leader_with_account, sheet
from vhtt_portal.dates import moment
from vhtt_portal.rules import RuleError
from vhtt_portal.text import tidy

Status = Submission.Status
PORTAL_NAME = "Cổng số liệu"
# Sentences that one refusal lists before it says how many more there are.
_LISTED = 5


@transaction.atomic
def start_sheet(
    *, period: Period, locality: Locality, by: Actor, at: datetime | None = None
) -> Submission:
    """Open a place's sheet; the one that is open already is simply given back."""
    now = moment(at)
    period = lock(period)  # two colleagues start the same sheet once
    started = Submission.objects.filter(period=period, locality=locality).first()
    if started is not None:
        return started
    _require_owed(period, locality, by)
    obstacle = workflow.start_obstacle(period, on=timezone.localdate(now))
    if obstacle and isinstance(by, User):
        raise RuleError(obstacle)
    submission = Submission(period=period, locality=locality, started_at=now)
    submission.save(force_insert=True)
    record(by=by, verb="sheet.started", target=submission, place=locality.full_name, at=now)
    return submission


def _require_owed(period: Period, locality: Locality, by: Actor) -> None:
    own = locality.pk == period.office.locality_id
    roles = workflow.OFFICE | workflow.ENTERS if own else workflow.ENTERS | workflow.OFFICE
    place = period.office.locality_id if isinstance(by, User) and not own else locality.pk
    if isinstance(by, User) and not (
        by.holds(*workflow.ENTERS, at=locality.pk) or by.holds(*roles, at=place)
    ):
        raise RuleError("Tài khoản của bạn không có quyền mở phiếu của đơn vị này.")
    if not own and not Expectation.objects.filter(period=period, locality=locality).exists():
        raise RuleError(f"{locality} không thuộc danh sách phải báo cáo {period}.")


@transaction.atomic
def approve(*, submission: Submission, by: Actor, at: datetime | None = None) -> Submission:
    """The leader of the place stands for the figures."""
    now = moment(at)
    row = locked(submission, by)
    require(workflow.APPROVE, row, by, now)
    _require_complete(sheet(row))
    return _approve(row, by.audit_name, _post(by, row), by, now)


@transaction.atomic
def record_approval(
    *, submission: Submission, name: str, post: str, by: Actor, at: datetime | None = None
) -> Submission:
    """Write down that a leader without an account has approved on paper."""
    now = moment(at)
    row = locked(submission, by)
    require(workflow.RECORD, row, by, now)
    if leader := leader_with_account(row):
        raise RuleError(f"{leader} đã có tài khoản và phải tự duyệt phiếu trên cổng.")
    if not tidy(name) or not tidy(post):
        raise RuleError("Hãy ghi họ tên và chức vụ của người đã duyệt.")
    _require_complete(sheet(row))
    return _approve(row, tidy(name), tidy(post), by, now)


def _approve(row: Submission, name: str, post: str, by: Actor, now: datetime) -> Submission:
    old = row.status
    row.status = Status.APPROVED
    row.approved_at, row.approved_by = now, account(by)
    row.approver_name, row.approver_post = name, post
    row.version += 1
    row.save(
        update_fields=[
            "status", "approved_at", "approved_by", "approver_name", "approver_post", "version",
        ]
    )  # fmt: skip
    record(
        by=by, verb="sheet.approved", target=row, place=row.locality.full_name, at=now,
        changes={"status": (old, row.status), "approver": ("", f"{name}, {post}".rstrip(", "))},
    )  # fmt: skip
    return row


def _post(by: Actor, row: Submission) -> str:
    if not isinstance(by, User):
        return ""
    roles = workflow.LEADS | (workflow.OFFICE if row.is_office_own else frozenset())
    posts = (
        each.post
        for each in by.current
        if each.locality_id == row.locality_id and each.role in roles
    )
    return next((post for post in posts if post), "")


@transaction.atomic
def send(*, submission: Submission, by: Actor, at: datetime | None = None) -> Submission:
    """Hand the figures to the office; the registers' counts become figures in the same moment."""
    now = moment(at)
    row = locked(submission, by)
    require(workflow.SEND, row, by, now)
    whole = sheet(row, counted_anew=True)
    _require_complete(whole)
    changes = _take_counts(whole, [line for line in whole.lines if line.live is not None], now)
    _leave_out(whole, now)
    old_status, old_hash = row.status, row.sent_hash
    row.status = Status.SENT
    row.send_count += 1
    row.sent_at, row.sent_by, row.sent_by_name = now, account(by), by.audit_name
    row.sent_hash = content_hash(row)
    row.receipt_number = f"BN-{row.period.code}-{row.locality.code}-{row.send_count}"
    row.version += 1
    row.save(
        update_fields=[
            "status", "send_count", "sent_at", "sent_by", "sent_by_name", "sent_hash",
            "receipt_number", "version",
        ]
    )  # fmt: skip
    changes |= {"status": (old_status, row.status), "hash": (old_hash, row.sent_hash)}
    record(
        by=by, verb="sheet.sent", target=row, changes=changes, place=row.locality.full_name, at=now
    )
    return row


@transaction.atomic
def refresh_from_registers(
    *, submission: Submission, by: Actor, at: datetime | None = None
) -> Submission:
    """Take the registers' newest counts into an accepted sheet, before its report is signed.

    Refused where the sheet would then break a hard rule: what was accepted has to hold together.
    """
    now = moment(at)
    row = locked_by_office(submission, by)
    require(workflow.REFRESH, row, by, now)
    whole = sheet(row, counted_anew=True)
    if not whole.moved:
        raise RuleError("Các sổ theo dõi không có số nào khác với phiếu đã chấp nhận.")
    changes = _take_counts(whole, whole.moved, now)
    if faults := [fault.sentence for fault in sheet(row).faults]:
        raise RuleError(
            f"Số mới của sổ không khớp với phiếu: {_listed(faults, ' ')} Hãy sửa sổ, hoặc trả phiếu"
            " để đơn vị sửa."
        )
    old_hash, row.accepted_hash = row.accepted_hash, content_hash(row)
    row.version += 1
    row.save(update_fields=["accepted_hash", "version"])
    record(
        by=by, verb="sheet.refreshed", target=row, place=row.locality.full_name, at=now,
        changes=changes | {"hash": (old_hash, row.accepted_hash)}, source=Trail.REGISTER,
    )  # fmt: skip
    return row


def _require_complete(whole: Sheet) -> None:
    """Required figures are there, hard rules hold, unusual figures have their word."""
    sentences = [fault.sentence for fault in whole.faults]
    if whole.missing:
        names = [line.indicator.name for line in whole.missing]
        sentences.insert(0, f"Còn thiếu số liệu bắt buộc: {_listed(names, '; ')}.")
    sentences += [
        f"{line.indicator.name}: số liệu khác thường, cần ghi giải trình."
        for line in whole.unexplained
    ]
    if sentences:
        raise RuleError(_listed(sentences, " "))


def _listed(texts: list[str], separator: str) -> str:
    shown = separator.join(texts[:_LISTED])
    rest = len(texts) - _LISTED
    return f"{shown}{separator}và {rest} mục khác" if rest > 0 else shown


def _take_counts(
    whole: Sheet, lines: list[Line] | tuple[Line, ...], now: datetime
) -> dict[str, tuple[str | None, str]]:
    """Write live counts into their cells; returns what that changes."""
    figures: list[Figure] = []
    changes: dict[str, tuple[str | None, str]] = {}
    for line in lines:
        answer = Answer(value=line.live)
        cell, yes_no = line.cell, line.indicator.is_yes_no
        if cell and cell.answer == answer and cell.source == Source.REGISTER:
            continue
        figure = new_figure(whole.submission, line.indicator.pk, now)
        figure.value, figure.source = line.live, Source.REGISTER
        figure.set_by_name = REGISTER_NAME
        if cell is not None:
            figure.version, figure.note = cell.version + 1, cell.note
        figures.append(figure)
        before = cell.answer.written(yes_no=yes_no) if cell else None
        changes[line.code] = (before, answer.written(yes_no=yes_no))
    Figure.objects.bulk_create(
        figures,
        update_conflicts=True,
        unique_fields=["submission", "indicator"],
        update_fields=[
            "state", "value", "upper", "relation", "reason", "source", "version", "set_at",
            "set_by", "set_by_name",
        ],
    )  # fmt: skip
    return changes


def _leave_out(whole: Sheet, now: datetime) -> None:
    """Lines that do not apply to a place of this kind say so themselves once the sheet is sent."""
    asked, cells = whole.facts.asked, whole.facts.cells
    figures = [
        new_figure(whole.submission, asked.form.by_code[code].pk, now)
        for code in sorted(asked.left_out - cells.keys())
        if not asked.form.by_code[code].is_computed
    ]
    for figure in figures:
        figure.state, figure.set_by_name = State.NOT_APPLICABLE, PORTAL_NAME
    Figure.objects.bulk_create(figures)
