"""Writing with the printed page beside it: drawn by itself, the hand undisturbed, saved once."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from tests.documents.outgoing.factories import cast, drafted


@pytest.fixture
def writing(live_server, transactional_db, page):
    people = cast()
    paper = drafted(people)
    client = Client()
    client.force_login(people.specialist)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(reverse("outgoing:edit", args=[paper.pk]))
    return paper


def test_the_page_is_drawn_while_one_writes_and_the_text_is_still_saved(page, writing):
    subject = page.get_by_label("Trích yếu")

    with page.expect_response(lambda answer: "xem-thu" in answer.url) as drawn:
        subject.press_sequentially(" đợt một")
    assert drawn.value.headers["content-type"] == "application/pdf"
    expect(subject).to_be_focused()

    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("đợt một")
    writing.refresh_from_db()
    assert writing.version == 2


def test_a_small_screen_draws_nothing_beside_the_form(page, writing):
    page.set_viewport_size({"width": 360, "height": 740})
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.get_by_label("Trích yếu").press_sequentially(" đợt một")
    page.wait_for_timeout(2500)

    assert [url for url in asked if "xem-thu" in url] == []
    expect(page.get_by_role("link", name="Xem trang in")).to_be_visible()
