"""Every workbook of the corpus is read as it is, to the cell: nothing missing, nothing more."""

import pytest

from reports.entry.excel import reading
from reports.entry.excel.gate import require_safe
from reports.entry.excel.intake import read_workbook
from tests.reports.entry.excel.corpus import CASES, LINES, STANDARD, Told, old_letters
from tests.reports.entry.excel.corpus.case import told_of
from vhtt_portal.legacy import legacy_around, readable
from vhtt_portal.text import fold


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_workbook_is_read_as_it_is(case):
    content = case.build()

    require_safe(content)
    read = told_of(reading.workbook(content), case)

    assert read == {
        sheet: {at: told if isinstance(told, Told) else Told(told) for at, told in cells.items()}
        for sheet, cells in case.cells.items()
    }


def test_the_limited_process_reads_the_same():
    content = CASES[1].build()

    assert read_workbook(content) == reading.workbook(content)


def test_names_of_cases_and_lines_are_told_apart():
    assert len({case.name for case in CASES}) == len(CASES)
    for case in CASES:
        assert not case.doubts & set(case.answers), case.name


@pytest.mark.parametrize("case", old_letters.CASES, ids=lambda case: case.name)
def test_old_letters_are_read_as_what_they_mean(case):
    """Names and heads come out in Unicode, whether by their font or by what stands around them."""
    [sheet] = reading.workbook(case.build()).sheets
    around = legacy_around(cell.text for cell in sheet.cells)

    words = {fold(readable(cell.text, cell.font, around=around)[0]) for cell in sheet.cells}

    assert {fold(line.name) for line in LINES} <= {word.removeprefix("2. ") for word in words}
    assert {fold(head) for head in STANDARD} <= words
