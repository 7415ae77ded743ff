"""The sheet in a browser: cells save themselves, nothing that is typed is lost."""

import pytest
from django.test import Client
from django.urls import reverse

from reports.entry.models import Figure
from tests.browser.axe import assert_accessible
from tests.reports.entry import samples
from tests.reports.entry.samples import COMMAND, fill, person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office(tmp_path, register, time_machine):
    time_machine.move_to("2020-12-10T09:00:00+07:00")
    return samples.cast(tmp_path)


@pytest.fixture
def open_sheet(page, live_server, office, sheet):
    client = Client()
    client.force_login(office.entry)
    page.context.add_cookies(
        [{"name": "session", "value": client.cookies["session"].value, "url": live_server.url}]
    )
    page.goto(reverse("entry:sheet", args=[sheet.pk]))
    return page


def saving(page, code):
    return page.locator(f"#line-{code} .saving")


def test_a_cell_saves_itself_and_what_follows_moves_along(open_sheet, sheet):
    page = open_sheet
    page.fill("#value-DC-HO", "1.000")
    page.press("#value-DC-HO", "Tab")
    saving(page, "DC-HO").get_by_text("Đã lưu 09:00").wait_for()

    page.fill("#value-VH-HO", "940")
    page.press("#value-VH-HO", "Enter")

    page.locator("#line-VH-TYLE").get_by_text("94%").wait_for()
    page.get_by_text("Đã lưu lúc 09:00 · đã có 2/6 chỉ tiêu").wait_for()
    assert page.evaluate("document.activeElement.id") == "value-VH-LEHOI"
    assert dict(Figure.objects.values_list("indicator__code", "value")) == {
        "DC.HO": 1000, "VH.HO": 940,
    }  # fmt: skip


def test_a_broken_rule_speaks_under_both_lines_and_leaves(open_sheet):
    page = open_sheet
    sentence = "Số hộ văn hóa (12) lớn hơn số hộ (10)."
    for code, text in (("DC-HO", "10"), ("VH-HO", "12")):
        page.fill(f"#value-{code}", text)
        page.press(f"#value-{code}", "Tab")
    page.locator("#remarks-DC-HO").get_by_text(sentence).wait_for()
    page.locator("#remarks-VH-HO").get_by_text(sentence).wait_for()

    page.fill("#value-VH-HO", "9")
    page.press("#value-VH-HO", "Tab")

    page.locator("#remarks-DC-HO").get_by_text(sentence).wait_for(state="detached")


def test_a_refused_number_stays_and_says_why(open_sheet):
    page = open_sheet
    page.fill("#value-VH-PANO", "12.34")
    page.press("#value-VH-PANO", "Tab")

    page.locator("#remarks-VH-PANO").get_by_text("“12.34” viết chưa đúng.").wait_for()
    assert page.input_value("#value-VH-PANO") == "12.34"


def test_a_colleagues_number_is_asked_about(open_sheet, office, sheet):
    page = open_sheet
    fill(sheet, person("Người Khác", ("ward_entry", office.ward)), VH_PANO="7")
    page.fill("#value-VH-PANO", "5")
    page.press("#value-VH-PANO", "Tab")
    page.get_by_text("Người Khác đã ghi “7” vào ô này").wait_for()

    page.get_by_role("button", name="Giữ số tôi vừa nhập").click()

    page.get_by_text("Đã lưu mục này.").wait_for()
    assert Figure.objects.get().value == 5


def test_no_data_asks_for_its_reason(open_sheet):
    page = open_sheet
    page.select_option("#state-VH-PANO", "no_data")
    page.get_by_text("Hãy ghi lý do không có số liệu.").wait_for()

    page.fill("#reason-VH-PANO", "Chưa kiểm kê")
    page.press("#reason-VH-PANO", "Tab")

    saving(page, "VH-PANO").get_by_text("Đã lưu 09:00").wait_for()
    assert Figure.objects.get().reason == "Chưa kiểm kê"


@pytest.mark.parametrize("width", [1280, 360])
def test_the_sheet_is_usable_by_everybody(open_sheet, sheet, width):
    page = open_sheet
    fill(sheet, COMMAND, DC_HO="10", VH_HO="12")
    page.set_viewport_size({"width": width, "height": 800})

    for name in ("sheet", "check", "remarks"):
        page.goto(reverse(f"entry:{name}", args=[sheet.pk]))
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_a_section_is_saved_by_its_button(browser, open_sheet, live_server, sheet):
    cookies = open_sheet.context.cookies()
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    context.add_cookies(cookies)
    plain = context.new_page()
    plain.goto(reverse("entry:sheet", args=[sheet.pk]))
    plain.fill("#value-DC-HO", "1.000")

    plain.locator("#muc-DC .save-section button").click()

    plain.get_by_text("Đã lưu mục này.").wait_for()
    context.close()
    assert Figure.objects.get().value == 1000
