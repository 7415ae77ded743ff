"""The work diary all year round: a line on a phone, a round of visits, a sentence in the report."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from activities.models import Activity, Inspection
from reports.narrative.models import Passage
from tests.browser.axe import assert_accessible
from tests.browser.people import press, read, sign_in
from vhtt_portal.dates import text_date

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def plain_page(live_demo, browser, browser_context_args):
    """A browser that runs no script."""
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def fits_a_phone(page):
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_a_line_on_a_phone_becomes_a_sentence_of_the_report(live_demo, page):
    page.set_viewport_size(PHONE)
    sign_in(page, "chuyenvien")
    page.goto(reverse("activities:activity-list"))
    assert_accessible(page)
    fits_a_phone(page)
    note = page.get_by_role("form", name="Ghi nhanh một việc")
    note.get_by_label("Việc đã làm").fill("Lớp tập huấn cứu hộ bể bơi")
    note.get_by_label("Ngày").fill("05/09/2021")
    note.get_by_label("Lĩnh vực").select_option("TT")
    press(page, "Ghi")
    read(page, "loại: Lớp tập huấn")
    activity = Activity.objects.get(name="Lớp tập huấn cứu hộ bể bơi")
    assert (activity.kind, activity.place.name) == ("course", "Hồng Lĩnh")

    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(reverse("narrative:report"))
    sentence = f"Ngày {text_date(activity.held_on)}, mở lớp tập huấn cứu hộ bể bơi."
    offer = page.locator("details", has_text=sentence).first
    offer.locator("summary").click()
    assert_accessible(page)
    offer.get_by_label(sentence).check()
    offer.get_by_role("button", name="Đưa câu đã đánh dấu vào mục này").click()

    read(page, "Đã đưa 1 câu từ nhật ký vào mục.")
    expect(page.locator(".passage", has_text=sentence)).to_be_visible()
    assert Passage.objects.get(period__code="2021").text == f"- {sentence}"
    used = page.locator("details", has_text="Từ nhật ký").filter(has_text=sentence).first
    used.locator("summary").click()
    expect(used.locator(".quote", has_text=sentence)).to_contain_text("Đã có trong mục")
    assert_accessible(page)
    page.set_viewport_size(PHONE)
    fits_a_phone(page)


def test_a_sentence_is_taken_and_a_round_is_written_without_scripts(plain_page):
    page = plain_page
    sign_in(page, "chuyenvien")
    page.goto(reverse("narrative:report"))
    offer = page.locator("details", has_text="lễ phát động mùa du lịch").first
    offer.locator("summary").click()
    offer.locator("label", has_text="lễ phát động mùa du lịch").locator("input").check()
    offer.get_by_role("button", name="Đưa câu đã đánh dấu vào mục này").click()
    read(page, "Đã đưa 1 câu từ nhật ký vào mục.")
    assert "lễ phát động mùa du lịch" in Passage.objects.get(period__code="2021").text

    page.goto(reverse("activities:inspection-list"))
    page.get_by_role("link", name="Ghi một đợt kiểm tra").click()
    page.get_by_label("Ngày kiểm tra").fill("01/09/2021")
    page.get_by_label("Cơ sở minh họa số 1", exact=True).select_option("none")
    page.get_by_label("Cơ sở minh họa số 2", exact=True).select_option("reminded")
    press(page, "Lưu")
    read(page, "Đã lưu vào sổ.")
    visits = Inspection.objects.filter(inspected_on__year=2021)
    assert sorted(visits.values_list("outcome", flat=True)) == ["none", "reminded"]


def test_the_form_of_a_round_is_accessible_and_fits_a_phone(live_demo, page):
    sign_in(page, "chuyenvien")
    page.goto(reverse("activities:round-add"))
    assert_accessible(page)
    page.set_viewport_size(PHONE)
    fits_a_phone(page)
