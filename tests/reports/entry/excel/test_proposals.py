"""What a workbook would change: the whole corpus of dirty workbooks, and nothing silently."""

from datetime import date

import pytest
from django.db import transaction

from localities.models import Locality, LocalityKind, Office
from reports.entry.answers import read_answer
from reports.entry.excel import reading
from reports.entry.excel.choices import Choices
from reports.entry.excel.proposals import Verdict, preview
from reports.entry.lines import Facts
from reports.entry.models import Period, Submission
from reports.entry.sheetform import sheet_form
from tests.reports.catalogue.factories import load_form
from tests.reports.entry.excel.corpus import CASES

# The mark makes the test database even where these tests run alone.
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def empty(django_db_setup, django_db_blocker):
    """A ward's empty sheet of 2020, known without a row of its own."""
    with django_db_blocker.unblock(), transaction.atomic():
        version = load_form("2020")
        place = Locality(pk=7, code="18127", name="Đậu Liêu", kind=LocalityKind(name="phường"))
        office = Office(locality_id=1)
        period = Period(
            code="2020", name="Năm 2020", form_version=version, office=office,
            ends_on=date(2020, 12, 31),
        )  # fmt: skip
        submission = Submission(pk=3, period=period, locality=place)
        yield Facts(submission, sheet_form(submission), {}, {}, {})
        transaction.set_rollback(True)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_dirty_workbook_proposes_what_it_says_and_nothing_silently(empty, case):
    made = preview(reading.workbook(case.build()), empty, Choices())

    chosen = {each.code: each.answer for each in made.proposals if each.is_chosen}
    lines = empty.asked.by_code
    assert chosen == {
        code: read_answer(lines[code], text=text) for code, text in case.answers.items()
    }
    # Whatever else is said is told, with a reason.
    told = {
        each.code: each.sentence or each.doubts
        for each in made.proposals
        if each.verdict == Verdict.REFUSED or (each.is_takeable and not each.is_chosen)
    }
    assert told.keys() == case.doubts
    assert all(told.values())
