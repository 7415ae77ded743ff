"""A title round from registration to decision, as people play it."""

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.axe import assert_accessible
from tests.browser.people import press, read
from tests.campaigns.factories import VillageResultFactory
from tests.registers import cast

__all__ = ["cast"]


@pytest.fixture
def act_as(client, page, live_server):
    """The page goes on as this person."""

    def act_as(user):
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
        )

    return act_as


def follow(page, name):
    """A link of the page itself: the head of every page leads home by the place's name."""
    page.get_by_role("main").get_by_role("link", name=name).first.click()


def check(page):
    """For everybody, and on a phone."""
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert_accessible(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    assert_accessible(page)


def test_a_title_round_is_opened_registered_and_not_decided_without_a_meeting(page, cast, act_as):
    for village in (cast.village, cast.neighbour_village):
        VillageResultFactory(village=village)

    # The office opens the round with everybody, and takes one village out that did not register.
    act_as(cast.specialist)
    open_round(page)
    follow(page, "phường Đậu Liêu")
    follow(page, "Ghi nơi đăng ký")
    page.get_by_label("Đăng ký, tổ dân phố 10").uncheck()
    check(page)
    press(page, "Lưu cả bảng")
    follow(page, "Đợt xét")
    follow(page, "Sang bước “Họp, lấy ý kiến”")
    press(page, "Sang bước tiếp")
    read(page, "Chưa ghi đủ kết quả họp của tổ dân phố 2.")
    expect(page.get_by_role("button", name="Sang bước")).to_be_disabled()
    check(page)


def open_round(page):
    page.goto(reverse("campaigns:round-list"))
    follow(page, "Mở đợt xét")
    page.get_by_label("Nơi xét").select_option(label="thị xã Hồng Lĩnh")
    page.get_by_label("Năm", exact=True).fill("2020")
    page.get_by_label("Danh hiệu").select_option(label="Khu dân cư văn hóa")
    check(page)
    press(page, "Mở đợt xét")
