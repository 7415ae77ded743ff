"""Whether an edition's PDF is what it says: fit for an archive, and for whoever cannot see it."""

import io
from dataclasses import replace

import pikepdf
import pytest

from documents.pdf import render_pdf
from documents.structure import Annex
from documents.token_signing import Role
from reports.editions.models import SealedFile
from tests.documents.archiving import ACCESS, ARCHIVE, faults
from tests.documents.samples import card_document, short_document, ward_table
from tests.documents.signing_outside import handwriting, seal, signed, stamped

# What a file holds is decided by no database.
pytestmark = pytest.mark.any_database

WHOLE = {ARCHIVE: set(), ACCESS: set()}


def test_papers_keep_to_both_standards_and_go_on_so_when_signed(issued, tmp_path):
    pdf = bytes(SealedFile.objects.get(edition=issued, format="pdf").content)
    papers = {
        "edition": pdf,
        "signed": signed(signed(pdf, "Lê Văn Trưởng", certify=True), "Phòng Văn hóa và Thông tin"),
        # Headings without a part above them, a head of two rows, lying pages.
        "short report": render_pdf(
            replace(short_document(), annexes=(Annex("Biểu tổng hợp", (ward_table(3),)),))
        ),
        "card of a site": render_pdf(card_document()),
    }
    # The control: faults put in on purpose are found.
    broken = {
        "no colours": broken_by(pdf, without_colours),
        "data of nothing": broken_by(pdf, without_relation),
        "no tongue": broken_by(pdf, without_language),
        "mute photo": broken_by(papers["card of a site"], without_words),
        "mute chart": broken_by(pdf, without_words),
    }

    once = stamped(pdf, "Lê Văn Trưởng", Role.PERSON, handwriting())
    shown = stamped(once, "Phòng Văn hóa và Thông tin", Role.AGENCY, seal())

    found = faults(tmp_path, papers | broken | {"shown": shown})

    assert {name: found[name] for name in papers} == dict.fromkeys(papers, WHOLE)
    # A field that shows something should stand in the tags, which no signing tool adds to.
    assert found["shown"] == {ARCHIVE: set(), ACCESS: {"7.18.4-1"}}
    assert {name: found[name] for name in broken} == {
        "no colours": {ARCHIVE: {"6.2.4.3-2", "6.2.10-2"}, ACCESS: set()},
        "data of nothing": {ARCHIVE: {"6.8-3"}, ACCESS: set()},
        "no tongue": {ARCHIVE: set(), ACCESS: {"7.2-2", "7.2-22", "7.2-33", "7.2-34"}},
        "mute photo": {ARCHIVE: set(), ACCESS: {"7.3-1"}},
        "mute chart": {ARCHIVE: set(), ACCESS: {"7.3-1"}},
    }


def broken_by(pdf, fault):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as paper:
        fault(paper)
        paper.save(out, static_id=True)
    return out.getvalue()


def without_colours(paper):
    del paper.Root.OutputIntents


def without_relation(paper):
    for file in paper.Root.AF:
        del file.AFRelationship


def without_language(paper):
    del paper.Root.Lang


def without_words(paper):
    for thing in paper.objects:
        if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Figure":
            del thing.Alt
