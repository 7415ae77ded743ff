"""A figure is put into a sentence by its name, and the sentence shows its number."""

from django.urls import reverse
from playwright.sync_api import expect

from reports.narrative.models import Passage
from tests.browser.axe import assert_accessible
from tests.browser.people import read, sign_in

HEADING = "Công tác tham mưu, quản lý, chỉ đạo"


def test_a_figure_is_typed_by_its_name(live_demo, page):
    sign_in(page, "chuyenvien")
    page.goto(reverse("narrative:report"))
    page.get_by_text(f"Thêm đoạn viết vào mục “{HEADING}”").click()
    field = page.locator("#them-kq-tham-muu")
    field.press_sequentially("Toàn thị xã có {di tich da xep")
    option = page.locator(".suggestions").get_by_role("option").first
    expect(option).to_contain_text("Di tích đã xếp hạng")
    assert_accessible(page)
    field.press("Enter")
    field.press_sequentially(" di tích đã xếp hạng.")
    expect(field).to_have_value("Toàn thị xã có {Di tích đã xếp hạng} di tích đã xếp hạng.")

    form = page.locator("form", has=field)
    form.get_by_role("button", name="Thêm đoạn viết").click()
    read(page, "Đã thêm đoạn viết.")
    passage = page.locator(".passage", has_text="Toàn thị xã có")
    number = passage.locator("a.chip").inner_text()
    expect(passage).to_contain_text(
        f"có {number} di tích đã xếp hạng (tổng hợp từ 1/6 phường, xã)."
    )
    kept = Passage.objects.get(period__code="2021", node_code="kq-tham-muu")
    assert kept.text == "Toàn thị xã có {VH.DITICH_TONG} di tích đã xếp hạng."

    page.get_by_text(f"Thêm đoạn viết vào mục “{HEADING}”").click()
    field.fill("Trong năm có {di tich da xep han}.")
    form.get_by_role("button", name="Thêm đoạn viết").click()
    expect(page.get_by_text("Có phải “Di tích đã xếp hạng” không?")).to_be_visible()
    expect(field).to_have_value("Trong năm có {di tich da xep han}.")
    assert_accessible(page)

    passage.locator("a.chip").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Di tích đã xếp hạng")
