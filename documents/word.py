"""The official document as a Word file: the words and the measures of its PDF, to work on."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO
from itertools import zip_longest
from typing import Any

from docx.document import Document as File
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.oxml.document import CT_Body
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row, CT_Tbl, CT_Tc
from docx.oxml.text.paragraph import CT_P
from docx.section import Section
from docx.shared import Mm, Pt
from PIL import Image, UnidentifiedImageError

from documents import word_styles as styles
from documents.pdf import PICTURE_DPI
from documents.setting import setting
from documents.structure import (
    END_MARK,
    Cell,
    HeaderCell,
    OfficialDocument,
    Picture,
    Run,
    SignatureBlock,
    Table,
)
from documents.word_styles import Style, element
from documents.wrapping import width_mm
from vhtt_portal.files.packages import with_fixed_times

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NATIONAL_TITLE, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
DRAFT_MARK = "DỰ THẢO"

# In millimetres: A4 and its margins (Mục I.1–I.3), the number in the middle of the top margin.
_SHORT, _LONG = 210.0, 297.0
_TOP, _RIGHT, _BOTTOM, _LEFT = 20.0, 16.0, 20.0, 30.0
_NUMBER_FROM_EDGE = 9.4
_LETTERHEAD = (71.5, 92.5)
# How long a short line is beside its text (Mục II.2, II.5).
_SHARE = 0.42
_DASHES_UNDER_COLON = 1.5
_PICTURE = (130.0, 95.0)
_ROOMY = 8.0
# Points: what a line of a table means; between the text and a table, and the foot.
_SMALL = 10
_ABOVE_TABLE, _ABOVE_SIGNING, _ABOVE_ADDRESSEE = 6.0, 14.0, 20.0
# The first day that the times in a file of this kind can tell.
_NO_DAY = date(1980, 1, 1)
# Letters of a title; the library refuses more.
_MOST_TOLD = 255
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ALIGNED = {"center": styles.CENTER, "right": styles.RIGHT}

Place = CT_Body | CT_Tc
Setting = dict[str, Any]


def render_docx(document: OfficialDocument) -> bytes:
    """The same document always gives the same bytes: nothing in them tells the time of drawing."""
    shown = setting(document)
    file = styles.empty_file()
    body = file.element.body
    room = _room(is_landscape=document.is_landscape)
    _set_pages(file, is_landscape=document.is_landscape)
    _letterhead(body, document, shown, room)
    _title(body, document, shown, room)
    _addressees(body, shown["addressees"], room)
    _text(file, document, shown, room)
    _signing(body, document, shown["recipients"], room)
    for annex in shown["annexes"]:
        _annex(file, annex)
    _gap(body, 0)  # a file must not end with a table
    _describe(file, document)
    saved = BytesIO()
    file.save(saved)
    return with_fixed_times(saved.getvalue())


# --- Pages ------------------------------------------------------------------------------------


def _room(*, is_landscape: bool) -> float:
    """The width of the text, in millimetres."""
    return (_LONG if is_landscape else _SHORT) - _LEFT - _RIGHT


def _set_pages(file: File, *, is_landscape: bool) -> None:
    """Mục I.7: numbers in the middle of the top margin, none on the first page."""
    section = file.sections[0]
    section.top_margin, section.bottom_margin = Mm(_TOP), Mm(_BOTTOM)
    section.left_margin, section.right_margin = Mm(_LEFT), Mm(_RIGHT)
    section.header_distance = section.footer_distance = Mm(_NUMBER_FROM_EDGE)
    section.different_first_page_header_footer = True
    _lay(section, is_landscape=is_landscape)
    section.header.is_linked_to_previous = False
    [paragraph] = section.header.part.element.findall(qn("w:p"))
    paragraph.style = styles.PAGE_NUMBER.key
    paragraph.append(element("fldSimple", element("r", element("t")), instr="PAGE"))


def _begin_annex(file: File, *, is_landscape: bool) -> None:
    """A new page, numbered from 1 and showing it (Mục I.7), upright or lying (Mục I.2)."""
    section = file.add_section()
    body = file.element.body
    # The paragraph that holds the break would else be a line of its own.
    _set_gap(body.p_lst[-1], 0)
    section.different_first_page_header_footer = False
    _lay(section, is_landscape=is_landscape)
    pages = body.sectPr
    if pages.find(qn("w:pgNumType")) is None:  # the next annex has it from this one
        pages.find(qn("w:pgMar")).addnext(element("pgNumType", start=1))


def _lay(section: Section, *, is_landscape: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if is_landscape else WD_ORIENT.PORTRAIT
    width, height = (_LONG, _SHORT) if is_landscape else (_SHORT, _LONG)
    section.page_width, section.page_height = Mm(width), Mm(height)


# --- Head -------------------------------------------------------------------------------------


def _letterhead(body: CT_Body, document: OfficialDocument, shown: Setting, room: float) -> None:
    parent, issuer = shown["letterhead"]["parent"], shown["letterhead"]["issuer"]
    left, right = (width * room / sum(_LETTERHEAD) for width in _LETTERHEAD)
    table = _table(body, styles.FRAME, (left, right))
    row = _row(table)
    bodies, nation = _cell(row, left), _cell(row, right)
    if parent:
        _say(bodies, styles.PARENT, *parent)
    _say(bodies, styles.ISSUER, *issuer)
    _rule(bodies, _SHARE * _widest(issuer, styles.ISSUER.size, "Bold"), left)
    _say(nation, styles.NATION, NATIONAL_TITLE)
    _say(nation, styles.MOTTO, MOTTO)
    _rule(nation, _widest([MOTTO], styles.MOTTO.size, "Bold"), right)
    row = _row(table)
    number = f"Số: {document.number_text}" if document.number_text else ""
    _say(_cell(row, left), styles.NUMBER, number)
    _say(_cell(row, right), styles.DATE, document.place_and_date)
    if shown["brief"]:
        row = _row(table)
        _say(_cell(row, left), styles.BRIEF, *shown["brief"])
        _say(_cell(row, right), styles.CELL)
    if document.is_draft:
        row = _row(table)
        mark = _say(_cell(row, left), styles.DRAFT, DRAFT_MARK)
        width = _widest([DRAFT_MARK], styles.DRAFT.size, "Bold") + 0.5
        _indent(mark, (left - width) / 2, (left - width) / 2)
        _say(_cell(row, right), styles.CELL)


def _title(body: CT_Body, document: OfficialDocument, shown: Setting, room: float) -> None:
    if document.is_letter:
        _gap(body, _ABOVE_ADDRESSEE)
        return
    _say(body, styles.KIND, document.kind.upper())
    _say(body, styles.SUBJECT, *shown["subject"])
    length = _SHARE * _widest(shown["subject"], styles.SUBJECT.size, "Bold")
    _rule(body, length, room, below=16)
    if shown["authority"]:
        _say(body, styles.AUTHORITY, *shown["authority"])


def _addressees(body: CT_Body, listed: list[str], room: float) -> None:
    """Mục II.9.a: one on the same line; of several the dashes stand under the colon."""
    if len(listed) == 1:
        _say(body, styles.ADDRESSEE, f"Kính gửi: {listed[0]}")
    elif listed:
        opening, dashed = "Kính gửi:", [f"- {name}" for name in listed]
        size = styles.ADDRESSEES.size
        shift = _widest([opening], size, "Regular") - _DASHES_UNDER_COLON
        left = max(0.0, (room - shift - _widest(dashed, size, "Regular")) / 2)
        _indent(_say(body, styles.ADDRESSEES, opening), left)
        for line in dashed:
            last = _say(body, styles.ADDRESSEES, line)
            _indent(last, left + shift)
        last.get_or_add_pPr().spacing_after = Pt(styles.ADDRESSEE.below)


# --- Text -------------------------------------------------------------------------------------


def _text(file: File, document: OfficialDocument, shown: Setting, room: float) -> None:
    body = file.element.body
    for basis in shown["bases"]:
        _say(body, styles.BASIS, basis)
    if document.authority:
        _say(body, styles.ORDER, f"{document.kind.upper()}:")
    _blocks(file, shown["blocks"], room)
    # The signature is never alone on its page: a paragraph stays with it, or a table's last row.
    last = body[-2]
    for kept in (last.tr_lst[-1] if isinstance(last, CT_Tbl) else last).iter(qn("w:p")):
        kept.get_or_add_pPr().keepNext_val = True


def _annex(file: File, annex: Setting) -> None:
    is_landscape = "wide" in annex["page"]
    _begin_annex(file, is_landscape=is_landscape)
    body = file.element.body
    room = _room(is_landscape=is_landscape)
    _say(body, styles.ANNEX, annex["label"], *annex["lines"])
    _say(body, styles.ATTACHED, *annex["attached"])
    length = _SHARE * _widest(annex["attached"], styles.ATTACHED.size, "Italic")
    _rule(body, length, room, below=8)
    _blocks(file, annex["blocks"], room)


def _blocks(file: File, blocks: Iterable[Setting], room: float) -> None:
    body = file.element.body
    for block in blocks:
        match block["shape"]:
            case "picture":
                _picture(file, block["picture"])
            case "table" | "chart":  # to work on: the figures behind a chart
                _grid(body, block, room)
            case "paragraph" | "bullet" | "article":
                _set(body, styles.TEXT, *_opening(block), *block["runs"])
            case _:
                _heading(body, block)
        if block.get("ends"):
            _say(body, styles.END, END_MARK)


def _opening(block: Setting) -> tuple[Run, ...]:
    """What a paragraph begins with: an Điều, a dash, nothing."""
    if block["shape"] == "article":
        return (Run(block["label"], bold=True), Run(" "))
    return (Run("- "),) if block["shape"] == "bullet" else ()


def _heading(body: CT_Body, block: Setting) -> None:
    label, title = block["label"], block["title"]
    match block["shape"]:
        case "part":
            _say(body, styles.PART, label, *block["lines"])
        case "heading1":
            _say(body, styles.SECTION, f"{label} {title.upper()}")
        case "heading2":
            _say(body, styles.CLAUSE, f"{label} {title}")
        case _:  # a điểm is a paragraph like any other
            _say(body, styles.TEXT, f"{label} {title}")


def _picture(file: File, picture: Picture) -> None:
    """Reduced to what paper shows; a torn photo leaves its words."""
    body = file.element.body
    try:
        image = Image.open(BytesIO(picture.image)).convert("RGB")
    except (UnidentifiedImageError, OSError):
        _say(body, styles.PICTURE, picture.alt)
        return
    # A pixel of the screen is a 96th of an inch.
    scale = min(25.4 / 96, *(most / side for most, side in zip(_PICTURE, image.size, strict=True)))
    width, height = (side * scale for side in image.size)
    image.thumbnail((round(width / 25.4 * PICTURE_DPI), round(height / 25.4 * PICTURE_DPI)))
    reduced = BytesIO()
    image.save(reduced, "JPEG", quality=90)
    file.add_picture(reduced, width=Mm(width), height=Mm(height))
    shown = body.p_lst[-1]
    shown.style = styles.PICTURE.key
    for drawn in shown.xpath(".//wp:docPr"):
        drawn.set("descr", _clean(picture.alt))
    if picture.caption:
        _say(body, styles.CAPTION, picture.caption)


# --- Foot -------------------------------------------------------------------------------------


def _signing(body: CT_Body, document: OfficialDocument, recipients: list[str], room: float) -> None:
    signed = document.signature
    half = room / 2
    if document.preparer:
        _gap(body, _ABOVE_SIGNING)
        table = _table(body, styles.FRAME, (half, half))
        two = (document.preparer, signed)
        row = _row(table)
        for one in two:
            _capacity(_cell(row, half), one, keeps_next=True)
        row = _row(table)
        for one in two:
            _signer(_cell(row, half), replace(one, note=""))
        if recipients:
            _gap(body, _ABOVE_SIGNING)
            _recipients(body, recipients)
    elif signed.capacity_lines:
        _gap(body, _ABOVE_SIGNING)
        row = _row(_table(body, styles.FRAME, (half, half)))
        left, right = _cell(row, half), _cell(row, half)
        _recipients(left, recipients)
        _capacity(right, signed)
        _signer(right, signed)


def _capacity(place: Place, signature: SignatureBlock, *, keeps_next: bool = False) -> None:
    for line in signature.capacity_lines:
        said = _say(place, styles.CAPACITY, line.upper())
        said.get_or_add_pPr().keepNext_val = keeps_next


def _signer(place: Place, signature: SignatureBlock) -> None:
    _say(place, styles.SIGNATURE, signature.note)
    _say(place, styles.SIGNER, signature.signer_name)


def _recipients(place: Place, recipients: list[str]) -> None:
    _say(place, styles.RECIPIENTS, "Nơi nhận:" if recipients else "")
    for recipient in recipients:
        _say(place, styles.RECIPIENT, f"- {recipient}")


# --- Tables -----------------------------------------------------------------------------------


def _grid(body: CT_Body, block: Setting, room: float) -> None:
    """With its title and note; the names of the columns are repeated on every page."""
    table: Table = block["table"]
    if table.title:
        _say(body, styles.TABLE_TITLE, *block["title"])
    _gap(body, _ABOVE_TABLE)
    total = sum(column.share for column in table.columns)
    widths = [room * column.share / total for column in table.columns]
    drawn = _table(body, styles.GRID, widths)
    for cells in _placed(table.header_rows, len(widths)):
        _column_names(drawn, cells, widths, keeps_next=table.is_whole)
    follows = bool(table.note) or block["ends"]
    for row, below in zip_longest(block["rows"], block["rows"][1:]):
        # A group's title stays with its first line, a total with the last before it.
        keeps_next = follows
        if below:
            keeps_next = table.is_whole or below["kind"] == "total" or row["kind"] == "group"
        _grid_row(drawn, row, widths, is_roomy=table.is_roomy, keeps_next=keeps_next)
    if table.note:
        _say(body, styles.TABLE_NOTE, table.note).get_or_add_pPr().keepNext_val = block["ends"]


def _placed(
    rows: Sequence[Sequence[HeaderCell]], width: int
) -> Iterator[list[tuple[HeaderCell, bool]]]:
    """The cells of each row from the left, and whether each only goes on from the row above."""
    above: dict[int, tuple[HeaderCell, int]] = {}
    for row in rows:
        waiting = iter(row)
        cells: list[tuple[HeaderCell, bool]] = []
        place = 0
        while place < width:
            cell, left = above.pop(place, (None, 0))
            goes_on = cell is not None
            if cell is None:
                cell = next(waiting)
                left = cell.rowspan
            cells.append((cell, goes_on))
            if left > 1:
                above[place] = (cell, left - 1)
            place += cell.colspan
        yield cells


def _column_names(
    table: CT_Tbl,
    cells: list[tuple[HeaderCell, bool]],
    widths: Sequence[float],
    *,
    keeps_next: bool,
) -> None:
    row = _row(table, is_head=True)
    place = 0
    for cell, goes_on in cells:
        width = sum(widths[place : place + cell.colspan])
        held = _cell(row, width, span=cell.colspan)
        held.get_or_add_tcPr().vAlign_val = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        if cell.rowspan > 1:
            held.vMerge = "continue" if goes_on else "restart"
        _give_room(held, width, cell.text, "Bold")
        name = _say(held, styles.COLUMN_NAME, "" if goes_on else cell.text)
        if keeps_next:
            name.get_or_add_pPr().keepNext_val = True
        place += cell.colspan


def _grid_row(
    table: CT_Tbl, row: Setting, widths: Sequence[float], *, is_roomy: bool, keeps_next: bool
) -> None:
    drawn = _row(table, height=_ROOMY if is_roomy else 0)
    is_bold = row["kind"] != "plain"
    place = 0
    for shown in row["cells"]:
        cell: Cell = shown["cell"]
        width = sum(widths[place : place + cell.colspan])
        held = _cell(drawn, width, span=cell.colspan)
        if is_roomy:
            held.get_or_add_tcPr().vAlign_val = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        _give_room(held, width, cell.text, "Bold" if is_bold else "Regular")
        told = _set(held, styles.CELL, Run(cell.text, bold=is_bold))
        if cell.small:
            _add_small(told, cell.small)
        if shown["align"]:
            told.alignment = _ALIGNED[shown["align"]]
        if keeps_next:
            told.get_or_add_pPr().keepNext_val = True
        place += cell.colspan


def _add_small(cell: CT_P, text: str) -> None:
    """On a line of its own below the text of a cell."""
    small = cell.add_r()
    look = small.get_or_add_rPr()
    look.get_or_add_i()
    look.sz_val = Pt(_SMALL)
    small.add_br()
    small.add_t(_clean(text))


def _give_room(cell: CT_Tc, width: float, text: str, style: str) -> None:
    """A word that is wider than its cell between the margins takes them too: Word would break it
    inside, "10" above "0", where the PDF lets it stand out."""
    longest = max(text.split(), key=len, default="")
    room = width - 2 * styles.CELL_SIDES * 25.4 / 72
    if width_mm(longest, size=styles.CELL.size, style=style) > room:
        none = (element(side, w=0, type="dxa") for side in ("left", "right"))
        cell.get_or_add_tcPr().insert_element_before(element("tcMar", *none), "w:vAlign")


def _table(body: CT_Body, style: str, widths: Sequence[float]) -> CT_Tbl:
    table = CT_Tbl.new_tbl(0, len(widths), Mm(sum(widths)))
    table.tblStyle_val = style
    table.tblPr.autofit = False
    whole = table.tblPr.find(qn("w:tblW"))
    whole.set(qn("w:type"), "dxa")
    whole.set(qn("w:w"), str(Mm(sum(widths)).twips))
    for column, width in zip(table.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Mm(width)
    body.insert_element_before(table, "w:sectPr")
    return table


def _row(table: CT_Tbl, *, is_head: bool = False, height: float = 0) -> CT_Row:
    row: CT_Row = table.add_tr()
    properties = row.get_or_add_trPr()
    properties.append(element("cantSplit"))
    if height:
        properties.append(element("trHeight", val=Mm(height).twips, hRule="atLeast"))
    if is_head:
        properties.append(element("tblHeader"))
    return row


def _cell(row: CT_Row, width: float, *, span: int = 1) -> CT_Tc:
    cell: CT_Tc = row.add_tc()
    cell.remove(cell.p_lst[0])
    cell.width = Mm(width)
    if span > 1:
        cell.grid_span = span
    return cell


# --- Paragraphs -------------------------------------------------------------------------------


def _say(place: Place, style: Style, *lines: str) -> CT_P:
    """One paragraph of plain text, broken where it is told to be."""
    said = _set(place, style)
    run = said.add_r()
    for index, line in enumerate(lines):
        if index:
            run.add_br()
        run.add_t(_clean(line))
    return said


def _set(place: Place, style: Style, *runs: Run) -> CT_P:
    paragraph: CT_P = place.add_p()
    paragraph.style = style.key
    for run in runs:
        said = paragraph.add_r()
        if run.bold:
            said.get_or_add_rPr().append(element("b"))
        if run.italic:
            said.get_or_add_rPr().append(element("i"))
        said.add_t(_clean(run.text))
    return paragraph


def _clean(text: str) -> str:
    """Blanks as a page of the web shows them, and nothing that no file of this kind can hold."""
    return _BLANKS.sub(" ", _NO_XML.sub("", text))


def _rule(place: Place, length: float, room: float, *, below: float = 0) -> None:
    """A stroke in the middle, millimetres long; ``below`` in points."""
    stroke = _set(place, styles.RULE)
    _indent(stroke, (room - length) / 2, (room - length) / 2)
    stroke.get_or_add_pPr().spacing_after = Pt(below)


def _gap(body: CT_Body, height: float) -> None:
    _set_gap(body.add_p(), height)


def _set_gap(paragraph: CT_P, height: float) -> None:
    """Of a point at least; the rest gives way to a wider space around it."""
    paragraph.style = styles.GAP.key
    paragraph.get_or_add_pPr().spacing_before = Pt(max(0.0, height - 1))


def _indent(paragraph: CT_P, left: float, right: float = 0) -> None:
    layout = paragraph.get_or_add_pPr()
    layout.ind_left, layout.ind_right = Mm(left), Mm(right)


def _widest(lines: Iterable[str], size: float, style: str) -> float:
    return max((width_mm(line, size=size, style=style) for line in lines), default=0.0)


# --- The file ---------------------------------------------------------------------------------


def _describe(file: File, document: OfficialDocument) -> None:
    told = file.core_properties
    told.title = _clean(document.full_title)[:_MOST_TOLD]
    told.author = told.last_modified_by = _clean(document.letterhead.name)[:_MOST_TOLD]
    told.language, told.comments = document.language, ""
    told.created = told.modified = datetime.combine(document.issued_on or _NO_DAY, time())
