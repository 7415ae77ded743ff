"""Tables as officials build them: by openpyxl, so that only their content is odd."""

import unicodedata
from datetime import date, datetime

import openpyxl
from openpyxl.comments import Comment
from openpyxl.worksheet.datavalidation import DataValidation

from tests.reports.entry.excel.corpus.case import (
    ANSWERS,
    LINES,
    STANDARD,
    Case,
    Told,
    cells_of,
    n,
    plain,
    put,
    saved,
    standard_rows,
)
from vhtt_portal.files.workbook.content import Kind

_TITLE = "BIỂU SỐ LIỆU VĂN HÓA, THÔNG TIN NĂM 2020"
_NOTED = datetime(2020, 12, 14, 7, 30)  # noqa: DTZ001 - a sheet knows no time zones


def _rows(**stored: object) -> list[list[object]]:
    """The standard table with other values: ``DC_HO="…"``."""
    return standard_rows({code.replace("_", ".", 1): value for code, value in stored.items()})


def _without(*codes: str) -> dict[str, str]:
    return {code: text for code, text in ANSWERS.items() if code not in codes}


def _renamed(names: dict[str, str]) -> list[list[object]]:
    head, *lines = standard_rows()
    return [head, *([at, names.get(str(name), name), unit, v] for at, name, unit, v in lines)]


# --- Where the table stands --------------------------------------------------------------------


def _title_merged(book: openpyxl.Workbook) -> None:
    book.active.merge_cells("A1:D1")
    book.active.merge_cells("A2:D2")


def _two_heads(book: openpyxl.Workbook) -> None:
    for area in ("A1:A2", "B1:B2", "C1:C2", "D1:E1"):
        book.active.merge_cells(area)


_HEADED = [[_TITLE], ["Đơn vị: phường Đậu Liêu"], [], *standard_rows()]
_PLANNED = [
    ["STT", "Chỉ tiêu", "Đơn vị tính", "Năm 2020", None],
    [None, None, None, "Kế hoạch", "Thực hiện"],
    *([*row[:3], 1, row[3]] for row in standard_rows()[1:]),
]
_LETTERED = [*standard_rows()[:1], ["A", "B", "C", 1], *standard_rows()[1:]]
_SIGNED = [
    ["ỦY BAN NHÂN DÂN", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["PHƯỜNG ĐẬU LIÊU", None, None, "Độc lập - Tự do - Hạnh phúc"],
    [],
    *standard_rows(),
    [],
    ["NGƯỜI LẬP BIỂU", None, None, "TM. ỦY BAN NHÂN DÂN"],
    [None, None, None, "CHỦ TỊCH"],
    [],
    ["Trần Thị B", None, None, "Nguyễn Văn A"],
]
_SECTIONED = [
    list(STANDARD),
    ["I", "DÂN CƯ", None, None],
    *standard_rows()[1:4],
    ["II", "PHONG TRÀO", None, None],
    *standard_rows()[4:8],
    ["III", "THÔNG TIN", None, None],
    *standard_rows()[8:],
]
_BESIDE = [
    [*row, None, None, *other]
    for row, other in zip(
        standard_rows(),
        [["STT", "Câu lạc bộ", "Số hội viên"], [1, "CLB thơ", 25], [2, "CLB cầu lông", 18]]
        + [[None] * 3] * 6,
        strict=True,
    )
]
_BELOW = [
    *standard_rows(), [], ["Danh sách câu lạc bộ"], ["STT", "Tên câu lạc bộ", "Chủ nhiệm"],
    [1, "CLB thơ", "Lê Văn C"],
]  # fmt: skip

_PLACES = (
    plain("plain table", standard_rows()),
    plain("title above the head, merged", _HEADED, change=_title_merged),
    plain("merged heads in two rows, plan beside result", _PLANNED, change=_two_heads),
    plain("a row that letters the columns", _LETTERED),
    plain("letterhead above, signatures below", _SIGNED),
    plain("headings of sections between the lines", _SECTIONED),
    plain("another table beside it", _BESIDE),
    plain("another table below it", _BELOW),
    plain("far from the corner", standard_rows(), row=15, column=6),
    plain(
        "columns moved",
        [[row[3], row[1], row[2], row[0]] for row in standard_rows()],
    ),
    plain(
        "columns renamed",
        [["TT", "Nội dung", "ĐVT", "Kết quả thực hiện"], *standard_rows()[1:]],
    ),
    plain(
        "last year beside this year",
        [
            ["STT", "Chỉ tiêu", "ĐVT", "Năm 2019", "Năm 2020"],
            *([*row[:3], 7, row[3]] for row in standard_rows()[1:]),
        ],
    ),
    plain(
        "codes in a column",
        [["Mã", *STANDARD], *([line.code, *row] for line, row in zip(LINES, standard_rows()[1:], strict=True))],
    ),
)  # fmt: skip

# --- How the names are written -----------------------------------------------------------------

_NAMES = (
    plain("names in capitals", _renamed({line.name: line.name.upper() for line in LINES})),
    plain(
        "names without accents",
        _renamed({
            "Dân số": "Dan so", "Hộ gia đình": "Ho gia dinh", "Hộ một thế hệ": "Ho mot the he",
            "Đám cưới": "Dam cuoi", "Đám tang": "DAM TANG",
        }),
    ),
    plain(
        "names decomposed, as a Mac types them",
        _renamed({line.name: unicodedata.normalize("NFD", line.name) for line in LINES}),
    ),
    plain(
        "names numbered, with a dash or a colon",
        _renamed({
            "Dân số": "1. Dân số", "Hộ gia đình": "- Hộ gia đình", "Đám cưới": "Đám cưới:",
            "Đám tang": "a) Đám tang",
        }),
    ),
    plain(
        "names over two lines, with blanks around",
        _renamed({"Hộ gia đình": "Hộ\ngia đình ", "Đám tang": "  Đám\u00a0tang\t"}),
        more={"B3": "Hộ gia đình", "B7": "Đám tang"},
    ),
    plain(
        "names with characters that nobody sees",
        _renamed({"Dân số": "Dân\u200b số\ufeff", "Đám cưới": "\u200eĐám cưới"}),
        more={"B2": "Dân số", "B5": "Đám cưới"},
    ),
)  # fmt: skip

# --- How the answers are written ---------------------------------------------------------------

_WRITTEN = (
    plain(
        "numbers as text in Vietnamese habit",
        _rows(DC_DANSO="12.345", DC_HO="3.210", PT_XHH="1.234,5"),
    ),
    plain(
        "an English decimal beside a Vietnamese one, both as text",
        _rows(PT_XHH="1234.5", DC_DANSO="12.345"),
        doubts=["PT.XHH"],
    ),
    plain("English groups as text", _rows(DC_DANSO="12,345"), doubts=["DC.DANSO"]),
    plain(
        "numbers with blanks in and around them",
        _rows(DC_DANSO="12 345", DC_HO="3\u202f210", PT_CUOI=" 42\u00a0", PT_TANG="31  "),
        more={"D3": "3 210", "D5": "42", "D7": "31"},
    ),
    plain("full-width digits", _rows(PT_CUOI="４２")),
    plain("a note in the cell of the number", _rows(PT_CUOI="42 (tăng so với 2019)"), doubts=["PT.CUOI"]),
    plain("the unit in the cell of the number", _rows(DC_HO="3210 hộ"), doubts=["DC.HO"]),
    plain("a dash for nothing", _rows(PT_TANG="-"), doubts=["PT.TANG"]),
    plain("a negative number", _rows(PT_TANG=-31), doubts=["PT.TANG"]),
    plain(
        "a number that turned into a date",
        _rows(PT_CUOI=date(2020, 2, 4)),
        more={"D5": Told("04/02/2020", Kind.DATE)},
        doubts=["PT.CUOI"],
    ),
    plain(
        "a column of dates and times",
        [[*row, None] for row in standard_rows()[:1]]
        + [[*row, _NOTED] for row in standard_rows()[1:2]]
        + standard_rows()[2:],
        more={"E2": Told("14/12/2020 07:30", Kind.DATE)},
    ),
    plain("dates as text", [*standard_rows(), [], ["Ngày lập", "05/01/2020"], ["Ngày nộp", "5-1-2020"]]),
    plain(
        "formulas that nobody has computed",
        _rows(DC_HO="=3000+210", PT_CUOI="=D6+2"),
        more={
            "D3": Told("=3000+210", Kind.UNCOMPUTED, is_formula=True),
            "D5": Told("=D6+2", Kind.UNCOMPUTED, is_formula=True),
        },
        doubts=["DC.HO", "PT.CUOI"],
    ),
    plain("truths", [*standard_rows(), [9, "Có trang thông tin điện tử", None, True]],
          answers=ANSWERS | {"TTTT.TRANG_XA": "có"}, more={"D10": Told("có", Kind.BOOLEAN)}),
    plain("one line answered twice", [*standard_rows(), [9, "Đám cưới", "đám", 45]], doubts=["PT.CUOI"]),
    plain("no answers at all", [row[:3] for row in standard_rows()], answers={}),
    plain("some answers only", _rows(PT_CUOI=None, PT_TANG=None), answers=_without("PT.CUOI", "PT.TANG")),
)  # fmt: skip

# --- How the numbers are shown -----------------------------------------------------------------


def _formats(book: openpyxl.Workbook) -> None:
    page = book.active
    for address, code in (
        ("D2", "#,##0"), ("D3", '#,##0 "hộ"'), ("D4", "0"), ("D5", "00000"), ("D6", "#,##0,"),
        ("D8", "#,##0.0"), ("A2", "@"),
    ):  # fmt: skip
        page[address].number_format = code


def _percent(book: openpyxl.Workbook) -> None:
    page = book.active
    page["E1"], page["E6"], page["E7"] = "Tỷ lệ", 0.9524, 1
    page["E6"].number_format, page["E7"].number_format = "0.00%", "0%"


_SHOWN = (
    plain(
        "number formats of all kinds",
        _rows(PT_CUOI_VANMINH=40000),
        answers=ANSWERS | {"PT.CUOI_VANMINH": "40000"},
        change=_formats,
        more={
            "D2": n("12.345"), "D3": n("3.210"), "D5": n("00042"), "D6": n("40.000"),
            "D8": n("1.234,5"),
        },
    ),
    plain("percentages", standard_rows(), change=_percent,
          more={"E1": "Tỷ lệ", "E6": n("95,24%"), "E7": n("100%")}),
    plain("more decimals than are shown", _rows(PT_XHH=1234.5678), answers=_without("PT.XHH"),
          change=lambda book: setattr(book.active["D8"], "number_format", "0"), doubts=["PT.XHH"]),
)  # fmt: skip

# --- What is hidden, and what lies on top ------------------------------------------------------


def _hide_row(book: openpyxl.Workbook) -> None:
    book.active.row_dimensions[5].hidden = True


def _filter(book: openpyxl.Workbook) -> None:
    page = book.active
    page.auto_filter.ref = "A1:D9"
    page.auto_filter.add_filter_column(2, ["hộ"])
    for row in (2, 5, 6, 7, 8, 9):
        page.row_dimensions[row].hidden = True


def _hide_column(book: openpyxl.Workbook) -> None:
    page = book.active
    put(page, [["Năm 2019"], *([7] for _ in LINES)], column=5)
    page.column_dimensions["E"].hidden = True


def _furnish(book: openpyxl.Workbook) -> None:
    page = book.active
    page["B2"].comment = Comment("Lấy theo sổ hộ tịch", "ward")
    page["B3"].hyperlink = "mailto:ward@example.vn"
    choices = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0")
    page.add_data_validation(choices)
    choices.add("D2:D9")
    page.protection.enable()
    page.freeze_panes = "C2"
    page.print_title_rows = "1:1"


def _hidden(rows: range | tuple[int, ...]) -> dict[str, Told | str | None]:
    told: dict[str, Told | str | None] = {}
    for row in rows:
        line = LINES[row - 2]
        told |= {
            f"A{row}": n(str(row - 1), is_hidden=True),
            f"B{row}": Told(line.name, is_hidden=True),
            f"C{row}": Told(line.unit, is_hidden=True),
            f"D{row}": n(line.answer, is_hidden=True),
        }
    return told


_FILTERED = (2, 5, 6, 7, 8, 9)
_COVERED = (
    plain("a hidden row", standard_rows(), change=_hide_row, more=_hidden((5,)), doubts=["PT.CUOI"]),
    plain("rows filtered away", standard_rows(), change=_filter, more=_hidden(_FILTERED),
          doubts=[LINES[row - 2].code for row in _FILTERED]),
    plain("a hidden column with last year's figures", standard_rows(), change=_hide_column,
          more={"E1": Told("Năm 2019", is_hidden=True)}
          | {f"E{row}": n("7", is_hidden=True) for row in range(2, 10)}),
    plain("comments, links, choices, protection", standard_rows(), change=_furnish),
)  # fmt: skip


def _guide_first() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "Hướng dẫn"
    put(book.active, [["Điền số liệu vào trang Biểu."]])
    put(book.create_sheet("Biểu"), standard_rows())
    return saved(book)


def _old_year_hidden() -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "2019"
    put(book.active, _rows(PT_CUOI=39))
    put(book.create_sheet("2020"), standard_rows())
    book["2019"].sheet_state = "veryHidden"
    return saved(book)


_SHEETS = (
    Case(
        "a page of guidance first", _guide_first,
        {"Hướng dẫn": {"A1": "Điền số liệu vào trang Biểu."}, "Biểu": cells_of(standard_rows())},
        ANSWERS,
    ),
    Case(
        "last year on a hidden sheet", _old_year_hidden,
        {"2019": cells_of(_rows(PT_CUOI=39)), "2020": cells_of(standard_rows())}, ANSWERS,
    ),
)  # fmt: skip

CASES = (*_PLACES, *_NAMES, *_WRITTEN, *_SHOWN, *_COVERED, *_SHEETS)
