"""The sheet "Giải thích" of the workbook: what each line means, an example, what is checked."""

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from documents.numerals import roman
from reports.catalogue.description import general_sentence
from reports.catalogue.form import FormIndicator
from reports.entry.excel import styles
from reports.entry.excel.cells import put_across, put_text
from reports.entry.excel.printing import lay_out, row_height
from reports.entry.lines import Sheet

EXPLANATION_SHEET = "Giải thích"
_COLUMNS = (
    ("A", "STT", 5), ("B", "Chỉ tiêu", 34), ("C", "Đơn vị tính", 11),
    ("D", "Cách hiểu", 48), ("E", "Ví dụ", 36), ("F", "Kiểm tra", 36),
)  # fmt: skip
_HEADING_ROW = 2


def write_explanations(book: Workbook, sheet: Sheet) -> None:
    page = book.create_sheet(EXPLANATION_SHEET)
    put_across(page, "A1", "F1", "GIẢI THÍCH CHỈ TIÊU", styles.TITLE)
    page.row_dimensions[1].height = 28
    for column, heading, _ in _COLUMNS:
        put_text(page, f"{column}{_HEADING_ROW}", heading, styles.HEADING)
    row = _HEADING_ROW
    for number, section in enumerate(sheet.sections, start=1):
        row += 1
        for column, words in zip("ABCDEF", (roman(number), section.name, *[""] * 4), strict=True):
            put_text(page, f"{column}{row}", words, styles.SECTION)
        for order, line in enumerate(section.lines, start=1):
            row += 1
            _write_line(page, row, order, line.indicator, _checks(sheet, line.code))
    lay_out(page, _COLUMNS, heading_row=_HEADING_ROW, printed=f"A1:F{row}", frozen="C")


def _write_line(
    page: Worksheet, row: int, order: int, indicator: FormIndicator, checks: str
) -> None:
    cells = (
        (str(order), styles.ORDER, styles.SIZE), (indicator.name, styles.LABEL, styles.SIZE),
        (indicator.unit, styles.UNIT, styles.SIZE),
        (indicator.explanation, styles.TEXT, styles.SMALL),
        (indicator.example, styles.TEXT, styles.SMALL), (checks, styles.TEXT, styles.SMALL),
    )  # fmt: skip
    for (column, _, _), (words, look, _) in zip(_COLUMNS, cells, strict=True):
        put_text(page, f"{column}{row}", words, look)
    page.row_dimensions[row].height = row_height(
        (words, width, size)
        for (_, _, width), (words, _, size) in zip(_COLUMNS, cells, strict=True)
    )


def _checks(sheet: Sheet, code: str) -> str:
    """How its figure stands to others; that it is compared with last year goes for nearly all."""
    rules = sheet.facts.asked.rules_by_code[code]
    return "\n".join(general_sentence(rule) for rule in rules if rule.right)
