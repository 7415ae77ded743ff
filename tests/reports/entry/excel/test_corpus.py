"""Every workbook of the corpus is read as it is, to the cell: nothing missing, nothing more."""

import pytest

from reports.entry.excel import reading
from reports.entry.excel.gate import require_safe
from reports.entry.excel.intake import read_workbook
from tests.reports.entry.excel.corpus import CASES, Told
from tests.reports.entry.excel.corpus.case import told_of


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
