"""A workbook's way into a sheet in a browser, with and without scripts."""

import pytest
from django.test import Client
from django.urls import reverse

from reports.entry.models import Figure
from tests.browser.axe import assert_accessible
from tests.reports.entry import samples
from tests.reports.entry.excel.corpus.case import book_of, saved
from tests.reports.entry.samples import fill

pytestmark = pytest.mark.django_db(transaction=True)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS = [
    ["Chỉ tiêu", "ĐVT", "Năm 2020"],
    ["Pa nô", "cái", 14],
    ["Hộ văn hóa", "hộ", 900],
    ["Có lễ hội", None, "có"],
    ["Hộ", "hộ", 1000],
    ["Nhà sách", "nhà", 3],
]


@pytest.fixture
def office(tmp_path, register, time_machine):
    time_machine.move_to("2020-12-10T09:00:00+07:00")
    return samples.cast(tmp_path)


@pytest.fixture(params=["at a desk", "on a phone without scripts"])
def page(request, page, browser, live_server, office):
    """The ward's official at a browser: a page that breaks no rule of its own."""
    client = Client()
    client.force_login(office.entry)
    context = page.context
    if "without scripts" in request.param:
        context = browser.new_context(
            java_script_enabled=False, base_url=live_server.url,
            viewport={"width": 360, "height": 740},
        )  # fmt: skip
    session = client.cookies["session"].value
    context.add_cookies([{"name": "session", "value": session, "url": live_server.url}])
    opened = page if context is page.context else context.new_page()
    opened.set_default_timeout(15_000)
    yield opened
    if opened is not page:
        context.close()


def is_well_made(page):
    if page.viewport_size["width"] > 360:  # axe is a script itself
        assert_accessible(page)


def test_a_workbook_is_sent_looked_at_and_taken_in_part(page, office, sheet):
    fill(sheet, office.entry, VH_PANO="7")
    page.goto(reverse("entry:sheet", args=[sheet.pk]))
    page.get_by_role("link", name="Nhập từ tệp Excel").click()
    is_well_made(page)

    content = saved(book_of(ROWS))
    page.set_input_files("#id_file", {"name": "bieu.xlsx", "mimeType": XLSX, "buffer": content})
    page.get_by_role("button", name="Gửi tệp và xem trước").click()
    page.get_by_role("heading", name="Sẽ thay đổi: 1 ô").wait_for()
    is_well_made(page)
    page.get_by_label("Hộ văn hóa (hộ)").uncheck()
    page.get_by_label("Là chỉ tiêu").select_option(label="Bỏ qua dòng này")
    page.get_by_role("button", name="Ghép các dòng đã chọn và xem lại").click()
    page.get_by_text("1 dòng trong tệp được bỏ qua theo lựa chọn của bạn").wait_for()
    assert not page.get_by_label("Hộ văn hóa (hộ)").is_checked()
    page.locator("button.take").click()

    page.get_by_text("Đã ghi 3 ô vào phiếu, lúc 09:00 10/12/2020.").wait_for()
    is_well_made(page)
    assert {f.indicator.code: f.value for f in Figure.objects.select_related("indicator")} == {
        "VH.PANO": 14, "VH.LEHOI": 1, "DC.HO": 1000,
    }  # fmt: skip
    page.get_by_role("button", name="Hoàn tác 3 ô").click()
    page.get_by_text("Đã hoàn tác 3 ô.").wait_for()
    assert Figure.objects.get().value == 7


def test_with_scripts_the_button_counts_and_a_group_is_ticked_at_once(page, sheet):
    page.goto(reverse("entry:upload", args=[sheet.pk]))
    content = saved(book_of(ROWS))
    page.set_input_files("#id_file", {"name": "bieu.xlsx", "mimeType": XLSX, "buffer": content})
    page.get_by_role("button", name="Gửi tệp và xem trước").click()
    page.get_by_role("heading", name="Mới: 4 ô").wait_for()
    take = page.locator("button.take")

    if page.viewport_size["width"] == 360:
        assert take.inner_text() == "Ghi các ô đã chọn vào phiếu"
        assert page.locator(".picked").inner_text() == "Chọn sẵn 4 trên 4 ô."
        return
    page.get_by_role("button", name="Ghi 4 ô vào phiếu").wait_for()
    page.get_by_role("button", name="Bỏ chọn cả nhóm").click()
    assert take.is_disabled()
    page.get_by_role("button", name="Chọn cả nhóm").click()
    assert take.inner_text() == "Ghi 4 ô vào phiếu"
