"""The language of the report's sentences."""

from decimal import Decimal

import pytest

from reports.catalogue.templates import (
    FigureSlot,
    Fragment,
    ListSlot,
    Shape,
    TargetSlot,
    TemplateError,
    Text,
    WordSlot,
    parse,
    parse_condition,
    slots,
)


@pytest.mark.parametrize(
    ("template", "parts"),
    [
        ("Không có số.", (Text("Không có số."),)),
        ("{VH.PANO}", (FigureSlot("VH.PANO", Shape.VALUE),)),
        ("{VH.PANO:unit} mới", (FigureSlot("VH.PANO", Shape.UNIT), Text(" mới"))),
        ("{PT.GDVH_TYLE:percent}", (FigureSlot("PT.GDVH_TYLE", Shape.PERCENT),)),
        ("{PT.THON_TYLE:of}", (FigureSlot("PT.THON_TYLE", Shape.OF),)),
        ("{A.B:change}", (FigureSlot("A.B", Shape.CHANGE),)),
        ("{A.B:target}", (FigureSlot("A.B", Shape.TARGET),)),
        ("{A.B:result}", (FigureSlot("A.B", Shape.RESULT),)),
        ("{A.B:reached}", (FigureSlot("A.B", Shape.REACHED),)),
        ("{A.B:missed}", (FigureSlot("A.B", Shape.MISSED),)),
        ("{A.B:where}", (FigureSlot("A.B", Shape.WHERE),)),
        ("{A.B:best}{A.B:worst}", (FigureSlot("A.B", Shape.BEST), FigureSlot("A.B", Shape.WORST))),
        ("{target:TT.GIAI_XA}", (TargetSlot("TT.GIAI_XA"),)),
        ("{list:heritage.festivals_held}", (ListSlot("heritage.festivals_held"),)),
        ("Các {villages}", (Text("Các "), WordSlot("villages"))),
        ("{year}–{next_year}", (WordSlot("year"), Text("–"), WordSlot("next_year"))),
        (
            "Có {A.B}[[, {place}: {A.C}]].",
            (
                Text("Có "),
                FigureSlot("A.B", Shape.VALUE),
                Fragment(
                    (Text(", "), WordSlot("place"), Text(": "), FigureSlot("A.C", Shape.VALUE))
                ),
                Text("."),
            ),
        ),
    ],
)
def test_template_is_read_into_its_parts(template, parts):
    assert parse(template) == parts


@pytest.mark.parametrize(
    ("template", "fault"),
    [
        ("{VH.PANO", "dấu “{” không khớp hoặc lồng nhau"),
        ("VH.PANO}", "dấu “}” không khớp hoặc lồng nhau"),
        ("Có [[{VH.PANO}", "dấu “[[” không khớp hoặc lồng nhau"),
        ("Có [[a [[b]] c]]", "dấu “[[” không khớp hoặc lồng nhau"),
        ("{vh.pano}", "không hiểu “{vh.pano}”"),
        ("{}", "không hiểu “{}”"),
        ("{month}", "không hiểu “{month}”"),
        ("{list:Tên}", "không hiểu “{list:Tên}”"),
        ("{target:x}", "không hiểu “{target:x}”"),
        ("{VH.PANO:much}", "không có cách viết “much” trong “{VH.PANO:much}”"),
    ],
)
def test_template_that_cannot_be_read_says_why(template, fault):
    with pytest.raises(TemplateError) as error:
        parse(template)

    assert str(error.value) == fault


def test_slots_reach_into_fragments():
    found = [slot for slot in slots(parse("{A.B}[[ {A.C}]]")) if isinstance(slot, FigureSlot)]

    assert [slot.code for slot in found] == ["A.B", "A.C"]


@pytest.mark.parametrize(
    ("text", "value", "holds"),
    [
        ("A.B > 0", Decimal(1), True),
        ("A.B > 0", Decimal(0), False),
        ("A.B > 0", None, False),
        ("A.B >= 5", Decimal(5), True),
        ("A.B <= 5", Decimal(6), False),
        ("A.B < 5", Decimal(4), True),
        ("A.B = 0", Decimal(0), True),
        ("A.B != 0", Decimal(0), False),
    ],
)
def test_condition_holds(text, value, holds):
    assert parse_condition(text).holds(value) is holds


def test_condition_may_be_absent_but_not_odd():
    assert parse_condition("") is None
    with pytest.raises(TemplateError, match="phải viết theo kiểu “TT"):
        parse_condition("A.B nhiều")
