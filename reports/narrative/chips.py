"""Figures in the office's own words.

A passage keeps ``{VH.DITICH_TONG:change}``, as the catalogue's sentences do; people type and read
``{Di tích đã xếp hạng: so với năm trước}``, with or without marks. Each way of writing a figure has
a name of a few words; the usual one goes without.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from reports.catalogue.form import Form, FormIndicator
from reports.catalogue.templates import (
    FigureSlot,
    ListSlot,
    Shape,
    Slot,
    TargetSlot,
    TemplateError,
    Text,
    WordSlot,
    parse_words,
)
from reports.catalogue.validation import fits
from reports.narrative.wording import Facts, say
from vhtt_portal.rules import RuleError
from vhtt_portal.text import fold, tidy

_CHIP = re.compile(r"\{([^{}]*)\}")
_BRACES = re.compile(r"[{}]")
_LOOK_HERE = "Hãy chọn lại trong danh sách số liệu."
_WAYS: dict[str, Shape] = {
    "chỉ số": Shape.VALUE,
    "kèm đơn vị tính": Shape.UNIT,
    "tỷ lệ": Shape.PERCENT,
    "trên tổng số": Shape.OF,
    "so với năm trước": Shape.CHANGE,
    "so với chỉ tiêu": Shape.TARGET,
    "các nơi có": Shape.WHERE,
    "nơi cao nhất": Shape.BEST,
    "nơi thấp nhất": Shape.WORST,
    "xếp theo thứ tự": Shape.RANKING,
    "gồm những gì": Shape.PARTS,
    "kết quả thực hiện chỉ tiêu": Shape.RESULT,
    "số nơi đạt chỉ tiêu giao": Shape.REACHED,
    "các nơi chưa đạt chỉ tiêu giao": Shape.MISSED,
}
_NEXT_TARGET = "chỉ tiêu năm sau"
_NAMES = "tên từng mục"
_USUAL = (Shape.VALUE, Shape.PERCENT)


@dataclass(frozen=True, slots=True)
class Chip:
    """A figure that can be put into the text: how it is typed, and how it reads now."""

    name: str
    way: str
    typed: str
    text: str


def kept(text: str, form: Form) -> str:
    """What is typed, as it is kept. Refuses a brace that names no figure of the form."""
    found = _CHIP.sub(lambda chip: f"{{{_kept(chip[1], form)}}}", text)
    if _BRACES.search(_CHIP.sub("", text)):
        raise RuleError(
            "Dấu ngoặc nhọn chưa đủ cặp. Mỗi số liệu viết trong một cặp { }, không lồng nhau."
        )
    try:
        parse_words(found)
    except TemplateError:
        raise RuleError("Dấu [[ ]] không dùng được trong lời văn. Hãy viết bằng dấu ( ).") from None
    return found


def typed(text: str, form: Form) -> str:
    """What is kept, as people read it; a figure that the form no longer has stays its code."""
    return "".join(
        part.text if isinstance(part, Text) else _typed(part, form) for part in words(text)
    )


def words(text: str) -> tuple[Slot, ...]:
    """The parts of a passage; what was written before figures could stand in it is plain words."""
    try:
        return parse_words(text)
    except TemplateError:
        return (Text(text),)


def is_figure(slot: Slot) -> bool:
    """Whether it stands for something that the figures tell, and not for plain words."""
    return not isinstance(slot, Text | WordSlot)


def kept_slot(slot: Slot) -> str:
    return f"{{{_code(slot)}}}" if is_figure(slot) else _code(slot)


def chips(form: Form, facts: Facts) -> Iterator[Chip]:
    """Every figure that has something to say now, the usual way of each line first."""
    for line in form.indicators:
        for way, slot in _ways(line):
            said = say(slot, facts)
            if said is not None:
                yield Chip(line.name, way, _named(line, way), said)


def matching(found: Sequence[Chip], asked: str) -> list[Chip]:
    """Those whose name and way have all the words, marks or no marks.

    First the names in which the words stand together as they were asked, and the usual ways.
    """
    together = fold(asked)
    fitting = [
        chip
        for chip in found
        if all(word in fold(f"{chip.name} {chip.way}") for word in together.split())
    ]
    return sorted(fitting, key=lambda chip: (together not in fold(chip.name), chip.way != ""))


# --- One chip -----------------------------------------------------------------------------------


def _kept(inside: str, form: Form) -> str:
    if _is_known_code(inside, form):
        return inside
    name, way = _split(inside, form)
    line = next((line for line in form.indicators if fold(line.name) == fold(name)), None)
    if line is None:
        raise RuleError(f"Không có số liệu “{tidy(name)}”.{_perhaps(name, form)}")
    slot = next((slot for known, slot in _ways(line) if fold(known) == fold(way)), None)
    if slot is None:
        fitting = ", ".join(f"“{known}”" for known, _ in _ways(line) if known)
        raise RuleError(
            f"“{line.name}” không viết theo cách “{tidy(way)}” được; có thể: {fitting}."
        )
    return _code(slot)


def _is_known_code(inside: str, form: Form) -> bool:
    try:
        slot, *more = parse_words(f"{{{inside}}}")
    except TemplateError:
        return False
    return not more and any(slot == known for line in form.indicators for _, known in _ways(line))


def _split(inside: str, form: Form) -> tuple[str, str]:
    """The name and the way behind the last colon; names may have colons of their own."""
    names = {fold(line.name) for line in form.indicators}
    head, colon, tail = inside.rpartition(":")
    return (inside, "") if not colon or fold(inside) in names else (head, tail)


def _perhaps(name: str, form: Form) -> str:
    names = {fold(line.name): line.name for line in form.indicators}
    close = get_close_matches(fold(name), names, n=1)
    return f" Có phải “{names[close[0]]}” không?" if close else f" {_LOOK_HERE}"


def _typed(slot: Slot, form: Form) -> str:
    for line in form.indicators:
        for way, known in _ways(line):
            if known == slot:
                return _named(line, way)
    return kept_slot(slot)


def _named(line: FormIndicator, way: str) -> str:
    return f"{{{line.name}: {way}}}" if way else f"{{{line.name}}}"


def _code(slot: Slot) -> str:
    match slot:
        case FigureSlot(code, shape):
            return f"{code}:{shape}" if shape else code
        case TargetSlot(code):
            return f"target:{code}"
        case ListSlot(name):
            return f"list:{name}"
        case WordSlot(text) | Text(text):
            return text


def _ways(line: FormIndicator) -> Iterator[tuple[str, Slot]]:
    """How a line can be written, by the name of each way; the usual one is named nothing."""
    usual = next(shape for shape in _USUAL if fits(shape, line))
    yield "", FigureSlot(line.code, usual)
    for way, shape in _WAYS.items():
        if shape is not usual and fits(shape, line):
            yield way, FigureSlot(line.code, shape)
    yield _NEXT_TARGET, TargetSlot(line.code)
    if line.register:
        yield _NAMES, ListSlot(line.register)
