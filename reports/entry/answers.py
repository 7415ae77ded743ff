"""What may stand in a cell, read from what a person typed and written back the same way."""

import re
from decimal import Decimal
from typing import NamedTuple

from reports.catalogue.form import FormIndicator
from reports.entry.models import Figure
from vhtt_portal.numbers import FigureError, read_figure, shorten, write_figure
from vhtt_portal.text import fold, tidy

State = Figure.State
Relation = Figure.Relation

# An enumeration lists its values anew each time it is asked.
_STATES = frozenset(State.values)
YES, NO = Decimal(1), Decimal(0)
_YES_WORDS = {"co": YES, "1": YES, "khong": NO, "0": NO}
_AT_LEAST = re.compile(r"(?:tren|hon|it nhat|>=?|tu)\s*(\S.*)")
_RANGE = re.compile(r"(?:tu\s+)?([\d.,]+)\s*(?:den|-|–|—)\s*([\d.,]+)")
NO_REASON = "Hãy ghi lý do không có số liệu."
REASON_LENGTH = Figure._meta.get_field("reason").max_length or 0


class Answer(NamedTuple):
    """The content of one cell. Not entered is no answer at all (None)."""

    state: State = State.VALUE
    value: Decimal | None = None
    upper: Decimal | None = None
    relation: Relation = Relation.EXACT
    reason: str = ""

    def written(self, *, yes_no: bool = False) -> str:
        """The answer in words, as history and conflicts show it."""
        if self.state == State.NO_DATA:
            return f"Không có số liệu: {self.reason}"
        if self.state == State.NOT_APPLICABLE:
            return "Không áp dụng"
        return self.typed(yes_no=yes_no)

    def typed(self, *, yes_no: bool = False) -> str:
        """What stands in the input of the cell; reading it again gives the same answer."""
        if self.state != State.VALUE or self.value is None:
            return ""
        if yes_no:
            return "có" if self.value else "không"
        lower = write_figure(self.value)
        if self.relation == Relation.AT_LEAST:
            return f"trên {lower}"
        if self.upper is not None:
            return f"{lower} đến {write_figure(self.upper)}"
        return lower


def shown_as(state: str, text: str, reason: str) -> str:
    """A line's answer as its page remembers having shown it: "value:1.234", "no_data:…"."""
    return f"{state}:{text if state == State.VALUE else reason if state == State.NO_DATA else ''}"


def read_answer(
    line: FormIndicator, *, text: str = "", state: str = State.VALUE, reason: str = ""
) -> Answer | None:
    """The answer that was typed, None when the cell was left or made empty.

    A number outweighs nothing: where "no data" or "not applicable" is chosen, the text is not
    read. Raises FigureError with one sentence.
    """
    if state == State.NO_DATA:
        return Answer(State.NO_DATA, reason=_reason(reason))
    if state == State.NOT_APPLICABLE:
        return Answer(State.NOT_APPLICABLE)
    if state not in _STATES:
        raise FigureError("Cách trả lời này không có trong phiếu. Hãy tải lại trang.")
    typed = tidy(text)
    if not typed:
        return None
    if line.is_yes_no:
        return _yes_or_no(typed)
    return _number(line, typed)


def _reason(text: str) -> str:
    reason = tidy(text)
    if not reason:
        raise FigureError(NO_REASON)
    if len(reason) > REASON_LENGTH:
        raise FigureError(f"Lý do dài quá {REASON_LENGTH} chữ. Hãy viết gọn lại.")
    return reason


def _yes_or_no(typed: str) -> Answer:
    value = _YES_WORDS.get(fold(typed))
    if value is None:
        raise FigureError(
            f"“{shorten(typed)}” không đúng. Chỉ tiêu này chỉ nhận “có” hoặc “không”."
        )
    return Answer(value=value)


def _number(line: FormIndicator, typed: str) -> Answer:
    folded = typed if typed.isdecimal() else fold(typed)  # nearly all are digits alone
    if between := _RANGE.fullmatch(folded):
        return _range(line, between.group(1), between.group(2))
    if at_least := _AT_LEAST.fullmatch(folded):
        _require_relation(line)
        value = read_figure(at_least.group(1), decimals=line.decimals)
        return Answer(value=value, relation=Relation.AT_LEAST)
    return Answer(value=read_figure(typed, decimals=line.decimals))


def _range(line: FormIndicator, lower_text: str, upper_text: str) -> Answer:
    _require_relation(line)
    lower = read_figure(lower_text, decimals=line.decimals)
    upper = read_figure(upper_text, decimals=line.decimals)
    if upper <= lower:
        raise FigureError("Số sau phải lớn hơn số trước, ví dụ “5 đến 6”.")
    return Answer(value=lower, upper=upper, relation=Relation.RANGE)


def _require_relation(line: FormIndicator) -> None:
    if not line.allows_relation:
        raise FigureError("Chỉ tiêu này cần một số chính xác, không ghi “trên” hoặc khoảng.")
