"""A title round from registration to decision, as people play it."""

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from campaigns.models import Round, VillageResult
from tests.browser.axe import assert_accessible
from tests.browser.people import read, send
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
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("link", name=name).first.click()


def check(page):
    """For everybody, and on a phone."""
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert_accessible(page)
    page.set_viewport_size({"width": 1280, "height": 800})
    assert_accessible(page)


def test_a_title_round_from_registration_to_decision(page, cast, act_as):
    for village in (cast.village, cast.neighbour_village):
        VillageResultFactory(village=village)

    # The office opens the round with everybody, and takes one village out that did not register.
    act_as(cast.specialist)
    open_round(page)
    follow(page, "phường Đậu Liêu")
    follow(page, "Ghi nơi đăng ký")
    page.get_by_label("Đăng ký, tổ dân phố 10").uncheck()
    check(page)
    send(page, "Lưu cả bảng")
    follow(page, "Đợt xét")
    follow(page, "Sang bước “Họp, lấy ý kiến”")
    send(page, "Sang bước tiếp")
    read(page, "Chưa ghi đủ kết quả họp của tổ dân phố 2.")
    expect(page.get_by_role("button", name="Sang bước")).to_be_disabled()
    check(page)

    # The ward writes what its meeting said; too few were there, so they met again.
    act_as(cast.officer)
    page.goto(Round.objects.get().get_absolute_url())
    follow(page, "phường Bắc Hồng")
    follow(page, "Ghi kết quả họp")
    write_meeting(page, day="05/11/2020", present="20")
    follow(page, "Đợt xét")
    act_as(cast.specialist)
    page.reload()
    read(page, "Cuộc họp phải có từ 60% số người được mời trở lên dự: tổ dân phố 2 (20/40 người).")
    act_as(cast.officer)
    follow(page, "phường Bắc Hồng")
    follow(page, "Ghi kết quả họp")
    check(page)
    write_meeting(page, day="09/11/2020", present="36")
    check(page)

    # The office sends the dossier up and writes the decision down.
    act_as(cast.specialist)
    follow(page, "Đợt xét")
    follow(page, "Sang bước “Hồ sơ, chờ quyết định”")
    page.get_by_label("Ngày trình hồ sơ").fill("16/11/2020")
    send(page, "Sang bước tiếp")
    follow(page, "Ghi quyết định")
    page.get_by_label("Số quyết định").fill("128/QĐ-UBND")
    page.get_by_label("Ngày quyết định").fill("20/11/2020")
    page.get_by_label("Người ký", exact=True).fill("Trần Văn Bình")
    page.get_by_label("Chức vụ người ký").fill("Chủ tịch")
    check(page)
    send(page, "Ghi quyết định")
    read(page, "Số 128/QĐ-UBND ngày 20/11/2020")
    check(page)

    assert VillageResult.objects.get(village=cast.village).is_recognised
    assert VillageResult.objects.get(village=cast.neighbour_village).is_recognised is None


def open_round(page):
    page.goto(reverse("campaigns:round-list"))
    follow(page, "Mở đợt xét")
    page.get_by_label("Nơi xét").select_option(label="thị xã Hồng Lĩnh")
    page.get_by_label("Năm", exact=True).fill("2020")
    page.get_by_label("Danh hiệu").select_option(label="Khu dân cư văn hóa")
    check(page)
    send(page, "Mở đợt xét")


def write_meeting(page, *, day, present):
    page.get_by_label("Ngày họp, tổ dân phố 2").fill(day)
    page.get_by_label("Số người được mời, tổ dân phố 2").fill("40")
    page.get_by_label("Số người dự, tổ dân phố 2").fill(present)
    page.get_by_label("Số người đồng ý, tổ dân phố 2").fill(str(int(present) - 2))
    send(page, "Lưu cả bảng")
