"""What people do at the portal, named as they would say it."""

from django.conf import settings
from playwright.sync_api import Locator, Page, expect


def sign_in(page: Page, username: str) -> None:
    page.goto("/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(settings.DEMO_PASSWORD)
    press(page, "Đăng nhập")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Chào")


def sign_out(page: Page) -> None:
    page.locator("details.menu > summary").click()
    press(page, "Thoát")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def send(page: Page, name: str) -> None:
    """Press the button of a form, and look no sooner than the page that answers is there."""
    with page.expect_navigation():
        press(page, name)


def follow(page: Page, name: str) -> None:
    """Go where a link leads; some links say more to those who listen than to those who look."""
    with page.expect_navigation():
        page.get_by_role("link", name=name).first.click()


def go_to(page: Page, name: str) -> None:
    """Choose from the main menu."""
    page.get_by_role("navigation", name="Các mục chính").get_by_role("link", name=name).click()


def read(page: Page, text: str) -> None:
    """See that a text stands on the page."""
    expect(page.locator("main")).to_contain_text(text)


def line(page: Page, name: str) -> Locator:
    return page.locator(".line", has=page.get_by_label(name, exact=True))


def type_figure(page: Page, name: str, text: str) -> Locator:
    """Type into a cell and leave it; it saves itself. Answers its line as it stands then."""
    field = page.get_by_label(name, exact=True)
    field.fill(text)
    with page.expect_response(lambda answer: "/luu/" in answer.url):
        field.press("Tab")
    return line(page, name)
