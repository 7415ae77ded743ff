"""Giving headings to people, commenting on them, and explaining what the checklist warns of."""

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.queries import staff
from audit.actions import Actor, record
from audit.locking import StaleError, lock
from reports.catalogue.queries import report_form
from reports.entry.models import Period
from reports.narrative.checklist import findings
from reports.narrative.models import Assignment, Comment, Explanation
from reports.narrative.queries import material
from reports.narrative.rules import WRITERS, comment_obstacle, writing_obstacle
from vhtt_portal.dates import moment
from vhtt_portal.rules import RuleError
from vhtt_portal.text import tidy, tidy_lines

COMMENT_LENGTH = 2000
# Why somebody may not touch a period's report now, or nothing.
Obstacle = Callable[[Period, User], str | None]
EXPLANATION_LENGTH = Explanation._meta.get_field("text").max_length or 0


@transaction.atomic
def assign(
    *,
    period: Period,
    node_code: str,
    assignee: User,
    due_on: date,
    by: User,
    version: int | None = None,
    at: datetime | None = None,
) -> Assignment:
    """Give a heading to somebody of the office; given anew, it is open again.

    ``version`` is that of the assignment the page showed, 0 where it showed none.
    """
    period = _held(period, writing_obstacle, by)
    _require_heading(period, node_code)
    today = timezone.localdate(moment(at))
    if not staff(period.office, today, WRITERS).filter(pk=assignee.pk).exists():
        raise RuleError("Chỉ giao được cho chuyên viên hoặc lãnh đạo của cơ quan.")
    if due_on < today:
        raise RuleError("Hạn không được trước hôm nay.")
    row = Assignment.objects.filter(period=period, node_code=node_code).first()
    row = row or Assignment(period=period, node_code=node_code, version=0)
    if version is not None and version != row.version:
        raise StaleError("Mục này vừa được người khác phân công. Hãy tải lại trang.")
    before = (row.assignee.full_name, row.due_on) if row.version else (None, None)
    row.assignee, row.due_on, row.done_at = assignee, due_on, None
    row.version += 1
    row.save()
    changes: dict[str, tuple[object, object]] = {
        "assignee": (before[0], assignee.full_name), "due_on": (before[1], due_on),
    }  # fmt: skip
    _record("heading.assigned", row, changes, by, at)
    return row


@transaction.atomic
def finish_assignment(
    *, assignment: Assignment, by: User, version: int | None = None, at: datetime | None = None
) -> Assignment:
    _held(assignment.period, writing_obstacle, by)
    row = lock(assignment, version=version)
    if row.done_at is None:
        row.done_at, row.version = moment(at), row.version + 1
        row.save(update_fields=["done_at", "version"])
        _record("heading.finished", row, {"done_at": (None, row.done_at)}, by, at)
    return row


@transaction.atomic
def add_comment(
    *, period: Period, node_code: str, text: str, by: User, at: datetime | None = None
) -> Comment:
    """Say something of a heading; whoever writes the report reads it there."""
    period = _held(period, comment_obstacle, by)
    return _add_comment(period, node_code, text, by, at)


@transaction.atomic
def add_readers_comment(
    *, period: Period, node_code: str, text: str, by: Actor, at: datetime | None = None
) -> Comment:
    """The same by a reader without an account; whoever calls has asked for the right to read."""
    period = lock(period)
    if period.sealed_at is not None:
        raise RuleError(f"Báo cáo {period.inside} đã ký nên không góp ý được nữa.")
    return _add_comment(period, node_code, text, by, at)


@transaction.atomic
def resolve_comment(
    *, comment: Comment, by: User, version: int | None = None, at: datetime | None = None
) -> Comment:
    """Tick a comment off: it has been followed, or answered otherwise."""
    _held(comment.period, writing_obstacle, by)
    row = lock(comment, version=version)
    if row.resolved_at is None:
        row.resolved_at, row.resolved_by_name = moment(at), by.full_name
        row.version += 1
        row.save(update_fields=["resolved_at", "resolved_by_name", "version"])
        _record("comment.resolved", row, {"resolved_at": (None, row.resolved_at)}, by, at)
    return row


@transaction.atomic
def explain(
    *,
    period: Period,
    finding_hash: str,
    text: str,
    by: User,
    version: int | None = None,
    at: datetime | None = None,
) -> Explanation:
    """Say why the report may be signed although the checklist warns of this.

    ``version`` is that of the explanation the page showed, 0 where it showed none.
    """
    period = _held(period, writing_obstacle, by)
    found = {row.key: row for row in findings(material(period)) if not row.stops}
    if finding_hash not in found:
        raise RuleError("Việc này không còn trong danh sách. Hãy tải lại trang soạn báo cáo.")
    words = tidy(text)
    if not words:
        raise RuleError("Hãy ghi vì sao báo cáo vẫn ký được.")
    if len(words) > EXPLANATION_LENGTH:
        raise RuleError("Lời giải thích dài quá 300 ký tự. Hãy viết gọn lại.")
    row = found[finding_hash].explanation or Explanation(
        period=period, finding_hash=finding_hash, finding=found[finding_hash].sentence, version=0
    )
    if version is not None and version != row.version:
        raise StaleError("Việc này vừa được người khác giải thích. Hãy tải lại trang.")
    before, row.text = row.text or None, words
    row.at, row.by_name, row.version = moment(at), by.full_name, row.version + 1
    row.save()
    _record("finding.explained", row, {"text": (before, words)}, by, at)
    return row


def _held(period: Period, obstacle: Obstacle, by: User) -> Period:
    """The period under its lock, so that nobody signs between the question and the change."""
    current = lock(period)
    if refusal := obstacle(current, by):
        raise RuleError(refusal)
    return current


def _add_comment(
    period: Period, node_code: str, text: str, by: Actor, at: datetime | None
) -> Comment:
    _require_heading(period, node_code)
    words = tidy_lines(text)
    if not words:
        raise RuleError("Hãy viết ý kiến trước khi gửi.")
    if len(words) > COMMENT_LENGTH:
        raise RuleError("Ý kiến dài quá 2.000 ký tự. Hãy tách thành nhiều ý kiến.")
    row = Comment(
        period=period, node_code=node_code, text=words, at=moment(at),
        by_name=by.audit_name, by_role=by.audit_role,
    )  # fmt: skip
    row.save(force_insert=True)
    _record("comment.written", row, {"text": (None, words)}, by, at)
    return row


def _require_heading(period: Period, code: str) -> None:
    if code not in {heading.code for heading in report_form(period.form_version).headings}:
        raise RuleError("Báo cáo không có mục này. Hãy tải lại trang.")


def _record(
    verb: str,
    target: Assignment | Comment | Explanation,
    changes: dict[str, tuple[object, object]],
    by: Actor,
    at: datetime | None,
) -> None:
    place = target.period.office.locality.full_name
    record(by=by, verb=verb, target=target, changes=changes, place=place, at=at)
