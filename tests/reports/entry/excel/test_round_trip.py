"""XL-3: a sheet goes out as a workbook and comes back."""

import io
from random import Random

import openpyxl
import pytest

from reports.entry.answers import State
from reports.entry.excel.choices import Choices
from reports.entry.excel.identity import answer_name
from reports.entry.excel.proposals import Verdict, preview
from reports.entry.excel.writing import sheet_workbook
from tests.reports.entry.excel.corpus.case import saved
from tests.reports.entry.excel.corpus.resaved import resaved
from tests.reports.entry.excel.sheets import answer, chance_sheet
from vhtt_portal.files.workbook import reading
from vhtt_portal.files.workbook.intake import read_workbook

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def said(facts, book):
    """Everything that a workbook would change or that could not be read of it."""
    return {
        each.code: each.answer if each.is_takeable else each.sentence
        for each in preview(book, facts, Choices()).proposals
        if each.is_takeable or each.verdict == Verdict.REFUSED
    }


@pytest.mark.programme("XL-3")
def test_unchanged_it_proposes_nothing(empty, volume, seed, say):
    forms, chance, lines = volume(short=20, full=300), Random(seed), 0

    for _ in range(forms):
        sheet = chance_sheet(empty.submission, chance)
        content = sheet_workbook(sheet)
        assert said(sheet.facts, reading.workbook(content)) == {}
        lines += len(preview(reading.workbook(content), sheet.facts, Choices()).proposals)

    assert lines > forms * 50
    say(f"{forms} phiếu ra tệp rồi trở lại, {lines} ô trả lời: 0 đề nghị thay đổi")


def changed(content, sheet, chance):
    """Some answers typed otherwise, by a program that knows nothing of us; and what they are."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    typed = [line for line in sheet.lines if answer_name(line.code) in book.defined_names]
    new = {}
    for line in chance.sample(typed, 12):
        given = answer(line.indicator, chance)
        if given.state != State.VALUE or given == (line.cell.answer if line.cell else None):
            continue
        new[line.code] = given
        _type(book, line, given)
    return saved(book), new


def _type(book, line, given):
    [(name, address)] = book.defined_names[answer_name(line.code)].destinations
    cell = book[name][address.replace("$", "")]
    text = given.typed(yes_no=line.indicator.is_yes_no)
    is_plain = not (line.indicator.is_yes_no or given.upper or text.startswith("trên"))
    cell.value = float(given.value) if is_plain else text
    for column in ("I", "J"):  # state and reason
        book[name][f"{column}{cell.row}"].value = None


def test_changed_and_saved_by_libreoffice_it_proposes_exactly_the_changes(empty, seed, tmp_path):
    chance = Random(seed)
    sheet = chance_sheet(empty.submission, chance)
    content = sheet_workbook(sheet)
    edited, new = changed(content, sheet, chance)

    saved_again = resaved(tmp_path, {"as it was": content, "changed": edited})

    assert said(sheet.facts, read_workbook(saved_again["as it was"])) == {}
    assert len(new) > 5
    assert said(sheet.facts, read_workbook(saved_again["changed"])) == new
