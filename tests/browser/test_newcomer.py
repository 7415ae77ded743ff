"""A new official finishes alone: the first steps, a practice that leaves nothing, the sheet."""

import io

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import expect
from pypdf import PdfReader

from accounts.models import Role
from audit.chain import canonical_json, sha256
from localities.models import Locality
from reports.entry.models import Presence, Submission
from reports.entry.sheetform import sheet_form
from tests.accounts.factories import AppointmentFactory, UserFactory
from tests.browser.axe import assert_accessible
from tests.browser.people import follow, line, press, read, sign_in, type_figure
from vhtt_portal.text import tidy

WARD = "18127"
# Of the machine, not of the office: who is signed in, who has a page open.
FLEETING = (Session, Presence)


def digest():
    rows = {
        model._meta.label: [
            list(map(str, row)) for row in model._base_manager.order_by("pk").values_list()
        ]
        for model in apps.get_models()
        if model not in FLEETING
    }
    return sha256(canonical_json(rows))


def newcomer():
    user = UserFactory(username="moivao", full_name="Lê Thị Mới")
    user.set_password(settings.DEMO_PASSWORD)
    user.save()
    place = Locality.objects.get(code=WARD)
    AppointmentFactory(user=user, role=Role.WARD_ENTRY, locality=place)


def test_a_newcomer_practises_and_nothing_of_it_stays(live_demo, page):
    newcomer()
    sign_in(page, "moivao")
    follow(page, "Nhập tiếp")

    # The first steps stand open on the sheet itself.
    expect(page.locator("#huong-dan")).to_have_attribute("open", "")
    assert_accessible(page)
    follow(page, "Tập làm trước")
    before = digest()
    read(page, "Bản tập làm: không có gì được gửi đi.")
    assert_accessible(page)

    # A number far from last year's, its warning, its explanation.
    warned = type_figure(page, "Pa nô tuyên truyền", "100")
    expect(warned).to_contain_text("so với năm trước")
    explain(page, warned, "Năm nay có bầu cử.")
    expect(done(page)).to_have_count(2)

    paste_three(page)
    expect(done(page)).to_have_count(3)

    section = page.locator("section", has=page.get_by_role("heading", name="Phong trào"))
    section.get_by_role("button", name="Không phát sinh").click()
    expect(done(page)).to_have_count(4)

    press(page, "Kiểm tra")
    read(page, "Tập làm: kiểm tra trước khi gửi")
    assert_accessible(page)
    follow(page, "Bản tập làm")
    expect(done(page)).to_have_count(5)
    read(page, "Đã thử đủ các việc.")

    press(page, "Kết thúc tập làm")
    read(page, "Phiếu thật không có gì thay đổi.")
    expect(line(page, "Pa nô tuyên truyền")).not_to_contain_text("Năm nay có bầu cử.")
    assert digest() == before


def test_what_a_newcomer_reads_prints_well(live_demo, page):
    sign_in(page, "canbo")
    sheet = Submission.objects.get(period__code="2021", locality__code=WARD)

    page.goto(reverse("entry:help"))
    [paper] = printed(page)
    assert all(unspaced(words) in paper for words in ("Từ mở phiếu đến biên nhận", "Hỏi ai"))

    page.goto(reverse("entry:definitions", args=[sheet.pk]))
    words = "".join(printed(page))
    assert all(unspaced(each.example) in words for each in sheet_form(sheet).lines)


def printed(page):
    """The words of each page of paper, without the spaces, which no PDF keeps."""
    paper = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    return [unspaced(each.extract_text()) for each in paper.pages]


def unspaced(text):
    return "".join(tidy(text).split())


def explain(page, at_line, words):
    at_line.get_by_label("Giải trình").fill(words)
    with page.expect_response(lambda answer: "/luu/" in answer.url):
        at_line.get_by_label("Giải trình").press("Enter")


def paste_three(page):
    page.evaluate(
        """() => {
            for (const code of ["PT.CUOI", "PT.CUOI_VANMINH", "PT.TANG"]) {
                const line = Sheet.line(code);
                line.fill({ state: "value", text: "3" });
                Sheet.outbox.take(line, { origin: "pasted", group: "x" });
            }
        }"""
    )


def done(page):
    return page.locator("#exercises .status.done")
