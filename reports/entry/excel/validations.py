"""What a cell of the workbook takes while it is typed into, and what it says otherwise."""

from collections.abc import Sequence

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from reports.catalogue.form import FormIndicator
from reports.entry.answers import REASON_LENGTH, Relation, State
from reports.entry.models import Figure
from vhtt_portal.numbers import MAX_DIGITS

NOTE_LENGTH = Figure._meta.get_field("note").max_length or 0
_TITLE = "Chưa đúng cách ghi"


class Validations:
    """One validation for all cells that take the same; cells are added from top to bottom."""

    def __init__(self) -> None:
        self._of_answers: dict[tuple[bool, bool, int], DataValidation] = {}
        self._state = _chosen([state.label for state in State])
        self._reason = _at_most(REASON_LENGTH, "Lý do")
        self._note = _at_most(NOTE_LENGTH, "Giải trình")

    def add(self, line: FormIndicator, answer: str, state: str, reason: str, note: str) -> None:
        """The cells of one line by address."""
        kind = (line.is_yes_no, line.allows_relation, line.decimals)
        if kind not in self._of_answers:
            self._of_answers[kind] = _answer(line, answer)
        self._of_answers[kind].add(answer)
        self._state.add(state)
        self._reason.add(reason)
        self._note.add(note)

    def put_on(self, page: Worksheet) -> None:
        for each in (*self._of_answers.values(), self._state, self._reason, self._note):
            if each.sqref.ranges:
                each.allowBlank = each.showErrorMessage = True
                page.add_data_validation(each)


def _answer(line: FormIndicator, first: str) -> DataValidation:
    """A formula of a validation speaks of its first cell and moves along with the others."""
    if line.is_yes_no:
        return _chosen(["có", "không"])
    if line.decimals or line.allows_relation:
        return _number(line, first)
    return DataValidation(
        type="whole",
        operator="between",
        formula1="0",
        formula2="9" * MAX_DIGITS,
        errorTitle=_TITLE,
        error="Chỉ tiêu này chỉ nhận số nguyên từ 0 trở lên, ví dụ 1234. Không phát sinh thì ghi 0.",
    )


def _number(line: FormIndicator, first: str) -> DataValidation:
    number = f"AND(ISNUMBER({first}),{first}>=0,ROUND({first},{line.decimals})={first})"
    told = (
        f"có nhiều nhất {line.decimals} chữ số thập phân" if line.decimals else "không có phần lẻ"
    )
    sentence = f"Chỉ tiêu này nhận một số từ 0 trở lên, {told}. Không phát sinh thì ghi 0."
    if line.allows_relation:
        at_least = Relation.AT_LEAST.label
        words = f'LEFT(LOWER({first}),{len(at_least)})="{at_least}",ISNUMBER(SEARCH("đến",{first}))'
        number = f"OR({number},{words})"
        sentence += " Được ghi “trên 120” hoặc “5 đến 6”."
    return DataValidation(
        type="custom", formula1=f"IFERROR({number},FALSE)", errorTitle=_TITLE, error=sentence
    )


def _chosen(words: Sequence[str]) -> DataValidation:
    return DataValidation(
        type="list",
        formula1=f'"{",".join(words)}"',
        errorTitle=_TITLE,
        error=f"Hãy chọn trong danh sách: {', '.join(words)}. Để trống thì bấm phím Delete.",
    )


def _at_most(length: int, what: str) -> DataValidation:
    return DataValidation(
        type="textLength",
        operator="lessThanOrEqual",
        formula1=str(length),
        errorTitle=_TITLE,
        error=f"{what} dài quá {length} chữ. Hãy viết gọn lại.",
    )
