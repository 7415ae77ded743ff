"""Keeping a revision, marking it read, and letting somebody without an account read it."""

from dataclasses import dataclass
from datetime import date, datetime
from secrets import token_urlsafe

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.actions import record
from audit.chain import sha256
from audit.locking import lock
from reports.editions.content import content, sealed_text
from reports.editions.models import ReaderLink, Reading, Revision
from reports.editions.queries import prepared
from reports.editions.revisions.workflow import link_obstacle, opening_obstacle, reading_obstacle
from reports.entry.models import Period
from reports.narrative import actions as narrative
from reports.narrative.models import Comment
from reports.narrative.rules import writing_obstacle
from vhtt_portal.dates import moment
from vhtt_portal.rules import RuleError
from vhtt_portal.text import tidy

MOST_DAYS = 31


@dataclass(frozen=True, slots=True)
class MadeLink:
    """``secret`` is told once, to whoever made the link; the portal keeps its hash alone."""

    link: ReaderLink
    secret: str


@transaction.atomic
def keep_revision(*, period: Period, why: str, by: User, at: datetime | None = None) -> Revision:
    """Keep the report as it reads now, under words that say what for."""
    period = lock(period)
    if refusal := writing_obstacle(period, by):
        raise RuleError(refusal)
    words = tidy(why)
    if not words:
        raise RuleError("Hãy ghi bản này lưu để làm gì, ví dụ: trước khi sửa mục Di tích.")
    return _kept_now(period, words, by, at)


@transaction.atomic
def mark_read(*, period: Period, by: User, at: datetime | None = None) -> Reading:
    """What moves from now on is shown to this person as new."""
    period = lock(period)
    if refusal := writing_obstacle(period, by):
        raise RuleError(refusal)
    revision = _kept_now(period, f"{by.full_name} đọc", by, at)
    return note_reading(revision=revision, by=by, at=at)


def note_reading(*, revision: Revision, by: User, at: datetime | None = None) -> Reading:
    """In the caller's transaction: this person has seen this revision."""
    row, _ = Reading.objects.update_or_create(
        period=revision.period, user=by, defaults={"revision": revision, "at": moment(at)}
    )
    return row


def keep(*, period: Period, text: str, why: str, by: User, at: datetime | None = None) -> Revision:
    """In the caller's transaction: the revision of this canonical text; the newest one if it is it."""
    last = Revision.objects.filter(period=period).first()
    now_hash = sha256(text)
    if last is not None and last.content_hash == now_hash:
        return last
    revision = Revision(
        period=period, content=text, content_hash=now_hash, why=why[:200], at=moment(at),
        by_name=by.full_name,
    )  # fmt: skip
    revision.save(force_insert=True)
    place = period.office.locality.full_name
    changes = {"content_hash": (last.content_hash if last else None, now_hash)}
    record(
        by=by,
        verb="revision.kept",
        target=revision,
        changes=changes,
        place=place,
        reason=why,
        at=at,
    )
    return revision


def _kept_now(period: Period, why: str, by: User, at: datetime | None) -> Revision:
    return keep(period=period, text=sealed_text(content(prepared(period))), why=why, by=by, at=at)


# --- Readers without an account ----------------------------------------------------------------


@transaction.atomic
def make_link(
    *,
    period: Period,
    name: str,
    post: str,
    last_day: date,
    by: User,
    at: datetime | None = None,
) -> MadeLink:
    """Give one reader a way to the report as it reads now."""
    period = lock(period)
    if refusal := writing_obstacle(period, by):
        raise RuleError(refusal)
    name, post = tidy(name), tidy(post)
    if not name or not post:
        raise RuleError("Hãy ghi họ tên và chức vụ của người đọc.")
    days = (last_day - timezone.localdate(moment(at))).days
    if not 0 <= days <= MOST_DAYS:
        raise RuleError(f"Đường dẫn dùng được từ hôm nay đến {MOST_DAYS} ngày nữa. Hãy chọn lại.")
    revision = _kept_now(period, f"Gửi {name}, {post} đọc", by, at)
    secret = token_urlsafe(32)
    link = ReaderLink(
        revision=revision, secret_hash=sha256(secret), name=name, post=post, last_day=last_day,
        made_at=moment(at), made_by_name=by.full_name,
    )  # fmt: skip
    link.save(force_insert=True)
    _record("reader_link.made", link, {"last_day": (None, last_day)}, by, at)
    return MadeLink(link, secret)


@transaction.atomic
def open_link(*, link: ReaderLink, at: datetime | None = None) -> ReaderLink:
    """The first opening; it is the only one, so that a forwarded address leads nowhere."""
    link = lock(link)
    if refusal := opening_obstacle(link, timezone.localdate(moment(at))):
        raise RuleError(refusal)
    link.opened_at, link.version = moment(at), link.version + 1
    link.save(update_fields=["opened_at", "version"])
    _record("reader_link.opened", link, {"opened_at": (None, link.opened_at)}, link, at)
    return link


@transaction.atomic
def close_link(
    *, link: ReaderLink, by: User, version: int | None = None, at: datetime | None = None
) -> ReaderLink:
    """Nobody reads through it any more."""
    row = lock(link, version=version)
    if refusal := link_obstacle(row, by):
        raise RuleError(refusal)
    if row.closed_at is None:
        row.closed_at, row.version = moment(at), row.version + 1
        row.save(update_fields=["closed_at", "version"])
        _record("reader_link.closed", row, {"closed_at": (None, row.closed_at)}, by, at)
    return row


@transaction.atomic
def comment_through(
    *, link: ReaderLink, node_code: str, text: str, at: datetime | None = None
) -> Comment:
    """The reader's word at a heading, under the name that the link was made for."""
    link = lock(link)
    if refusal := reading_obstacle(link, timezone.localdate(moment(at))):
        raise RuleError(refusal)
    return narrative.add_readers_comment(
        period=link.period, node_code=node_code, text=text, by=link, at=at
    )


def _record(
    verb: str,
    link: ReaderLink,
    changes: dict[str, tuple[object, object]],
    by: User | ReaderLink,
    at: datetime | None,
) -> None:
    place = link.period.office.locality.full_name
    record(by=by, verb=verb, target=link, changes=changes, place=place, at=at)
