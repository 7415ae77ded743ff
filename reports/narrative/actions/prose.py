"""Writing, changing and removing the office's own words."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from audit.actions import record
from audit.locking import StaleError, lock
from reports.catalogue.queries import form
from reports.entry.models import Period
from reports.narrative import chips
from reports.narrative.models import Passage, Rewording
from reports.narrative.queries import draft
from reports.narrative.rules import writing_obstacle
from vhtt_portal.rules import RuleError
from vhtt_portal.text import DASH, paragraphs, tidy, tidy_lines

MAX_LENGTH = 10_000


@transaction.atomic
def add_passage(
    *, period: Period, node_code: str, text: str, by: User, at: datetime | None = None
) -> Passage:
    """Add words at the end of a heading."""
    period = _open(period, by)
    last = Passage.objects.filter(period=period, node_code=node_code).aggregate(last=Max("order"))
    passage = Passage(
        period=period, node_code=node_code, order=(last["last"] or 0) + 1,
        text=_words(text, period),
    )  # fmt: skip
    passage.save(force_insert=True)
    _record("passage.added", passage, {"text": (None, passage.text)}, by, at)
    return passage


@transaction.atomic
def add_lines(
    *, period: Period, node_code: str, lines: Sequence[str], by: User, at: datetime | None = None
) -> list[str]:
    """Put dash paragraphs at the end of a heading's words; the lines that were not there before.

    They go into its last passage as long as that holds them, so that a heading stays one text.
    """
    period = _open(period, by)
    passages = list(Passage.objects.filter(period=period, node_code=node_code).order_by("order"))
    there = {words for passage in passages for _, words in paragraphs(passage.text)}
    fresh = [words for words in dict.fromkeys(map(tidy, lines)) if words not in there]
    if not fresh:
        return []
    text = "\n".join(f"{DASH}{words}" for words in fresh)
    last = passages[-1] if passages else None
    if last and len(last.text) + len(text) < MAX_LENGTH:
        edit_passage(passage=last, text=f"{last.text}\n{text}", by=by, at=at)
    else:
        add_passage(period=period, node_code=node_code, text=text, by=by, at=at)
    return fresh


@transaction.atomic
def edit_passage(
    *,
    passage: Passage,
    text: str,
    by: User,
    version: int | None = None,
    at: datetime | None = None,
) -> Passage:
    _open(passage.period, by)
    passage = lock(passage, version=version)
    before, passage.text = passage.text, _words(text, passage.period)
    if before == passage.text:
        return passage
    passage.version += 1
    passage.save(update_fields=["text", "version"])
    _record("passage.edited", passage, {"text": (before, passage.text)}, by, at)
    return passage


@transaction.atomic
def remove_passage(
    *, passage: Passage, by: User, version: int | None = None, at: datetime | None = None
) -> None:
    _open(passage.period, by)
    passage = lock(passage, version=version)
    _record("passage.removed", passage, {"text": (passage.text, None)}, by, at)
    passage.delete()


@transaction.atomic
def reword(
    *,
    period: Period,
    sentence_code: str,
    text: str,
    reason: str,
    by: User,
    version: int | None = None,
    at: datetime | None = None,
) -> Rewording:
    """Say a drafted sentence in the office's own words, or, without words, leave it out.

    ``version`` is that of the wording the page showed, 0 where it showed none.
    """
    period = _open(period, by)
    row = _rewording(period, sentence_code, version)
    before = row.text if row.version else None
    row.text, row.reason = _within_bounds(text, period), _required(reason)
    row.drafted, row.version = _drafted(period, sentence_code), row.version + 1
    row.save()
    _record("sentence.reworded", row, {"text": (before, row.text)}, by, at, reason=row.reason)
    return row


@transaction.atomic
def restore_sentence(
    *,
    period: Period,
    sentence_code: str,
    by: User,
    version: int | None = None,
    at: datetime | None = None,
) -> None:
    """Take the sentence again as the figures write it."""
    period = _open(period, by)
    row = _rewording(period, sentence_code, version)
    if not row.version:
        return
    _record("sentence.restored", row, {"text": (row.text, None)}, by, at)
    row.delete()


def _rewording(period: Period, sentence_code: str, version: int | None) -> Rewording:
    """The sentence's own wording, or a new one; the period's lock keeps others away."""
    row = Rewording.objects.filter(period=period, sentence_code=sentence_code).first()
    row = row or Rewording(period=period, sentence_code=sentence_code, version=0)
    if version is not None and version != row.version:
        raise StaleError("Câu này vừa được người khác sửa. Hãy tải lại trang để xem câu mới nhất.")
    return row


def _drafted(period: Period, sentence_code: str) -> str:
    for node in draft(period).nodes:
        for sentence in node.sentences:
            if sentence.code == sentence_code:
                return sentence.drafted
    raise RuleError("Báo cáo hiện không có câu này. Hãy tải lại trang soạn báo cáo.")


def _required(reason: str) -> str:
    if not (tidied := tidy(reason)):
        raise RuleError("Hãy ghi lý do sửa câu, để người ký và người làm năm sau hiểu.")
    return tidied


def _open(period: Period, by: User) -> Period:
    """The period under its lock, so that nobody signs between the question and the change."""
    current = lock(period)
    if refusal := writing_obstacle(current, by):
        raise RuleError(refusal)
    return current


def _words(text: str, period: Period) -> str:
    if not (words := _within_bounds(text, period)):
        raise RuleError("Hãy viết nội dung trước khi lưu.")
    return words


def _within_bounds(text: str, period: Period) -> str:
    words = chips.kept(tidy_lines(text), form(period.form_version))
    if len(words) > MAX_LENGTH:
        raise RuleError("Đoạn này dài quá 10.000 ký tự. Hãy tách thành nhiều đoạn.")
    return words


def _record(
    verb: str,
    target: Passage | Rewording,
    changes: dict[str, tuple[str | None, str | None]],
    by: User,
    at: datetime | None,
    *,
    reason: str = "",
) -> None:
    place = target.period.office.locality.full_name
    record(by=by, verb=verb, target=target, changes=changes, place=place, reason=reason, at=at)
