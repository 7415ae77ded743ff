"""How each element of an official document is set in a Word file, and an empty file that knows it.

The measures are those of ``static/css/print/official.css``, clause by clause. Between two
paragraphs Word takes the larger of the space below the one and above the other, as the PDF does.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from docx import Document
from docx.document import Document as File
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length, Mm, Pt

FONT = "Times New Roman"
LEFT, CENTER = WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.CENTER
RIGHT, JUSTIFY = WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY
# A single line of Times is 1.15 em; the text's lines are 1.22 em apart, other ones single or of a point.
_TEXT_LINES, _SINGLE, _POINT = 1.22 / 1.15, 1.0, Pt(1)
_FIRST_LINE = 12.7
# Of the library's own empty file only these parts are wanted: the rest is of another language.
_KEPT_PARTS = {
    RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES,
    RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.SETTINGS,
}  # fmt: skip
_KEPT_STYLES = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList"}
# What stands behind a border in the properties of a paragraph, in the order of the standard.
_BEHIND_BORDER = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr")


@dataclass(frozen=True, slots=True)
class Style:
    """A kind of paragraph under the name that Word shows; sizes and spaces in points."""

    key: str
    name: str
    size: float = 14
    bold: bool = False
    italic: bool = False
    align: WD_ALIGN_PARAGRAPH = LEFT
    above: float = 0
    below: float = 0
    first_line: float = 0
    spacing: float | Length = _TEXT_LINES
    keeps_next: bool = False
    outline: int | None = None
    # Of the sides that have one: the stroke in eighths of a point, its room to the text in points.
    borders: Mapping[str, tuple[int, int]] | None = None


def _head(key: str, name: str, size: float, **more: bool | float) -> Style:
    return Style(key, name, size, align=CENTER, spacing=_SINGLE, **more)  # type: ignore[arg-type]


def _text(key: str, name: str, *, italic: bool = False) -> Style:
    return Style(key, name, italic=italic, align=JUSTIFY, above=6, first_line=_FIRST_LINE)


PARENT = _head("Parent", "Cơ quan chủ quản", 12)
ISSUER = _head("Issuer", "Cơ quan ban hành", 12, bold=True)
NATION = _head("Nation", "Quốc hiệu", 12, bold=True)
MOTTO = _head("Motto", "Tiêu ngữ", 13, bold=True)
NUMBER = _head("Number", "Số, ký hiệu", 13, above=8)
DATE = _head("Date", "Địa danh, thời gian", 13, italic=True, above=8)
BRIEF = _head("Brief", "Trích yếu công văn", 12, above=6)
DRAFT = Style(
    "Draft", "Dự thảo", 13, bold=True, align=CENTER, above=7, spacing=_SINGLE,
    borders={"top": (8, 1), "left": (8, 8), "bottom": (8, 1), "right": (8, 8)},
)  # fmt: skip
# An empty paragraph as wide as the stroke on it.
RULE = Style("Rule", "Đường kẻ", 1, above=2, spacing=_POINT, borders={"top": (6, 0)})
KIND = Style("Title", "Title", bold=True, align=CENTER, above=20, keeps_next=True)
SUBJECT = Style("Subject", "Trích yếu", bold=True, align=CENTER, keeps_next=True)
AUTHORITY = Style("Authority", "Thẩm quyền ban hành", bold=True, align=CENTER, below=8)
ADDRESSEE = Style("Addressee", "Kính gửi", align=CENTER, below=14)
ADDRESSEES = Style("Addressees", "Kính gửi nhiều nơi")
BASIS = _text("Basis", "Căn cứ", italic=True)
ORDER = Style(
    "Order", "Lệnh quyết định", bold=True, align=CENTER, above=12, below=6, keeps_next=True
)
PART = Style(
    "Heading1", "Heading 1", bold=True, align=CENTER, above=16, below=4, keeps_next=True, outline=0
)
SECTION = Style(
    "Heading2", "Heading 2", bold=True, align=JUSTIFY, above=10, first_line=_FIRST_LINE,
    keeps_next=True, outline=1,
)  # fmt: skip
CLAUSE = Style(
    "Heading3", "Heading 3", bold=True, align=JUSTIFY, above=6, first_line=_FIRST_LINE,
    keeps_next=True, outline=2,
)  # fmt: skip
TEXT = _text("Text", "Nội dung")
TABLE_TITLE = Style(
    "TableTitle", "Tên bảng", 13, bold=True, align=CENTER, above=10, below=4, keeps_next=True
)
TABLE_NOTE = Style(
    "TableNote", "Ghi chú bảng", 13, italic=True, align=JUSTIFY, above=6, first_line=_FIRST_LINE
)
CELL = Style("Cell", "Ô của bảng", 12, spacing=_SINGLE)
COLUMN_NAME = _head("ColumnName", "Tên cột", 12, bold=True)
PICTURE = Style("Picture", "Ảnh", align=CENTER, above=6, keeps_next=True)
CAPTION = Style("Caption", "Lời dưới ảnh", 13, italic=True, align=CENTER, above=6)
END = Style("End", "Dấu kết thúc", align=RIGHT, above=4)
CAPACITY = Style("Capacity", "Quyền hạn, chức vụ", bold=True, align=CENTER)
# 34 mm in all, the note in the middle.
SIGNATURE = Style("Signature", "Chỗ ký", italic=True, align=CENTER, above=22.5, below=56.5)
SIGNER = Style("Signer", "Họ tên người ký", bold=True, align=CENTER)
RECIPIENTS = Style("Recipients", "Nơi nhận", 12, bold=True, italic=True)
RECIPIENT = Style("Recipient", "Nơi nhận từng dòng", 11, spacing=_SINGLE)
ANNEX = Style("Annex", "Phụ lục", bold=True, align=CENTER, keeps_next=True, outline=0)
ATTACHED = Style("Attached", "Kèm theo", 13, italic=True, align=CENTER, keeps_next=True)
PAGE_NUMBER = _head("Header", "Header", 13)
# Stands between tables and whatever would otherwise touch them.
GAP = Style("Gap", "Khoảng cách", 1, spacing=_POINT, keeps_next=True)

STYLES = (
    PARENT, ISSUER, NATION, MOTTO, NUMBER, DATE, BRIEF, DRAFT, RULE, KIND, SUBJECT, AUTHORITY, ADDRESSEE,
    ADDRESSEES, BASIS, ORDER, PART, SECTION, CLAUSE, TEXT, TABLE_TITLE, TABLE_NOTE, CELL,
    COLUMN_NAME, PICTURE, CAPTION, END, CAPACITY, SIGNATURE, SIGNER, RECIPIENTS, RECIPIENT, ANNEX,
    ATTACHED, PAGE_NUMBER, GAP,
)  # fmt: skip
_BUILT_IN = (KIND, PART, SECTION, CLAUSE, PAGE_NUMBER)
# Tables: one that only puts things side by side, one with lines.
FRAME, GRID = "Frame", "Grid"
# Points between the text of a cell and the lines beside it.
CELL_SIDES = 3
_ALL_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def empty_file() -> File:
    """A4 paper without a word on it, its styles those of this module and no other."""
    file = Document()
    for part in (file.part, file.part.package):
        for key, relation in list(part.rels.items()):
            if relation.reltype not in _KEPT_PARTS:
                del part.rels[key]
    _set_defaults(file)
    _set_settings(file)
    for style in file.styles.element.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in _KEPT_STYLES:
            file.styles.element.remove(style)
    for style in STYLES:
        _add(file, style)
    file.styles.element.append(_table_style(FRAME, "Khung không kẻ"))
    lines = borders("tblBorders", dict.fromkeys(_ALL_SIDES, (4, 0)))
    file.styles.element.append(_table_style(GRID, "Bảng, biểu", lines, rows=2, sides=CELL_SIDES))
    return file


def element(tag: str, *inside: BaseOxmlElement, **attributes: str | int) -> BaseOxmlElement:
    """ "w:tag" with its attributes in the same namespace."""
    made = OxmlElement(
        f"w:{tag}", attrs={qn(f"w:{name}"): str(value) for name, value in attributes.items()}
    )
    made.extend(inside)
    return made


def borders(tag: str, sides: Mapping[str, tuple[int, int]]) -> BaseOxmlElement:
    strokes = (
        element(side, val="single", sz=width, space=room, color="auto")
        for side, (width, room) in sides.items()
    )
    return element(tag, *strokes)


def _set_defaults(file: File) -> None:
    """No theme has a say, and every script is set in the one face that the decree names."""
    fonts = element("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)
    size = (element("kern", val=2), element("sz", val=28), element("szCs", val=28))
    language = element("lang", val="vi-VN", eastAsia="vi-VN", bidi="ar-SA")
    runs = element("rPrDefault", element("rPr", fonts, *size, language))
    spacing = element("spacing", after=0, line=240, lineRule="auto")
    paragraphs = element("pPrDefault", element("pPr", element("widowControl"), spacing))
    old = file.styles.element.find(qn("w:docDefaults"))
    file.styles.element.replace(old, element("docDefaults", runs, paragraphs))


def _set_settings(file: File) -> None:
    """Tables stand at the margins of the text, as in Word since 2013."""
    mode = element(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=15,
    )
    settings = file.settings.element
    settings.replace(settings.find(qn("w:compat")), element("compat", mode))
    settings.remove(settings.find(qn("w:themeFontLang")))
    settings.remove(settings.find(qn("w:clrSchemeMapping")))


def _add(file: File, style: Style) -> None:
    added = file.styles.add_style(style.name, WD_STYLE_TYPE.PARAGRAPH, builtin=style in _BUILT_IN)
    added.element.set(qn("w:styleId"), style.key)
    added.base_style = file.styles["Normal"]
    added.quick_style = True
    added.font.size = Pt(style.size)
    added.font.bold, added.font.italic = style.bold or None, style.italic or None
    layout = added.paragraph_format
    layout.alignment = style.align
    layout.space_before, layout.space_after = Pt(style.above), Pt(style.below)
    layout.line_spacing = style.spacing
    layout.keep_with_next = style.keeps_next or None
    if style.first_line:
        layout.first_line_indent = Mm(style.first_line)
    properties = added.element.get_or_add_pPr()
    if style.outline is not None:
        properties.append(element("outlineLvl", val=style.outline))
    if style.borders:
        properties.insert_element_before(borders("pBdr", style.borders), *_BEHIND_BORDER)


def _table_style(
    key: str, name: str, *lines: BaseOxmlElement, rows: int = 0, sides: int = 0
) -> BaseOxmlElement:
    """``rows`` and ``sides``: the room between a cell's edge and its text, in points."""
    room = {"top": rows, "left": sides, "bottom": rows, "right": sides}
    margins = (element(side, w=20 * points, type="dxa") for side, points in room.items())
    return element(
        "style",
        element("name", val=name),
        element("basedOn", val="TableNormal"),
        element("tblPr", *lines, element("tblCellMar", *margins)),
        type="table",
        styleId=key,
        customStyle=1,
    )
