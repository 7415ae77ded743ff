"""Why a round may not go on, in whole sentences; and what its decision should have kept to.

Everything is asked of the rule: Nghị định 122/2018/NĐ-CP asks for shares of a meeting, Nghị định
86/2023/NĐ-CP for days of public notice, and neither for what the other asks.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from campaigns.models import Candidate, Round
from campaigns.titles import Rule, Step, TitleKind
from vhtt_portal.dates import short_date

# How many names a sentence gives before it counts the rest.
_NAMED = 3
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Stand:
    """A round as it stands: who is in it, and which villages lack their households."""

    round: Round
    rule: Rule
    candidates: Sequence[Candidate]
    without_households: Collection[int] = frozenset()

    @property
    def live(self) -> list[Candidate]:
        return [row for row in self.candidates if row.is_live]


def obstacles(stand: Stand, today: date) -> list[str]:
    """What keeps the round at its step: everything that this one and those before it ask for."""
    step = Step(stand.round.step)
    if step == Step.DECIDED:
        return ["Đợt xét đã có quyết định."]
    way = stand.rule.steps[: stand.rule.steps.index(step) + 1]
    return [sentence for passed in way for sentence in _CHECKS[passed](stand, today)]


def enough(part: int, whole: int, percent: int | None) -> bool:
    """Whether part of whole is at least so many percent, exactly."""
    return percent is None or part * 100 >= whole * percent


def decision_warnings(rule: Rule, dossier_on: date | None, decided_on: date) -> list[str]:
    """Where a decision comes later than the rule wants. It stands all the same."""
    said = []
    if rule.deadline and decided_on >= date(decided_on.year, rule.deadline[1], rule.deadline[0]):
        last = date(decided_on.year, rule.deadline[1], rule.deadline[0])
        said.append(
            f"Quyết định ngày {short_date(decided_on)}; đợt xét phải xong trước ngày"
            f" {short_date(last)}."
        )
    if rule.decision_days and dossier_on:
        count = _working_days if rule.working_days else _days
        taken, word = (
            count(dossier_on, decided_on),
            "ngày làm việc" if rule.working_days else "ngày",
        )
        if taken > rule.decision_days:
            said.append(
                f"Quyết định {taken} {word} sau ngày trình hồ sơ; quy định là"
                f" {rule.decision_days} {word}."
            )
    return said


def _registered(stand: Stand, today: date) -> Iterator[str]:
    if not stand.live:
        yield "Chưa có nơi nào trong đợt xét. Hãy ghi nơi đăng ký trước."
    missing = [row for row in stand.live if row.locality_id in stand.without_households]
    if missing:
        yield f"Chưa ghi số hộ năm {stand.round.year} của {_names(missing)}."


def _met(stand: Stand, today: date) -> Iterator[str]:
    rule, is_family = stand.rule, stand.round.kind == TitleKind.FAMILY
    yield from _missing(
        stand,
        "Chưa ghi đủ kết quả họp của",
        lambda row: not _meeting_told(row, is_family=is_family),
    )
    told = [row for row in stand.live if _meeting_told(row, is_family=is_family)]
    few = [
        row for row in told if not enough(row.present or 0, row.invited or 0, rule.present_percent)
    ]  # fmt: skip
    if few:
        said = _names(few, lambda row: f"{row.present}/{row.invited} người")
        yield (
            f"Cuộc họp phải có từ {rule.present_percent}% số người được mời trở lên dự: {said}."
            " Hãy họp lại rồi ghi cuộc họp mới."
        )
    against = [
        row for row in told
        if not is_family and not enough(row.in_favour or 0, row.present or 0, rule.vote_percent)
    ]  # fmt: skip
    if against:
        said = _names(against, lambda row: f"{row.in_favour}/{row.present} phiếu")
        yield (
            f"Chưa đủ {rule.vote_percent}% số người dự đồng ý: {said}."
            " Hãy ghi không công nhận và lý do."
        )


def _meeting_told(row: Candidate, *, is_family: bool) -> bool:
    result = row.proposed_count if is_family else row.in_favour
    return None not in {row.met_on, row.invited, row.present, result} and bool(row.invited)


def _noticed(stand: Stand, today: date) -> Iterator[str]:
    yield from _missing(stand, "Chưa ghi niêm yết của", lambda row: row.notice_to is None)
    days = stand.rule.notice_days or 0
    told = [row for row in stand.live if row.notice_to]
    short = [row for row in told if _notice_days(row) < days]
    if short:
        said = _names(short, lambda row: f"{_notice_days(row)} ngày")
        yield f"Phải niêm yết đủ {days} ngày: {said}."
    running = [row for row in told if row.notice_to and row.notice_to > today]
    if running:
        said = _names(running, lambda row: f"đến {short_date(row.notice_to or today)}")
        yield f"Chưa hết thời gian niêm yết: {said}."


def _in_dossier(stand: Stand, today: date) -> Iterator[str]:
    day = stand.round.dossier_on
    if day is None:
        yield "Chưa ghi ngày trình hồ sơ."
        return
    late = [row for row in stand.live if row.notice_to and row.notice_to > day]
    if late:
        yield f"Hồ sơ trình ngày {short_date(day)} khi chưa hết niêm yết: {_names(late)}."


_CHECKS: dict[Step, Callable[[Stand, date], Iterator[str]]] = {
    Step.REGISTER: _registered,
    Step.MEETING: _met,
    Step.NOTICE: _noticed,
    Step.DOSSIER: _in_dossier,
}


def _missing(stand: Stand, opening: str, lacks: Callable[[Candidate], bool]) -> Iterator[str]:
    rows = [row for row in stand.live if lacks(row)]
    if rows:
        yield f"{opening} {_names(rows)}."


def _names(rows: Iterable[Candidate], more: Callable[[Candidate], str] = lambda row: "") -> str:
    """ "tổ dân phố 2 (5/10 phiếu), thôn 3 và 4 nơi khác"."""
    said = [f"{row} ({more(row)})" if more(row) else str(row) for row in rows]
    shown = ", ".join(said[:_NAMED])
    return f"{shown} và {len(said) - _NAMED} nơi khác" if len(said) > _NAMED else shown


def _notice_days(row: Candidate) -> int:
    """The day on which a notice goes up is not counted (Bộ luật dân sự, Điều 147)."""
    return _days(row.notice_from or date.max, row.notice_to or date.max)


def _days(start: date, end: date) -> int:
    return (end - start).days


def _working_days(start: date, end: date) -> int:
    """Without Saturdays and Sundays; public holidays are not known here."""
    days = (start + timedelta(days=number + 1) for number in range(_days(start, end)))
    return sum(day.weekday() < _SATURDAY for day in days)
