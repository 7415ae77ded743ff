"""The proofreader: what of a text it finds fault with, and that it says nothing of clean ones."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.narrative.proofreading import Stretch, proofread
from vhtt_portal.numbers import write_figure

SITES = {"Di tích được xếp hạng": {Decimal(23), Decimal(22)}}


def faults(*lines, on=date(2020, 12, 14), is_typed=True):
    return proofread([Stretch("di-tich", lines, is_typed=is_typed)], SITES, on=on)


@pytest.mark.parametrize(
    ("lines", "told", "is_certain"),
    [
        (["Có 23 di tích (20 cấp tỉnh, 2 quốc gia)."], "20 + 2 = 22, không bằng 23", True),
        (["Có 1.175 hộ gồm: 1.000 hộ mới và 100 hộ cũ."], "1.000 + 100 = 1.100", True),
        (["Có 51/52 tổ dân phố, đạt 98,5%."], "51/52 là 98,1%, không phải 98,5%", True),
        (["II. Kết quả", "III. Hạn chế"], "“II” ở chỗ phải là “I”", True),
        (["I. Kết quả", "II. Hạn chế", "II. Nguyên nhân"], "“II” ở chỗ phải là “III”", True),
        (["a) Một", "b) Hai", "c) Ba", "d) Bốn", "e) Năm"], "“e” ở chỗ phải là “đ”", True),
        (["Đạt 98.08% kế hoạch."], "“98.08” viết chưa đúng", False),
        (["Kinh phí 1,250 triệu đồng."], "Hãy viết 1.250.", False),
        (["Toàn thị xã có 25 di tích được xếp hạng."], "không có số 25", False),
        (["Có 25 di tích được xếp hạng trên địa bàn."], "không có số 25", False),
        (
            ["Tổ chức 9 đêm văn nghệ phục vụ nhân dân.", "Đã có 8 đêm văn nghệ phục vụ nhân dân."],
            "các số khác nhau: 9, 8",
            False,
        ),
    ],
)
def test_a_planted_fault_is_found(lines, told, is_certain):
    [found] = faults(*lines)

    assert told in found.sentence
    assert (found.where, found.is_certain) == ("di-tich", is_certain)


@pytest.mark.parametrize(
    "line",
    [
        "Có 23 di tích (20 cấp tỉnh, 3 quốc gia).",
        "Có 12 giải (ngày 12/11/2020, 5 đội dự).",
        "Có 45 hộ (tăng 3 hộ so với năm 2019).",
        "Có 5 vụ, trong đó 2 vụ được hòa giải, 1 vụ chuyển cơ quan khác.",
        "Kế hoạch số 12/KH-UBND ngày 05/02/2020, đạt 100%.",
        "Có 1.175/1.180 hộ, đạt 99,6%.",
        "Có 51/52 tổ dân phố (98,08%), tăng 1,2% so với năm trước.",
        "Tỷ lệ 98,08%; kinh phí 1,5 tỷ đồng; diện tích 1.250,5 m².",
        "Trong năm có 2 di tích được xếp hạng cấp tỉnh.",
        "Năm trước có 22 di tích được xếp hạng.",
        "Phường có 5 tổ dân phố của xã cũ, 6 tổ dân phố của xã mới.",
    ],
)
def test_what_is_right_is_left_alone(line):
    assert faults(line) == []


def test_a_replaced_decree_is_asked_about_from_its_day_on():
    line = "Căn cứ Nghị định số 122/2018/NĐ-CP của Chính phủ."

    assert faults(line, on=date(2020, 12, 14)) == []
    [found] = faults(line, on=date(2024, 12, 14))
    assert "Nghị định số 86/2023/NĐ-CP từ ngày 30/01/2024" in found.sentence


def test_the_figures_may_say_the_same_words_of_different_things():
    of_figures = Stretch(
        "nep-song",
        [
            "Cưới: 232 đám thực hiện đúng nếp sống văn minh.",
            "Tang: 191 đám thực hiện đúng nếp sống văn minh.",
        ],
        is_typed=False,
    )

    def told(number):
        line = f"Cả năm có {number} đám thực hiện đúng nếp sống văn minh."
        return proofread(
            [of_figures, Stretch("phong-trao", [line], is_typed=True)], {}, on=date(2020, 12, 14)
        )

    assert told(232) == []
    [found] = told(230)
    assert "các số khác nhau: 191, 232, 230" in found.sentence
    assert found.where == "phong-trao"


def test_a_sentence_of_the_figures_is_not_held_against_them():
    assert faults("Có 25 di tích được xếp hạng.", is_typed=False) == []


@st.composite
def clean_drafts(draw):
    """Lines whose parts add up, whose percents are those of their fractions, each said once."""
    lines = []
    for subject in ("hộ", "di tích", "giải", "lượt kiểm tra"):
        parts = draw(st.lists(st.integers(0, 40_000), min_size=2, max_size=4))
        told = ", ".join(
            f"{write_figure(part)} {subject} loại {'abcd'[n]}" for n, part in enumerate(parts)
        )
        lines.append(f"Có {write_figure(sum(parts))} {subject} ({told}).")
        whole = draw(st.integers(1, 90_000))
        part, places = draw(st.integers(0, whole)), draw(st.integers(0, 2))
        share = (Decimal(part) * 100 / whole).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        lines.append(
            f"Có {write_figure(part)}/{write_figure(whole)} {subject}, đạt {write_figure(share)}%."
        )
        day = draw(st.dates(date(2020, 1, 1), date(2020, 12, 31)))
        lines.append(f"Kế hoạch số {draw(st.integers(1, 999))}/KH-UBND ngày {day:%d/%m/%Y}.")
    return lines


@settings(max_examples=200, deadline=None)
@given(clean_drafts())
def test_two_hundred_clean_drafts_give_no_false_alarm(lines):
    assert faults(*lines) == []
