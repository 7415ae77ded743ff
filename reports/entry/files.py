"""Reading a file of figures: an Excel workbook or a CSV table with Vietnamese headings."""

import csv
import io
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from reports.entry.actions import FileRow, ImportFaultsError
from reports.entry.actions.intake import RowFault
from reports.entry.models import Figure
from vhtt_portal.files import refusals
from vhtt_portal.files.child import FileError
from vhtt_portal.files.workbook.content import Kind, ReadCell
from vhtt_portal.files.workbook.gate import MAX_BYTES
from vhtt_portal.files.workbook.intake import read_workbook
from vhtt_portal.files.workbook.reading import MAX_ROWS
from vhtt_portal.legacy import legacy_of
from vhtt_portal.text import fold, tidy

MAX_COLUMNS = 50
# What a heading may be called; the key is the field of a row.
_HEADINGS = {
    "place": ("ma dia phuong", "ma don vi"),
    "indicator": ("ma chi tieu",),
    "text": ("gia tri", "so lieu"),
    "state": ("tinh trang",),
    "note": ("ghi chu", "ly do", "giai trinh"),
}
_NEEDED = {"place": "Mã địa phương", "indicator": "Mã chỉ tiêu", "text": "Giá trị"}
_STATES = {
    "khong ap dung": Figure.State.NOT_APPLICABLE,
    "khong co so lieu": Figure.State.NO_DATA,
    "chua co so lieu": Figure.State.NO_DATA,
    "co so": Figure.State.VALUE,
    "": Figure.State.VALUE,
}
# Why a cell's words are not what it is meant to say.
_UNSAID = {
    Kind.UNCOMPUTED: "là công thức chưa được tính. Hãy mở tệp, lưu lại rồi nhập",
    Kind.ERROR: "là ô lỗi",
}
Row = tuple[int, Sequence[ReadCell]]


def read_rows(path: Path) -> list[FileRow]:
    """The rows of a .xlsx or .csv file; raises FileError, or ImportFaultsError with every fault."""
    try:
        content = path.read_bytes()
    except OSError:
        raise FileError(f"Không đọc được tệp {path}.") from None
    if len(content) > MAX_BYTES:
        raise FileError(refusals.TOO_BIG)
    table = _workbook(content) if content.startswith(b"PK") else _csv(content)
    return _rows(table)


def _workbook(content: bytes) -> Iterator[Row]:
    """The rows of the first sheet that hold something."""
    sheets = read_workbook(content).sheets
    cells = sheets[0].cells if sheets else ()
    for number, row in itertools.groupby(cells, key=lambda cell: cell.row):
        yield number, list(row)


def _csv(content: bytes) -> Iterator[Row]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileError("Tệp CSV phải lưu theo bảng mã UTF-8.") from None
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=";" if ";" in first else ",")
    try:
        for number, texts in enumerate(reader, start=1):
            yield number, [ReadCell(number, at, text) for at, text in enumerate(texts, start=1)]
    except csv.Error as fault:
        raise FileError("Tệp CSV viết không đúng cách.") from fault


def _rows(table: Iterable[Row]) -> list[FileRow]:
    rows: list[FileRow] = []
    faults: list[RowFault] = []
    columns: dict[str, int] | None = None
    for number, cells in table:
        if number > MAX_ROWS:
            raise FileError(f"Tệp có hơn {MAX_ROWS} dòng.")
        shown = {cell.column: cell for cell in cells if cell.column <= MAX_COLUMNS}
        if not any(tidy(cell.text) for cell in shown.values()):
            continue
        if columns is None:
            columns = _columns(shown)
            continue
        found = {name: shown[at] for name, at in columns.items() if at in shown}
        _add(number, found, rows, faults)
    if columns is None:
        raise FileError("Tệp trống.")
    if faults:
        raise ImportFaultsError(faults)
    return rows


def _columns(head: Mapping[int, ReadCell]) -> dict[str, int]:
    headings = {fold(cell.text): at for at, cell in head.items()}
    columns = {
        field: headings[name]
        for field, names in _HEADINGS.items()
        for name in reversed(names)
        if name in headings
    }
    missing = [heading for field, heading in _NEEDED.items() if field not in columns]
    if missing:
        raise FileError(f"Dòng tiêu đề thiếu cột: {', '.join(missing)}.")
    return columns


def _add(
    number: int, found: Mapping[str, ReadCell], rows: list[FileRow], faults: list[RowFault]
) -> None:
    if unsaid := _unsaid(found.values()):
        faults.append(RowFault(number, unsaid))
        return
    texts = {name: _text(cell, is_code=name != "text") for name, cell in found.items()}
    text, stated = texts.get("text", ""), texts.get("state", "")
    # A state may stand in the column of values, in words.
    if text and not text.isdecimal() and fold(text) in _STATES:
        stated, text = text, ""
    state = _STATES.get(fold(stated) if stated else "")
    if state is None:
        faults.append(RowFault(number, f"tình trạng “{stated}” không có trong phiếu."))
        return
    if not texts.get("place") or not texts.get("indicator"):
        faults.append(RowFault(number, "thiếu mã địa phương hoặc mã chỉ tiêu."))
        return
    rows.append(
        FileRow(
            number=number,
            place=texts["place"],
            indicator=texts["indicator"],
            text=text,
            state=state,
            note=texts.get("note", ""),
        )
    )


def _unsaid(cells: Iterable[ReadCell]) -> str:
    """Why a row cannot be taken as it reads; nothing when it can."""
    for cell in cells:
        if cell.kind in _UNSAID:
            return f"ô “{cell.text}” {_UNSAID[cell.kind]}."
        if encoding := legacy_of(cell.text, cell.font):
            return f"chữ gõ theo bảng mã {encoding}. Hãy chuyển sang Unicode rồi nhập."
    return ""


def _text(cell: ReadCell, *, is_code: bool) -> str:
    """A code that Excel took for a number is a code, whatever groups it shows."""
    if is_code and cell.kind is Kind.NUMBER:
        return cell.text.replace(".", "")
    return tidy(cell.text)
