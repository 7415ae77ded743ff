"""BR-5: every form of entry takes what it is given by a plain POST, without a script."""

import io

import openpyxl
import pytest
from django.urls import reverse
from playwright.sync_api import expect

from reports.entry.models import Comment, Figure, FollowUp, Remark, SourceNote, Submission
from tests.browser.people import read, sign_in

pytestmark = pytest.mark.programme("BR-5")


@pytest.fixture
def page(live_demo, browser, browser_context_args):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    context.set_default_timeout(15_000)
    page = context.new_page()
    sign_in(page, "canbo")
    yield page
    context.close()


@pytest.fixture
def sheet(live_demo):
    return Submission.objects.get(period__code="2021", locality__code="18127")


def figure(sheet, code):
    return Figure.objects.filter(submission=sheet, indicator__code=code).first()


def send(page, button):
    """The answer may look as the page before it did, so wait for the answer itself."""
    with page.expect_navigation():
        button.click()


def save(page, section):
    send(page, section.get_by_role("button", name="Lưu mục này"))
    read(page, "Đã lưu mục này.")


def test_figures_words_about_them_and_a_section_without_any(page, sheet):
    page.goto(sheet.get_absolute_url())
    rounds, section = page.get_by_label("Đợt tuyên truyền", exact=True), page.locator("#muc-VH")
    rounds.fill("125")
    save(page, section)
    [shouted] = Figure.objects.filter(submission=sheet, value=125)

    line = page.locator(".line", has=rounds)
    line.get_by_label("Giải trình").fill("Đếm cả đợt của tổ dân phố.")
    save(page, section)
    shouted.refresh_from_db()
    assert shouted.note == "Đếm cả đợt của tổ dân phố."

    send(page, page.locator("#muc-TTTT").get_by_role("button", name="Không phát sinh"))
    read(page, "Đã ghi không phát sinh")
    expect(page.locator("#muc-TTTT").get_by_role("button", name="Không phát sinh")).to_have_count(0)


def test_prose_of_a_field_of_work(page, sheet):
    page.goto(reverse("entry:remarks", args=[sheet.pk]))
    section = page.locator("#muc-VH")
    section.locator("summary", has_text="Tồn tại, hạn chế").click()
    section.get_by_label("Tồn tại, hạn chế").fill("Nhà văn hóa xuống cấp.")
    send(page, section.get_by_role("button", name="Lưu"))

    remark = Remark.objects.get(submission=sheet, section="VH", kind=Remark.Kind.LIMITS)
    assert remark.text == "Nhà văn hóa xuống cấp."


def test_a_comment_a_flag_and_where_a_figure_came_from(page, sheet):
    page.goto(reverse("entry:cell", args=[sheet.pk, "DC.HO"]))
    page.get_by_role("textbox", name="Nguồn và lưu ý").fill("Sổ hộ khẩu của công an phường.")
    send(page, page.get_by_role("button", name="Lưu nguồn và lưu ý"))
    page.get_by_role("textbox", name="Lời trao đổi").fill("Số này đã gồm hộ tạm trú.")
    send(page, page.get_by_role("button", name="Gửi lời trao đổi"))
    send(page, page.get_by_role("button", name="theo dõi"))

    assert SourceNote.objects.get(submission=sheet).text == "Sổ hộ khẩu của công an phường."
    assert Comment.objects.get(submission=sheet).text == "Số này đã gồm hộ tạm trú."
    assert FollowUp.objects.filter(submission=sheet).count() == 1


def test_a_workbook(page, sheet):
    book = openpyxl.Workbook()
    book.active.append(["STT", "Chỉ tiêu", "Đơn vị", "Năm 2020", "Năm 2021"])
    book.active.append([1, "Dân số", "người", 5500, 5671])
    book.active.append([2, "Hộ gia đình", "hộ", 1450, 1494])
    content = io.BytesIO()
    book.save(content)
    page.goto(reverse("entry:upload", args=[sheet.pk]))
    page.get_by_label("Tệp Excel").set_input_files(
        {"name": "bieu.xlsx", "mimeType": "application/octet-stream", "buffer": content.getvalue()}
    )
    send(page, page.get_by_role("button", name="Gửi tệp và xem trước"))
    assert figure(sheet, "DC.DANSO") is None
    send(page, page.get_by_role("button", name="vào phiếu"))

    assert figure(sheet, "DC.DANSO").value == 5671
    assert figure(sheet, "DC.HO").value == 1494
