"""Sentences from templates: what is said, what is left out, and how it reads."""

from decimal import Decimal

import pytest

from reports.catalogue.form import OutlineHeading, OutlineSentence
from reports.catalogue.models import Indicator, OutlineNode
from reports.entry.models import Figure
from reports.narrative.engine import compose, fill, written
from reports.narrative.wording import Facts
from reports.rollup.amounts import Amount
from reports.rollup.lines import Cell, CellState, Line, PlaceFigure
from tests.reports.rollup.samples import indicator, line, sheet

Places = Indicator.Places
AT_LEAST, RANGE = Figure.Relation.AT_LEAST, Figure.Relation.RANGE

LINES = (
    line("TT.GIAI", 4),
    line("TT.KHONG", 0),
    line("TT.TRONG"),
    line("TT.TREN", Amount(Decimal(80), AT_LEAST), unit="văn bản"),
    line("TT.KHOANG", Amount(Decimal(5), RANGE, Decimal(6))),
    line("TT.XUAN", 6, parts=(6, 6), places=Places.YES),
    line("TT.TYLE", "98.08", parts=(51, 52), places=Places.RATIO),
    line("TT.THIEU", 10, accepted=5),
    line("TT.THIEU2", 20, accepted=5),
    line("TT.ITHON", 30, accepted=4),
    line("TT.KIN", 30, sensitive=True),
    Line(indicator("TT.TONG", parts=("TT.GIAI", "TT.KHONG", "TT.TREN")), Amount(Decimal(84)), 6, 6),
)


def facts(**changes):
    places = (("phường A", 2), ("phường B", 0), ("xã C", 2))
    by_place = tuple(
        PlaceFigure(sheet(number, name=name), Cell(CellState.VALUE, Amount(Decimal(number_value))))
        for number, (name, number_value) in enumerate(places)
    )
    known = {
        "lines": {item.code: item for item in LINES},
        "places": {"TT.GIAI": by_place, "TT.KIN": by_place},
        "previous": {},
        "targets": {},
        "next_targets": {},
        "lists": {"sports.tournaments": ("kéo co", "bóng đá", "bóng chuyền")},
        "words": {
            "year": "2020",
            "previous_year": "2019",
            "next_year": "2021",
            "place": "thị xã Hồng Lĩnh",
            "units": "phường, xã",
        },
    }
    return Facts(**known | changes)


def heading(*templates, when=""):
    return OutlineHeading(
        pk=1,
        code="the-thao",
        parent=None,
        section=None,
        level=OutlineNode.Level.HEADING,
        kind=OutlineNode.Kind.RESULTS,
        title="Thể thao năm {year}",
        prose=True,
        sentences=tuple(
            OutlineSentence(number, f"cau-{number}", template, when)
            for number, template in enumerate(templates)
        ),
    )


def said(template, *, when="", **changes):
    [node] = compose([heading(template, when=when)], facts(**changes), {})
    return [sentence.text for sentence in node.sentences]


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("Tổ chức {TT.GIAI:unit}.", "Tổ chức 4 giải."),
        ("Ban hành {TT.TREN:unit}.", "Ban hành trên 80 văn bản."),
        ("Tổ chức {TT.KHOANG:unit}.", "Tổ chức 5 đến 6 giải."),
        ("Có {TT.XUAN:of} {units} tổ chức.", "Có 6/6 phường, xã tổ chức."),
        ("Đạt {TT.TYLE:of}, tức {TT.TYLE:percent}.", "Đạt 51/52, tức 98,08%."),
        ("Không có giải nào: {TT.KHONG}.", "Không có giải nào: 0."),
        ("Tại {TT.GIAI:where}.", "Tại phường A và xã C."),
        ("Cao nhất: {TT.GIAI:best}; thấp nhất: {TT.GIAI:worst}.",
         "Cao nhất: phường A và xã C (2); thấp nhất: phường B (0)."),
        ("Lần lượt: {TT.GIAI:ranking}.", "Lần lượt: phường A (2), xã C (2) và phường B (0)."),
        ("Tổng cộng {TT.TONG}, {TT.TONG:parts}.",
         "Tổng cộng 84, gồm 4 chỉ tiêu TT.GIAI và trên 80 chỉ tiêu TT.TREN."),
        ("Gồm {list:sports.tournaments}.", "Gồm kéo co, bóng đá và bóng chuyền."),
        ("{TT.TREN:unit} được ban hành năm {year}.", "Trên 80 văn bản được ban hành năm 2020."),
        ("{place} sau năm {previous_year}.", "Thị xã Hồng Lĩnh sau năm 2019."),
        ("Có {TT.GIAI}[[ và {TT.KHONG} khác]].", "Có 4."),
        ("Có {TT.GIAI}[[ và {TT.TRONG} khác]][[, {TT.TYLE:percent}]].", "Có 4, 98,08%."),
        ("[[{TT.TRONG} đầu, ]]{TT.GIAI} giải.", "4 giải."),
        ("Có {TT.GIAI} [[{TT.TRONG} ]]giải.", "Có 4 giải."),
    ],
)  # fmt: skip
def test_figures_are_put_into_words(template, expected):
    assert said(template) == [expected]


@pytest.mark.parametrize(
    "template",
    [
        "Có {TT.TRONG:unit}.",
        "Có {TT.LA}.",
        "Có {list:sports.khac}.",
        "Phấn đấu {target:TT.GIAI}.",
        "So sánh {TT.GIAI:change}.",
        "{TT.GIAI:target}.",
        "{TT.GIAI:of}.",
        "{TT.GIAI:percent}.",
        # Sensitive figures are told as totals only.
        "Tại {TT.KIN:where}, nhiều nhất {TT.KIN:best}.",
        "Lần lượt {TT.KIN:ranking}.",
        "Có {TT.GIAI:parts}.",
    ],
)
def test_a_sentence_whose_figures_are_missing_is_left_out(template):
    assert said(template) == []


@pytest.mark.parametrize(
    ("when", "is_said"),
    [("TT.GIAI > 3", True), ("TT.GIAI > 4", False), ("TT.TRONG >= 0", False), ("", True)],
)
def test_a_condition_decides_whether_a_sentence_is_said(when, is_said):
    assert bool(said("Có {TT.GIAI} giải.", when=when)) is is_said


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (line("TT.GIAI", 4), line("TT.GIAI", 3), "tăng 1 giải so với năm 2019"),
        (line("TT.GIAI", 1), line("TT.GIAI", 3), "giảm 2 giải so với năm 2019"),
        (line("TT.GIAI", 3), line("TT.GIAI", 3), "giữ nguyên so với năm 2019"),
        (
            line("TT.GIAI", "98.08", places=Places.RATIO),
            line("TT.GIAI", "96.15", places=Places.RATIO),
            "tăng 1,93 điểm phần trăm so với năm 2019",
        ),
    ],
)
def test_a_change_is_told_in_words(now, before, expected):
    found = said("Kết quả {TT.GIAI:change}.", lines={"TT.GIAI": now}, previous={"TT.GIAI": before})

    assert found == [f"Kết quả {expected}."]


@pytest.mark.parametrize(
    ("now", "before"),
    [
        (line("TT.GIAI", 4, accepted=5), line("TT.GIAI", 3)),
        (line("TT.GIAI", 4), line("TT.GIAI", 3, accepted=5)),
        (line("TT.GIAI", Amount(Decimal(80), AT_LEAST)), line("TT.GIAI", 75)),
        (line("TT.GIAI", 4), line("TT.GIAI")),
    ],
)
def test_only_whole_and_exact_totals_are_compared(now, before):
    found = said(
        "Có {TT.GIAI}[[, {TT.GIAI:change}]].",
        lines={"TT.GIAI": now},
        previous={"TT.GIAI": before},
    )

    assert "so với" not in found[0]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (Amount(Decimal(4)), "Kết quả đạt chỉ tiêu đề ra (4)."),
        (Amount(Decimal(3)), "Kết quả vượt chỉ tiêu đề ra (3)."),
        (Amount(Decimal(3), AT_LEAST), "Kết quả đạt chỉ tiêu đề ra (trên 3)."),
        (Amount(Decimal(3), RANGE, Decimal(4)), "Kết quả đạt chỉ tiêu đề ra (3 đến 4)."),
        (Amount(Decimal(5), RANGE, Decimal(6)), "Kết quả chưa đạt chỉ tiêu đề ra (5 đến 6)."),
    ],
)
def test_a_figure_is_held_against_its_target(target, expected):
    assert said("Kết quả {TT.GIAI:target}.", targets={"TT.GIAI": target}) == [expected]


@pytest.mark.parametrize(
    ("code", "target", "expected"),
    [
        ("TT.GIAI", Amount(Decimal(3)), ["Vượt chỉ tiêu."]),
        ("TT.GIAI", Amount(Decimal(4)), ["Đạt chỉ tiêu."]),
        ("TT.GIAI", Amount(Decimal(3), AT_LEAST), ["Đạt chỉ tiêu."]),
        ("TT.GIAI", Amount(Decimal(5), RANGE, Decimal(6)),
         ["Chưa đạt chỉ tiêu, còn thiếu 1 giải."]),
        ("TT.TYLE", Amount(Decimal(100)),
         ["Chưa đạt chỉ tiêu, còn thiếu 1,92 điểm phần trăm."]),
        ("TT.TREN", Amount(Decimal(90)), []),
        ("TT.THIEU", Amount(Decimal(12)),
         ["Chưa đạt chỉ tiêu, còn thiếu 2 giải (tổng hợp từ 5/6 phường, xã)."]),
    ],
)  # fmt: skip
def test_a_result_says_what_is_missing_to_the_target(code, target, expected):
    assert said(f"{{{code}:result}}.", targets={code: target}) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({0: 2, 1: 1, 2: 1}, ["Có 2/3 phường, xã đạt chỉ tiêu giao; chưa đạt: phường B."]),
        ({0: 2, 2: 1}, ["Có 2/2 phường, xã đạt chỉ tiêu giao."]),
        ({1: 1}, ["Có 0/1 phường, xã đạt chỉ tiêu giao; chưa đạt: phường B."]),
        ({}, []),
        ({9: 1}, []),
    ],
)
def test_places_are_held_against_what_they_were_given(given, expected):
    targets = {place: Amount(Decimal(value)) for place, value in given.items()}
    template = "Có {TT.GIAI:reached}[[; chưa đạt: {TT.GIAI:missed}]]."

    assert said(template, unit_targets={"TT.GIAI": targets}) == expected
    # Sensitive figures are told as totals only.
    assert said("{TT.KIN:reached}.", unit_targets={"TT.KIN": targets}) == []


def test_nothing_is_said_of_places_while_one_of_them_is_open():
    open_ended = PlaceFigure(sheet(0), Cell(CellState.VALUE, Amount(Decimal(1), AT_LEAST)))
    known = {"places": {"TT.GIAI": (open_ended,)}}
    targets = {"TT.GIAI": {0: Amount(Decimal(2))}}

    assert said("{TT.GIAI:reached}.", **known, unit_targets=targets) == []


@pytest.mark.parametrize(
    ("code", "target", "expected"),
    [
        ("TT.GIAI", Amount(Decimal(5), RANGE, Decimal(6)), "Tổ chức 5 đến 6 giải."),
        ("TT.TYLE", Amount(Decimal(90), AT_LEAST), "Tổ chức trên 90%."),
    ],
)
def test_next_years_target_comes_with_its_unit(code, target, expected):
    assert said(f"Tổ chức {{target:{code}}}.", next_targets={code: target}) == [expected]


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("Có {TT.THIEU:unit}.", "Có 10 giải (tổng hợp từ 5/6 phường, xã)."),
        ("Có {TT.THIEU} và {TT.THIEU2} giải.",
         "Có 10 và 20 giải (tổng hợp từ 5/6 phường, xã)."),
        ("Có {TT.THIEU} và {TT.GIAI} giải.",
         "Có 10 (tổng hợp từ 5/6 phường, xã) và 4 giải."),
        ("Có {TT.THIEU} và {TT.ITHON} giải.",
         "Có 10 (tổng hợp từ 5/6 phường, xã) và 30 (tổng hợp từ 4/6 phường, xã) giải."),
        ("Có {TT.GIAI} giải.", "Có 4 giải."),
    ],
)  # fmt: skip
def test_a_total_says_how_many_places_it_comes_from(template, expected):
    assert said(template) == [expected]


def test_each_figure_of_a_sentence_knows_its_indicator():
    [node] = compose([heading("Có {TT.GIAI:unit} ở {units}.")], facts(), {})

    assert [(run.text, run.code) for run in node.sentences[0].runs] == [
        ("Có ", ""),
        ("4 giải", "TT.GIAI"),
        (" ở ", ""),
        ("phường, xã", ""),
        (".", ""),
    ]


def test_the_offices_own_words_follow_under_their_heading():
    prose = written(1, 1, "Lời của phòng.", facts())

    [node] = compose([heading()], facts(), {"the-thao": [prose], "khac": [prose]})

    assert (node.title, node.passages) == ("Thể thao năm 2020", (prose,))


def test_the_subject_is_filled_like_a_sentence():
    assert fill("Tổng kết năm {year} của {place}", facts()) == (
        "Tổng kết năm 2020 của thị xã Hồng Lĩnh"
    )
