"""How a sheet of the workbook lies on the screen and on paper."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from openpyxl.worksheet.worksheet import Worksheet

from documents.wrapping import filled_lines
from reports.entry.excel.styles import SIZE

A4 = 9
# A digit of Times New Roman is half its size wide; columns are counted in digits.
_DIGIT_MM = SIZE / 2 * 25.4 / 72
_LEADING, _AIR = 1.2, 5  # points that a line needs for each of its size, points around a text
_INDENT_MM = 5  # what indent and edges take from a line


def lay_out(
    page: Worksheet, widths: Mapping[str, int], *, heading_row: int, printed: str, frozen: str
) -> None:
    """Landscape A4 as wide as one page, the heading on every page, labels locked without a word.

    The portal asks for no password: the lock keeps a slip of the hand from a label, nothing more.
    """
    for letter, width in widths.items():
        page.column_dimensions[letter].width = width
    page.freeze_panes = f"{frozen}{heading_row + 1}"
    page.sheet_view.showGridLines = False
    page.protection.sheet = True
    page.protection.formatColumns = page.protection.formatRows = False
    _set_paper(page)
    page.print_area = printed
    page.print_title_rows = f"{heading_row}:{heading_row}"


def row_height(texts: Iterable[tuple[str, int, int]]) -> float:
    """Points that a row needs for its texts, each with its column's width and its size.

    Not every program fits rows to wrapped text when it opens a file, so that it is said.
    """
    return max(_lines(text, width, size) * size * _LEADING for text, width, size in texts) + _AIR


@lru_cache(maxsize=4096)
def _lines(text: str, width: int, size: int) -> int:
    paragraphs = text.split("\n")
    room = width * _DIGIT_MM - _INDENT_MM
    return sum(
        len(filled_lines(each, room=room, size=size, style="Regular")) for each in paragraphs
    )


def _set_paper(page: Worksheet) -> None:
    page.page_setup.paperSize = A4
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_options.horizontalCentered = True
    # Inches: 2 cm at the edges where it is bound and headed, 1,5 cm elsewhere.
    page.page_margins.left = page.page_margins.top = 0.79
    page.page_margins.right = page.page_margins.bottom = 0.59
    page.page_margins.header = page.page_margins.footer = 0.39
    # Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.1: centred at the top, not on page 1.
    page.HeaderFooter.differentFirst = True
    page.oddHeader.center.text = "&P"
