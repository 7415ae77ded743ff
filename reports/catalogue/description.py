"""How a line, a check and a sentence of the form read to a person, without a code in front."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from localities import counting
from reports.catalogue.form import Form, FormIndicator, FormRule, RuleTerm
from reports.catalogue.models import Indicator, Rule
from reports.catalogue.rules import fill
from reports.catalogue.templates import (
    FigureSlot,
    ListSlot,
    Slot,
    TargetSlot,
    Text,
    WordSlot,
    parse,
    slots,
)

# What stands where a sheet's own figure will stand.
_GAP = "…"
_WORDS: Mapping[str, str] = {
    "year": "[năm báo cáo]",
    "previous_year": "[năm trước]",
    "next_year": "[năm sau]",
    "place": "[địa bàn]",
    "units": "[đơn vị trực thuộc]",
    "villages": "[khu dân cư]",
}


@dataclass(frozen=True, slots=True)
class Trait:
    """One thing that the form says about a line; ``code`` names another line to look at."""

    label: str
    value: str
    code: str = ""


def traits(line: FormIndicator, form: Form) -> tuple[Trait, ...]:
    """Everything that the form says about a line, in the order in which one asks."""
    return (
        Trait("Giải thích", line.explanation),
        Trait("Căn cứ", line.basis),
        Trait("Ví dụ", line.example),
        Trait("Đơn vị tính", line.unit),
        Trait("Tổng hợp theo đơn vị", _sentence(line.places.label)),
        Trait("Tổng hợp theo thời gian", _sentence(line.time.label)),
        Trait("Nguồn số liệu", source(line)),
        *_made_of(line, form),
        Trait("Thời điểm của số liệu", as_of(line)),
        Trait("Cách ghi", _way_of_writing(line)),
        Trait("Ai phải trả lời", _who_answers(line)),
        *([Trait("Công bố", _SENSITIVE)] if line.sensitive else []),
    )


_SENSITIVE = "Số liệu nhạy cảm: chỉ nêu tổng số, không nêu theo từng đơn vị."


def source(line: FormIndicator) -> str:
    if line.source == Indicator.Source.REGISTER:
        counter = counting.counter(line.register)
        return f"Đếm từ sổ theo dõi: {counter.label}" if counter else "Đếm từ sổ theo dõi"
    return _sentence(line.source.label)


def as_of(line: FormIndicator) -> str:
    if line.as_of_day and line.as_of_month:
        return f"Ngày {line.as_of_day:02d}/{line.as_of_month:02d} hằng năm"
    return _sentence(line.as_of.label)


def _made_of(line: FormIndicator, form: Form) -> Iterator[Trait]:
    """A ratio's two parts, a sum's parts."""
    if line.numerator and line.denominator:
        yield Trait("Tử số", form.by_code[line.numerator].name, line.numerator)
        yield Trait("Mẫu số", form.by_code[line.denominator].name, line.denominator)
    for code in line.parts:
        yield Trait("Cộng từ", form.by_code[code].name, code)


def _way_of_writing(line: FormIndicator) -> str:
    if line.is_yes_no:
        return "Chọn có hoặc không"
    if line.is_computed:
        return "Không nhập"
    places = f"tối đa {line.decimals} chữ số thập phân" if line.decimals else ""
    written = f"Một số, {places}" if places else "Số nguyên"
    return f"{written}; được ghi “trên …” hoặc một khoảng" if line.allows_relation else written


def _who_answers(line: FormIndicator) -> str:
    if line.is_office:
        who = "Cơ quan tổng hợp"
    elif line.rural_only:
        who = "Các đơn vị nông thôn"
    else:
        who = "Mọi đơn vị"
    return f"{who}, bắt buộc" if line.required else f"{who}, không bắt buộc"


# --- Checks -----------------------------------------------------------------------------------


def level(rule: FormRule) -> str:
    return _sentence(Rule.Kind(rule.kind).label)


def spoken(rule: FormRule) -> str:
    """The check's sentence, a gap where a sheet's figure will stand."""
    gaps = dict.fromkeys(
        (*rule.codes, "left", "right", "unit", "value", "previous", "change"), _GAP
    )
    return fill(
        rule.sentence, {**gaps, "name": rule.left[0].name, "percent": str(rule.percent or "")}
    )


def general_sentence(rule: FormRule) -> str:
    """What the check asks of any sheet, by the names of its lines: help, Excel, definitions."""
    left, broken = _together(rule.left), _broken(rule)
    if rule.kind == Rule.Kind.HARD:
        return _sentence(f"{left} không được {broken}.")
    return f"Nếu {left} {broken} thì cần ghi rõ lý do."


def _broken(rule: FormRule) -> str:
    match rule.check:
        case Rule.Check.AT_MOST:
            return f"lớn hơn {_together(rule.right)}"
        case Rule.Check.FALLS:
            return "giảm so với năm trước"
        case Rule.Check.MOVES:
            limits = f"hơn {rule.percent}% và hơn {rule.units} {rule.left[0].unit}"
            return f"tăng hoặc giảm {limits} so với năm trước"


def _together(terms: tuple[RuleTerm, ...]) -> str:
    names = [f"“{term.name}”" for term in terms]
    return names[0] if len(names) == 1 else f"tổng của {', '.join(names[:-1])} và {names[-1]}"


# --- Sentences --------------------------------------------------------------------------------


def readable(template: str, form: Form) -> str:
    """The sentence with the names of what will be filled in."""
    return "".join(_said(slot, form) for slot in slots(parse(template)))


def speaks_of(template: str) -> frozenset[str]:
    """The codes of the lines whose figures or targets a sentence states."""
    return frozenset(
        slot.code for slot in slots(parse(template)) if isinstance(slot, FigureSlot | TargetSlot)
    )


def _said(slot: Slot, form: Form) -> str:
    match slot:
        case Text(text):
            return text
        case WordSlot(word):
            return _WORDS[word]
        case ListSlot():
            return "[danh sách]"
        case TargetSlot(code):
            return f"[chỉ tiêu năm sau: {form.by_code[code].name}]"
        case FigureSlot(code):
            return f"[{form.by_code[code].name}]"


def _sentence(label: object) -> str:
    text = str(label)
    return text[:1].upper() + text[1:]
