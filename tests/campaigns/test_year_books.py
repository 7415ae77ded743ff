"""The villages' tallies of a year as a workbook: sent out with every village, taken back in."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from campaigns.models import VillageResult
from campaigns.titles import Step, TitleKind
from tests.campaigns.factories import CandidateFactory, RoundFactory, VillageResultFactory
from tests.registers import cast, village_of

__all__ = ["cast"]
pytestmark = pytest.mark.django_db

BOOK = reverse("campaigns:village-result-book")
IMPORT = reverse("campaigns:village-result-import")


def sent_out(client, year):
    """The file of a year, and the number of each column in it."""
    book = load_workbook(BytesIO(client.get(BOOK, {"nam": year}).content))
    page = book.worksheets[0]
    return book, page, {cell.value: cell.column for cell in page[3]}


def taken_back(client, book):
    out = BytesIO()
    book.save(out)
    page = client.post(IMPORT, {"file": SimpleUploadedFile("khu.xlsx", out.getvalue())})
    shown = page.content.decode()
    sealed = re.search(r'name="read" value="([^"]+)"', shown)
    return shown, sealed and sealed[1]


def test_a_years_file_has_a_line_ready_for_every_village(client, cast):
    VillageResultFactory(village=cast.village, year=2020)
    VillageResultFactory(village=cast.neighbour_village, year=2019)
    client.force_login(cast.specialist)

    _, page, at = sent_out(client, 2020)

    lines = [
        [page.cell(line, at[name]).value for name in ("Mã trong sổ", "Khu dân cư", "Số hộ")]
        for line in (4, 5)
    ]
    code = lines[0][0]
    assert lines == [
        [code, "tổ dân phố 2, phường Bắc Hồng", 100],
        [None, "tổ dân phố 10, phường Đậu Liêu", None],
    ]
    assert page.max_row == 5
    shown_as = {name: page.cell(4, at[name]).number_format for name in ("Năm", "Số hộ")}
    assert shown_as == {"Năm": "0", "Số hộ": "#,##0"}


def test_what_a_ward_fills_in_is_recorded_and_what_it_leaves_empty_is_not(client, cast):
    village_of(cast.ward, "3")
    client.force_login(cast.officer)
    book, page, at = sent_out(client, 2020)
    page.cell(4, at["Số hộ"]).value = 120
    page.cell(4, at["Số hộ đăng ký"]).value = 118

    shown, sealed = taken_back(client, book)

    assert re.findall(r"<dd>(\d+)</dd>", shown) == ["1", "0", "0"]
    assert client.post(IMPORT, {"read": sealed}).status_code == 302
    row = VillageResult.objects.get()
    assert (row.village, row.year) == (cast.village, 2020)
    assert (row.household_count, row.registered_count) == (120, 118)
    assert (row.recognised_count, row.is_recognised) == (None, None)


def test_parts_that_do_not_fit_are_refused_before_anything_is_written(client, cast):
    client.force_login(cast.officer)
    book, page, at = sent_out(client, 2020)
    page.cell(4, at["Số hộ"]).value = 100
    page.cell(4, at["Số hộ đăng ký"]).value = 101

    shown, sealed = taken_back(client, book)

    assert "Số hộ đăng ký lớn hơn số hộ. Kiểm tra lại hai số này." in shown
    assert sealed is None


def test_a_file_does_not_write_past_a_decided_round(client, cast):
    VillageResultFactory(village=cast.village, year=2020, is_recognised=True)
    decided = RoundFactory(
        place=cast.town, kind=TitleKind.VILLAGE, year=2020, step=Step.DECIDED,
        decision_number="12", decided_on="2020-12-01", signer_name="Người ký",
    )  # fmt: skip
    CandidateFactory(round=decided, locality=cast.village)
    client.force_login(cast.officer)
    book, page, at = sent_out(client, 2020)
    page.cell(4, at["Được công nhận danh hiệu"]).value = "Không được công nhận"

    _, sealed = taken_back(client, book)
    page = client.post(IMPORT, {"read": sealed})

    assert "đã được xét tại quyết định số 12" in page.content.decode()
    assert VillageResult.objects.get().is_recognised


def test_a_coded_line_keeps_its_village_and_year(client, cast):
    VillageResultFactory(village=cast.village, year=2020)
    client.force_login(cast.officer)
    book, page, at = sent_out(client, 2020)
    page.cell(4, at["Năm"]).value = 2021

    _, sealed = taken_back(client, book)
    page = client.post(IMPORT, {"read": sealed})

    assert "Xóa mã trong sổ để ghi cho nơi khác." in page.content.decode()
    assert list(VillageResult.objects.values_list("year", flat=True)) == [2020]


@pytest.mark.parametrize(
    ("year", "fault"), [("1389", "Hãy ghi một năm từ 1990 đến 2100."), ("", "Năm")]
)
def test_a_year_that_the_registers_do_not_know_is_refused(client, cast, year, fault):
    client.force_login(cast.officer)
    book, page, at = sent_out(client, 2020)
    page.cell(4, at["Số hộ"]).value = page.cell(4, at["Số hộ đăng ký"]).value = 9
    page.cell(4, at["Năm"]).value = year

    shown, _ = taken_back(client, book)

    assert fault in shown
