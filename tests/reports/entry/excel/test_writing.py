"""The workbook of a sheet: it computes and checks as the portal does, and opens where one may type."""

import io
from random import Random

import openpyxl
import pytest
from django.urls import reverse

from reports.entry.excel import formulas
from reports.entry.excel.formulas import FORM_SHEET, THIS_YEAR, WORKING_SHEET
from reports.entry.excel.writing import sheet_workbook
from tests.reports.entry.excel.corpus.resaved import resaved
from tests.reports.entry.excel.sheets import chance_sheet
from tests.reports.entry.samples import IN_TIME

pytestmark = pytest.mark.django_db


def by_code(book, column, *, sheet=WORKING_SHEET):
    """What stands in a column of the workbook, by the code in its hidden first one."""
    rows = book[sheet].iter_rows(values_only=True)
    at = openpyxl.utils.column_index_from_string(column) - 1
    return {row[0]: row[at] for row in rows if row[0]}


def figure(value):
    """A number that was computed or typed; a dash and an empty text are none."""
    return round(value, 2) if isinstance(value, int | float) else None


def test_it_computes_and_checks_as_the_portal_does(empty, seed, tmp_path):
    chance = Random(seed)
    sheets = {f"{at}": chance_sheet(empty.submission, chance) for at in range(4)}
    files = {name: sheet_workbook(sheet) for name, sheet in sheets.items()}

    computed = resaved(tmp_path, files)

    spoken = 0
    for name, sheet in sheets.items():
        book = openpyxl.load_workbook(io.BytesIO(computed[name]), data_only=True)
        values = by_code(book, formulas.VALUE)
        faults, warnings = by_code(book, formulas.FAULTS), by_code(book, formulas.WARNINGS)
        for line in sheet.lines:
            value = None if line.value is None else round(float(line.value), 2)
            assert figure(values[line.code]) == value, line.code
            said = [each.sentence for each in line.faults]
            assert (faults[line.code] or "") == " ".join(said), line.code
            said = [each.sentence for each in line.warnings]
            assert (warnings[line.code] or "") == " ".join(said), line.code
            spoken += len(said)
    assert spoken > 20


def taken_along(client, sheet, by, time_machine):
    time_machine.move_to(IN_TIME)
    client.force_login(by)
    answer = client.get(reverse("entry:workbook", args=[sheet.pk]))
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="phieu-nam-2020-phuong-so-1.xlsx"'
    )
    return openpyxl.load_workbook(io.BytesIO(answer.content))


def open_cells(book):
    return {
        cell.coordinate
        for row in book[FORM_SHEET].iter_rows()
        for cell in row
        if not cell.protection.locked
    }


def test_answers_are_open_to_whoever_types_them_and_to_nobody_else(
    office, sheet, client, time_machine
):
    book = taken_along(client, sheet, office.entry, time_machine)
    rows = {row[0].value: row[0].row for row in book[FORM_SHEET].iter_rows() if row[0].value}

    opened = open_cells(book)

    assert book[FORM_SHEET].protection.sheet
    assert {f"{letter}{rows['VH.PANO']}" for letter in (THIS_YEAR, "I", "J", "K")} <= opened
    assert f"{THIS_YEAR}{rows['VH.TYLE']}" not in opened  # worked out
    assert not open_cells(taken_along(client, sheet, office.head, time_machine))
