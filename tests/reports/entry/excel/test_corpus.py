"""Every workbook of the corpus is read as it is, to the cell: nothing missing, nothing more."""

import io
import itertools
import random
from math import isclose

import openpyxl
import pytest

from tests.reports.entry.excel.corpus import CASES, LINES, STANDARD, Told, old_letters
from tests.reports.entry.excel.corpus.case import told_of
from tests.reports.entry.excel.corpus.variants import VARIANTS
from vhtt_portal.files.workbook import reading
from vhtt_portal.files.workbook.content import Kind
from vhtt_portal.files.workbook.gate import require_safe
from vhtt_portal.files.workbook.intake import read_workbook
from vhtt_portal.files.workbook.parts import unescaped
from vhtt_portal.legacy import legacy_around, readable
from vhtt_portal.text import fold, tidy


def _read(content, case):
    require_safe(content)
    return told_of(reading.workbook(content), case)


def _expected(case):
    return {
        sheet: {at: told if isinstance(told, Told) else Told(told) for at, told in cells.items()}
        for sheet, cells in case.cells.items()
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_workbook_is_read_as_it_is(case):
    assert _read(case.build(), case) == _expected(case)


@pytest.mark.programme("XL-2")
def test_no_cell_is_missing_or_changed_however_it_is_written(volume, seed, say, resaved_cases):
    """Each case in eight ways of writing the same, and as LibreOffice saves it."""
    written = list(itertools.product(CASES, VARIANTS.values()))
    random.Random(seed).shuffle(written)
    written = written[: volume(short=200, full=len(written))]
    cells = hidden = 0

    for case, write in written:
        read = _read(write(case.build()), case)
        assert read == _expected(case), case.name
        told = [cell for sheet in read.values() for cell in sheet.values()]
        cells, hidden = cells + len(told), hidden + sum(cell.is_hidden for cell in told)
    for case in resaved_cases:
        assert _read(case.build(), case) == _expected(case), case.name

    files = len(written) + len(resaved_cases)
    assert files >= volume(short=200, full=500)
    say(
        f"{files} tệp ({len(resaved_cases)} tệp do LibreOffice lưu), {cells} ô, {hidden} ô ẩn:"
        " 0 ô thiếu, 0 ô sai."
    )


# What the library cannot open.
_BEYOND_OPENPYXL = {
    "strict namespaces, dates written out",
    "numbers that are none",
    "a style that is not there",
    "a sheet that is a chart",
}


@pytest.mark.filterwarnings("ignore::UserWarning")
@pytest.mark.parametrize(
    "case",
    [case for case in CASES if case.name not in _BEYOND_OPENPYXL],
    ids=lambda case: case.name,
)
def test_openpyxl_finds_the_same_in_the_same_places(case):
    content = case.build()
    book = openpyxl.load_workbook(io.BytesIO(content))

    for sheet in reading.workbook(content).sheets:
        ours = {(cell.row, cell.column): cell for cell in sheet.cells}
        theirs = {
            place: cell.value
            for place, cell in book[sheet.name]._cells.items()  # iter_rows walks the empty ones
            if cell.value is not None and str(cell.value).strip()
        }
        # Beside theirs: what merged areas cover. Beside ours: a formula that gives empty text.
        assert all(ours[place].is_hidden for place in ours.keys() - theirs.keys())
        assert all(theirs[place].startswith("=") for place in theirs.keys() - ours.keys())
        for place in ours.keys() & theirs.keys():
            assert _is_same(ours[place], theirs[place]), place


def _is_same(cell, value):
    if cell.kind is Kind.NUMBER and isinstance(value, int | float):
        number = float(cell.text.strip("%").replace(".", "").replace(",", "."))
        return isclose(number, value * (100 if cell.text.endswith("%") else 1), rel_tol=1e-14)
    if isinstance(value, str) and cell.kind is Kind.TEXT and not cell.is_formula:
        return tidy(cell.text) == tidy(unescaped(value))
    return True


def test_the_limited_process_reads_the_same():
    content = CASES[1].build()

    assert read_workbook(content) == reading.workbook(content)


def test_the_corpus_is_as_large_as_was_promised():
    assert len({case.name for case in CASES}) == len(CASES) >= 60
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
