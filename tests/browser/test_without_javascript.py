"""Entering a sheet where scripts do not run, and where there is no mouse."""

from contextlib import contextmanager

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from reports.entry.models import Figure, Submission
from tests.browser.people import press, read, sign_in


@pytest.fixture
def plain_page(live_demo, browser, browser_context_args):
    """A browser that runs no script: an old one, or one whose owner wants it so."""
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def sheet_of(ward):
    return Submission.objects.get(period__code="2021", locality__code=ward)


def figure(sheet, code):
    return Figure.objects.filter(submission=sheet, indicator__code=code).first()


def test_a_sheet_is_entered_by_plain_forms(plain_page):
    page, sheet = plain_page, sheet_of("18127")
    sign_in(page, "canbo")
    page.get_by_role("link", name="Nhập tiếp").click()
    people, section = page.get_by_label("Dân số", exact=True), page.locator("#muc-DC")

    page.get_by_label("Hộ gia đình", exact=True).fill("1.494")
    people.fill("12.34")
    section.get_by_role("button", name="Lưu mục này").click()

    read(page, "Có ô chưa lưu được")
    read(page, "“12.34” viết chưa đúng.")
    expect(people).to_have_value("12.34")
    assert (figure(sheet, "DC.HO").value, figure(sheet, "DC.DANSO")) == (1494, None)

    people.fill("5.670")
    section.get_by_role("button", name="Lưu mục này").click()

    read(page, "Đã lưu mục này.")
    expect(people).to_have_value("5.670")
    assert figure(sheet, "DC.DANSO").value == 5670


def test_a_sheet_is_sent_by_plain_forms(plain_page):
    page = plain_page
    sign_in(page, "ducthuan")
    page.get_by_role("link", name="Gửi số liệu").click()

    press(page, "Gửi số liệu")

    read(page, "Đã gửi số liệu")
    read(page, "BN-2021-18124-1")
    assert sheet_of("18124").status == Submission.Status.SENT


def test_a_sheet_is_returned_by_plain_forms(plain_page):
    page, sent = plain_page, sheet_of("18118")
    sign_in(page, "chuyenvien")
    page.goto(reverse("review:return", args=[sent.pk]))

    page.get_by_label("Lý do").fill(" ")
    press(page, "Trả lại để sửa")
    expect(page.locator(".error-summary")).to_contain_text("Lý do")
    page.get_by_label("Lý do").fill("Số pa nô chưa khớp.")
    press(page, "Trả lại để sửa")

    read(page, "Đã trả phiếu cho phường Nam Hồng để sửa.")
    assert sheet_of("18118").status == Submission.Status.RETURNED


def test_the_ward_works_by_keyboard_alone(live_demo, page):
    """She signs in, completes the sheet and goes to send it with Tab, letters and Enter only."""
    page.goto("/")
    tab_to(page, "Tên đăng nhập")
    page.keyboard.type("canbo")
    tab_to(page, "Mật khẩu")
    page.keyboard.type(settings.DEMO_PASSWORD)
    page.keyboard.press("Enter")
    read(page, "Chào")
    tab_to(page, "Nhập tiếp")
    page.keyboard.press("Enter")
    read(page, "Số liệu năm 2021")

    tab_to(page, "Thông tin và truyền thông")
    page.keyboard.press("Enter")
    tab_to(page, "Có trang thông tin điện tử")
    with saved(page):
        page.keyboard.type("c")  # the list's answer by its first letter; arrows walk the sheet
        page.keyboard.press("Tab")
    tab_to(page, "Hồ sơ nộp trực tuyến cấp xã")
    type_and_enter(page, "134")
    tab_to(page, "Dân số")
    type_and_enter(page, "5.670")
    expect(page.get_by_label("Hộ gia đình", exact=True)).to_be_focused()
    type_and_enter(page, "1.494")
    tab_to(page, "Kiểm tra và gửi")
    page.keyboard.press("Enter")

    read(page, "Không có lỗi. Phiếu đủ điều kiện để duyệt và gửi.")
    assert figure(sheet_of("18127"), "DC.DANSO").value == 5670


@contextmanager
def saved(page):
    with page.expect_response(lambda answer: "/luu/" in answer.url):
        yield


def type_and_enter(page, text):
    with saved(page):
        page.keyboard.type(text)
        page.keyboard.press("Enter")


# What a screen reader would say of the element that has the focus.
_NAME = """() => {
    const element = document.activeElement;
    const label = element.labels?.[0] ?? element;
    return (element.ariaLabel ?? label.innerText ?? "").trim();
}"""


def tab_to(page, name):
    for _ in range(400):
        page.keyboard.press("Tab")
        if page.evaluate(_NAME).startswith(name):
            return
    pytest.fail(f"Không tới được “{name}” bằng phím Tab.")
