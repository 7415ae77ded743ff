"""Blocks copied from elsewhere, as they would fall on a sheet."""

import pytest
from django.urls import reverse

from reports.entry.blocks import Style, rows_of
from reports.entry.models import Figure
from reports.entry.pasting import Fate, pasted
from reports.entry.queries import sheet as read
from tests.reports.entry.samples import fill
from vhtt_portal.rules import RuleError


@pytest.fixture
def lay(sheet, time_machine):
    time_machine.move_to("2020-12-10T09:00:00+07:00")

    def lay(text, at="VH.PANO", **more):
        return pasted(read(sheet), text, at=at, **more)

    return lay


def fates(found):
    return [(row.line and row.line.code, row.fate.value, row.typed) for row in found.rows]


def test_a_column_runs_down_the_sheet_over_lines_that_are_not_typed(lay, office, sheet):
    fill(sheet, office.entry, VH_PANO="7", VH_HO="90")

    found = lay("5\r\n1,5\r\n90\r\n94%\r\ncó\r\n\r\n1.200\r\n9\r\n")

    assert fates(found) == [
        ("VH.PANO", "replaces", "5"),
        ("VH.KP", "new", "1,5"),
        ("VH.HO", "same", "90"),
        ("VH.TYLE", "skipped", ""),
        ("VH.LEHOI", "new", "có"),
        # The empty row leaves its line (VH.DITICH) as it is.
        ("DC.HO", "new", "1.200"),
        (None, "below", ""),
    ]
    assert found.counts[Fate.NEW] == 3
    assert not Figure.objects.filter(indicator__code="DC.HO").exists()


def test_rows_with_names_find_their_lines_in_any_order(lay):
    found = lay(
        "STT\tChỉ tiêu\tĐVT\tNăm nay\n1\tPhần văn hóa\t\t\n2\tHộ\thộ\t1.000\n3\tKinh phí\ttr.đ\t1,5\n"
        "4\tDòng lạ\tcái\t4\n5\tSố pa nô (cái)\tcái\t5",
        at="DC.HO",
    )

    assert found.is_by_name
    assert fates(found) == [
        ("DC.HO", "new", "1.000"), ("VH.KP", "new", "1,5"), (None, "no-line", ""),
        ("VH.PANO", "new", "5"),
    ]  # fmt: skip


def test_lines_of_a_message_are_names_and_numbers(lay):
    found = lay("Pa nô: 12\nKinh phí = 3,5\nCó lễ hội: có")

    assert fates(found) == [
        ("VH.PANO", "new", "12"), ("VH.KP", "new", "3,5"), ("VH.LEHOI", "new", "có"),
    ]  # fmt: skip


def test_the_persons_column_outweighs_the_one_that_was_guessed(lay):
    text = "Pa nô\t5\t6\nKinh phí\t1\t2"

    assert [row.typed for row in lay(text).rows] == ["6", "2"]
    assert [row.typed for row in lay(text, column=1).rows] == ["5", "1"]
    assert [column.number for column in lay(text).columns] == [1, 2]


def test_foreign_numbers_are_asked_about_and_never_guessed(lay):
    text = "1,234\n1234.5\n1.234\n12"

    found = lay(text)
    assert found.style is None
    assert [row.fate for row in found.rows[:3]] == [Fate.ASKED, Fate.ASKED, Fate.ASKED]
    assert "Có thể đọc theo hai cách." in found.rows[0].sentence

    assert [(row.fate.value, row.typed) for row in lay(text, style=Style.FOREIGN).rows] == [
        ("new", "1.234"), ("new", "1.234,5"), ("refused", ""), ("skipped", ""),
    ]  # fmt: skip
    assert [(row.fate.value, row.typed) for row in lay(text, style=Style.VIETNAMESE).rows] == [
        ("refused", ""), ("refused", ""), ("new", "1.234"), ("skipped", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "fate", "said"),
    [
        ("12 hộ", "new", "Đã bỏ chữ “hộ”."),
        ("12 cái", "refused", "không phải là số"),
        ("-", "refused", "chưa rõ là 0 hay chưa có số"),
        ("-5", "refused", "không được nhỏ hơn 0"),
        ("trên 5", "refused", "cần một số chính xác"),
        ("=SUM(A1:A3)", "refused", "không phải là số"),
        ("１２", "new", ""),
    ],
)
def test_what_stands_in_a_cell_is_read_as_if_typed(lay, text, fate, said):
    [row] = lay(f"{text}\n1", at="DC.HO").rows[:1]

    assert row.fate == fate
    assert said in row.sentence


@pytest.mark.parametrize("text", ["", "\n\t\n", "chỉ có chữ\ndòng nữa", "1\n" * 1001])
def test_a_block_without_figures_or_without_end_is_refused(lay, text):
    with pytest.raises(RuleError):
        lay(text)


def test_last_years_column_is_not_taken_for_this_years(lay, office, sheet):
    found = lay("Pa nô\t5\t\nKinh phí\t1\t\nHộ\t4\t9")

    assert [column.number for column in found.columns] == [1]


def test_quoted_cells_and_odd_breaks_are_rows_all_the_same():
    assert rows_of('"Hai\ndòng"\t1\r"ba ""bốn"""\t2\r\n\n') == [
        ["Hai dòng", "1"],
        ['ba "bốn"', "2"],
    ]


def test_the_preview_writes_nothing_and_says_what_it_would(client, office, sheet, lay):
    client.force_login(office.entry)
    url = reverse("entry:paste", args=[sheet.pk])

    answer = client.post(url, {"text": "5\nx", "at": "VH.PANO"})
    page = answer.content.decode()

    assert answer.status_code == 200
    assert "<html" not in page
    assert 'value="VH.PANO"' in page
    assert 'data-text="5"' in page
    assert "Ghi 1 ô" in page
    assert not Figure.objects.exists()
    assert client.post(url, {"text": ""}).status_code == 422
    client.force_login(office.neighbour)
    assert client.post(url, {"text": "5"}).status_code == 404
