"""What a case of the corpus is, and the table that most of them hold."""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import openpyxl
from openpyxl.utils import get_column_letter

from vhtt_portal.files.workbook.content import Kind, ReadWorkbook


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be read of one cell. ``font`` None: whichever."""

    text: str
    kind: Kind = Kind.TEXT
    is_formula: bool = False
    is_hidden: bool = False
    font: str | None = None


Cells = Mapping[str, Mapping[str, Told | str]]


@dataclass(frozen=True, slots=True)
class Case:
    name: str
    build: Callable[[], bytes]
    cells: Cells
    answers: Mapping[str, str] = field(default_factory=dict)
    doubts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Line:
    code: str
    name: str
    unit: str
    answer: str  # as typed
    stored: object  # as a workbook stores it


LINES = (
    Line("DC.DANSO", "Dân số", "người", "12345", 12345),
    Line("DC.HO", "Hộ gia đình", "hộ", "3210", 3210),
    Line("GD.HO_MOTTHEHE", "Hộ một thế hệ", "hộ", "415", 415),
    Line("PT.CUOI", "Đám cưới", "đám", "42", 42),
    Line("PT.CUOI_VANMINH", "Đám cưới theo nếp sống văn minh", "đám", "40", 40),
    Line("PT.TANG", "Đám tang", "đám", "31", 31),
    Line(
        "PT.XHH", "Kinh phí xã hội hóa cho hoạt động văn hóa, thể thao", "triệu đồng",
        "1234,5", 1234.5,
    ),
    Line("TTTT.DAI", "Đài truyền thanh cơ sở", "đài", "1", 1),
)  # fmt: skip
STANDARD = ("STT", "Chỉ tiêu", "Đơn vị tính", "Năm 2020")
ANSWERS = {line.code: line.answer for line in LINES}
Rows = Sequence[Sequence[object]]


def standard_rows(stored: Mapping[str, object] | None = None) -> list[list[object]]:
    """The plain table; ``stored`` puts something else where a line's answer stands."""
    changed = stored or {}
    return [
        list(STANDARD),
        *(
            [at, line.name, line.unit, changed.get(line.code, line.stored)]
            for at, line in enumerate(LINES, start=1)
        ),
    ]


def cells_of(rows: Rows, *, row: int = 1, column: int = 1) -> dict[str, Told | str]:
    """What is to be read of a table without oddities, written from the given corner."""
    return {
        f"{get_column_letter(column + across)}{row + down}": _told(value)
        for down, values in enumerate(rows)
        for across, value in enumerate(values)
        if value not in (None, "")
    }


def n(text: str, **more: object) -> Told:
    return Told(text, Kind.NUMBER, **more)  # type: ignore[arg-type]


def _told(value: object) -> Told | str:
    if isinstance(value, Told | str):
        return value
    return n(str(value).replace(".", ","))


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def book_of(rows: Rows, *, title: str = "Biểu", row: int = 1, column: int = 1) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.active.title = title
    put(book.active, rows, row=row, column=column)
    return book


def put(page: object, rows: Rows, *, row: int = 1, column: int = 1) -> None:
    for down, values in enumerate(rows):
        for across, value in enumerate(values):
            if value is not None:
                page.cell(row + down, column + across).value = value  # type: ignore[attr-defined]


def plain(
    name: str,
    rows: Rows,
    read: Rows | None = None,
    *,
    answers: Mapping[str, str] | None = None,
    doubts: Iterable[str] = (),
    row: int = 1,
    column: int = 1,
    change: Callable[[openpyxl.Workbook], None] = lambda book: None,
    more: Mapping[str, Told | str | None] | None = None,
) -> Case:
    """A case of one sheet by openpyxl: ``rows`` are written, ``change`` makes it odd, ``read`` (or
    ``rows``) is what is read of it, but for the cells in ``more`` (None: not there)."""

    def build() -> bytes:
        book = book_of(rows, row=row, column=column)
        change(book)
        return saved(book)

    told = {**cells_of(rows if read is None else read, row=row, column=column), **(more or {})}
    left_out = set(doubts)
    return Case(
        name, build, {"Biểu": {at: cell for at, cell in told.items() if cell is not None}},
        {
            code: text
            for code, text in (ANSWERS if answers is None else answers).items()
            if code not in left_out
        },
        frozenset(left_out),
    )  # fmt: skip


def told_of(book: ReadWorkbook, case: Case) -> dict[str, dict[str, Told]]:
    """What was read, in the words of the case; fonts only where the case names one."""

    def font(sheet: str, address: str, read: str) -> str | None:
        expected = case.cells.get(sheet, {}).get(address)
        return read if isinstance(expected, Told) and expected.font is not None else None

    return {
        sheet.name: {
            (at := f"{get_column_letter(c.column)}{c.row}"): Told(
                c.text, c.kind, c.is_formula, c.is_hidden, font(sheet.name, at, c.font)
            )
            for c in sheet.cells
        }
        for sheet in book.sheets
    }
