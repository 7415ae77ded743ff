"""A sheet of 120 lines in a browser: by keys alone, by a block of a workbook, on a phone."""

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook
from playwright.sync_api import expect

from audit.models import AuditEntry
from reports.entry.models import Figure
from tests.browser.axe import assert_accessible
from tests.reports.entry.programmes import world

pytestmark = pytest.mark.django_db(transaction=True)
LINES = 120
PASTED = 40


@pytest.fixture
def office(tmp_path, register, time_machine):
    time_machine.move_to("2020-12-10T09:00:00+07:00")
    return world.office(tmp_path, cells=LINES)


@pytest.fixture
def page(page, live_server, office):
    client = Client()
    client.force_login(office.entry)
    page.context.add_cookies(
        [{"name": "session", "value": client.cookies["session"].value, "url": live_server.url}]
    )
    page.goto(reverse("entry:sheet", args=[office.sheet.pk]))
    return page


def until_all_is_saved(page):
    page.wait_for_function("() => Sheet.outbox.isIdle && !Sheet.outbox.unsent.length")


def test_a_whole_sheet_is_filled_by_keys_alone(page, office):
    page.keyboard.press("Alt+KeyN")
    for number in range(LINES):
        page.keyboard.type(str(number))
        page.keyboard.press("Enter")
    until_all_is_saved(page)

    assert world.values(office.sheet) == {
        code: number for number, code in enumerate(world.codes(LINES))
    }
    assert page.evaluate("Sheet.cells.every((line) => line.saving === 'saved')")
    expect(page.locator("#no-blank")).to_be_visible()
    assert page.text_content(".sections .count") == f"{LINES}/{LINES}"
    # Out by keys as well: the way on is the foot's only link that is no count.
    page.get_by_role("link", name="Kiểm tra và gửi").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/kiem-tra/")


def block_of(path):
    """What a spreadsheet puts on the clipboard: the shown texts, tabs between, CRLF after."""
    sheet = load_workbook(path).active
    rows = sheet.iter_rows(min_row=3, values_only=True)
    shown = [
        "\t".join(
            f"{cell:,}".replace(",", ".") if isinstance(cell, int) else cell or "" for cell in row
        )
        for row in rows
    ]
    return "\r\n".join(shown) + "\r\n"


def test_forty_rows_of_a_workbook_are_laid_on_their_lines(page, office, tmp_path):
    book = Workbook()
    book.active.append(["BIỂU SỐ LIỆU NĂM 2020"])
    book.active.append(["STT", "Chỉ tiêu", "ĐVT", "Năm 2020"])
    for number in range(PASTED, 0, -1):  # in an order of their own
        book.active.append([PASTED - number + 1, f"Ô số {number}", "cái", number * 1111])
    book.save(tmp_path / "bieu.xlsx")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", block_of(tmp_path / "bieu.xlsx"))

    page.focus("#value-O-60")
    page.keyboard.press("Control+KeyV")
    page.get_by_text("Các dòng được ghép theo tên chỉ tiêu").wait_for()
    assert page.locator("#paste-rows tr.new").count() == PASTED
    assert not Figure.objects.exists()
    page.keyboard.press("Enter")  # on the button that takes them
    until_all_is_saved(page)

    assert world.values(office.sheet) == {f"O.{n}": n * 1111 for n in range(1, PASTED + 1)}
    assert AuditEntry.objects.filter(verb="cell.saved", source="paste").count() == 1
    page.keyboard.press("Control+KeyZ")
    page.wait_for_function("() => Sheet.cells.every((line) => line.isBlank)")
    until_all_is_saved(page)
    assert world.values(office.sheet) == {}


def test_a_phone_shows_one_line_a_card(page, office):
    page.set_viewport_size({"width": 360, "height": 740})
    field = page.locator("#value-O-3")
    assert field.get_attribute("inputmode") == "numeric"
    field.click()
    page.keyboard.type("1234")
    page.locator("#value-O-4").click()
    until_all_is_saved(page)

    assert world.values(office.sheet) == {"O.3": 1234}
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    foot, card = page.locator(".sheet-foot").bounding_box(), field.bounding_box()
    assert foot["height"] < 160
    assert card["width"] > 250
    page.evaluate("Sheet.help()")
    assert_accessible(page)
    page.keyboard.press("Escape")
    page.locator(".sheet .fold summary").click()
    page.locator(".sections a").first.click()
    assert page.url.endswith("#muc-O")
