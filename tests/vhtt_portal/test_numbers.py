"""Vietnamese numbers: what is read, what is refused and with which words, how it is written."""

from decimal import Decimal

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from vhtt_portal.numbers import (
    FigureError,
    FigureField,
    read_figure,
    read_version,
    share,
    write_figure,
    write_percent,
)


@pytest.mark.parametrize(
    ("typed", "decimals", "value"),
    [
        ("0", 0, "0"),
        ("1250", 0, "1250"),
        ("1.250", 0, "1250"),
        ("1.234.567", 0, "1234567"),
        (" 1.250 ", 0, "1250"),
        ("1 250", 0, "1250"),
        ("1\u00a0250", 0, "1250"),
        ("12\uff13", 0, "123"),  # full-width
        ("007", 0, "7"),
        ("1.234,5", 1, "1234.5"),
        ("98,08", 2, "98.08"),
        ("5,0", 0, "5"),
        ("999.999.999.999.999", 0, "999999999999999"),
    ],
)
def test_numbers_in_vietnamese_habit_are_read(typed, decimals, value):
    assert read_figure(typed, decimals=decimals) == Decimal(value)


@pytest.mark.parametrize(
    ("typed", "decimals", "says"),
    [
        ("12.34", 2, "1.234,5"),
        ("1.5", 1, "1.234,5"),
        ("1,234,567", 0, "1.234,5"),
        ("1.23", 0, "1.234,5"),
        ("1..234", 0, "1.234,5"),
        (",5", 1, "1.234,5"),
        ("-5", 0, "số âm"),
        ("−5", 0, "số âm"),
        ("1,5", 0, "số nguyên"),
        ("98,081", 2, "quá 2 chữ số"),
        ("abc", 0, "không phải là số"),
        ("12a", 0, "không phải là số"),
        ("5.670 người", 0, "“5.670 người” không phải là số"),
        ("1e5", 0, "không phải là số"),
        ("NaN", 0, "không phải là số"),
        ("một trăm", 0, "không phải là số"),
        ("đ", 0, "không phải là số"),
        ("", 0, "chưa có số"),
        ("   ", 0, "chưa có số"),
        ("1" + "0" * 20, 0, "quá lớn"),
        ("1" + "0" * 13 + ",55", 2, "quá lớn"),  # the embedded database would round it
        ("\u0663", 0, "không phải là số"),  # another script's three
    ],
)
def test_anything_else_is_refused_in_a_full_sentence(typed, decimals, says):
    with pytest.raises(FigureError) as refusal:
        read_figure(typed, decimals=decimals)

    assert says in str(refusal.value)
    assert str(refusal.value).endswith((".", "số)."))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (0, "0"),
        (1250, "1.250"),
        (Decimal("1234.5"), "1.234,5"),
        (Decimal("98.080"), "98,08"),
        (Decimal("2.005"), "2,01"),
        (Decimal("10.00"), "10"),
        (Decimal(1234567), "1.234.567"),
        (Decimal(-3), "-3"),
    ],
)
def test_numbers_are_written_in_vietnamese_habit(value, written):
    assert write_figure(value) == written


def test_a_percent_has_no_space():
    assert write_percent(Decimal("98.08")) == "98,08%"


def test_a_share_of_nothing_is_nothing():
    assert share(Decimal(1), Decimal(0)) is None
    assert share(Decimal(51), Decimal(52)) == Decimal("98.08")


@given(st.decimals(min_value=0, max_value=10**13 - 1, places=2))
def test_what_is_written_reads_back_as_the_same_number(value):
    assert read_figure(write_figure(value), decimals=2) == value


@given(st.text(max_size=30), st.integers(0, 2))
def test_any_text_is_a_number_or_a_refusal(text, decimals):
    try:
        value = read_figure(text, decimals=decimals)
    except FigureError:
        return
    assert 0 <= value < 10**15
    assert value.as_tuple().exponent == -decimals


class FigureForm(forms.Form):
    count = FigureField(required=False)
    share = FigureField(decimals=2, label="Tỷ lệ")


def test_the_field_reads_and_refuses_with_the_same_words():
    good = FigureForm({"count": "", "share": "98,08"})
    bad = FigureForm({"count": "1.5", "share": ""})

    assert good.is_valid()
    assert good.cleaned_data == {"count": None, "share": Decimal("98.08")}
    assert "1.234,5" in bad.errors["count"][0]
    assert bad.errors["share"]
    assert FigureForm()["count"].field.widget.attrs["inputmode"] == "numeric"


@pytest.mark.parametrize(
    ("carried", "version"),
    [("7", 7), ("", 0), ("-1", 0), ("x", 0), ("\u0661", 0), ("9" * 5000, 0), (" 1", 0)],
)
def test_a_version_that_cannot_be_read_is_an_old_one(carried, version):
    assert read_version(carried) == version
