"""What people write beside a cell: comments, a flag, where the figure came from."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.actions import record
from audit.once import remember, replay
from reports.catalogue.form import FormIndicator
from reports.entry import workflow
from reports.entry.actions.sheets import locked
from reports.entry.models import Comment, FollowUp, SourceNote, Submission
from reports.entry.sheetform import sheet_form
from reports.entry.talk import COMMENT, FLAG, SOURCE_NOTE, about
from vhtt_portal.dates import moment
from vhtt_portal.numbers import write_figure
from vhtt_portal.rules import RuleError
from vhtt_portal.text import tidy_lines

COMMENT_LENGTH = 2000
SOURCE_NOTE_LENGTH = SourceNote._meta.get_field("text").max_length or 0


class SourceNoteMovedError(RuleError):
    """The note has been written anew since it was shown."""

    def __init__(self, theirs: SourceNote) -> None:
        self.theirs = theirs
        super().__init__(
            f"{theirs.set_by_name} vừa sửa nguồn và lưu ý của ô này."
            " Hãy xem nội dung mới bên dưới rồi ghi lại."
        )


@transaction.atomic
def add_comment(
    *,
    submission: Submission,
    indicator: str,
    text: str,
    by: User,
    key: UUID | None = None,
    at: datetime | None = None,
) -> Comment:
    """Say something at a cell; both sides read it, and nobody takes it back."""
    now = moment(at)
    row = locked(submission, by)
    body = {"sheet": row.pk, "indicator": indicator, "text": text}
    if (done := replay(key=key, by=by, verb="comment.added", body=body)) is not None:
        return Comment.objects.get(pk=done["comment"])
    line = _line(row, indicator, by, workflow.talk_obstacle)
    words = _words(text, COMMENT_LENGTH)
    if not words:
        raise RuleError("Hãy viết nội dung cần trao đổi.")
    is_office = workflow.speaks_for_office(row, by)
    comment = Comment.objects.create(
        submission=row,
        indicator_id=line.pk,
        text=words,
        from_office=is_office,
        at=now,
        by=by,
        by_name=by.audit_name,
        by_place=str(row.period.office) if is_office else row.locality.full_name,
    )
    record(
        by=by, verb="comment.added", target=row, changes={about(line.code, COMMENT): (None, words)},
        place=row.locality.full_name, at=now,
    )  # fmt: skip
    remember(
        key=key, by=by, verb="comment.added", body=body, answer={"comment": comment.pk}, at=now
    )
    return comment


@transaction.atomic
def flag(*, submission: Submission, indicator: str, by: User, at: datetime | None = None) -> None:
    """Mark a cell to come back to; a marked one stays as it is."""
    now = moment(at)
    row = locked(submission, by)
    line = _line(row, indicator, by, workflow.talk_obstacle)
    _, is_new = FollowUp.objects.get_or_create(
        submission=row,
        indicator_id=line.pk,
        defaults={"at": now, "by": by, "by_name": by.audit_name},
    )
    if is_new:
        record(
            by=by, verb="cell.flagged", target=row, changes={about(line.code, FLAG): (None, "có")},
            place=row.locality.full_name, at=now,
        )  # fmt: skip


@transaction.atomic
def unflag(*, submission: Submission, indicator: str, by: User, at: datetime | None = None) -> None:
    """Take the mark down, whoever set it."""
    now = moment(at)
    row = locked(submission, by)
    line = _line(row, indicator, by, workflow.talk_obstacle)
    gone, _ = FollowUp.objects.filter(submission=row, indicator=line.pk).delete()
    if gone:
        record(
            by=by, verb="cell.unflagged", target=row, place=row.locality.full_name, at=now,
            changes={about(line.code, FLAG): ("có", None)},
        )  # fmt: skip


@transaction.atomic
def save_source_note(
    *,
    submission: Submission,
    indicator: str,
    text: str,
    by: User,
    expected_version: int | None = None,
    at: datetime | None = None,
) -> SourceNote:
    """Write where a cell's figure comes from and what to mind, for whoever answers next year."""
    now = moment(at)
    row = locked(submission, by)
    line = _line(row, indicator, by, workflow.source_note_obstacle)
    words = _words(text, SOURCE_NOTE_LENGTH)
    note = SourceNote.objects.filter(submission=row, indicator=line.pk).first() or SourceNote(
        submission=row, indicator_id=line.pk, version=0
    )
    if words == note.text:
        return note
    if expected_version is not None and expected_version != note.version:
        raise SourceNoteMovedError(note)
    old, note.text = note.text, words
    note.version += 1
    note.set_at, note.set_by, note.set_by_name = now, by, by.audit_name
    note.save()
    record(
        by=by, verb="source_note.saved", target=row, place=row.locality.full_name, at=now,
        changes={about(line.code, SOURCE_NOTE): (old, words)},
    )  # fmt: skip
    return note


def _line(
    row: Submission, code: str, by: User, obstacle: Callable[[Submission, User], str | None]
) -> FormIndicator:
    if refusal := obstacle(row, by):
        raise RuleError(refusal)
    line = sheet_form(row).by_code.get(code)
    if line is None:
        raise RuleError("Phiếu này không có chỉ tiêu đó. Hãy tải lại trang.")
    return line


def _words(text: str, most: int) -> str:
    words = tidy_lines(text)
    if len(words) > most:
        raise RuleError(f"Nội dung dài quá {write_figure(Decimal(most))} chữ. Hãy viết gọn lại.")
    return words
