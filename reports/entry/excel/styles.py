"""How the cells of a sheet's workbook look: one named style for each kind of cell."""

from collections.abc import Iterator

from openpyxl.styles import (
    Alignment,
    Border,
    Font,
    NamedStyle,
    PatternFill,
    Protection,
    Side,
)
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook import Workbook

FONT = "Times New Roman"
SIZE, SMALL = 13, 11
# The portal's own colours (static/css): what is to be filled, a broken rule, one that wants a word.
_ANSWER, _SECTION = "F3F7E9", "EFECE4"
_FAULT, _WARNING = "F6D5D1", "FBE3AE"
_AIR = "_)"  # as wide as a bracket
_SOFT, _RED = "51565F", "8F1D22"

TITLE, BODY, PARENT_BODY, RULE = "Tên biểu", "Cơ quan", "Cơ quan chủ quản", "Đường kẻ"
SUBTITLE, HINT = "Dòng dưới tên biểu", "Cách ghi"
HEADING, SECTION, SECTION_NUMBER = "Đầu cột", "Lĩnh vực", "Số của lĩnh vực"
ORDER, LABEL, UNIT, TEXT = "Số thứ tự", "Chỉ tiêu", "Đơn vị tính", "Lời"
FIGURE, WORDS, CHANGE, STATE, REMINDER = (
    "Số liệu",
    "Số liệu bằng chữ",
    "Tăng, giảm",
    "Tình trạng",
    "Nhắc",
)
ANSWER, ANSWER_STATE, ANSWER_TEXT = "Ô nhập số liệu", "Ô chọn tình trạng", "Ô ghi lời"
SIGNATURE, SIGNATURE_NOTE = "Người ký", "Dưới chức vụ"

_LINE = Side("thin", "7D7F84")
_BOX = Border(_LINE, _LINE, _LINE, _LINE)
FAULT_LOOK = DifferentialStyle(fill=PatternFill(bgColor=_FAULT), font=Font(color=_RED, bold=True))
WARNING_LOOK = DifferentialStyle(fill=PatternFill(bgColor=_WARNING))


def number_format(decimals: int) -> str:
    """With a little air before the edge, for texts too."""
    plain = _plain(decimals)
    return f"{plain}{_AIR};-{plain}{_AIR};{plain}{_AIR};@{_AIR}"


def change_format(decimals: int) -> str:
    plain = _plain(decimals)
    return f'+{plain}{_AIR};"−"{plain}{_AIR};0{_AIR}'


def _plain(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def prepare(book: Workbook) -> None:
    """Times New Roman throughout, the widths of columns included: they are counted in its digits."""
    book._named_styles["Normal"].font = Font(FONT, SIZE)  # noqa: SLF001 - there is no other way to it
    for style in _styles():
        book.add_named_style(style)


def _styles() -> Iterator[NamedStyle]:
    centre = Alignment("center", "center", wrap_text=True)
    left = Alignment("left", "center", wrap_text=True, indent=1)
    right = Alignment("right", "center")
    yield _style(TITLE, Font(FONT, SIZE + 1, bold=True), centre)
    yield _style(BODY, Font(FONT, SIZE, bold=True), centre)
    yield _style(PARENT_BODY, Font(FONT, SIZE), centre)
    yield _style(RULE, Font(FONT, 8), Alignment("center", "top"))
    yield _style(SUBTITLE, Font(FONT, SIZE), centre)
    yield _style(HINT, Font(FONT, SMALL, italic=True), centre)
    yield _style(HEADING, Font(FONT, SIZE, bold=True), centre, border=_BOX, fill=_SECTION)
    yield _style(
        SECTION, Font(FONT, SIZE, bold=True), Alignment("left", "center", indent=1), border=_BOX,
        fill=_SECTION,
    )  # fmt: skip
    yield _style(SECTION_NUMBER, Font(FONT, SIZE, bold=True), centre, border=_BOX, fill=_SECTION)
    yield _style(ORDER, Font(FONT, SIZE), centre, border=_BOX)
    yield _style(LABEL, Font(FONT, SIZE), left, border=_BOX)
    yield _style(UNIT, Font(FONT, SIZE), centre, border=_BOX)
    yield _style(TEXT, Font(FONT, SMALL), left, border=_BOX)
    yield _style(FIGURE, Font(FONT, SIZE), right, border=_BOX)
    yield _style(
        WORDS, Font(FONT, SMALL), Alignment("right", "center", wrap_text=True), border=_BOX
    )
    yield _style(CHANGE, Font(FONT, SIZE), right, border=_BOX)
    yield _style(STATE, Font(FONT, SMALL, italic=True, color=_SOFT), centre, border=_BOX)
    yield _style(REMINDER, Font(FONT, SMALL, color=_RED), Alignment(vertical="center"))
    yield _style(ANSWER, Font(FONT, SIZE), right, border=_BOX, fill=_ANSWER, is_open=True)
    yield _style(ANSWER_STATE, Font(FONT, SMALL), centre, border=_BOX, fill=_ANSWER, is_open=True)
    yield _style(
        ANSWER_TEXT, Font(FONT, SMALL), left, border=_BOX, fill=_ANSWER, is_open=True,
        # Text whatever is typed: "=1+1" in a reason calculates nothing.
        number_format="@",
    )  # fmt: skip
    yield _style(SIGNATURE, Font(FONT, SIZE, bold=True), centre)
    yield _style(SIGNATURE_NOTE, Font(FONT, SIZE, italic=True), centre)


def _style(
    name: str,
    font: Font,
    alignment: Alignment,
    *,
    border: Border | None = None,
    fill: str = "",
    is_open: bool = False,
    number_format: str = "General",
) -> NamedStyle:
    return NamedStyle(
        name,
        font=font,
        alignment=alignment,
        border=border or Border(),
        fill=PatternFill("solid", fill) if fill else PatternFill(),
        protection=Protection(locked=not is_open),
        number_format=number_format,
    )
