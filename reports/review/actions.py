"""What the office decides about a sheet: taken, or sent back with a reason."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.actions import Actor, record
from audit.models import Source as Trail
from audit.once import remember, replay
from audit.queries import history
from reports.entry import actions as entry
from reports.entry import workflow
from reports.entry.actions import FileRow, ImportFaultsError
from reports.entry.actions.intake import RowFault
from reports.entry.actions.sheets import account, locked_by_office, require
from reports.entry.lines import hash_of
from reports.entry.models import Period, Submission
from reports.entry.queries import cells, hands, remarks, sheet
from reports.entry.sheetform import sheet_form
from vhtt_portal.dates import moment
from vhtt_portal.rules import RuleError
from vhtt_portal.text import tidy_lines

Status = Submission.Status
# Cells that a refusal names before it says how many more there are.
_NAMED = 10


class ContentMovedError(RuleError):
    """The sheet is not what the reviewer saw; says which cells are other ones now."""


@transaction.atomic
def accept(
    *,
    submission: Submission,
    seen_hash: str,
    by: Actor,
    key: UUID | None = None,
    at: datetime | None = None,
) -> Submission:
    """Take the sheet into the totals, exactly as the reviewer saw it."""
    now = moment(at)
    body = {"sheet": submission.pk, "hash": seen_hash}
    row = locked_by_office(submission, by)
    if replay(key=key, by=by, verb="sheet.accepted", body=body) is not None:
        return row
    require(workflow.ACCEPT, row, by, now, entered_by=hands(history(row)))
    found, words = cells([row.pk])[row.pk], remarks(row)
    current_hash = hash_of(found.values(), words.values())
    if current_hash != seen_hash:
        raise ContentMovedError(_moved_sentence(row, seen_hash))
    old_status, row.status = row.status, Status.ACCEPTED
    row.accepted_at, row.accepted_by, row.accepted_by_name = now, account(by), by.audit_name
    row.accepted_hash = current_hash
    row.version += 1
    row.save(
        update_fields=[
            "status", "accepted_at", "accepted_by", "accepted_by_name", "accepted_hash", "version",
        ]
    )  # fmt: skip
    changes = {"status": (old_status, row.status), "hash": ("", current_hash)}
    record(
        by=by, verb="sheet.accepted", target=row, changes=changes,
        place=row.locality.full_name, at=now,
    )  # fmt: skip
    remember(key=key, by=by, verb="sheet.accepted", body=body, answer={}, at=at)
    return row


@transaction.atomic
def return_for_correction(
    *, submission: Submission, reason: str, by: Actor, at: datetime | None = None
) -> Submission:
    """Send the sheet back; the place reads the reason above its cells."""
    now = moment(at)
    row = locked_by_office(submission, by)
    require(workflow.RETURN, row, by, now)
    words = tidy_lines(reason)
    if not words:
        raise RuleError("Hãy ghi lý do trả lại để đơn vị biết cần sửa gì.")
    old_status, old_hash = row.status, row.accepted_hash
    row.status = Status.RETURNED
    row.returned_at, row.returned_by, row.returned_by_name = now, account(by), by.audit_name
    row.return_reason = words
    row.accepted_at = row.accepted_by = None
    row.accepted_by_name = row.accepted_hash = ""
    row.version += 1
    row.save(
        update_fields=[
            "status", "returned_at", "returned_by", "returned_by_name", "return_reason",
            "accepted_at", "accepted_by", "accepted_by_name", "accepted_hash", "version",
        ]
    )  # fmt: skip
    changes: dict[str, tuple[str, str]] = {"status": (old_status, row.status)}
    if old_hash:
        changes["accepted_hash"] = (old_hash, "")
    record(
        by=by, verb="sheet.returned", target=row, changes=changes, reason=words,
        place=row.locality.full_name, at=now,
    )  # fmt: skip
    return row


@transaction.atomic
def import_accepted(
    *, period: Period, rows: Sequence[FileRow], by: Actor, at: datetime | None = None
) -> list[Submission]:
    """Take in a file of figures that are final: past years, or sheets approved on paper.

    Broken hard rules are faults of the file; gaps are allowed and lower the totals' coverage.
    """
    now = moment(at)
    if isinstance(by, User):
        raise RuleError("Người nhập tệp không được tự chấp nhận số liệu của tệp.")
    written = entry.import_figures(period=period, rows=rows, by=by, at=at)
    faults = [
        RowFault(0, f"{row.locality}: {fault.sentence}")
        for row in written
        for fault in sheet(row).faults
    ]
    if faults:
        raise ImportFaultsError(faults)
    return [_accept_file(row, by, now) for row in written]


def _accept_file(row: Submission, by: Actor, now: datetime) -> Submission:
    found, words = cells([row.pk])[row.pk], remarks(row)
    old_status, row.status = row.status, Status.ACCEPTED
    row.approved_at = row.sent_at = row.accepted_at = now
    row.approver_name = row.sent_by_name = row.accepted_by_name = by.audit_name
    row.send_count += 1
    row.receipt_number = f"BN-{row.period.code}-{row.locality.code}-{row.send_count}"
    row.sent_hash = row.accepted_hash = hash_of(found.values(), words.values())
    row.version += 1
    row.save()
    record(
        by=by, verb="sheet.accepted", target=row, place=row.locality.full_name, at=now,
        changes={"status": (old_status, row.status), "hash": ("", row.accepted_hash)},
        source=Trail.IMPORT,
    )  # fmt: skip
    return row


def _moved_sentence(row: Submission, seen_hash: str) -> str:
    """Which cells changed after the moment at which the sheet had the hash that was seen."""
    listed = _changed_since(row, seen_hash)
    if not listed:
        return "Phiếu đã thay đổi từ lúc bạn mở. Hãy xem lại rồi chấp nhận."
    more = f" và {len(listed) - _NAMED} ô khác" if len(listed) > _NAMED else ""
    return (
        f"Phiếu đã thay đổi từ lúc bạn mở, ở các ô: {'; '.join(listed[:_NAMED])}{more}."
        " Hãy xem lại rồi chấp nhận."
    )


def _changed_since(row: Submission, seen_hash: str) -> list[str]:
    by_code = sheet_form(row).by_code
    names: dict[str, None] = {}
    for past in history(row):
        if past.changes.get("hash", ("", ""))[1] == seen_hash:
            return list(names)
        names |= {by_code[code].name: None for code in past.changes if code in by_code}
    return []
