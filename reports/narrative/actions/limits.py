"""Naming limits, taking them from a place's words, and telling a year later how they were mended."""

from dataclasses import dataclass, fields
from datetime import datetime

from django.db import transaction

from accounts.models import User
from audit.actions import record
from audit.locking import lock
from localities.models import Locality
from reports.catalogue import queries as catalogue
from reports.entry.models import Period, Remark
from reports.narrative.models import Limit
from reports.narrative.rules import writing_obstacle
from vhtt_portal.rules import RuleError
from vhtt_portal.text import tidy

State = Limit.State
_WORDS = ("text", "cause", "remedy")
_BOUNDS = {
    "text": ("Hạn chế", 500),
    "cause": ("Nguyên nhân", 500),
    "remedy": ("Nhiệm vụ khắc phục", 500),
    "result": ("Kết quả khắc phục", 300),
}


@dataclass(frozen=True, slots=True)
class Wording:
    """What is said of a limit. ``section`` is a code of the form, or nothing for all fields."""

    text: str
    section: str = ""
    cause: str = ""
    remedy: str = ""
    indicator_code: str = ""
    place: Locality | None = None


_SAID = tuple(field.name for field in fields(Wording))


@transaction.atomic
def add_limit(*, period: Period, said: Wording, by: User, at: datetime | None = None) -> Limit:
    return _add(_open(period, by), said, by, at)


@transaction.atomic
def edit_limit(
    *, limit: Limit, said: Wording, by: User, version: int | None = None, at: datetime | None = None
) -> Limit:
    period = _open(limit.period, by)
    row = lock(limit, version=version)
    before = _told(row)
    _say(row, period, said)
    changes = {name: (before[name], new) for name, new in _told(row).items() if before[name] != new}
    if not changes:
        return row
    row.version += 1
    row.save()
    _record("limit.edited", row, changes, by, at)
    return row


@transaction.atomic
def remove_limit(
    *, limit: Limit, by: User, version: int | None = None, at: datetime | None = None
) -> None:
    _open(limit.period, by)
    row = lock(limit, version=version)
    if Limit.objects.filter(carried_from=row).exists():
        raise RuleError("Hạn chế này đã được nêu lại trong báo cáo năm sau nên không xóa được.")
    _record("limit.removed", row, {name: (old, "") for name, old in _told(row).items()}, by, at)
    row.delete()


@transaction.atomic
def take_remark(*, period: Period, remark: Remark, by: User, at: datetime | None = None) -> Limit:
    """Name as a limit what a place has said of itself; the place then answers for it."""
    period = _open(period, by)
    if remark.submission.period_id != period.pk or remark.kind != Remark.Kind.LIMITS:
        raise RuleError("Ý kiến này không phải hạn chế của kỳ đang soạn. Hãy tải lại trang.")
    if Limit.objects.filter(period=period, remark=remark).exists():
        raise RuleError("Ý kiến này đã được đưa vào danh sách hạn chế.")
    points = [
        line for line in remark.text.splitlines() if line.lstrip().startswith(("-", "–", "+"))
    ]
    if len(points) > 1 or len(tidy(remark.text)) > _BOUNDS["text"][1]:
        raise RuleError(
            "Ý kiến này dài hoặc gồm nhiều ý. Hãy bấm “Thêm hạn chế” và ghi từng hạn chế bằng một câu."
        )
    said = Wording(remark.text, section=remark.section, place=remark.submission.locality)
    return _add(period, said, by, at, remark=remark)


@transaction.atomic
def carry_over(*, period: Period, limit: Limit, by: User, at: datetime | None = None) -> Limit:
    """Name again in this year's report what last year's named and nobody has mended."""
    period = _following(period, limit, by)
    row = lock(limit)
    if row.state == State.MENDED:
        raise RuleError("Hạn chế này đã khắc phục nên không cần nêu lại.")
    if Limit.objects.filter(carried_from=row).exists():
        raise RuleError("Hạn chế này đã được nêu lại trong báo cáo năm nay.")
    form = catalogue.form(period.form_version)
    sections = {section.code for section in form.sections}
    said = Wording(
        row.text,
        row.section if row.section in sections else "",
        row.cause,
        row.remedy,
        row.indicator_code if row.indicator_code in form.by_code else "",
        row.place,
    )
    return _add(period, said, by, at, carried_from=row)


@transaction.atomic
def follow_up(
    *,
    period: Period,
    limit: Limit,
    state: str,
    result: str,
    by: User,
    version: int | None = None,
    at: datetime | None = None,
) -> Limit:
    """Tell in the following period how far a limit was mended."""
    _following(period, limit, by)
    row = lock(limit, version=version)
    before = (row.state, row.result)
    row.state, row.result = State(state), _line(result, "result")
    if row.state == State.MENDED and not row.result:
        raise RuleError("Hãy ghi một dòng kết quả cho hạn chế đã khắc phục.")
    if row.state == State.MENDED and Limit.objects.filter(carried_from=row).exists():
        raise RuleError(
            "Hạn chế này đã được nêu lại trong báo cáo năm nay."
            " Hãy xóa hạn chế nêu lại rồi mới ghi là đã khắc phục."
        )
    if before == (row.state, row.result):
        return row
    row.version += 1
    row.save(update_fields=["state", "result", "version"])
    changes = {"state": (before[0], row.state), "result": (before[1], row.result)}
    _record("limit.followed_up", row, changes, by, at)
    return row


def _add(period: Period, said: Wording, by: User, at: datetime | None, **origin: object) -> Limit:
    row = Limit(period=period, **origin)
    _say(row, period, said)
    row.save(force_insert=True)
    told = {name: ("", new) for name, new in _told(row).items() if new}
    _record("limit.added", row, told, by, at)
    return row


def _say(row: Limit, period: Period, said: Wording) -> None:
    form = catalogue.form(period.form_version)
    if said.section and said.section not in {section.code for section in form.sections}:
        raise RuleError("Biểu mẫu của kỳ này không có lĩnh vực ấy. Hãy chọn lại lĩnh vực.")
    if said.indicator_code and said.indicator_code not in form.by_code:
        raise RuleError("Biểu mẫu của kỳ này không có chỉ tiêu ấy. Hãy chọn lại chỉ tiêu.")
    places = Locality.objects.below(frozenset([period.office.locality_id]))
    if said.place and not places.filter(pk=said.place.pk).exists():
        raise RuleError("Nơi chịu trách nhiệm phải thuộc địa bàn của cơ quan.")
    for name in _SAID:
        value = getattr(said, name)
        setattr(row, name, _line(value, name) if name in _WORDS else value)
    if not row.text:
        raise RuleError("Hãy viết hạn chế trước khi lưu.")


def _line(text: str, name: str) -> str:
    """One line of plain words; a brace would be read as a figure's."""
    words = tidy(text)
    label, longest = _BOUNDS[name]
    if len(words) > longest:
        raise RuleError(
            f"{label} dài quá {longest} ký tự. Hãy viết gọn lại hoặc tách thành hai hạn chế."
        )
    if any(mark in words for mark in ("{", "}", "[[", "]]")):
        raise RuleError("Hạn chế viết bằng lời, không dùng dấu { } và [[ ]]. Hãy bỏ các dấu ấy.")
    return words


def _open(period: Period, by: User) -> Period:
    """The period under its lock, so that nobody signs between the question and the change."""
    current = lock(period)
    if refusal := writing_obstacle(current, by):
        raise RuleError(refusal)
    return current


def _following(period: Period, limit: Limit, by: User) -> Period:
    """The open period after the one that named the limit."""
    current = _open(period, by)
    if current.previous_id != limit.period_id:
        raise RuleError("Hạn chế này không phải của kỳ trước. Hãy tải lại trang.")
    return current


def _told(row: Limit) -> dict[str, str]:
    return {
        **{name: getattr(row, name) for name in _SAID if name != "place"},
        "place": row.place.full_name if row.place else "",
    }


def _record(
    verb: str, row: Limit, changes: dict[str, tuple[str, str]], by: User, at: datetime | None
) -> None:
    place = row.period.office.locality.full_name
    record(by=by, verb=verb, target=row, changes=changes, place=place, at=at)
