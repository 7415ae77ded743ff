"""A leader without an account opens the link on a phone, reads the draft and says something."""

from django.urls import reverse
from playwright.sync_api import expect

from reports.narrative.models import Comment
from tests.browser.axe import assert_accessible
from tests.browser.people import press, read, sign_in

PHONE = {"width": 360, "height": 740}


def test_a_leader_reads_and_comments_without_an_account(live_demo, page, browser):
    sign_in(page, "chuyenvien")
    page.goto(reverse("narrative:report"))
    page.get_by_role("link", name="Gửi lãnh đạo đọc").click()
    page.get_by_label("Họ tên người đọc").fill("Nguyễn Văn Đọc")
    page.get_by_label("Chức vụ").fill("Phó Chủ tịch UBND thị xã")
    press(page, "Lập đường dẫn")
    address = page.get_by_role("textbox", name="Đường dẫn").input_value()

    leader = browser.new_context(viewport=PHONE).new_page()
    leader.goto(address)
    assert_accessible(leader)
    leader.get_by_role("button", name="Mở để đọc").click()
    expect(leader.get_by_role("heading", level=1)).to_contain_text("Tổng kết")
    assert_accessible(leader)
    assert leader.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    section = leader.locator("#muc-han-che")
    section.locator("summary").click()
    section.get_by_label("Ý kiến").fill("Nêu thêm nguyên nhân.")
    section.get_by_role("button", name="Gửi ý kiến").click()
    read(leader, "Đã gửi ý kiến.")
    leader.context.close()

    page.goto(reverse("narrative:report"))
    said = page.locator("#muc-han-che .quote", has_text="Nêu thêm nguyên nhân.")
    expect(said).to_contain_text("Nguyễn Văn Đọc")
    said.get_by_role("button", name="Đánh dấu đã xử lý").click()
    read(page, "Đã đánh dấu ý kiến là đã xử lý.")
    assert Comment.objects.get(by_name="Nguyễn Văn Đọc").resolved_by_name
