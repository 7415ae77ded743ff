"""A sheet as a workbook that looks like its paper form and checks itself while it is filled.

Its formulas carry no values until a program that calculates has saved the file. No formula is an
answer, so that whoever reads the file back needs none of them.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from io import BytesIO

from django.utils.text import slugify
from openpyxl.formatting.rule import Rule as Formatting
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import save_workbook

from documents.issuer import Issuer
from documents.numerals import roman
from documents.structure import BLANK_DATE, SignatureBlock
from reports.entry.answers import Answer, Relation, State
from reports.entry.drawing import last_year
from reports.entry.excel import formulas, styles
from reports.entry.excel.explaining import write_explanations
from reports.entry.excel.formulas import FORM_SHEET, LEVEL, Level, Working
from reports.entry.excel.hidden import is_answer, write_facts, write_working
from reports.entry.excel.identity import (
    NOTE_HEADING,
    REASON_HEADING,
    STATE_HEADING,
    answer_name,
)
from reports.entry.excel.printing import lay_out, row_height
from reports.entry.excel.validations import Validations
from reports.entry.lines import Line, Sheet
from reports.entry.models import Submission
from reports.entry.papers.form_paper import KIND, PREPARED, counted_from
from reports.entry.papers.issuer import issuer
from reports.entry.papers.signing import signature
from vhtt_portal.dates import short_date
from vhtt_portal.files.workbook.cells import put_across, put_formula, put_number, put_text
from vhtt_portal.text import fold

_ORDER, _NAME, _UNIT, _CHANGE = "C", "D", "E", "H"
_LAST_YEAR, _THIS_YEAR = formulas.LAST_YEAR, formulas.THIS_YEAR
_STATE, _REASON, _NOTE = formulas.STATE, formulas.REASON, formulas.NOTE
_CODE, _REMINDER = "A", "L"
# Letter and width in digits. The reminder at the end is for the screen alone.
_WIDTHS = {
    _ORDER: 5, _NAME: 37, _UNIT: 13, _LAST_YEAR: 13, _THIS_YEAR: 13, _CHANGE: 12, _STATE: 14,
    _REASON: 16, _NOTE: 20, _REMINDER: 60,
}  # fmt: skip
_PRINTED = tuple(_WIDTHS)[:-1]
# Rows: three of the letterhead, a rule under it, title, dates, how to fill, the table.
_RULE_ROW, _TITLE_ROW, _DATES_ROW, _HINT_ROW, _HEADING_ROW = 4, 5, 6, 7, 8
_HEIGHTS = ((1, 17), (2, 17), (3, 17), (_RULE_ROW, 8), (_TITLE_ROW, 26), (_DATES_ROW, 18),
            (_HINT_ROW, 17), (_HEADING_ROW, 38))  # fmt: skip
_ROOM_TO_SIGN = 4
_NATION, _MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"


def sheet_workbook(sheet: Sheet) -> bytes:
    """One sheet as its unit, and whoever else sees it, takes it along.

    One query, for who signs, with a row from ``for_paper``; the sheet's own hash may ask one more.
    """
    book = Workbook()
    styles.prepare(book)
    book.properties.creator = sheet.submission.locality.full_name
    book.properties.title = str(sheet.submission)
    book.calculation.fullCalcOnLoad = True
    working = _working(sheet)
    page = book.worksheets[0]
    page.title = FORM_SHEET
    speaks = issuer(sheet.submission)
    _write_head(page, sheet.submission, speaks)
    _write_sections(page, sheet, working)
    _name_answers(book, sheet, working)
    _validate(page, sheet, working)
    _colour(page, working)
    end = _write_foot(page, max(working.rows.values()), speaks, signature(sheet.submission, speaks))
    lay_out(page, _WIDTHS, heading_row=_HEADING_ROW, printed=f"{_ORDER}1:{_NOTE}{end}", frozen="E")
    for letter in (_CODE, LEVEL):
        page.column_dimensions[letter].hidden = True
    write_explanations(book, sheet)
    write_working(book, sheet, working)
    write_facts(book, sheet)
    stream = BytesIO()
    save_workbook(book, stream)
    return stream.getvalue()


def file_name(submission: Submission) -> str:
    """ "phieu-nam-2021-phuong-dau-lieu.xlsx" """
    return f"{slugify(fold(f'phiếu {submission.period} {submission.locality}'))}.xlsx"


def _working(sheet: Sheet) -> Working:
    """Where each line stands: one under the other, a row for the name of each section."""
    rows: dict[str, int] = {}
    row = _HEADING_ROW
    for section in sheet.sections:
        row += 1
        for line in section.lines:
            row += 1
            rows[line.code] = row
    previous = {line.code: line.previous_value for line in sheet.lines}
    return Working(rows, sheet.facts.asked.by_code, previous)


# --- Head and foot ----------------------------------------------------------------------------


def _write_head(page: Worksheet, submission: Submission, speaks: Issuer) -> None:
    period = submission.period
    whose = [*_capitals(speaks.letterhead.parent_body), *_capitals(speaks.letterhead.issuing_body)]
    # Em dashes touch: a rule under the name, half its length, and one under the motto.
    rule = "—" * (len(whose[-1]) // 2)
    above = len(speaks.letterhead.parent_body)
    for row in range(1, _RULE_ROW + 1):
        words, look = (whose[row - 1], styles.BODY) if row <= len(whose) else ("", styles.RULE)
        if row <= above:
            look = styles.PARENT_BODY
        if row == len(whose) + 1:
            words = rule
        put_across(page, f"{_ORDER}{row}", f"{_UNIT}{row}", words, look)
    for row, words, look in (
        (1, _NATION, styles.BODY), (2, _MOTTO, styles.BODY), (3, "—" * len(_MOTTO), styles.RULE),
    ):  # fmt: skip
        put_across(page, f"{_LAST_YEAR}{row}", f"{_NOTE}{row}", words, look)
    title = f"{KIND} {period} của {submission.locality.formal_name}".upper()
    dates = f"{counted_from(period)}. Gửi chậm nhất ngày {short_date(period.due_on)}."
    for row, words, look in (
        (_TITLE_ROW, title, styles.TITLE),
        (_DATES_ROW, dates, styles.SUBTITLE),
        (_HINT_ROW, _hint(submission), styles.HINT),
    ):
        put_across(page, f"{_ORDER}{row}", f"{_NOTE}{row}", words, look)
    for row, height in _HEIGHTS:
        page.row_dimensions[row].height = height
    for column, heading in _headings(submission).items():
        put_text(page, f"{column}{_HEADING_ROW}", heading, styles.HEADING)


def _capitals(lines: Iterable[str]) -> Iterator[str]:
    return (line.upper() for line in lines)


def _headings(submission: Submission) -> dict[str, str]:
    period = submission.period
    return {
        _ORDER: "STT", _NAME: "Chỉ tiêu", _UNIT: "Đơn vị tính",
        _LAST_YEAR: str(period.previous) if period.previous else "Năm trước",
        _THIS_YEAR: str(period), _CHANGE: "Tăng, giảm", _STATE: STATE_HEADING,
        _REASON: REASON_HEADING, _NOTE: NOTE_HEADING, _REMINDER: "Nhắc",
    }  # fmt: skip


def _hint(submission: Submission) -> str:
    if not submission.is_editable_status:
        status = submission.get_status_display()
        return f"Phiếu đang ở trạng thái “{status}”: tệp này để xem và in, không nhập được."
    return (
        "Chỉ ghi vào các ô có nền màu. Ô để trống là chưa nhập; không phát sinh thì ghi 0;"
        f" không có số để ghi thì chọn ở cột “{STATE_HEADING}”."
    )


def _write_foot(page: Worksheet, end: int, speaks: Issuer, signs: SignatureBlock) -> int:
    """Who filled it and who signs; answers the last row that belongs to the paper."""
    left = (("", styles.SIGNATURE_NOTE), (PREPARED, styles.SIGNATURE))
    right = (
        (f"{speaks.place}, {BLANK_DATE}", styles.SIGNATURE_NOTE),
        *((line, styles.SIGNATURE) for line in signs.capacity_lines),
    )
    for start, stop, lines in ((_ORDER, _UNIT, left), (_STATE, _NOTE, right)):
        for row, (words, look) in enumerate(lines, start=end + 2):
            put_across(page, f"{start}{row}", f"{stop}{row}", words, look)
    name_row = end + 2 + len(right) + _ROOM_TO_SIGN
    put_across(
        page, f"{_STATE}{name_row}", f"{_NOTE}{name_row}", signs.signer_name, styles.SIGNATURE
    )
    return name_row


# --- Lines ------------------------------------------------------------------------------------


def _write_sections(page: Worksheet, sheet: Sheet, working: Working) -> None:
    order = 0
    for number, section in enumerate(sheet.sections, start=1):
        row = working.rows[section.lines[0].code] - 1
        for column in _PRINTED:
            put_text(page, f"{column}{row}", "", styles.SECTION)
        put_text(page, f"{_ORDER}{row}", roman(number), styles.SECTION_NUMBER)
        put_text(page, f"{_NAME}{row}", section.name)
        page.row_dimensions[row].height = 20
        for line in section.lines:
            order += 1
            _write_line(page, working.rows[line.code], order, line)


def _write_line(page: Worksheet, row: int, order: int, line: Line) -> None:
    indicator = line.indicator
    put_text(page, f"{_CODE}{row}", line.code)
    put_formula(page, f"{LEVEL}{row}", formulas.level(row))
    put_number(page, f"{_ORDER}{row}", order, styles.ORDER)
    put_text(page, f"{_NAME}{row}", indicator.name, styles.LABEL)
    put_text(page, f"{_UNIT}{row}", indicator.unit, styles.UNIT)
    _write_last_year(page, f"{_LAST_YEAR}{row}", line)
    _write_this_year(page, row, line)
    if indicator.is_yes_no:
        put_text(page, f"{_CHANGE}{row}", "", styles.CHANGE)
    else:
        shown = styles.change_format(indicator.decimals)
        put_formula(page, f"{_CHANGE}{row}", formulas.change(row), styles.CHANGE, shown)
    _write_words(page, row, line)
    page.row_dimensions[row].height = row_height(
        (
            (indicator.name, _WIDTHS[_NAME], styles.SIZE),
            (indicator.unit, _WIDTHS[_UNIT], styles.SIZE),
            (_reason(line), _WIDTHS[_REASON], styles.SMALL),
            (line.note, _WIDTHS[_NOTE], styles.SMALL),
        )
    )
    put_formula(page, f"{_REMINDER}{row}", formulas.reminder(row), styles.REMINDER)


def _write_last_year(page: Worksheet, address: str, line: Line) -> None:
    answer, number = line.previous, line.previous_value
    is_plain = answer is None or answer.relation == Relation.EXACT
    if number is not None and is_plain and not line.indicator.is_yes_no:
        put_number(page, address, number, styles.FIGURE, _shown(line))
    elif answer is not None and answer.state == State.NO_DATA:
        put_text(page, address, answer.state.label, styles.WORDS)
    else:
        put_text(page, address, last_year(line), styles.WORDS)


def _write_this_year(page: Worksheet, row: int, line: Line) -> None:
    address = f"{_THIS_YEAR}{row}"
    look = styles.ANSWER if line.is_editable else styles.FIGURE
    if line.indicator.is_computed:
        put_formula(page, address, formulas.of_working(formulas.VALUE, row), look, _shown(line))
        return
    given = _given(line)
    if given is None or isinstance(given, str):
        put_text(page, address, given or "", look)
        page[address].number_format = _shown(line)
    else:
        put_number(page, address, given, look, _shown(line))


def _given(line: Line) -> Decimal | str | None:
    """What stands in this year's cell; a state other than a number stands in its own column."""
    answer = line.cell.answer if line.cell else Answer()
    if line.is_counted:
        answer = Answer(value=line.value)
    if answer.relation != Relation.EXACT or line.indicator.is_yes_no:
        return answer.typed(yes_no=line.indicator.is_yes_no)
    return answer.value


def _shown(line: Line) -> str:
    return styles.number_format(line.indicator.decimals)


def _write_words(page: Worksheet, row: int, line: Line) -> None:
    """State, reason and note; where nobody types, in the state's place how the figure comes."""
    state, words = styles.STATE, styles.TEXT
    if line.is_editable:
        state, words = styles.ANSWER_STATE, styles.ANSWER_TEXT
    put_text(page, f"{_STATE}{row}", _state(line), state)
    put_text(page, f"{_REASON}{row}", _reason(line), words)
    put_text(page, f"{_NOTE}{row}", line.note, words)


def _reason(line: Line) -> str:
    return line.cell.answer.reason if line.cell else ""


def _state(line: Line) -> str:
    """Nothing for a number: a form full of "Có số" hides the lines that have none."""
    if line.indicator.is_computed:
        return "Tự tính"
    if line.is_counted:
        return "Lấy từ sổ"
    if line.cell is None or line.cell.answer.state == State.VALUE:
        return ""
    return line.cell.answer.state.label


# --- What makes it a form ---------------------------------------------------------------------


def _name_answers(book: Workbook, sheet: Sheet, working: Working) -> None:
    for line in filter(is_answer, sheet.lines):
        name = answer_name(line.code)
        target = f"{FORM_SHEET}!${_THIS_YEAR}${working.rows[line.code]}"
        book.defined_names[name] = DefinedName(name, attr_text=target)


def _validate(page: Worksheet, sheet: Sheet, working: Working) -> None:
    validations = Validations()
    for line in sheet.lines:
        if line.is_editable:
            answer, *words = (
                working.cell(column, line.code)
                for column in (_THIS_YEAR, _STATE, _REASON, _NOTE)
            )  # fmt: skip
            validations.add(line.indicator, answer, *words)
    validations.put_on(page)


def _colour(page: Worksheet, working: Working) -> None:
    """This year's cells turn red by a broken hard rule, amber while a soft one wants a word."""
    first, last = min(working.rows.values()), max(working.rows.values())
    area = f"{_THIS_YEAR}{first}:{_THIS_YEAR}{last}"
    for condition, look in (
        (f"${LEVEL}{first}={Level.FAULT:d}", styles.FAULT_LOOK),
        (f'AND(${LEVEL}{first}={Level.WARNING:d},${_NOTE}{first}="")', styles.WARNING_LOOK),
    ):
        rule = Formatting(type="expression", formula=[condition], dxf=look, stopIfTrue=True)
        page.conditional_formatting.add(area, rule)
