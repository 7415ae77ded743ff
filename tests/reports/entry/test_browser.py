"""The sheet in a browser: it feels like a table, and nothing that is typed is lost."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from audit.models import AuditEntry
from reports.entry.actions import be_present
from reports.entry.models import Figure
from tests.browser.axe import assert_accessible
from tests.reports.entry import samples
from tests.reports.entry.samples import COMMAND, fill, person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office(tmp_path, register, time_machine):
    time_machine.move_to("2020-12-10T09:00:00+07:00")
    return samples.cast(tmp_path)


def sign_in(page, live_server, user):
    client = Client()
    client.force_login(user)
    page.context.add_cookies(
        [{"name": "session", "value": client.cookies["session"].value, "url": live_server.url}]
    )


@pytest.fixture
def open_sheet(page, live_server, office, sheet):
    sign_in(page, live_server, office.entry)
    page.route("**/dang-mo/", lambda route: route.abort())  # news of others comes when a test asks
    page.goto(reverse("entry:sheet", args=[sheet.pk]))
    return page


def until(page, code, saving):
    """Wait until a line says where its value is."""
    page.locator(f'#line-{code}[data-saving="{saving}"]').wait_for()


def assert_whole_page_accessible(page):
    """With the whole page in sight: nothing lies under the foot by chance of scrolling."""
    size = page.viewport_size
    height = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size({"width": size["width"], "height": max(height, size["height"])})
    assert_accessible(page)
    page.set_viewport_size(size)


def figures():
    return dict(Figure.objects.values_list("indicator__code", "value"))


def test_a_cell_saves_itself_and_what_follows_moves_along(open_sheet):
    page = open_sheet
    page.fill("#value-DC-HO", "1000")
    page.press("#value-DC-HO", "Tab")
    until(page, "DC-HO", "saved")
    page.locator("#line-DC-HO .saving").get_by_text("Đã lưu 09:00").wait_for()
    assert page.input_value("#value-DC-HO") == "1.000"

    page.fill("#value-VH-HO", "940")
    page.locator("#line-VH-TYLE").get_by_text("94%").wait_for()  # while it is typed
    assert figures() == {"DC.HO": 1000}
    page.press("#value-VH-HO", "Enter")

    until(page, "VH-HO", "saved")
    assert page.text_content("#saved-at").strip() == "Đã lưu lúc 09:00"
    assert page.text_content("#next-blank").strip() == "còn 4 ô trống"
    assert page.text_content('.sections a[href="#muc-DC"] .count') == "1/1"
    assert page.evaluate("document.activeElement.id") == "value-VH-LEHOI"
    assert figures() == {"DC.HO": 1000, "VH.HO": 940}


def test_a_broken_rule_speaks_under_both_lines_and_leaves(open_sheet):
    page = open_sheet
    sentence = "Số hộ văn hóa (12) lớn hơn số hộ (10)."
    for code, text in (("DC-HO", "10"), ("VH-HO", "12")):
        page.fill(f"#value-{code}", text)
        page.press(f"#value-{code}", "Tab")
    page.locator("#remarks-DC-HO").get_by_text(sentence).wait_for()
    page.locator("#remarks-VH-HO").get_by_text(sentence).wait_for()
    expect(page.locator("#faults")).to_have_text("2 lỗi")

    page.fill("#value-VH-HO", "9")
    page.press("#value-VH-HO", "Tab")

    page.locator("#remarks-DC-HO").get_by_text(sentence).wait_for(state="detached")
    expect(page.locator("#faults")).to_be_hidden()


def test_a_refused_number_stays_and_says_why(open_sheet):
    page = open_sheet
    page.fill("#value-VH-PANO", "12.34")
    page.press("#value-VH-PANO", "Tab")

    until(page, "VH-PANO", "failed")
    page.locator("#remarks-VH-PANO").get_by_text("“12.34” viết chưa đúng.").wait_for()
    assert page.input_value("#value-VH-PANO") == "12.34"


@pytest.mark.parametrize(("button", "kept"), [("Giữ số tôi vừa nhập", 5), ("Lấy số đang có", 7)])
def test_a_colleagues_number_is_asked_about(open_sheet, office, sheet, button, kept):
    page = open_sheet
    fill(sheet, person("Người Khác", ("ward_entry", office.ward)), VH_PANO="7")
    page.fill("#value-VH-PANO", "5")
    page.press("#value-VH-PANO", "Tab")
    until(page, "VH-PANO", "moved")
    page.locator(".refusal").get_by_text("Người Khác đã ghi “7” vào ô này").wait_for()
    assert_whole_page_accessible(page)

    page.get_by_role("button", name=button).click()

    until(page, "VH-PANO", "saved")
    assert page.input_value("#value-VH-PANO") == str(kept)
    assert page.locator(".refusal").count() == 0
    assert Figure.objects.get().value == kept


def test_no_data_asks_for_its_reason(open_sheet):
    page = open_sheet
    page.select_option('[name="state-VH.PANO"]', "no_data")
    assert page.evaluate("document.activeElement.name") == "reason-VH.PANO"

    page.keyboard.type("Chưa kiểm kê")
    page.keyboard.press("Enter")

    until(page, "VH-PANO", "saved")
    assert Figure.objects.get().reason == "Chưa kiểm kê"

    page.fill("#value-VH-PANO", "5")
    page.keyboard.press("Enter")
    page.locator('[name="reason-VH.PANO"]').wait_for(state="detached")
    until(page, "VH-PANO", "saved")
    assert Figure.objects.get().value == 5


def test_the_keys_of_a_table(open_sheet):
    page = open_sheet
    here = "document.activeElement.id"
    page.keyboard.press("Alt+KeyN")
    assert page.evaluate(here) == "value-VH-PANO"
    page.keyboard.type("5")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("1,5")
    page.keyboard.press("Shift+Enter")
    assert page.evaluate(here) == "value-VH-PANO"
    page.keyboard.press("Control+End")
    assert page.evaluate(here) == "value-DC-HO"
    page.keyboard.press("Control+Home")
    page.keyboard.type("8")
    page.keyboard.press("Escape")
    assert page.input_value("#value-VH-PANO") == "5"
    until(page, "VH-KP", "saved")

    page.keyboard.press("Control+KeyZ")  # the last change: 1,5
    until(page, "VH-KP", "")
    assert figures() == {"VH.PANO": 5}
    page.keyboard.press("Control+KeyY")
    until(page, "VH-KP", "saved")
    assert figures() == {"VH.PANO": 5, "VH.KP": 1.5}


def test_nothing_to_report_is_one_click_and_one_undo(open_sheet):
    page = open_sheet
    page.locator("#muc-VH .nothing-to-report button").click()
    until(page, "VH-DITICH", "saved")
    expect(page.locator("#muc-VH .nothing-to-report")).to_be_hidden()
    assert figures() == {"VH.PANO": 0, "VH.KP": 0, "VH.HO": 0, "VH.LEHOI": 0, "VH.DITICH": 0}

    page.keyboard.press("Control+KeyZ")

    until(page, "VH-DITICH", "")
    page.locator("#muc-VH .nothing-to-report").wait_for()
    assert figures() == {}


def test_what_could_not_be_sent_waits_and_goes_by_itself(open_sheet):
    page = open_sheet
    page.context.set_offline(True)
    page.fill("#value-VH-PANO", "5")
    page.keyboard.press("Enter")
    page.keyboard.type("1,5")
    page.keyboard.press("Enter")
    until(page, "VH-PANO", "local")
    page.get_by_text("Mất kết nối. Số vừa nhập còn trên máy này").wait_for()
    assert page.locator(".sheet-foot").get_attribute("data-unsent") == "2"
    assert_whole_page_accessible(page)

    page.context.set_offline(False)

    until(page, "VH-PANO", "saved")
    until(page, "VH-KP", "saved")
    assert page.locator(".sheet-foot").get_attribute("data-unsent") == "0"
    assert page.locator("#sheet-trouble p").count() == 0
    assert figures() == {"VH.PANO": 5, "VH.KP": 1.5}


def test_numbers_survive_a_reload_without_a_line_and_are_no_plain_text(open_sheet):
    page = open_sheet
    page.route("**/luu/", lambda route: route.abort())
    page.fill("#value-VH-PANO", "4711")
    page.keyboard.press("Enter")
    page.fill("#value-VH-KP", "8,5")  # not even finished
    page.wait_for_function("() => Object.keys(localStorage).length === 1")
    page.wait_for_timeout(200)
    stored = page.evaluate("JSON.stringify(localStorage)")
    assert "4711" not in stored
    assert "VH.PANO" not in stored

    page.unroute("**/luu/")
    page.reload()

    until(page, "VH-PANO", "saved")
    until(page, "VH-KP", "saved")
    assert figures() == {"VH.PANO": 4711, "VH.KP": 8.5}
    page.wait_for_function("() => Object.keys(localStorage).length === 0")


def copied(page, text):
    """Put a block on the clipboard as a spreadsheet would."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", text)


def test_a_pasted_block_is_looked_at_written_at_once_and_taken_back_at_once(open_sheet):
    page = open_sheet
    copied(page, "5\r\n1,5\r\nabc\r\n")
    page.focus("#value-VH-PANO")
    page.keyboard.press("Control+KeyV")
    page.get_by_text("Dán 3 dòng: xem trước").wait_for()
    assert_whole_page_accessible(page)
    expect(page.locator("#paste-rows tr.refused").get_by_text("không phải là số")).to_be_visible()
    assert figures() == {}

    page.get_by_role("button", name="Ghi 2 ô").click()

    until(page, "VH-PANO", "saved")
    until(page, "VH-KP", "saved")
    assert figures() == {"VH.PANO": 5, "VH.KP": 1.5}
    assert set(Figure.objects.values_list("source", flat=True)) == {"pasted"}
    assert AuditEntry.objects.filter(verb="cell.saved", source="paste").count() == 1
    assert page.evaluate("document.activeElement.id") == "value-VH-PANO"

    page.keyboard.press("Control+KeyZ")
    until(page, "VH-KP", "")
    assert figures() == {}
    assert AuditEntry.objects.filter(verb="cell.saved", source="undo").count() == 1


def test_one_copied_cell_is_simply_typed(open_sheet):
    page = open_sheet
    copied(page, "1.234\r\n")
    page.focus("#value-VH-PANO")
    page.keyboard.press("Control+KeyV")
    page.keyboard.press("Enter")

    until(page, "VH-PANO", "saved")
    assert figures() == {"VH.PANO": 1234}


def test_a_line_is_found_without_marks(open_sheet):
    page = open_sheet
    page.keyboard.press("Alt+KeyM")
    page.keyboard.type("kinh phi")
    page.get_by_role("option", name="Kinh phí").wait_for()
    assert_whole_page_accessible(page)
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "value-VH-KP"

    page.keyboard.press("Alt+KeyM")
    page.keyboard.type("khong co dau")
    page.get_by_text("Không có dòng nào tên như vậy.").wait_for()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.id") == "value-VH-KP"


def test_a_wide_screen_tells_about_the_cell_in_which_one_stands(open_sheet, sheet):
    page = open_sheet
    page.set_viewport_size({"width": 1760, "height": 900})
    panel = page.locator(".cell-aside")
    page.fill("#value-VH-PANO", "5")
    page.keyboard.press("Enter")
    page.focus("#value-VH-PANO")
    panel.get_by_text("Pa nô dựng mới trong kỳ.").wait_for()
    panel.get_by_text("chưa nhập → 5").wait_for()
    assert_whole_page_accessible(page)

    page.route("**/o/**", lambda route: route.abort())
    page.focus("#value-VH-KP")
    panel.get_by_text("Chưa tải được căn cứ và lịch sử của ô Kinh phí.").wait_for()


def test_who_only_reads_finds_a_line_too(open_sheet, live_server, office, time_machine):
    page = open_sheet
    time_machine.move_to("2021-06-10T09:00:00+07:00")
    sign_in(page, live_server, office.entry)
    page.reload()
    page.get_by_label("Tìm dòng").fill("kinh phi")
    page.keyboard.press("Enter")
    assert page.evaluate("Sheet.lineOf(document.activeElement).name") == "Kinh phí"


def test_the_keys_are_told(open_sheet):
    page = open_sheet
    page.get_by_role("button", name="Phím tắt").click()
    page.get_by_text("Phím tắt trên phiếu").wait_for()
    assert_whole_page_accessible(page)
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("?")
    page.get_by_text("Phím tắt trên phiếu").wait_for()


def look_again(page):
    """What the page does by itself three times a minute."""
    page.unroute("**/dang-mo/")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_others_are_seen_and_what_they_write_appears_unless_typed_over(open_sheet, office, sheet):
    page = open_sheet
    colleague = person("Người Khác", ("ward_entry", office.ward))
    be_present(submission=sheet, cell="VH.KP", by=colleague)
    fill(sheet, colleague, VH_PANO="7", VH_HO="90")
    page.focus("#value-VH-HO")

    look_again(page)

    page.get_by_text("đang cùng mở: Người Khác (dòng Kinh phí)").wait_for()
    expect(page.locator("#line-VH-KP").get_by_text("Người Khác đang ở dòng này")).to_be_visible()
    until(page, "VH-PANO", "saved")
    assert page.input_value("#value-VH-PANO") == "7"
    assert page.text_content('.sections a[href="#muc-VH"] .count') == "1/5"
    assert_whole_page_accessible(page)
    # In the cell where the cursor stands nothing changes unseen: who types there is asked.
    assert page.input_value("#value-VH-HO") == ""
    page.fill("#value-VH-HO", "80")
    page.keyboard.press("Enter")
    until(page, "VH-HO", "moved")
    page.locator(".refusal").get_by_text("Người Khác đã ghi “90” vào ô này").wait_for()
    look_again(page)
    page.wait_for_timeout(300)
    expect(page.locator(".refusal")).to_be_visible()


def test_signing_out_with_unsent_numbers_asks_and_leaves_none_behind(open_sheet):
    page = open_sheet
    page.route("**/luu/", lambda route: route.abort())
    page.fill("#value-VH-PANO", "4711")
    page.keyboard.press("Enter")
    page.wait_for_function("() => Object.keys(localStorage).length === 1")
    page.locator("details.menu summary").click()
    page.get_by_role("button", name="Thoát", exact=True).click()
    page.get_by_text("Còn số chưa gửi").wait_for()
    assert_accessible(page)
    page.get_by_role("button", name="Ở lại").click()
    assert page.input_value("#value-VH-PANO") == "4711"

    page.locator("details.menu summary").click()
    page.get_by_role("button", name="Thoát", exact=True).click()
    page.get_by_role("button", name="Thoát và bỏ các số này").click()

    page.get_by_role("heading", name="Đã thoát").wait_for()
    assert page.evaluate("localStorage.length") == 0
    assert figures() == {}


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
