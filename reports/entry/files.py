"""Reading a file of figures: an Excel workbook or a CSV table with Vietnamese headings."""

import csv
import io
import lzma
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from reports.entry.actions import FileRow, ImportFaultsError
from reports.entry.actions.intake import RowFault
from reports.entry.models import Figure
from vhtt_portal.numbers import write_figure
from vhtt_portal.rules import RuleError
from vhtt_portal.text import fold, tidy

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 60 * 1024 * 1024
MAX_MEMBERS = 200
MAX_ROWS = 20_000
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
Cells = Sequence[object]


class FileError(RuleError):
    """The file as a whole cannot be read."""


def read_rows(path: Path) -> list[FileRow]:
    """The rows of a .xlsx or .csv file; raises FileError, or ImportFaultsError with every fault."""
    try:
        content = path.read_bytes()
    except OSError:
        raise FileError(f"Không đọc được tệp {path}.") from None
    if len(content) > MAX_BYTES:
        raise FileError("Tệp lớn hơn 10 MB.")
    table = _workbook(content) if content.startswith(b"PK") else _csv(content)
    return _rows(table)


def _workbook(content: bytes) -> Iterator[Cells]:
    """The first sheet, whatever extent it claims to have."""
    _require_safe(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        page = book.worksheets[0]
        page.reset_dimensions()
        yield from page.iter_rows(values_only=True)
    # openpyxl lets through whatever its parsers raise on a broken file
    except (InvalidFileException, *_BROKEN) as fault:
        raise FileError("Tệp Excel bị hỏng hoặc không phải tệp .xlsx.") from fault


# What unpacking raises on a torn or locked package, whichever method packed it.
_TORN = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError, OSError,
    EOFError, ValueError,
)  # fmt: skip
_BROKEN = (*_TORN, KeyError, IndexError, TypeError, AttributeError, SyntaxError)


def _require_safe(content: bytes) -> None:
    """Look into the package before a parser does: its true size, macros, links to outside."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = package.infolist()
            if len(members) > MAX_MEMBERS:
                raise FileError("Tệp Excel có quá nhiều phần bên trong.")
            if any("vbaProject" in m.filename or "externalLink" in m.filename for m in members):
                raise FileError(
                    "Tệp Excel có macro hoặc liên kết ra ngoài. Hãy lưu lại bản thường."
                )
            _require_small(package, members)
    except _TORN as fault:
        raise FileError("Tệp Excel bị hỏng hoặc có mật khẩu.") from fault


def _require_small(package: zipfile.ZipFile, members: Iterable[zipfile.ZipInfo]) -> None:
    """Count what comes out; the sizes that a package states may be lies."""
    left = MAX_UNPACKED
    for member in members:
        with package.open(member) as part:
            while chunk := part.read(1 << 16):
                left -= len(chunk)
                if left < 0:
                    raise FileError("Tệp Excel quá lớn khi giải nén.")


def _csv(content: bytes) -> Iterator[Cells]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FileError("Tệp CSV phải lưu theo bảng mã UTF-8.") from None
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=";" if ";" in first else ",")
    try:
        yield from reader
    except csv.Error as fault:
        raise FileError("Tệp CSV viết không đúng cách.") from fault


def _rows(table: Iterable[Cells]) -> list[FileRow]:
    rows: list[FileRow] = []
    faults: list[RowFault] = []
    columns: dict[str, int] | None = None
    for number, cells in enumerate(table, start=1):
        if number > MAX_ROWS:
            raise FileError(f"Tệp có hơn {MAX_ROWS} dòng.")
        shown = cells[:MAX_COLUMNS]
        texts = [_text(cell) for cell in shown]
        if not any(texts):
            continue
        if columns is None:
            columns = _columns(texts)
            continue
        found = {name: texts[at] for name, at in columns.items() if at < len(texts)}
        figure = shown[columns["text"]] if columns["text"] < len(shown) else None
        if isinstance(figure, int | float) and not isinstance(figure, bool):
            found["text"] = _number(figure)
        _add(number, found, rows, faults)
    if columns is None:
        raise FileError("Tệp trống.")
    if faults:
        raise ImportFaultsError(faults)
    return rows


def _columns(texts: Sequence[str]) -> dict[str, int]:
    headings = {fold(text): at for at, text in enumerate(texts)}
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


def _add(number: int, found: dict[str, str], rows: list[FileRow], faults: list[RowFault]) -> None:
    text = found.get("text", "")
    stated = fold(found.get("state", ""))
    # A state may stand in the column of values, in words.
    if fold(text) in _STATES and text:
        stated, text = fold(text), ""
    if stated not in _STATES:
        faults.append(RowFault(number, f"tình trạng “{found['state']}” không có trong phiếu."))
        return
    if not found.get("place") or not found.get("indicator"):
        faults.append(RowFault(number, "thiếu mã địa phương hoặc mã chỉ tiêu."))
        return
    rows.append(
        FileRow(
            number=number,
            place=found["place"],
            indicator=found["indicator"],
            text=text,
            state=_STATES[stated],
            note=found.get("note", ""),
        )
    )


def _text(cell: object) -> str:
    """A cell as a person would have typed it; a code that Excel took for a number is a code."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "có" if cell else "không"
    if isinstance(cell, date | datetime):
        return cell.strftime("%d/%m/%Y")
    return tidy(str(cell))


def _number(cell: float) -> str:
    """A number of a workbook in Vietnamese habit."""
    try:
        number = Decimal(repr(cell))
        # More than two decimals stay visible, so that they are refused and not rounded.
        exact = number == number.quantize(Decimal("0.01"))
    except InvalidOperation:
        return str(cell)
    if number < 0 or not exact:
        return str(cell).replace(".", ",")
    return write_figure(number)
