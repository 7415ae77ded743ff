"""A field of work in a few sentences: its main figures against last year's, the others in a row."""

from collections.abc import Iterator

from reports.entry.answers import State
from reports.entry.lines import Line, Sheet, SheetSection
from reports.entry.papers import words
from vhtt_portal.numbers import write_figure

# Fields that the form gives no main lines lead with this many of their lines.
_LEADING = 3


def section_sentences(section: SheetSection, sheet: Sheet) -> Iterator[str]:
    """Sensitive lines stand in the form alone: the report goes to more hands."""
    told = [line for line in section.lines if _is_told(line)]
    main = _main(told)
    for line in main:
        name = line.indicator.name.replace(":", "")  # one colon a sentence
        yield f"{name}: {_statement(line, sheet)}."
    others = [line for line in told if line not in main and line.value]
    if others:
        lead = "Các kết quả khác: " if main else ""
        told_short = "; ".join(_short(line) for line in others)
        yield f"{lead}{told_short}." if lead else f"{told_short[:1].upper()}{told_short[1:]}."
    elif not main:
        yield _silence(section)


def _is_told(line: Line) -> bool:
    return line.value is not None and not line.indicator.sensitive


def _main(told: list[Line]) -> list[Line]:
    """What the form requires and what it sets in proportion; where that is little, its first lines."""
    first = [line for line in told if line.indicator.required or line.indicator.is_ratio]
    filling = [line for line in told if line.value and line not in first]
    chosen = first + filling[: max(0, _LEADING - len(first))]
    return [line for line in told if line in chosen]


def _statement(line: Line, sheet: Sheet) -> str:
    return ", ".join(filter(None, (_with_parts(line, sheet), _compared(line, sheet))))


def _with_parts(line: Line, sheet: Sheet) -> str:
    """ "94% (940/1.000)": a ratio shows what it is made of."""
    indicator, values = line.indicator, sheet.facts.values
    if not (indicator.numerator and indicator.denominator):
        return _amount(line)
    parts = [values.get(code) for code in (indicator.numerator, indicator.denominator)]
    return f"{_amount(line)} ({'/'.join(write_figure(part) for part in parts)})"


def _amount(line: Line) -> str:
    """The figure with its unit; a percent and a yes carry theirs in themselves."""
    written, indicator = words.figure(line), line.indicator
    if indicator.is_ratio or indicator.is_yes_no:
        return written
    return f"{written} {indicator.unit}"


def _compared(line: Line, sheet: Sheet) -> str:
    """ "tăng 12 hộ so với năm 2019 (928 hộ)"."""
    previous, moved = sheet.submission.period.previous, words.moved(line)
    if previous is None or moved is None:
        return ""
    since = f"so với {previous.inside}"
    if not moved:
        return f"bằng {previous.inside}"
    direction = "tăng" if moved > 0 else "giảm"
    unit = "điểm phần trăm" if line.indicator.is_ratio else line.indicator.unit
    return f"{direction} {write_figure(abs(moved))} {unit} {since} ({words.last_figure(line)})"


def _short(line: Line) -> str:
    """ "8 đợt tuyên truyền" where the name begins with its unit, otherwise "pa nô 14 cái"."""
    indicator, name = line.indicator, words.lowered(line.indicator.name.replace(":", ""))
    if indicator.is_yes_no:
        return f"{name}: có"
    if f"{name} ".startswith(f"{indicator.unit} "):
        return f"{words.figure(line)} {name}"
    return f"{name} {_amount(line)}"


def _silence(section: SheetSection) -> str:
    """Why nothing is told of a field: all zero, no answer yet, or only what the form alone tells."""
    states = {line.cell.answer.state for line in section.lines if line.cell}
    if any(line.indicator.sensitive and line.is_answered for line in section.lines):
        return "Số liệu được ghi tại Phụ lục."
    if any(line.is_answered and line.value == 0 for line in section.lines):
        return "Trong kỳ không phát sinh."
    if State.NO_DATA in states:
        return "Không có số liệu; lý do được ghi tại Phụ lục."
    if State.NOT_APPLICABLE in states:
        return "Không áp dụng đối với đơn vị."
    return "Chưa nhập số liệu."
