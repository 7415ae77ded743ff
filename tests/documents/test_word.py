"""The file for Word: LibreOffice draws it as the PDF is drawn, and it says the same."""

import io
import re
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from zipfile import ZipFile

import pytest
import time_machine
from django.utils import timezone
from docx import Document
from lxml.etree import QName
from PIL import Image

from documents.layout_check import check_layout
from documents.layout_check.reading import read_paper
from documents.papers import unnumbered
from documents.pdf import render_pdf
from documents.structure import (
    Align,
    Annex,
    Cell,
    Column,
    Heading,
    Level,
    Part,
    Picture,
    Row,
    Table,
    paragraph,
)
from documents.word import render_docx
from tests.documents.measuring import said
from tests.documents.outgoing import samples as outgoing
from tests.documents.samples import (
    card_document,
    decision_document,
    minutes_document,
    photo,
    proposal_document,
    rich_document,
    short_document,
    ward_issuer,
)
from tests.libreoffice import converted


def lying_form():
    """A sheet to be filled in by hand: landscape from its first page on."""
    columns = (Column("STT", 2, Align.CENTER), *(Column(f"Tháng {n}", 3) for n in range(1, 13)))
    rows = tuple(
        Row((Cell(str(place)), Cell("Lượt", small="đến ngày 14/12"), *[Cell("")] * 11))
        for place in range(1, 21)
    )
    return unnumbered(
        issuer=ward_issuer(), kind="BIỂU SỐ LIỆU", subject="Thể dục, thể thao năm 2020",
        body=(Table(columns, rows, is_roomy=True),), is_landscape=True,
        signature=ward_issuer().signature("Trần Văn Bình", "Chủ tịch"),
    )  # fmt: skip


PAPERS = {
    "report": rich_document,
    "draft": lambda: replace(short_document(), is_draft=True, number=None, issued_on=None),
    "decision": decision_document,
    "proposal": proposal_document,
    "minutes": minutes_document,
    "card": card_document,
    "form": lying_form,
    "letter": lambda: next(outgoing.documents("cong-van-don-doc", outgoing.ward())),
    "plan": lambda: next(outgoing.documents("ke-hoach-nam", outgoing.ward())),
}


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    """Each paper as LibreOffice prints it."""
    files = {name: render_docx(paper()) for name, paper in PAPERS.items()}
    return converted(tmp_path_factory.mktemp("word"), files, kind="docx", into="pdf")


@pytest.mark.parametrize("name", PAPERS)
def test_it_keeps_to_the_official_layout(drawn, name):
    findings = check_layout(drawn[name])

    assert len(findings) > 20
    assert [str(found) for found in findings if not found.ok] == []


@pytest.mark.parametrize("name", PAPERS)
def test_it_says_what_the_pdf_says(drawn, name):
    assert said(drawn[name]) == said(render_pdf(PAPERS[name]()))


def test_its_pages_are_those_of_the_pdf(drawn):
    given, wanted = read_paper(drawn["report"]).pages, read_paper(render_pdf(rich_document())).pages

    assert [page.is_landscape for page in given] == [page.is_landscape for page in wanted]
    # As far as the signature; a program may fit a row more of a table on a page.
    assert [[line.text for line in page.lines] for page in given[:9]] == [
        [line.text for line in page.lines] for page in wanted[:9]
    ]


# The order in which the standard (ECMA-376, Part 1) lists what an element may hold, once each.
# Word calls a file damaged that does otherwise; LibreOffice reads it all the same.
ORDERS = {
    "pPr": "pStyle keepNext keepLines widowControl pBdr spacing ind jc outlineLvl sectPr",
    "rPr": "rFonts b i kern sz szCs lang",
    "sectPr": "headerReference type pgSz pgMar pgNumType cols titlePg docGrid",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge tcMar vAlign",
    "style": "name basedOn next uiPriority semiHidden unhideWhenUsed qFormat rsid pPr rPr tblPr",
}


@pytest.mark.parametrize("name", PAPERS)
def test_every_part_of_it_stands_in_the_order_of_the_standard(name):
    file = Document(io.BytesIO(render_docx(PAPERS[name]())))

    for root in (file.element, file.styles.element):
        for element in root.iter():
            kind = QName(element).localname
            held = [QName(inner).localname for inner in element]
            if kind in ORDERS:
                assert held == [tag for tag in ORDERS[kind].split() if tag in held]


@pytest.mark.parametrize("name", PAPERS)
def test_its_tables_touch_neither_each_other_nor_the_end(name):
    body = Document(io.BytesIO(render_docx(PAPERS[name]()))).element.body

    tags = [QName(element).localname for element in body]
    assert ("tbl", "tbl") not in pairwise(tags)
    assert tags[-2:] == ["p", "sectPr"]


def test_the_same_document_gives_the_same_bytes_at_any_time():
    first = render_docx(card_document())
    with time_machine.travel(timezone.now() + timedelta(days=400)):
        assert render_docx(card_document()) == first


def test_it_tells_its_title_issuer_and_day():
    told = Document(io.BytesIO(render_docx(short_document()))).core_properties

    assert told.title.startswith("Báo cáo Tổng kết công tác văn hóa")
    assert told.author == told.last_modified_by == "Phòng Văn hóa và Thông tin thị xã Hồng Lĩnh"
    assert (told.language, told.comments, f"{told.created:%d/%m/%Y}") == ("vi", "", "05/01/2021")


def test_every_script_is_set_in_times_new_roman_and_no_theme_has_a_say():
    parts = ZipFile(io.BytesIO(render_docx(rich_document())))
    texts = {name: parts.read(name).decode() for name in parts.namelist()}
    fonts = re.findall(r"<w:rFonts[^>]*>", "".join(texts.values()))

    assert len(fonts) == 1
    assert {"ascii", "hAnsi", "eastAsia", "cs"} == set(
        re.findall(r"w:(\w+)=\"Times New Roman\"", fonts[0])
    )
    assert not any("theme" in text.casefold() for text in texts.values())


def test_headings_make_an_outline():
    body = (Part("Kết quả"), Heading(Level.SECTION, "Văn hóa"), Heading(Level.CLAUSE, "Di tích"))
    paper = Document(io.BytesIO(render_docx(replace(short_document(), body=body))))

    told = [(p.style.name, p.text) for p in paper.paragraphs if p.style.name.startswith("Heading")]
    assert told == [
        ("Heading 1", "Phần I\nKẾT QUẢ"), ("Heading 2", "I. VĂN HÓA"), ("Heading 3", "1. Di tích"),
    ]  # fmt: skip


def test_a_camera_s_photo_is_reduced_and_its_words_are_told():
    large = Picture(photo(size=(6000, 4000)), alt="Cổng đền")

    parts = ZipFile(io.BytesIO(render_docx(replace(card_document(), body=(large,)))))

    [name] = [name for name in parts.namelist() if name.startswith("word/media/")]
    assert Image.open(io.BytesIO(parts.read(name))).width <= 130 / 25.4 * 200 + 1
    assert 'descr="Cổng đền"' in parts.read("word/document.xml").decode()


def test_a_torn_photo_leaves_its_words():
    torn = Picture(photo()[:200], alt="Ảnh cổng đền")

    paper = Document(io.BytesIO(render_docx(replace(short_document(), body=(torn,)))))

    assert "Ảnh cổng đền" in [p.text for p in paper.paragraphs]


@pytest.mark.parametrize(
    "text", ["<w:p>&amp;\x00\x0b\ud800</w:p>", "a\n\tb  c", "&lt;b&gt; \u202e"]
)
def test_text_is_text_wherever_it_stands(text):
    table = Table(
        (Column(text), Column("b")), (Row((Cell(text, small=text), Cell("1"))),), title=text
    )
    document = replace(
        short_document(), subject=(text,), body=(paragraph(text), table), title=text * 300,
        annexes=(Annex(text, (paragraph(text),)),),
    )  # fmt: skip

    paper = Document(io.BytesIO(render_docx(document)))

    shown = " ".join(re.sub("[\x00\x0b\ud800]", "", text).split())
    assert shown in [p.text for p in paper.paragraphs]
    assert paper.tables[1].cell(1, 0).text == f"{shown}\n{shown}"
