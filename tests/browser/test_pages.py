"""Every page at a desk and on a phone: accessible, in Vietnamese, without a fault of its scripts."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from accounts.models import User
from accounts.policy import policy
from tests import demo as demo_databases
from tests.browser.axe import faults_of, faults_of_layout
from tests.browser.pages import NOT_PAGES, PAGES, addresses, make_rest, viewers

DESK, PHONE = (1366, 768), (360, 740)
# Words of the machine that no reader of the portal should meet.
_MACHINE = re.compile(r"\{[{%]|\b(None|True|False|undefined|null|NaN|Traceback)\b")


@pytest.fixture(scope="module")
def pages_database(demo_database, django_db_blocker, tmp_path_factory):
    """The demo with one row of everything. Looking changes nothing, so one is enough for all."""
    with django_db_blocker.unblock():
        name = demo_databases.copy_of(demo_database, "pages", tmp_path_factory.mktemp("pages"))
        with demo_databases.switched_to(name):
            make_rest()
        yield name
        demo_databases.drop(name)


@pytest.fixture
def everything(live_server, transactional_db, pages_database):
    with demo_databases.switched_to(pages_database):
        yield live_server


def test_every_address_that_shows_a_page_is_looked_at():
    shown = {name for name, route in policy().items() if "GET" in route.methods}

    assert sorted(shown - PAGES.keys() - NOT_PAGES) == []
    assert sorted((PAGES.keys() | NOT_PAGES) - shown) == []


@pytest.mark.parametrize("viewer", viewers())
def test_pages_are_well_made(everything, page, viewer):
    sign_in(page, everything.url, viewer)

    faults = look_at(page, dict.fromkeys(addresses(viewer), 200))
    assert not faults, "\n".join(faults)


def test_pages_of_refusal_are_well_made(everything, page):
    sign_in(page, everything.url, "canbo")
    refusals = {
        reverse("accounts:account-list"): 403,
        reverse("heritage:site-detail", args=[98_765_432]): 404,
        "/khong-co-trang-nay/": 404,
        reverse("accounts:sign-out"): 405,
    }

    faults = look_at(page, refusals)
    assert not faults, "\n".join(faults)


def sign_in(page, url, viewer):
    """Without the sign-in page: the story signs in as people do."""
    if viewer == "khach":
        return
    client = Client()
    client.force_login(User.objects.get(username=viewer))
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": url}])


def look_at(page, answers):
    said = []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    faults = []
    for address, status in answers.items():
        said.clear()
        page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
        response = page.goto(address)
        found = [] if response.status == status else [f"trả lời {response.status}"]
        found += [*faults_in_text(page), *dead_ends(page), *faults_of(page)]
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        found += [*sideways(page), *faults_of_layout(page)]
        # A refusal's own status is the only thing that a browser may remark on.
        found += [text for text in said if f"status of {status}" not in text]
        faults += [f"{address} {fault}" for fault in dict.fromkeys(found)]
    return faults


def faults_in_text(page):
    shape = page.evaluate(
        "[document.documentElement.lang, document.querySelectorAll('h1').length, document.title]"
    )
    if shape[:2] != ["vi", 1] or not shape[2].split("–")[0].strip():
        yield f"ngôn ngữ, số tiêu đề, tên trang: {shape}"
    yield from {f"lời của máy: {match[0]}" for match in _MACHINE.finditer(page.inner_text("body"))}


def dead_ends(page):
    """Links and forms that lead to no address of the portal."""
    for path in page.evaluate(
        """[...new Set([...document.querySelectorAll("a[href]:not([href^='#']), form")]
            .map((each) => new URL(each.href ?? each.action).pathname))]"""
    ):
        try:
            resolve(path)
        except Resolver404:
            yield f"dẫn tới chỗ không có: {path}"


def sideways(page):
    """Elements that make the page wider than a phone's screen."""
    width = page.evaluate("document.scrollingElement.scrollWidth")
    if width > PHONE[0]:
        yield f"rộng {width} điểm ảnh trên màn hình {PHONE[0]}"
