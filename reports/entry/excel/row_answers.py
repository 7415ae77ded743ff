"""What one row of a file answers, read as if a person had typed it."""

import re
from decimal import Decimal

from reports.catalogue.form import FormIndicator
from reports.entry.answers import Answer, State, read_answer
from reports.entry.excel.identity import TWO_ANSWERS
from reports.entry.excel.matching import Row
from vhtt_portal.files.workbook.content import Kind
from vhtt_portal.files.workbook.pages import Word
from vhtt_portal.numbers import FigureError, read_figure, shorten
from vhtt_portal.rules import RuleError
from vhtt_portal.text import fold

_STATES = {
    "khong ap dung": State.NOT_APPLICABLE,
    "khong co so lieu": State.NO_DATA,
    "chua co so lieu": State.NO_DATA,
}
_NOTHING_HAPPENED = frozenset({"khong phat sinh", "kps"})
_DASHES = re.compile(r"[-–—_./*x ]+", re.IGNORECASE)


def answer_in(line: FormIndicator, row: Row) -> Answer | None:
    """What the row answers, read as if it had been typed. Raises RuleError with a sentence."""
    text = row.text
    if row.value:
        _require_readable(row.value)
    words = fold(row.state or text)
    if (state := _STATES.get(words)) is not None:
        if row.state and text:
            raise RuleError(TWO_ANSWERS)
        return read_answer(line, state=state, reason=row.reason or row.note)
    if row.state and words != fold(State.VALUE.label):
        raise RuleError(f"Tình trạng “{shorten(row.state)}” không có trong phiếu.")
    if words in _NOTHING_HAPPENED and not line.is_yes_no:
        text = "0"
    elif text and _DASHES.fullmatch(text):
        raise RuleError(f"“{text}” chưa rõ là 0 hay chưa có số. Hãy ghi 0 nếu không phát sinh.")
    return read_answer(line, text=text)


def _require_readable(word: Word) -> None:
    match word.cell.kind:
        case Kind.UNCOMPUTED:
            raise RuleError(
                "Ô này là công thức chưa có giá trị. Hãy mở tệp bằng Excel hoặc LibreOffice rồi lưu"
                " lại."
            )
        case Kind.ERROR:
            raise RuleError(f"Ô này báo lỗi “{word.text}”. Hãy sửa trong tệp.")
        case Kind.DATE:
            raise RuleError(f"Ô này ghi ngày tháng “{word.text}”, không phải số liệu.")
        case _:
            return


def number_in(word: Word | None) -> Decimal | None:
    if word is None:
        return None
    try:
        return read_figure(word.text.removesuffix("%"), decimals=2)
    except FigureError:
        return None
