"""Evidence beside a figure: added and taken away while the sheet may be changed."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from audit.actions import record
from audit.chain import sha256
from reports.entry.actions.sheets import locked, require
from reports.entry.models import Attachment, Submission
from reports.entry.sheetform import sheet_form
from reports.entry.talk import FILE, about
from reports.entry.workflow import EDIT
from vhtt_portal.dates import moment
from vhtt_portal.files import kept as kept_files
from vhtt_portal.files.evidence.content import Evidence
from vhtt_portal.files.evidence.names import tidy_name
from vhtt_portal.rules import RuleError

MOST_FILES = 5
_FOLDER = "minh-chung"
_DIGEST = "mã băm của tệp"


def add_attachment(
    *,
    submission: Submission,
    indicator: str,
    name: str,
    evidence: Evidence,
    by: User,
    at: datetime | None = None,
) -> Attachment:
    """Keep a file at a cell; the same file sent twice is kept once.

    ``evidence`` is what the limited process made of it. The file is safe on the disk before its row
    is written, and outside of the transaction: nobody waits for the disk.
    """
    fresh = Attachment(
        name=tidy_name(name, evidence.type), type=evidence.type, file=kept_files.write(_FOLDER, evidence),
        size=len(evidence.content), sha256=sha256(evidence.content), at=moment(at), by=by,
        by_name=by.audit_name,
    )  # fmt: skip
    try:
        kept = _add(fresh, submission, indicator, by)
    except BaseException:
        kept_files.erase(fresh)
        raise
    if kept is not fresh:
        kept_files.erase(fresh)
    return kept


@transaction.atomic
def _add(fresh: Attachment, submission: Submission, code: str, by: User) -> Attachment:
    row = locked(submission, by)
    require(EDIT, row, by, fresh.at)
    line = sheet_form(row).by_code.get(code)
    if line is None:
        raise RuleError("Phiếu này không có chỉ tiêu đó. Hãy tải lại trang.")
    there = list(Attachment.objects.filter(submission=row, indicator=line.pk))
    for one in there:
        if one.sha256 == fresh.sha256:
            return one
    if len(there) >= MOST_FILES:
        raise RuleError(f"Ô này đã có {MOST_FILES} tệp. Hãy bỏ bớt một tệp rồi gửi lại.")
    fresh.submission, fresh.indicator_id = row, line.pk
    fresh.save()
    changes = {about(code, FILE): (None, fresh.name), _DIGEST: (None, fresh.sha256)}
    record(
        by=by, verb="attachment.added", target=row, changes=changes,
        place=row.locality.full_name, at=fresh.at,
    )  # fmt: skip
    return fresh


@transaction.atomic
def remove_attachment(*, attachment: Attachment, by: User, at: datetime | None = None) -> None:
    """Take a file away from its cell; it leaves the disk once that is certain."""
    now = moment(at)
    row = locked(attachment.submission, by)
    require(EDIT, row, by, now)
    kept = Attachment.objects.filter(submission=row, pk=attachment.pk).first()
    if kept is None:
        return  # somebody else was faster
    code = sheet_form(row).form.by_pk[kept.indicator_id].code
    kept.delete()
    changes = {about(code, FILE): (kept.name, None), _DIGEST: (kept.sha256, None)}
    record(
        by=by, verb="attachment.removed", target=row, changes=changes,
        place=row.locality.full_name, at=now,
    )  # fmt: skip
    transaction.on_commit(lambda: kept_files.erase(kept))
