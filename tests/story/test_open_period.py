"""The command that opens a period: its spans are those of Nghị định 09/2019/NĐ-CP, Điều 12."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from audit.actions import System
from localities.actions import load_office
from localities.office_file import read_office_file
from reports.entry.models import Period
from tests.reports.catalogue.factories import load_form

OFFICE_FILE = Path("vhtt_portal/demo/data/hong-linh.toml")


@pytest.fixture
def office(db):
    load_form("2020")
    return load_office(content=read_office_file(OFFICE_FILE), by=System("kiểm thử"))


def open_period(code, due="20/12/2021", office="hong-linh"):
    out = StringIO()
    call_command("open_period", office=office, period=code, due=due, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("code", "name", "starts_on", "ends_on"),
    [
        ("2020", "Năm 2020", date(2019, 12, 15), date(2020, 12, 14)),
        ("2020-Q1", "Quý I năm 2020", date(2019, 12, 15), date(2020, 3, 14)),
        ("2020-Q4", "Quý IV năm 2020", date(2020, 9, 15), date(2020, 12, 14)),
        ("2020-6T", "6 tháng năm 2020", date(2019, 12, 15), date(2020, 6, 14)),
        ("2020-9T", "9 tháng năm 2020", date(2019, 12, 15), date(2020, 9, 14)),
        ("2018-2020", "Giai đoạn 2018 - 2020", date(2017, 12, 15), date(2020, 12, 14)),
    ],
)
def test_a_period_runs_from_day_15_to_day_14(office, code, name, starts_on, ends_on):
    out = open_period(code)

    period = Period.objects.get(code=code)
    assert (period.name, period.starts_on, period.ends_on) == (name, starts_on, ends_on)
    assert period.cut_off_on == ends_on
    assert out == f"Đã mở {name}: 6 đơn vị phải báo cáo.\n"


def test_a_year_is_compared_with_the_year_before(office):
    open_period("2019")

    open_period("2020")

    assert Period.objects.get(code="2020").previous == Period.objects.get(code="2019")


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("20", "Mã kỳ “20” không đúng"),
        ("2020-Q5", "Mã kỳ “2020-Q5” không đúng"),
        ("2020-2016", "năm sau không được trước năm đầu"),
    ],
)
def test_a_wrong_code_is_refused_and_nothing_is_opened(office, code, sentence):
    with pytest.raises(CommandError, match=sentence):
        open_period(code)

    assert not Period.objects.exists()


def test_a_period_is_opened_once(office):
    open_period("2020")

    with pytest.raises(CommandError, match="đã mở kỳ báo cáo “2020”"):
        open_period("2020")


def test_an_unknown_office_is_named(office):
    with pytest.raises(CommandError, match="Không có cơ quan mang mã “x”"):
        open_period("2020", office="x")


def test_a_deadline_that_is_no_day_is_named(office):
    with pytest.raises(CommandError, match="“2021-12-20” không phải là ngày"):
        open_period("2020", due="2021-12-20")
