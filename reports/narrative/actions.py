"""Writing, changing and removing the office's own words."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from audit.actions import record
from audit.locking import lock
from reports.catalogue.queries import form
from reports.entry.models import Period
from reports.narrative import chips
from reports.narrative.models import Passage
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


def _open(period: Period, by: User) -> Period:
    """The period under its lock, so that nobody signs between the question and the change."""
    current = lock(period)
    if refusal := writing_obstacle(current, by):
        raise RuleError(refusal)
    return current


def _words(text: str, period: Period) -> str:
    words = chips.kept(tidy_lines(text), form(period.form_version))
    if not words:
        raise RuleError("Hãy viết nội dung trước khi lưu.")
    if len(words) > MAX_LENGTH:
        raise RuleError("Đoạn này dài quá 10.000 ký tự. Hãy tách thành nhiều đoạn.")
    return words


def _record(
    verb: str,
    passage: Passage,
    changes: dict[str, tuple[str | None, str | None]],
    by: User,
    at: datetime | None,
) -> None:
    place = passage.period.office.locality.full_name
    record(by=by, verb=verb, target=passage, changes=changes, place=place, at=at)
