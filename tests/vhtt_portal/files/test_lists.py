"""A register's worksheet: what is written is read back; what else people send is understood."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from vhtt_portal.files.child import FileError
from vhtt_portal.files.workbook.lists import MAX_LINES, ListColumn, read_list, write_list

COLUMNS = [
    ListColumn("Tên"),
    ListColumn("Loại hình", ("Đền", "Chùa")),
    ListColumn("Số"),
    ListColumn("Ngày"),
]
HEADINGS = [column.heading for column in COLUMNS]


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def said(content, needed=("Tên",)):
    lines, _ = read_list(content, HEADINGS, needed)
    return [(line.number, [line.texts.get(heading, "") for heading in HEADINGS]) for line in lines]


def test_what_is_written_is_read_back():
    lines = [
        ["Đền Quản Sơn", "Đền", 1234, date(2020, 1, 5)],
        ["=1+1", "Chùa", Decimal("0.5"), None],
    ]

    content = write_list("Sổ di tích", COLUMNS, lines)

    assert said(content) == [
        (4, ["Đền Quản Sơn", "Đền", "1.234", "05/01/2020"]),
        (5, ["=1+1", "Chùa", "0,5", ""]),
    ]
    page = load_workbook(BytesIO(content)).worksheets[0]
    assert page["A5"].data_type == "s"
    [rule] = page.data_validations.dataValidation
    assert "B4" in rule.sqref


def test_headings_are_found_below_a_letterhead_in_any_order_and_spelling():
    content = workbook(
        ["ỦY BAN NHÂN DÂN"], [], ["TT", "SỐ *", "Loai hinh:", "Tên"], [1, 5, "Đền", "Đền Cả"],
        [None, None, None, None], ["Cộng", 5],
    )  # fmt: skip

    assert said(content) == [(4, ["Đền Cả", "Đền", "5", ""]), (6, ["", "", "5", ""])]
    assert read_list(content, HEADINGS, ["Tên"])[1] == ["TT"]


def test_old_encodings_are_read_as_unicode():
    content = workbook(["Tên", "Loại hình"], ["§Òn Qu¶n S¬n", "§Òn"], ["§×nh lµng Ngäc S¬n", "§Òn"])

    assert [row[0] for _, row in said(content)] == ["Đền Quản Sơn", "Đình làng Ngọc Sơn"]


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([["Chẳng có gì"]], "Không tìm thấy dòng tiêu đề"),
        ([["Số", "Ngày"], [1, 2]], r"Dòng tiêu đề \(dòng 1\) thiếu cột: Tên"),
        ([["Tên", "Số"], *([["a", 1]] * (MAX_LINES + 1))], "chia thành nhiều tệp"),
    ],
)
def test_a_file_that_is_no_such_list_is_refused_in_words(rows, sentence):
    with pytest.raises(FileError, match=sentence):
        said(workbook(*rows))


def test_a_formula_without_its_value_is_asked_about():
    lines, _ = read_list(workbook(["Tên", "Số"], ["Đền Cả", "=A1"]), HEADINGS, ["Tên"])

    assert lines[0].fault == "Ô “Số” là công thức chưa được tính. Hãy mở tệp, lưu lại rồi gửi lại."
