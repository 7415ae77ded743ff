"""How a figure, a target or a list is put into words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from reports.catalogue.templates import (
    FigureSlot,
    ListSlot,
    Shape,
    Slot,
    TargetSlot,
    Text,
    WordSlot,
)
from reports.rollup.amounts import Amount, Outcome
from reports.rollup.lines import SMALLEST_TOLD, Line, PlaceFigure, is_withheld
from vhtt_portal.numbers import write_figure


@dataclass(frozen=True)
class Facts:
    """Everything a report's sentences may speak of, read from the database beforehand.

    ``places`` holds each line's figures by place, ``lists`` the names behind a register's count,
    ``unit_targets`` what each place was given to reach, by line and the place's key.
    """

    lines: Mapping[str, Line]
    places: Mapping[str, Sequence[PlaceFigure]]
    previous: Mapping[str, Line]
    targets: Mapping[str, Amount]
    next_targets: Mapping[str, Amount]
    lists: Mapping[str, Sequence[str]]
    words: Mapping[str, str]
    unit_targets: Mapping[str, Mapping[int, Amount]] = field(default_factory=dict)

    def line(self, code: str) -> Line | None:
        return self.lines.get(code)


def say(slot: Slot, facts: Facts) -> str | None:
    """The slot's words, or None when what it speaks of is missing."""
    match slot:
        case Text(text):
            return text
        case WordSlot(word):
            return facts.words.get(word)
        case ListSlot(name):
            return listed(facts.lists.get(name, ())) or None
        case TargetSlot(code):
            return _with_its_unit(facts.lines.get(code), facts.next_targets.get(code))
        case FigureSlot(code, shape):
            line = facts.lines.get(code)
            if line is None or line.amount is None:
                return None
            return _SHAPES[shape](line, facts)


def listed(names: Sequence[str]) -> str:
    """ "a", "a và b", "a, b và c"."""
    if len(names) < 2:  # noqa: PLR2004 - one name needs no joining word
        return "".join(names)
    return f"{', '.join(names[:-1])} và {names[-1]}"


def _written_as(line: Line | None, amount: Amount | None) -> str | None:
    if line is None or amount is None:
        return None
    if is_withheld(amount, is_sensitive=line.indicator.sensitive):
        return f"dưới {SMALLEST_TOLD}"
    return amount.written("%" if line.indicator.is_ratio else "")


def _value(line: Line, _facts: Facts) -> str | None:
    return _written_as(line, line.amount)


def _with_unit(line: Line, _facts: Facts) -> str | None:
    return _with_its_unit(line, line.amount)


def _with_its_unit(line: Line | None, amount: Amount | None) -> str | None:
    """ "80 văn bản"; a percent and a count of yes carry their unit in themselves."""
    written = _written_as(line, amount)
    if line is None or written is None or line.indicator.is_ratio or line.indicator.is_yes_no:
        return written
    return f"{written} {line.indicator.unit}"


def _percent(line: Line, _facts: Facts) -> str | None:
    return line.amount.written("%") if line.amount and line.indicator.is_ratio else None


def _of(line: Line, _facts: Facts) -> str | None:
    """ "51/52": the two numbers a ratio or a count of yes is made of."""
    if line.numerator is None or line.denominator is None:
        return None
    return f"{line.numerator.written()}/{line.denominator.written()}"


def _change(line: Line, facts: Facts) -> str | None:
    before = facts.previous.get(line.indicator.code)
    moved = line.moved_since(before)
    if before is None or moved is None or line.is_withheld or before.is_withheld:
        return None
    since = f"so với năm {facts.words['previous_year']}"
    if not moved:
        return f"giữ nguyên {since}"
    direction = "tăng" if moved > 0 else "giảm"
    return f"{direction} {write_figure(abs(moved))} {_difference_unit(line)} {since}"


def _against_target(line: Line, facts: Facts) -> str | None:
    target = facts.targets.get(line.indicator.code)
    if target is None or line.amount is None:
        return None
    outcome = line.amount.against(target)
    return f"{outcome} chỉ tiêu đề ra ({_written_as(line, target)})" if outcome else None


def _result(line: Line, facts: Facts) -> str | None:
    """ "vượt chỉ tiêu", "chưa đạt chỉ tiêu, còn thiếu 2 điểm phần trăm"."""
    target = facts.targets.get(line.indicator.code)
    outcome = line.amount.against(target) if line.amount and target else None
    if outcome is None or line.amount is None or target is None:
        return None
    short = line.amount.short_of(target)
    if short is None or line.is_withheld:
        return f"{outcome} chỉ tiêu"
    return f"{outcome} chỉ tiêu, còn thiếu {write_figure(short)} {_difference_unit(line)}"


def _difference_unit(line: Line) -> str:
    return "điểm phần trăm" if line.indicator.is_ratio else line.indicator.unit


def _reached(line: Line, facts: Facts) -> str | None:
    """ "5/6 phường, xã đạt chỉ tiêu giao": of those that were given one and have told a figure."""
    outcomes = _outcomes(line, facts)
    if not outcomes:
        return None
    count = sum(outcome != Outcome.MISSED for _, outcome in outcomes)
    return f"{count}/{len(outcomes)} {facts.words['units']} đạt chỉ tiêu giao"


def _missed(line: Line, facts: Facts) -> str | None:
    missed = [name for name, outcome in _outcomes(line, facts) if outcome == Outcome.MISSED]
    return listed(missed) or None


def _outcomes(line: Line, facts: Facts) -> list[tuple[str, Outcome]]:
    """How each place stands against what it was given; nothing while one of them is open."""
    given = facts.unit_targets.get(line.indicator.code, {})
    found = []
    for item in _told_by_place(line, facts):
        target = given.get(item.sheet.place_id)
        if target is None or item.amount is None:
            continue
        outcome = item.amount.against(target)
        if outcome is None:
            return []
        found.append((item.place_name, outcome))
    return found


def _where(line: Line, facts: Facts) -> str | None:
    found = _told_by_place(line, facts)
    return listed([item.place_name for item in found if item.value]) or None


def _best(line: Line, facts: Facts) -> str | None:
    return _extreme(line, facts, highest=True)


def _worst(line: Line, facts: Facts) -> str | None:
    return _extreme(line, facts, highest=False)


def _extreme(line: Line, facts: Facts, *, highest: bool) -> str | None:
    """The place or places at one end with their figure; nothing where all are the same."""
    values = {item.value for item in _told_by_place(line, facts) if item.value is not None}
    if len(values) < 2:  # noqa: PLR2004 - without a difference nobody is first
        return None
    end = max(values) if highest else min(values)
    names = [item.place_name for item in _told_by_place(line, facts) if item.value == end]
    return f"{listed(names)} ({_written_as(line, Amount(end))})"


def _ranking(line: Line, facts: Facts) -> str | None:
    """Every place with its figure, the highest first; equal ones in the order of the list."""
    told = [(item.place_name, item.value) for item in _told_by_place(line, facts)]
    known = [(name, value) for name, value in told if value is not None]
    if len(known) < 2:  # noqa: PLR2004 - one place is in no order
        return None
    known.sort(key=lambda row: row[1], reverse=True)
    return listed([f"{name} ({_written_as(line, Amount(value))})" for name, value in known])


def _parts(line: Line, facts: Facts) -> str | None:
    """ "gồm 3 giải nhất và 4 giải nhì": what a sum is made of, as far as it is there."""
    parts = [facts.lines.get(code) for code in line.indicator.parts]
    told = [
        f"{_written_as(part, part.amount)} {part.indicator.name[:1].lower()}{part.indicator.name[1:]}"
        for part in parts
        if part and part.amount and part.amount.value
    ]
    return f"gồm {listed(told)}" if told else None


def _told_by_place(line: Line, facts: Facts) -> Sequence[PlaceFigure]:
    """Sensitive figures are told as totals only."""
    return () if line.indicator.sensitive else facts.places.get(line.indicator.code, ())


_SHAPES: dict[Shape, Callable[[Line, Facts], str | None]] = {
    Shape.VALUE: _value,
    Shape.UNIT: _with_unit,
    Shape.PERCENT: _percent,
    Shape.OF: _of,
    Shape.CHANGE: _change,
    Shape.TARGET: _against_target,
    Shape.WHERE: _where,
    Shape.BEST: _best,
    Shape.WORST: _worst,
    Shape.RANKING: _ranking,
    Shape.PARTS: _parts,
    Shape.RESULT: _result,
    Shape.REACHED: _reached,
    Shape.MISSED: _missed,
}
