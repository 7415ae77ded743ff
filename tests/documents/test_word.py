"""A paper for Word: the same words as the PDF, in the same layout, once LibreOffice has set it."""

import io
import re
import zipfile

import pytest
from docx import Document
from pypdf import PdfReader

from documents.layout_check import check_layout
from documents.pdf import render_pdf
from documents.structure import Table
from documents.word import render_docx
from tests.documents.samples import (
    card_document,
    decision_document,
    minutes_document,
    proposal_document,
    rich_document,
    short_document,
)
from tests.libreoffice import converted

PAPERS = {
    "report": rich_document(),
    "short": short_document(),
    "decision": decision_document(),
    "proposal": proposal_document(),
    "minutes": minutes_document(),
    "card": card_document(),
}


@pytest.fixture(scope="module")
def set_by_libreoffice(tmp_path_factory):
    files = {name: render_docx(paper) for name, paper in PAPERS.items()}
    return converted(tmp_path_factory.mktemp("word"), files, kind="docx", into="pdf")


@pytest.mark.parametrize("name", PAPERS)
def test_libreoffice_sets_it_by_the_decree(set_by_libreoffice, name):
    findings = check_layout(set_by_libreoffice[name])

    assert len(findings) > 30
    assert [str(found) for found in findings if not found.ok] == []


@pytest.mark.parametrize("name", PAPERS)
def test_it_says_what_the_pdf_says(set_by_libreoffice, name):
    ours, theirs = words_of(set_by_libreoffice[name]), words_of(render_pdf(PAPERS[name]))
    if name == "report":  # a long table's head stands on each of its pages, and these end elsewhere
        ours, theirs = set(ours), set(theirs)
    assert sorted(ours) == sorted(theirs)


def words_of(pdf):
    """Without bare numbers: those of pages depend on where these end."""
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    return [word for word in text.split() if not word.isdecimal()]


def test_tables_repeat_their_heads_and_wide_annexes_lie_down():
    paper = Document(io.BytesIO(render_docx(rich_document())))

    heads = [table for table in paper.tables if "w:tblHeader" in table._tbl.xml]
    blocks = [
        *rich_document().body,
        *(block for annex in rich_document().annexes for block in annex.blocks),
    ]
    assert len(heads) == sum(isinstance(block, Table) for block in blocks)
    assert [section.page_width > section.page_height for section in paper.sections] == [
        False, *(annex.is_landscape for annex in rich_document().annexes)
    ]  # fmt: skip


def test_the_same_paper_gives_the_same_bytes_and_tells_no_time_of_its_own():
    first = render_docx(rich_document())

    assert render_docx(rich_document()) == first
    package = zipfile.ZipFile(io.BytesIO(first))
    assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    about = Document(io.BytesIO(first)).core_properties
    assert (about.author, about.created.date()) == (
        rich_document().letterhead.name, rich_document().issued_on,
    )  # fmt: skip
    assert about.title == rich_document().full_title


def test_every_face_is_the_one_of_the_decree():
    package = zipfile.ZipFile(io.BytesIO(render_docx(rich_document())))
    styles = package.read("word/styles.xml").decode()

    [faces] = re.findall(r"<w:docDefaults>.*?<w:rFonts ([^>]*)/>", styles, re.DOTALL)
    assert set(re.findall(r'"([^"]+)"', faces)) == {"Times New Roman"}
    assert "Theme" not in faces


def test_a_photo_says_what_it_shows():
    text = zipfile.ZipFile(io.BytesIO(render_docx(card_document()))).read("word/document.xml")

    assert 'descr="' in text.decode()
