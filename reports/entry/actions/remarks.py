"""Writing the place's own prose."""

from datetime import datetime

from django.db import transaction

from audit.actions import Actor, record
from reports.entry.actions.sheets import account, locked, require, withdraw_approval
from reports.entry.models import Remark, Submission
from reports.entry.sheetform import sheet_form
from reports.entry.workflow import EDIT
from vhtt_portal.dates import moment
from vhtt_portal.rules import RuleError
from vhtt_portal.text import tidy_lines

REMARK_LENGTH = 20_000


class RemarkMovedError(RuleError):
    """The words have been changed since they were shown, by whomever: also in one's other tab."""

    def __init__(self, theirs: Remark) -> None:
        self.theirs = theirs
        super().__init__(
            f"{theirs.set_by_name} vừa sửa mục “{theirs.get_kind_display()}”."
            " Hãy xem nội dung mới bên dưới rồi ghi lại."
        )


@transaction.atomic
def save_remark(
    *,
    submission: Submission,
    kind: Remark.Kind,
    text: str,
    by: Actor,
    section: str = "",
    expected_version: int | None = None,
    at: datetime | None = None,
) -> Remark:
    """Write the place's own words under one heading, on one section or on the whole sheet."""
    now = moment(at)
    row = locked(submission, by)
    require(EDIT, row, by, now)
    named = {part.code: part.name for part in sheet_form(row).sections} | {"": ""}
    if section not in named:
        raise RuleError("Phiếu này không có lĩnh vực đó. Hãy tải lại trang.")
    words = tidy_lines(text)
    if len(words) > REMARK_LENGTH:
        raise RuleError("Nội dung dài quá 20.000 chữ. Hãy viết gọn lại.")
    remark = Remark.objects.filter(submission=row, section=section, kind=kind).first() or Remark(
        submission=row, section=section, kind=kind, version=0
    )
    if words == remark.text:
        return remark
    if expected_version is not None and expected_version != remark.version:
        raise RemarkMovedError(remark)
    old, remark.text = remark.text, words
    remark.version += 1
    remark.set_at, remark.set_by, remark.set_by_name = now, account(by), by.audit_name
    remark.save()
    heading = " – ".join(filter(None, (named[section], str(Remark.Kind(kind).label))))
    changes = {heading: (old, words)} | withdraw_approval(row)
    record(
        by=by, verb="remark.saved", target=row, changes=changes,
        place=row.locality.full_name, at=now,
    )  # fmt: skip
    return remark
