"""A tournament from its entry to its medal table, as a person at a desk and on a phone sees it."""

from django.urls import reverse

from sports.models import Tournament
from tests.browser.axe import assert_accessible
from tests.browser.people import follow, send
from tests.browser.test_registers import sign_in
from tests.registers import cast

__all__ = ["cast", "sign_in"]


def looked_at(page):
    """Nothing that keeps anybody out, at a desk and on a phone."""
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 800})
        assert_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") == width
    page.set_viewport_size({"width": 1280, "height": 800})


def chosen(page, line, team, holder=""):
    page.get_by_label("Đoàn, đội, Đơn nam").nth(line).select_option(team)
    if holder:
        page.get_by_label("Người, đội đạt giải, Đơn nam").nth(line).fill(holder)


def test_a_tournament_from_entry_to_medal_table(page, cast, sign_in):
    sign_in(cast.officer)
    page.goto(reverse("sports:tournament-add"))
    page.get_by_label("Tên giải").fill("Giải cầu lông")
    page.get_by_label("Môn").fill("Cầu lông")
    page.get_by_label("Ngày khai mạc").fill("05/09/2020")
    looked_at(page)
    send(page, "Lưu")

    follow(page, "Ghi đoàn, nội dung")
    page.get_by_label("Các đoàn, đội").fill("Đoàn A; 12\nĐoàn B; 8\nĐoàn C; 9")
    page.get_by_label("Các nội dung").fill("Đơn nam")
    looked_at(page)
    send(page, "Lưu")

    follow(page, "Ghi kết quả")
    looked_at(page)
    chosen(page, 0, "Đoàn B", "Đội một")
    chosen(page, 1, "Đoàn A")
    chosen(page, 2, "Đoàn C")
    chosen(page, 3, "Đoàn A", "Đội hai")
    send(page, "Lưu kết quả")

    looked_at(page)
    table = page.get_by_role("region", name="Bảng xếp hạng toàn đoàn").locator("tbody tr")
    assert [row.split("\t") for row in table.all_inner_texts()] == [
        ["1", "Đoàn B", "1", "0", "0", "1"],
        ["2", "Đoàn A", "0", "1", "1", "2"],
        ["3", "Đoàn C", "0", "0", "1", "1"],
    ]
    assert Tournament.objects.get().athlete_count == 29


def test_the_years_grid_is_filled_in_by_keyboard(page, cast, sign_in):
    sign_in(cast.specialist)
    page.goto(reverse("sports:sport-year-edit", args=[2020]))
    looked_at(page)

    page.get_by_label("Gia đình thể thao, phường Bắc Hồng").fill("310")
    page.keyboard.press("Enter")
    page.wait_for_url("**/nguoi-tap/?nam=2020")

    assert "310" in page.get_by_role("row", name="phường Bắc Hồng").inner_text()
    looked_at(page)
