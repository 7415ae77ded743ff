"""The sheet "Giải thích" of the workbook: what each line means, an example, what is checked."""

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from documents.numerals import roman
from reports.catalogue.description import general_sentence
from reports.catalogue.form import FormIndicator
from reports.entry.excel import styles
from reports.entry.excel.printing import lay_out, row_height
from reports.entry.lines import Sheet
from vhtt_portal.files.workbook.cells import put_across, put_text

EXPLANATION_SHEET = "Giải thích"
_WIDTHS = {"A": 5, "B": 34, "C": 13, "D": 48, "E": 36, "F": 36}
_HEADINGS = ("STT", "Chỉ tiêu", "Đơn vị tính", "Cách hiểu", "Ví dụ", "Kiểm tra")
_HEADING_ROW = 2


def write_explanations(book: Workbook, sheet: Sheet) -> None:
    page = book.create_sheet(EXPLANATION_SHEET)
    put_across(page, "A1", "F1", "GIẢI THÍCH CHỈ TIÊU", styles.TITLE)
    page.row_dimensions[1].height = 28
    for column, heading in zip(_WIDTHS, _HEADINGS, strict=True):
        put_text(page, f"{column}{_HEADING_ROW}", heading, styles.HEADING)
    row, order = _HEADING_ROW, 0
    for number, section in enumerate(sheet.sections, start=1):
        row += 1
        for column, words in zip(_WIDTHS, (roman(number), section.name, *[""] * 4), strict=True):
            put_text(page, f"{column}{row}", words, styles.SECTION)
        for line in section.lines:
            row, order = row + 1, order + 1
            _write_line(page, row, order, line.indicator, _checks(sheet, line.code))
    lay_out(page, _WIDTHS, heading_row=_HEADING_ROW, printed=f"A1:F{row}", frozen="C")


def _write_line(
    page: Worksheet, row: int, order: int, indicator: FormIndicator, checks: str
) -> None:
    cells = (
        (str(order), styles.ORDER, styles.SIZE), (indicator.name, styles.LABEL, styles.SIZE),
        (indicator.unit, styles.UNIT, styles.SIZE),
        (indicator.explanation, styles.TEXT, styles.SMALL),
        (indicator.example, styles.TEXT, styles.SMALL), (checks, styles.TEXT, styles.SMALL),
    )  # fmt: skip
    for column, (words, look, _) in zip(_WIDTHS, cells, strict=True):
        put_text(page, f"{column}{row}", words, look)
    page.row_dimensions[row].height = row_height(
        (words, width, size)
        for width, (words, _, size) in zip(_WIDTHS.values(), cells, strict=True)
    )


def _checks(sheet: Sheet, code: str) -> str:
    """How its figure stands to others; that it is compared with last year goes for nearly all."""
    rules = sheet.facts.asked.rules_by_code[code]
    return "\n".join(general_sentence(rule) for rule in rules if rule.right)
