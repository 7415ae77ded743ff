"""A sheet on which workbooks are tried, and the workbooks that LibreOffice saves."""

from datetime import date

import pytest
from django.db import transaction

from localities.models import Locality, LocalityKind, Office
from reports.entry.lines import Facts
from reports.entry.models import Period, Submission
from reports.entry.sheetform import sheet_form
from tests.reports.catalogue.factories import load_form
from tests.reports.entry.excel.corpus import CASES, Case, resaved

# In the ordinary suite every fifth: layouts, formulas, hidden rows, old letters are all among them.
_EVERY = 5


@pytest.fixture(scope="module")
def empty(django_db_setup, django_db_blocker):
    """A ward's empty sheet of 2020."""
    with django_db_blocker.unblock(), transaction.atomic():
        version = load_form("2020")
        kind = LocalityKind(name="phường")
        place = Locality(
            pk=7, code="18127", name="Đậu Liêu", full_name="phường Đậu Liêu", kind=kind
        )
        office = Office(
            locality=Locality(pk=1, name="Hồng Lĩnh", full_name="thị xã Hồng Lĩnh", kind=kind)
        )
        period = Period(
            code="2020", name="Năm 2020", form_version=version, office=office,
            starts_on=date(2020, 1, 1), ends_on=date(2020, 12, 31), cut_off_on=date(2020, 12, 14),
            due_on=date(2020, 12, 17), last_edit_on=date(2020, 12, 31),
        )  # fmt: skip
        submission = Submission(pk=3, period=period, locality=place)
        yield Facts(submission, sheet_form(submission), {}, {}, {})
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def resaved_cases(request: pytest.FixtureRequest, tmp_path_factory) -> list[Case]:
    """Cases of the corpus as LibreOffice saves them, in one call; all of them at full figures."""
    every = 1 if request.config.getoption("full") else _EVERY
    return resaved.cases(tmp_path_factory.mktemp("office"), CASES[::every])
