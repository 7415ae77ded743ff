"""The map of sites in the browser: markers, words, keyboard, nothing asked of other machines."""

from decimal import Decimal

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.axe import assert_accessible
from tests.heritage.factories import DesignationFactory, SiteFactory, SiteFileFactory

MAP = reverse("heritage:site-map")


@pytest.fixture
def site(cast, client, page, live_server):
    """One with a photo on the map, another beside it; the ward's official looks."""
    site = SiteFactory(
        place=cast.ward, name="Đền <b>Cả</b>", latitude=Decimal("18.5411"),
        longitude=Decimal("105.7044"),
    )  # fmt: skip
    DesignationFactory(site=site, rank=2)
    SiteFileFactory(site=site, caption="Cổng đền")
    SiteFactory(place=cast.ward, latitude=Decimal("18.5300"), longitude=Decimal("105.7200"))
    client.force_login(cast.officer)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
    return site


def test_a_site_with_its_photo_is_found_on_the_map_by_keyboard(page, site, live_server):
    said, asked = [], []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(MAP)

    marker = page.get_by_role("button", name="Đền <b>Cả</b>, Quốc gia, phường Bắc Hồng")
    marker.focus()
    page.keyboard.press("Enter")
    link = page.locator(".leaflet-popup a.map-link")
    assert link.inner_text() == "Đền <b>Cả</b>"  # words, no markup
    assert link.evaluate("each => each === document.activeElement")
    assert page.locator(".map-place").inner_text() == "phường Bắc Hồng"
    expect(page.locator(".leaflet-control-scale-line")).to_be_visible()
    expect(page.locator(".leaflet-popup")).to_have_css("opacity", "1")  # it fades in
    assert_accessible(page)
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert_accessible(page)

    link.press("Enter")
    page.wait_for_url(f"**{site.get_absolute_url()}")
    photo = page.get_by_role("img", name="Cổng đền")
    assert photo.evaluate("each => each.complete && each.naturalWidth") == 300
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert [each for each in asked if not each.startswith(live_server.url)] == []
    assert said == []


def test_the_list_tells_the_same_without_javascript(browser, page, site, live_server):
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies(page.context.cookies())
    plain = context.new_page()
    plain.goto(f"{live_server.url}{MAP}")

    expect(plain.locator("#site-map")).to_be_hidden()
    expect(plain.get_by_role("link", name="Đền <b>Cả</b>")).to_be_visible()
    context.close()
