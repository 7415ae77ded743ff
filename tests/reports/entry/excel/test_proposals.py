"""What a workbook would change: the whole corpus of dirty workbooks, and nothing silently."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from reports.entry.answers import Answer, read_answer
from reports.entry.excel.choices import Choices
from reports.entry.excel.proposals import Verdict, preview
from reports.entry.models import Period, Submission
from tests.reports.entry.excel.corpus import CASES
from vhtt_portal.files.workbook import reading
from vhtt_portal.files.workbook.content import Kind, ReadCell, ReadSheet, ReadWorkbook

# The mark makes the test database even where these tests run alone.
pytestmark = pytest.mark.django_db


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


# --- Layouts of the wards' own --------------------------------------------------------------------


def told(facts, rows, choices=None, **more):
    """What a table of these rows proposes: code to what is chosen, or to why it is not."""
    made = look(facts, rows, choices, **more)
    return {
        each.code: each.after if each.is_chosen else " ".join([each.sentence, *each.doubts]).strip()
        for each in made.proposals
        if each.verdict != Verdict.NOTHING
    }


def look(facts, rows, choices=None, *, merged=(), name="Biểu", hidden=False):
    cells = tuple(
        cell_of(down, across, value)
        for down, row in enumerate(rows, start=1)
        for across, value in enumerate(row, start=1)
        if value not in {None, ""}
    )
    page = ReadSheet(name, cells, is_hidden=hidden, merged=merged)
    return preview(ReadWorkbook((page,)), facts, choices or Choices())


def cell_of(row, column, value):
    if isinstance(value, int | float):
        return ReadCell(row, column, str(value).replace(".", ","), Kind.NUMBER)
    return ReadCell(row, column, value)


def headed(*heads, name="Dân số", values=(12, 34, 56)):
    return [["Nội dung", *heads], [name, *values[: len(heads)]]]


@pytest.mark.parametrize(
    "heads",
    [
        ["Năm 2020"], ["Thực hiện"], ["Số liệu"], ["Năm nay"], ["Kết quả"], ["TH 2020"],
        ["Thực hiện năm 2020 (đến 14/12/2020)"], ["Kết quả đạt được"], ["2020"], ["Đậu Liêu"], ["PHƯỜNG ĐẬU LIÊU"],
        ["KẾT QUẢ THỰC HIỆN"], ["Ước TH cả năm"], ["Luỹ kế"],
    ],
)  # fmt: skip
def test_the_column_of_this_year_is_known_by_its_heading(empty, heads):
    assert told(empty, headed(*heads)) == {"DC.DANSO": "12"}


@pytest.mark.parametrize(
    ("heads", "answer"),
    [
        (["Năm 2019", "Năm 2020"], "34"),
        (["Cùng kỳ", "Thực hiện"], "34"),
        (["Kế hoạch 2020", "Thực hiện 2020", "Tỷ lệ %"], "34"),
        (["Chỉ tiêu giao", "Kết quả"], "34"),
        (["TH 2020", "So sánh 2020/2019"], "12"),
        (["Thực hiện", "Kế hoạch năm 2021"], "12"),
        (["Năm 2018", "Năm 2019", "Năm 2020"], "56"),
        (["Đơn vị tính", "Năm trước", "Năm nay"], "56"),
    ],
)
def test_plans_comparisons_and_other_years_are_not_this_year(empty, heads, answer):
    assert told(empty, headed(*heads)) == {"DC.DANSO": answer}


@pytest.mark.parametrize(
    ("heads", "question"),
    [
        (["6 tháng 2020", "Năm 2020"],
         "Nhiều cột có thể là số liệu năm 2020: B “6 tháng 2020”, C “Năm 2020”. Hãy chọn một cột."),
        (["Nam", "Nữ"], "Nhiều cột có thể là số liệu năm 2020: B “Nam”, C “Nữ”. Hãy chọn một cột."),
        (["Năm 2019"], "Không nhận ra cột số liệu năm 2020 của bảng này. Hãy chọn cột."),
    ],
)  # fmt: skip
def test_a_column_that_may_be_another_is_asked_about(empty, heads, question):
    made = look(empty, headed(*heads))

    [table] = made.tables
    assert table.question == question
    assert told(empty, headed(*heads)) == {}
    decided = Choices(columns={table.fingerprint: {"name": 1, "value": 2}})
    assert told(empty, headed(*heads), decided) == {"DC.DANSO": "12"}


def test_the_only_column_of_figures_is_a_guess_that_one_has_to_confirm(empty):
    rows = [["Dân số", 12], ["Đám cưới", 3]]

    assert told(empty, rows) == {
        "DC.DANSO": "Cột B được chọn vì là cột số duy nhất chưa rõ tên. Hãy xem lại.",
        "PT.CUOI": "Cột B được chọn vì là cột số duy nhất chưa rõ tên. Hãy xem lại.",
    }


def test_heads_in_three_rows_are_read_down_each_column(empty):
    rows = [
        ["TT", "Chỉ tiêu", "Năm 2020", None, None, None],
        [None, None, "Kế hoạch", None, "Thực hiện", "Ghi chú"],
        [None, None, "Giao", "Phấn đấu", None, None],
        [1, "Dân số", 1, 2, 3, "theo công an"],
    ]
    merged = ((1, 1, 3, 1), (1, 2, 3, 2), (1, 3, 1, 5), (2, 3, 2, 4), (2, 5, 3, 5), (2, 6, 3, 6))

    made = look(empty, rows, merged=merged)

    assert [(each.after, each.note) for each in made.proposals] == [("3", "theo công an")]


@pytest.mark.parametrize(
    "name",
    [
        "Dân số",
        "DÂN SỐ:",
        "1.2. Dân số",
        "a) Dân số (người)",
        "II – Dân số",
        "Số Dân số",
        "+ dan so",
    ],
)
def test_a_name_is_the_same_whatever_stands_around_it(empty, name):
    assert told(empty, headed("Năm 2020", name=name)) == {"DC.DANSO": "12"}


def test_tones_may_stand_on_either_vowel(empty):
    rows = headed("Năm 2020", name="Doanh thu du lịch hoà")

    assert told(empty, rows).keys() == {"DL.DOANHTHU"}  # near, hence asked
    name = empty.asked.by_code["PT.THON_CONGNHAN"].name
    assert told(empty, headed("Năm 2020", name=name.replace("hóa", "hoá"))) == {
        "PT.THON_CONGNHAN": "12"
    }


def test_a_name_that_is_only_alike_is_a_candidate(empty):
    rows = headed("Năm 2020", name="Câu lạc bộ thể dục thể thao")

    assert told(empty, rows) == {
        "TT.CLB": "Dòng trong tệp tên là “Câu lạc bộ thể dục thể thao”, ghép tên gần giống."
    }


def test_a_name_alike_two_lines_is_put_to_none(empty):
    made = look(empty, headed("Năm 2020", name="Hộ thế hệ"))

    assert made.proposals == ()
    [unknown] = made.unknown
    assert {"GD.HO_MOTTHEHE", "GD.HO_HAITHEHE"} <= {line.code for line in unknown.suggested}


def test_a_part_is_found_under_the_line_above_it(empty):
    rows = [*headed("Năm 2020", name="Nạn nhân"), ["- Nữ", 5], ["- Nam", 1]]

    found = told(empty, rows)

    assert found["GD.NN_NU"] == "Dòng trong tệp tên là “- Nữ”, ghép theo tên của dòng trên."
    assert found.keys() == {"GD.NN_NU", "GD.NN_NAM"}


def test_unknown_rows_between_known_ones_follow_the_order_of_the_form(empty):
    lines = empty.asked.lines
    at = [line.code for line in lines].index("GD.BL_TINHTHAN")
    before, after = lines[at - 1], lines[at + 1]
    rows = [["Chỉ tiêu", "Năm 2020"], [before.name, 1], ["Loại thứ hai", 2], [after.name, 3]]

    assert told(empty, rows)["GD.BL_TINHTHAN"] == (
        "Dòng trong tệp tên là “Loại thứ hai”, ghép theo thứ tự dòng."
    )
    rows.insert(3, ["Loại thứ ba", 2])
    assert "GD.BL_TINHTHAN" not in told(empty, rows)


def test_lines_of_others_and_computed_ones_say_why_they_are_not_taken(empty):
    rows = [
        ["Chỉ tiêu", "Năm 2020"], ["Lớp tập huấn nghiệp vụ du lịch", 2],
        ["Tỷ lệ gia đình văn hóa", "94%"],
    ]  # fmt: skip

    assert told(empty, rows) == {
        "DL.TAPHUAN": "Chỉ tiêu này không có trong phiếu của đơn vị.",
        "PT.GDVH_TYLE": "Chỉ tiêu này hệ thống tự tính (hiện là chưa có), không nhập từ tệp.",
    }


def test_a_line_that_a_register_counts_is_taken_only_from_there(empty):
    counted = replace(empty, live={"VH.DITICH_QG": Decimal(3)})

    assert told(counted, headed("Năm 2020", name="Di tích quốc gia")) == {
        "VH.DITICH_QG": "Chỉ tiêu này lấy từ sổ theo dõi (hiện là 3), không nhập từ tệp."
    }
    [same] = look(counted, headed("Năm 2020", name="Di tích quốc gia", values=[3])).proposals
    assert same.verdict == Verdict.SAME


def test_a_hidden_sheet_is_told_and_not_taken(empty):
    assert told(empty, headed("Năm 2020"), hidden=True) == {
        "DC.DANSO": "Số này nằm ở dòng, cột hoặc trang bị ẩn trong tệp."
    }


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Không phát sinh", "0"), ("không áp dụng", "Không áp dụng"),
        ("–", "“–” chưa rõ là 0 hay chưa có số. Hãy ghi 0 nếu không phát sinh."),
        ("chưa có số liệu", "Hãy ghi lý do không có số liệu."),
    ],
)  # fmt: skip
def test_words_instead_of_a_number_mean_what_they_say(empty, text, outcome):
    assert told(empty, headed("Năm 2020", values=[text])) == {"DC.DANSO": outcome}


def test_a_file_of_last_year_is_not_taken_for_this_years(empty):
    codes = ["DC.DANSO", "DC.HO", "PT.CUOI", "PT.TANG", "TT.CLB", "TT.SAN"]
    lines = [empty.asked.by_code[code] for code in codes]
    before = replace(
        empty,
        previous={code: Answer(value=Decimal(at)) for at, code in enumerate(codes, start=10)},
    )
    rows = [["Chỉ tiêu", "Số liệu"], *([line.name, at] for at, line in enumerate(lines, start=10))]

    alike = look(before, rows)
    assert alike.warnings == (
        "6 trên 6 số trong tệp trùng với số năm trước của phiếu. Có thể đây là tệp của năm trước.",
    )
    titled = look(empty, [["BÁO CÁO SỐ LIỆU NĂM 2019"], *rows])
    assert titled.warnings == ("Phần đầu tệp ghi năm 2019, còn phiếu này là năm 2020.",)
    for made in (alike, titled):
        assert len(made.takeable) == 6
        assert not any(each.is_chosen for each in made.proposals)


def test_the_same_columns_next_year_are_the_same_layout(empty):
    this = look(empty, headed("Năm 2019", "Năm 2020")).tables[0].fingerprint
    year = Period(**{**vars_of(empty.submission.period), "ends_on": date(2021, 12, 31)})
    row = Submission(pk=3, period=year, locality=empty.submission.locality)

    later = look(replace(empty, submission=row), headed("Năm 2020", "Năm 2021"))

    assert later.tables[0].fingerprint == this
    assert [each.after for each in later.proposals] == ["34"]


def vars_of(period):
    return {"name": period.name, "form_version": period.form_version, "office": period.office}


def test_old_letters_are_converted_by_what_stands_around_or_by_what_one_says(empty):
    rows = headed("N¨m 2020", name="D©n sè")
    rows[0][0] = "ChØ tiªu"

    made = look(empty, rows)

    assert [(each.after, each.row.name) for each in made.proposals] == [("12", "Dân số")]
    assert [word.text for word in made.pages[0].converted] == ["Chỉ tiêu", "Năm 2020", "Dân số"]
    assert look(empty, rows, Choices(encodings={"0": "unicode"})).proposals == ()


def test_words_in_unicode_stay_as_they_are_beside_old_letters(empty):
    rows = [["Chỉ tiêu", "ĐVT", "Năm 2020", "Ghi chú"], ["Pa nô tuyên truyền", "cái", 4],
            ["Băng rôn, khẩu hiệu", "cái", 5], ["Tñ s¸ch", "n¬i", 6]]  # fmt: skip
    made = look(empty, rows)

    assert {word.text for _, word in made.pages[0].words()} >= {"cái", "Ghi chú"}
