"""The four registers as a person sees them: at a desk, on a phone, with the keyboard."""

import pytest
from django.conf import settings
from django.urls import reverse

from heritage.models import Site, SiteProposal
from tests.activities.factories import ActivityFactory, DirectiveFactory, InspectionFactory
from tests.browser.axe import assert_accessible
from tests.campaigns.factories import AgencyFactory, LaneResultFactory, VillageResultFactory
from tests.heritage.factories import DesignationFactory, FestivalHeldFactory, RestorationFactory
from tests.registers import cast
from tests.sports.factories import MedalFactory

__all__ = ["cast"]


@pytest.fixture
def sign_in(client, page, live_server):
    def sign_in(user):
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies(
            [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
        )

    return sign_in


@pytest.fixture
def filled(cast):
    """One row of everything, with long names."""
    site = DesignationFactory(site__place=cast.ward, site__name="Đền thờ Đô đài Ngự sử Bùi Cầm Hổ")
    RestorationFactory(site=site.site)
    occasion = FestivalHeldFactory(festival__place=cast.ward, visitors=12_000)
    medal = MedalFactory(tournament__place=cast.ward)
    activity = ActivityFactory(place=cast.ward, participants=500)
    visit = InspectionFactory(place=cast.ward)
    directive = DirectiveFactory(place=cast.ward)
    VillageResultFactory(village=cast.village, recognised_count=94, is_recognised=True)
    LaneResultFactory(place=cast.ward)
    agency = AgencyFactory(place=cast.ward)
    rows = [site.site, occasion.festival, medal.tournament, activity, visit, directive, agency]
    return [
        *(row.get_absolute_url() for row in rows),
        visit.establishment.get_absolute_url(),
        reverse("campaigns:place-year", args=[cast.ward.pk, 2020]),
        reverse("campaigns:village-result", args=[cast.village.pk, 2020]),
        reverse("campaigns:index") + "?nam=2020",
        reverse("campaigns:agency-list"),
        reverse("heritage:site-list"),
        reverse("heritage:site-add"),
        reverse("heritage:restoration-add", args=[site.site.pk]),
        reverse("sports:tournament-list"),
        reverse("sports:tournament-add"),
        reverse("sports:tournament-remove", args=[medal.tournament.pk]),
        reverse("activities:activity-list"),
        reverse("activities:inspection-add"),
    ]


def test_the_pages_are_accessible_and_fit_a_phone(page, cast, filled, sign_in):
    sign_in(cast.officer)

    for address in filled:
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto(address)
        assert_accessible(page)
        page.set_viewport_size({"width": 360, "height": 740})
        width = page.evaluate("document.documentElement.scrollWidth")
        assert (address, width) == (address, 360)


def test_a_site_is_proposed_with_the_keyboard_alone(page, cast, sign_in):
    sign_in(cast.officer)
    page.goto(reverse("heritage:site-add"))

    page.get_by_label("Tên di tích").focus()
    page.keyboard.type("Đền Quản Sơn")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.get_by_label("Tên di tích").press("Enter")
    page.wait_for_url("**/di-tich/de-nghi/*/")

    assert "Đền Quản Sơn" in page.get_by_role("heading", level=1).inner_text()
    assert SiteProposal.objects.get().place == cast.ward
    assert not Site.objects.exists()


def test_a_fault_leads_to_its_field(page, cast, sign_in):
    sign_in(cast.officer)
    page.goto(reverse("activities:activity-add"))
    page.get_by_label("Tên hoạt động").fill("Văn nghệ")
    page.get_by_label("Loại hoạt động").select_option("performance")
    page.get_by_label("Ngày tổ chức").fill("31/02/2020")
    page.get_by_role("button", name="Lưu").click()

    fault = page.get_by_role("alert").get_by_role("link", name="Ngày tổ chức")
    fault.click()

    assert page.get_by_label("Ngày tổ chức").evaluate("el => el === document.activeElement")
    assert page.get_by_label("Tên hoạt động").input_value() == "Văn nghệ"
    assert_accessible(page)
