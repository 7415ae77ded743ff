"""The official document as DOCX, to be worked on in Word or LibreOffice.

The measures are those of ``static/css/print/official.css``, where each clause of Nghị định
30/2020/NĐ-CP, Phụ lục I stands beside its measure. The same document always gives the same bytes.
"""

import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import Table as Grid
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph
from PIL import Image

from documents.setting import setting
from documents.structure import OfficialDocument, Picture, Run, SignatureBlock, Table
from documents.wrapping import width_mm

FACE = "Times New Roman"
_TEXT, _WIDE_TEXT = 164.0, 251.0  # A4 less 30 and 16 mm
_LEFT, _RIGHT = 71.5, 92.5
_BODY, _LINE, _HEAD_LINE = 14, 1.06, 1.0  # the face itself is 1.15 em high
_STROKE = 0.42
_CENTRE, _JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
_ALIGNED = {"": WD_ALIGN_PARAGRAPH.LEFT, "center": _CENTRE, "right": WD_ALIGN_PARAGRAPH.RIGHT}
# A package bears no time of its own: zip knows none before this day.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_UNISSUED = date(1980, 1, 1)
_PHOTO = (130.0, 95.0)

Setting = dict[str, Any]
# Where paragraphs and tables go: the paper itself or a cell of a table.
Place = Paper | _Cell


def render_docx(document: OfficialDocument) -> bytes:
    shown = setting(document)
    paper = Document()
    _describe(paper, document)
    _faces(paper)
    _page(paper.sections[0], is_wide=document.is_landscape)
    _number_pages(paper.sections[0], is_first_shown=False)
    _letterhead(paper, document, shown)
    _title(paper, document, shown)
    for basis in shown["bases"]:
        _text(paper, [Run(basis, italic=True)])
    if document.authority:
        _centred(paper, f"{document.kind}:", before=12, after=6, keep=True)
    _blocks(paper, shown["blocks"], width=_WIDE_TEXT if document.is_landscape else _TEXT)
    _signing(paper, document, shown)
    for annex in shown["annexes"]:
        _annex(paper, annex)
    return _packed(paper)


# --- The package --------------------------------------------------------------------------------


def _describe(paper: Paper, document: OfficialDocument) -> None:
    about = paper.core_properties
    about.title, about.author = document.full_title, document.letterhead.name
    about.last_modified_by, about.comments = document.letterhead.name, ""
    about.language = document.language
    about.created = about.modified = datetime.combine(document.issued_on or _UNISSUED, time(), UTC)


def _packed(paper: Paper) -> bytes:
    written, packed = BytesIO(), BytesIO()
    paper.save(written)
    with zipfile.ZipFile(written) as given, zipfile.ZipFile(packed, "w") as taken:
        for name in given.namelist():
            member = zipfile.ZipInfo(name, _NO_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            taken.writestr(member, given.read(name))
    return packed.getvalue()


def _faces(paper: Paper) -> None:
    """One face for every script; a theme's would come before it."""
    defaults = paper.styles.element.find(qn("w:docDefaults"))
    faces = defaults.find(f".//{qn('w:rFonts')}")
    faces.attrib.clear()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        faces.set(qn(f"w:{script}"), FACE)
    language = defaults.find(f".//{qn('w:lang')}")
    language.set(qn("w:val"), "vi-VN")
    _as_of_today(paper)
    normal = paper.styles["Normal"]
    normal.font.name, normal.font.size = FACE, Pt(_BODY)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = _LINE


def _as_of_today(paper: Paper) -> None:
    """Tables begin at the margin, as since Word 2013; before, their text did."""
    mode = OxmlElement("w:compatSetting")
    for name, value in (
        ("name", "compatibilityMode"), ("uri", "http://schemas.microsoft.com/office/word"),
        ("val", "15"),
    ):  # fmt: skip
        mode.set(qn(f"w:{name}"), value)
    paper.settings.element.find(qn("w:compat")).append(mode)


# --- Pages --------------------------------------------------------------------------------------


def _page(section: Section, *, is_wide: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    long, short = Mm(297), Mm(210)
    section.page_width, section.page_height = (long, short) if is_wide else (short, long)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(16)
    section.header_distance = section.footer_distance = Mm(9)


def _number_pages(section: Section, *, is_first_shown: bool) -> None:
    """Mục I.7: centred in the top margin, from 1 in each part, not shown on the paper's first page."""
    section.different_first_page_header_footer = not is_first_shown
    section.header.is_linked_to_previous = False
    numbering = OxmlElement("w:pgNumType")
    numbering.set(qn("w:start"), "1")
    section._sectPr.append(numbering)
    line = section.header.paragraphs[0]
    line.alignment = _CENTRE
    line.style.font.size = Pt(13)
    run = line.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark.text = text
        run._r.append(mark)


# --- Parts of the paper -------------------------------------------------------------------------


def _letterhead(paper: Paper, document: OfficialDocument, shown: Setting) -> None:
    grid = _bare_grid(paper, rows=2, widths=(_LEFT, _RIGHT))
    left, right = grid.rows[0].cells
    heads = shown["letterhead"]
    for line in heads["parent"]:
        _centred(left, line, size=12, bold=False, spacing=_HEAD_LINE)
    for line in heads["issuer"]:
        _centred(left, line, size=12, spacing=_HEAD_LINE)
    _stroke(left, heads["issuer"], size=12, room=_LEFT)
    _centred(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12, spacing=_HEAD_LINE)
    motto = "Độc lập - Tự do - Hạnh phúc"
    _centred(right, motto, size=13, spacing=_HEAD_LINE)
    _stroke(right, [motto], size=13, room=_RIGHT, share=1)
    number, day = grid.rows[1].cells
    said = f"Số: {document.number_text}" if document.number_text else ""
    _centred(number, said, size=13, bold=False, before=8)
    _centred(day, document.place_and_date, size=13, bold=False, italic=True, before=8)
    if document.is_draft:
        draft = _centred(number, "DỰ THẢO", size=13, before=6)
        _frame(draft)
    for cell in (left, right, number, day):
        _drop_first(cell)


def _title(paper: Paper, document: OfficialDocument, shown: Setting) -> None:
    room = _WIDE_TEXT if document.is_landscape else _TEXT
    kind = _centred(paper, document.kind.upper(), before=20)
    _outline(kind, 0)
    for line in shown["subject"]:
        _centred(paper, line)
    if shown["subject"]:
        _stroke(paper, shown["subject"], size=_BODY, room=room, after=16)
    for line in shown["authority"]:
        _centred(paper, line, after=8)
    names = shown["addressees"]
    if len(names) == 1:
        _centred(paper, f"Kính gửi: {names[0]}", bold=False, after=14)
    elif names:
        _addressees(paper, names)


def _addressees(paper: Paper, names: Sequence[str]) -> None:
    """Mục II.9: the dashes stand under the colon."""
    indent = (_TEXT - width_mm(max(names, key=len), size=_BODY, style="Regular")) / 2
    opening = paper.add_paragraph()
    opening.paragraph_format.left_indent = Mm(
        max(0.0, indent - width_mm("Kính gửi", size=_BODY, style="Regular"))
    )
    opening.add_run("Kính gửi:")
    for name in names:
        line = paper.add_paragraph()
        line.paragraph_format.left_indent = Mm(max(0.0, indent))
        line.add_run(f"- {name}")
    line.paragraph_format.space_after = Pt(14)


def _signing(paper: Paper, document: OfficialDocument, shown: Setting) -> None:
    if not document.signature.capacity_lines and document.preparer is None:
        return
    _keep_last(paper)
    grid = _bare_grid(paper, rows=1, widths=(_TEXT / 2, _TEXT / 2))
    _unbroken(grid.rows[0])
    left, right = grid.rows[0].cells
    if document.preparer:
        _signature(left, document.preparer)
    else:
        _recipients(left, shown["recipients"])
    _signature(right, document.signature)
    for cell in (left, right):
        _drop_first(cell)
        cell.paragraphs[0].paragraph_format.space_before = Pt(14)
    if document.preparer and shown["recipients"]:
        _recipients(paper, shown["recipients"], before=14)


def _signature(place: Place, signature: SignatureBlock) -> None:
    """Mục V.7: the capacity, room for a hand, the name."""
    for line in signature.capacity_lines:
        _centred(place, line.upper())
    note = _centred(place, signature.note, bold=False, italic=True, before=Mm(8).pt)
    note.paragraph_format.space_after = Mm(12)
    _centred(place, signature.signer_name)


def _recipients(place: Place, names: Iterable[str], *, before: float = 0) -> None:
    if not (names := list(names)):
        return
    head = place.add_paragraph()
    head.paragraph_format.space_before = Pt(before)
    _write(head, [Run("Nơi nhận:", bold=True, italic=True)], size=12)
    for name in names:
        line = place.add_paragraph()
        line.paragraph_format.line_spacing = _HEAD_LINE
        _write(line, [Run(f"- {name}")], size=11)


def _annex(paper: Paper, annex: Setting) -> None:
    """Mục V: a section of its own, numbered from 1."""
    is_wide = "wide" in annex["page"]
    room = _WIDE_TEXT if is_wide else _TEXT
    section = paper.add_section(WD_SECTION.NEW_PAGE)
    _page(section, is_wide=is_wide)
    _number_pages(section, is_first_shown=True)
    _outline(_centred(paper, annex["label"], keep=True), 0)
    for line in annex["lines"]:
        _centred(paper, line, keep=True)
    for line in annex["attached"]:
        _centred(paper, line, size=13, bold=False, italic=True, keep=True)
    _stroke(paper, annex["attached"], size=13, style="Italic", room=room, after=8)
    _blocks(paper, annex["blocks"], width=room)


# --- Text ---------------------------------------------------------------------------------------


def _blocks(paper: Paper, blocks: Iterable[Setting], *, width: float) -> None:
    for block in blocks:
        match block["shape"]:
            case "part":
                _part(paper, block)
            case "heading1":
                _heading(paper, f"{block['label']} {block['title'].upper()}", level=2, before=10)
            case "heading2":
                _heading(paper, f"{block['label']} {block['title']}", level=3, before=6)
            case "picture":
                _picture(paper, block["picture"])
            case "table":
                _table(paper, block["table"], block["rows"], width=width)
            case _:
                _text(paper, _opened(block))
        if block.get("ends"):
            _end(paper)


def _opened(block: Setting) -> list[Run]:
    """The runs of a paragraph behind its dash, its Điều or its letter."""
    match block["shape"]:
        case "bullet":
            return [Run("- "), *block["runs"]]
        case "article":
            return [Run(f"{block['label']} ", bold=True), *block["runs"]]
        case "heading3":
            return [Run(f"{block['label']} {block['title']}")]
        case _:
            return list(block["runs"])


def _part(paper: Paper, block: Setting) -> None:
    _outline(_centred(paper, block["label"], before=16, keep=True), 1)
    for line in block["lines"][:-1]:
        _centred(paper, line, keep=True)
    _centred(paper, block["lines"][-1], keep=True, after=4)


def _text(paper: Paper, runs: Sequence[Run], *, before: float = 6) -> Paragraph:
    """Mục II.6: justified, the first line 1,27 cm in, 6 pt between paragraphs."""
    line = paper.add_paragraph()
    line.alignment = _JUSTIFY
    line.paragraph_format.first_line_indent = Mm(12.7)
    line.paragraph_format.space_before = Pt(before)
    line.paragraph_format.widow_control = True
    _write(line, runs)
    return line


def _heading(paper: Paper, text: str, *, level: int, before: float) -> None:
    line = _text(paper, [Run(text, bold=True)], before=before)
    line.paragraph_format.keep_with_next = True
    _outline(line, level)


def _centred(
    place: Place,
    text: str,
    *,
    size: float = _BODY,
    bold: bool = True,
    italic: bool = False,
    before: float = 0,
    after: float = 0,
    spacing: float = _LINE,
    keep: bool = False,
) -> Paragraph:
    line = place.add_paragraph()
    line.alignment = _CENTRE
    shape = line.paragraph_format
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    shape.line_spacing, shape.keep_with_next = spacing, keep
    _write(line, [Run(text, bold=bold, italic=italic)], size=size)
    return line


def _write(line: Paragraph, runs: Iterable[Run], *, size: float = _BODY) -> None:
    for run in runs:
        written = line.add_run(run.text)
        written.font.size = Pt(size)
        written.bold, written.italic = run.bold or None, run.italic or None


def _stroke(
    place: Place,
    lines: Sequence[str],
    *,
    size: float,
    room: float,
    style: str = "Bold",
    share: float = _STROKE,
    after: float = 0,
) -> None:
    """Mục II.1–II.5: a line below a name, a third to a half of it long (that of the motto: all)."""
    length = share * max(width_mm(line, size=size, style=style) for line in lines)
    line = place.add_paragraph()
    shape = line.paragraph_format
    shape.left_indent = shape.right_indent = Mm((room - length) / 2)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(2)
    shape.space_after = Pt(after)
    _write(line, [Run("")], size=1)
    _border(line, "bottom")


def _frame(line: Paragraph) -> None:
    """A box around the words alone."""
    for run in line.runs:
        run._r.get_or_add_rPr().append(_edge("w:bdr", size="8"))


def _border(line: Paragraph, side: str) -> None:
    edges = OxmlElement("w:pBdr")
    edges.append(_edge(f"w:{side}", size="6"))
    line._p.get_or_add_pPr().insert_element_before(
        edges, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc"
    )


def _edge(tag: str, *, size: str) -> Any:
    """``size`` in eighths of a point."""
    edge = OxmlElement(tag)
    for name, value in (("val", "single"), ("sz", size), ("space", "0"), ("color", "000000")):
        edge.set(qn(f"w:{name}"), value)
    return edge


def _outline(line: Paragraph, level: int) -> None:
    """Its place in the navigation pane, without a heading's own looks."""
    mark = OxmlElement("w:outlineLvl")
    mark.set(qn("w:val"), str(level))
    line._p.get_or_add_pPr().append(mark)


def _keep_last(paper: Paper) -> None:
    """No signature stands alone on a page."""
    if paper.paragraphs:
        paper.paragraphs[-1].paragraph_format.keep_with_next = True


def _end(paper: Paper) -> None:
    line = paper.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    line.paragraph_format.space_before = Pt(4)
    _write(line, [Run("./.")])


def _picture(paper: Paper, picture: Picture) -> None:
    with Image.open(BytesIO(picture.image)) as image:
        scale = min(_PHOTO[0] / image.width, _PHOTO[1] / image.height)
        width, photo = Mm(image.width * scale), BytesIO()
        image.convert("RGB").save(photo, "JPEG", quality=90)  # Word opens no WebP
    line = paper.add_paragraph()
    line.alignment = _CENTRE
    line.paragraph_format.space_before = Pt(6)
    shape = line.add_run().add_picture(photo, width=width)
    shape._inline.docPr.set("descr", picture.alt)
    if picture.caption:
        _centred(paper, picture.caption, size=13, bold=False, italic=True, before=6)


# --- Tables -------------------------------------------------------------------------------------


def _table(paper: Paper, table: Table, rows: Sequence[Setting], *, width: float) -> None:
    if table.title:
        _centred(paper, table.title, size=13, before=10, after=4, keep=True)
    shares = [column.share for column in table.columns]
    widths = [width * share / sum(shares) for share in shares]
    head = table.header_rows
    grid = paper.add_table(rows=len(head) + len(rows), cols=len(widths))
    grid.style = "Table Grid"
    _fixed(grid, widths)
    drawn = list(grid.rows)
    _head(drawn, table)
    for row, shown in zip(drawn[len(head) :], rows, strict=True):
        _row(row, shown, is_roomy=table.is_roomy)
    if table.note:
        note = _text(paper, [])
        _write(note, [Run(table.note, italic=True)], size=13)


def _head(rows: Sequence[_Row], table: Table) -> None:
    cells = [row.cells for row in rows[: len(table.header_rows)]]
    taken: set[tuple[int, int]] = set()
    for y, titles in enumerate(table.header_rows):
        x = 0
        for title in titles:
            while (y, x) in taken:
                x += 1
            far = (y + title.rowspan - 1, x + title.colspan - 1)
            taken |= {(j, i) for j in range(y, far[0] + 1) for i in range(x, far[1] + 1)}
            cell = cells[y][x]
            if far != (y, x):
                cell = cell.merge(cells[far[0]][far[1]])
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            _fill(cell, [Run(title.text, bold=True)], align="center")
            x += title.colspan
    for row in rows[: len(table.header_rows)]:
        repeated = OxmlElement("w:tblHeader")
        row._tr.get_or_add_trPr().append(repeated)
        _unbroken(row)


def _row(row: _Row, shown: Setting, *, is_roomy: bool) -> None:
    _unbroken(row)
    if is_roomy:
        row.height_rule, row.height = WD_ROW_HEIGHT_RULE.AT_LEAST, Mm(8)
    cells, x = row.cells, 0
    is_bold = shown["kind"] != "plain"
    for each in shown["cells"]:
        told = each["cell"]
        cell = cells[x]
        if told.colspan > 1:
            cell = cell.merge(cells[x + told.colspan - 1])
        if is_roomy:
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        line = _fill(cell, [Run(told.text, bold=is_bold)], align=each["align"])
        if told.small:
            line.add_run().add_break()
            _write(line, [Run(told.small, italic=True)], size=10)
        if shown["kind"] == "group":
            line.paragraph_format.keep_with_next = True
        x += told.colspan


def _fill(cell: _Cell, runs: Sequence[Run], *, align: str) -> Paragraph:
    line: Paragraph = cell.paragraphs[0]
    line.alignment = _ALIGNED[align]
    shape = line.paragraph_format
    shape.line_spacing = _HEAD_LINE
    shape.space_before = shape.space_after = Pt(2)
    _write(line, runs, size=12)
    return line


def _bare_grid(paper: Paper, *, rows: int, widths: Sequence[float]) -> Grid:
    """Two columns without lines, as the head and the signing are set."""
    grid: Grid = paper.add_table(rows=rows, cols=len(widths))
    _fixed(grid, widths, padding=0)
    return grid


def _fixed(grid: Grid, widths: Sequence[float], *, padding: float = 3) -> None:
    """Columns as wide as they are told; ``padding`` in points at the sides of a cell."""
    grid.autofit = False
    grid.alignment = WD_TABLE_ALIGNMENT.LEFT
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), str(Pt(padding).twips))
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    properties = grid._tbl.tblPr
    properties.insert_element_before(margins, "w:tblLook")
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = Mm(width)
    for row in grid.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def _unbroken(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _drop_first(cell: _Cell) -> None:
    """A cell is made with an empty paragraph that nothing was written in."""
    first = cell.paragraphs[0]
    if len(cell.paragraphs) > 1 and not first.text:
        first._p.getparent().remove(first._p)
