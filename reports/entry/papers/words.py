"""A sheet's figures as the report and the form write them."""

from decimal import Decimal

from reports.entry.answers import Answer, Relation, State
from reports.entry.lines import Line
from vhtt_portal.numbers import write_figure

NOT_ENTERED = "–"
_GROUP = 4
_STATES = {State.NOT_APPLICABLE: "không áp dụng", State.NO_DATA: "không có số liệu"}


def figure(line: Line) -> str:
    """This year's answer as a cell: the four states apart."""
    if line.is_answered and not line.is_counted and not line.indicator.is_computed and line.cell:
        return answer_text(line, line.cell.answer)
    return _value(line, line.value)


def last_figure(line: Line) -> str:
    """The same of the period before."""
    if line.previous is not None and not line.indicator.is_computed:
        return answer_text(line, line.previous)
    return _value(line, line.previous_value)


def moved(line: Line) -> Decimal | None:
    """How much a figure changed since last year, where both are exact numbers."""
    bounds = (line.cell.answer if line.cell else None, line.previous)
    if line.indicator.is_yes_no or any(
        answer is not None and answer.relation != Relation.EXACT for answer in bounds
    ):
        return None
    return line.change


def change(line: Line) -> str:
    """ "+12", "−3", "0"; a ratio moves by points; nothing where there is nothing to compare."""
    difference = moved(line)
    if difference is None:
        return ""
    if not difference:
        return "0"
    sign = "+" if difference > 0 else "−"
    points = " điểm" if line.indicator.is_ratio else ""
    return f"{sign}{write_figure(abs(difference))}{points}"


def source(line: Line) -> str:
    """Who gives the figure where no hand does."""
    if line.indicator.is_computed:
        return "tự tính"
    return "theo sổ" if line.is_counted else ""


def remark(line: Line) -> str:
    """The place's word about a figure, and why there is none."""
    answer = line.cell.answer if line.cell and not line.is_counted else None
    reason = f"Lý do: {answer.reason}" if answer and answer.reason else ""
    return ". ".join(filter(None, (reason.rstrip("."), line.note)))


def answer_text(line: Line, answer: Answer) -> str:
    return _STATES.get(answer.state) or answer.typed(yes_no=line.indicator.is_yes_no)


def _value(line: Line, value: Decimal | None) -> str:
    if value is None:
        return NOT_ENTERED
    if line.indicator.is_yes_no:
        return "có" if value else "không"
    return write_figure(value) + ("%" if line.indicator.is_ratio else "")


def lowered(name: str) -> str:
    """A name inside a sentence; an abbreviation keeps its capitals."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def grouped(code: str) -> str:
    """A hash in groups of four, as people read it to each other."""
    return " ".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))
