"""Dates: day first, always."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django import forms
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from vhtt_portal.dates import DateField, moment, official_date, short_date, text_date


@pytest.mark.parametrize(
    ("day", "written", "in_text"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026", "05/01/2026"),
        (date(2026, 2, 28), "ngày 28 tháng 02 năm 2026", "28/02/2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026", "09/3/2026"),
        (date(2020, 12, 17), "ngày 17 tháng 12 năm 2020", "17/12/2020"),
    ],
)
def test_official_dates_have_zeros_where_the_decree_wants_them(day, written, in_text):
    assert (official_date(day), text_date(day)) == (written, in_text)


class DayForm(forms.Form):
    day = DateField(label="Ngày")


@pytest.mark.parametrize("typed", ["05/01/2026", "5/1/2026", "05-01-2026", "05.01.2026"])
def test_a_typed_date_is_day_first(typed):
    form = DayForm({"day": typed})

    assert form.is_valid()
    assert form.cleaned_data["day"] == date(2026, 1, 5)


@pytest.mark.parametrize("typed", ["13/25/2026", "01/2026", "hôm nay", "31/02/2026"])
def test_anything_else_is_refused_with_an_example(typed):
    assert "05/01/2026" in DayForm({"day": typed}).errors["day"][0]


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_what_is_written_reads_back_as_the_same_day(day):
    form = DayForm({"day": short_date(day)})

    assert form.is_valid()
    assert form.cleaned_data["day"] == day


def test_a_verb_happens_now_unless_told_otherwise():
    past = datetime(2017, 12, 1, 8, 0, tzinfo=UTC)
    with time_machine.travel(datetime(2026, 3, 2, 1, 0, tzinfo=UTC), tick=False):
        assert moment(None) == datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
        assert moment(past) == past


def test_pages_write_dates_and_figures_by_filters():
    page = Template(
        "{% load official figures %}{{ day|short_date }} {{ day|official_date }} {{ none|short_date }}"
        "{{ none|official_date }}{{ number|figure }} {{ number|percent }}{{ none|percent }}"
    )

    written = page.render(Context({"day": date(2026, 1, 5), "number": 1250, "none": None}))

    assert written == "05/01/2026 ngày 05 tháng 01 năm 2026 1.250 1.250%"
