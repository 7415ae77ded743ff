"""The whole story of the demo's open year, played by six people as they would play it."""

import re
import subprocess
import unicodedata

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from documents.layout_check import check_layout
from reports.editions.models import Edition, SealedFile
from reports.entry import actions as entry
from reports.entry.models import Figure, Period, Submission
from reports.entry.queries import content_hash
from reports.review import actions as review
from tests.browser.people import (
    follow,
    go_to,
    line,
    press,
    read,
    sign_in,
    sign_out,
    type_figure,
)
from tests.demo import demo_cast
from vhtt_portal.demo.figures import Figures
from vhtt_portal.demo.registers import Registers
from vhtt_portal.demo.years import Years, current_days
from vhtt_portal.numbers import write_figure

WARD = "phường Đậu Liêu"
CONCLUSION = "Một số nhà văn hóa xuống cấp, chưa có kinh phí sửa chữa."
MENDED = "Một số nhà văn hóa xuống cấp; thị xã đã bố trí kinh phí sửa chữa."


def test_a_year_from_the_first_cell_to_the_sealed_paper(live_demo, page):
    # The ward's official completes her sheet, and her leader approves it.
    sign_in(page, "canbo")
    fill_what_is_missing(page)
    see_what_a_rule_says(page)
    follow(page, "Kiểm tra và gửi")
    read(page, "Không có lỗi. Phiếu đủ điều kiện để duyệt và gửi.")
    sign_out(page)
    approve_as_leader(page)
    first_hash = send_and_keep_receipt(page, number="BN-2021-18127-1")

    # The specialist finds something and returns the sheet; the ward corrects it.
    return_sheet(page, reason="Số pa nô chưa khớp với biên bản kiểm tra. Đề nghị rà soát lại.")
    correct_panels(page, "12")
    approve_as_leader(page)
    second_hash = send_and_keep_receipt(page, number="BN-2021-18127-2")
    assert first_hash != second_hash

    # She accepts it; the other sheets come in; the totals are whole.
    sign_in(page, "chuyenvien")
    go_to(page, "Theo dõi, duyệt")
    follow(page, WARD)
    press(page, "Chấp nhận số liệu")
    read(page, f"Đã chấp nhận số liệu của {WARD}.")
    bring_up_the_other_sheets()
    panels = read_totals(page)

    # She writes, mends a passage, and puts the report before the head.
    go_to(page, "Soạn báo cáo")
    read(page, f"{panels} pa nô")
    write_and_mend_a_passage(page)
    submit_report(page)
    sign_out(page)

    # The head signs, the clerk gives number and date.
    sign_as_head(page)
    issue_as_clerk(page)
    paper = download_pdf(page)
    sign_out(page)

    # The paper keeps to the rules and states what was corrected and what was written.
    assert [finding.rule for finding in check_layout(paper) if not finding.ok] == []
    text = words_of(paper)
    assert f"{panels} pa nô" in text
    assert MENDED in text
    assert CONCLUSION not in text

    # The inspector reads everything and changes nothing; the database would not let him either.
    sign_in(page, "thanhtra")
    read_and_find_no_way_to_change(page)
    assert download_pdf(page) == paper
    with pytest.raises(DatabaseError), transaction.atomic():
        SealedFile.objects.filter(edition__period__code="2021").update(content=b"")


# --- The ward ---------------------------------------------------------------------------------

TYPED = {
    "Câu lạc bộ gia đình phát triển bền vững": "1",
    "Địa chỉ tin cậy ở cộng đồng": "8",
    "Đường dây nóng": "1",
    "Nhóm phòng, chống bạo lực gia đình": "8",
    "Đám cưới": "35",
    "Đám tang": "30",
    "Đám tang theo nếp sống văn minh": "29",
    "Kinh phí xã hội hóa cho hoạt động văn hóa, thể thao": "164,5",
    "Đài truyền thanh cơ sở": "1",
    "Tin, bài phát trên đài truyền thanh cơ sở": "226",
    "Hồ sơ nộp trực tuyến cấp xã": "134",
    "Cơ sở kinh doanh internet, trò chơi điện tử công cộng": "3",
    "Dân số": "5.670",
    "Hộ gia đình": "1.494",
}


def fill_what_is_missing(page):
    follow(page, "Nhập tiếp")
    read(page, "Số liệu năm 2021")
    for name, text in TYPED.items():
        expect(type_figure(page, name, text)).to_contain_text("Đã lưu")
    for name in ("Đơn vị cấp xã được công nhận tiêu biểu", "Có trang thông tin điện tử"):
        with page.expect_response(lambda answer: "/luu/" in answer.url):
            page.get_by_label(name, exact=True).select_option("Có")
    for section in ("Gia đình", "Thông tin và truyền thông"):
        page.locator("section", has=page.get_by_role("heading", name=section)).get_by_role(
            "button", name="Không phát sinh"
        ).click()


def see_what_a_rule_says(page):
    sentence = "Số đám cưới theo nếp sống văn minh (40) lớn hơn tổng số đám cưới (35)."
    at_line = type_figure(page, "Đám cưới theo nếp sống văn minh", "40")
    expect(at_line).to_contain_text(sentence)
    at_line = type_figure(page, "Đám cưới theo nếp sống văn minh", "33")
    expect(at_line).not_to_contain_text(sentence)
    expect(line(page, "Đám cưới")).not_to_contain_text(sentence)


def approve_as_leader(page):
    sign_in(page, "lanhdao")
    follow(page, "Nhập tiếp")
    follow(page, "Kiểm tra và gửi")
    press(page, "Duyệt số liệu")
    read(page, "Đã duyệt số liệu.")
    sign_out(page)


def correct_panels(page, text):
    sign_in(page, "canbo")
    read(page, "Số pa nô chưa khớp với biên bản kiểm tra.")
    follow(page, "Nhập tiếp")
    type_figure(page, "Pa nô tuyên truyền", text)
    sign_out(page)


def send_and_keep_receipt(page, number):
    sign_in(page, "canbo")
    follow(page, "Gửi số liệu")
    press(page, "Gửi số liệu")
    read(page, "Đã gửi số liệu")
    read(page, number)
    fingerprint = page.locator("dd.secret").inner_text().replace(" ", "")
    read(page, "Đúng như lúc gửi")
    sent = Submission.objects.get(period__code="2021", locality__code="18127")
    assert fingerprint == sent.sent_hash == content_hash(sent)
    sign_out(page)
    return fingerprint


# --- The office -------------------------------------------------------------------------------


def return_sheet(page, reason):
    sign_in(page, "chuyenvien")
    go_to(page, "Theo dõi, duyệt")
    follow(page, WARD)
    follow(page, "Trả lại để sửa")
    page.get_by_label("Lý do").fill(reason)
    press(page, "Trả lại để sửa")
    read(page, f"Đã trả phiếu cho {WARD} để sửa.")
    sign_out(page)


def bring_up_the_other_sheets():
    """By the verbs that the pages call, to save time: five wards and the office's own sheet."""
    cast = demo_cast()
    years, days = Years(cast, Figures()), current_days(timezone.localdate())
    period = Period.objects.get(code="2021")
    Registers(cast).keep_titles("18130", 2021)  # the ward that has not begun
    for code in ("18121", "18130"):
        years.approve(years.enter(period, code, days), days)
    years.approve(years.enter_office(period, days), days)
    for sheet in Submission.objects.filter(period=period, status="approved"):
        by = cast.specialist if sheet.is_office_own else cast.entering[sheet.locality.code]
        entry.send(submission=sheet, by=by)
    for sheet in Submission.objects.filter(period=period, status="sent"):
        by = cast.head if sheet.is_office_own else cast.specialist
        review.accept(submission=sheet, seen_hash=content_hash(sheet), by=by)


def read_totals(page):
    """What all places together have of what was corrected, as it stands in the table."""
    figures = Figure.objects.filter(submission__period__code="2021", indicator__code="VH.PANO")
    total = write_figure(sum(figure.value for figure in figures))
    go_to(page, "Tổng hợp")
    read(page, "đã chấp nhận 6/6 phường, xã")
    read(page, "có phiếu của cơ quan")
    row = page.get_by_role("row", name="Pa nô tuyên truyền")
    expect(row.get_by_role("cell").first).to_have_text(total)
    row.get_by_role("link").click()
    expect(page.get_by_role("row", name=WARD).first).to_contain_text("12")
    return total


def write_and_mend_a_passage(page):
    room = page.locator("section", has=page.get_by_role("heading", name="Hạn chế", exact=True)).last
    room.locator("summary", has_text="Thêm đoạn viết").click()
    room.get_by_label("Nội dung").fill(CONCLUSION)
    room.get_by_role("button", name="Thêm đoạn viết").click()
    read(page, "Đã thêm đoạn viết.")
    room.locator("summary", has_text="Sửa đoạn này").click()
    room.locator(".passage").get_by_label("Nội dung").fill(MENDED)
    room.get_by_role("button", name="Lưu đoạn viết").click()
    read(page, "Đã lưu đoạn viết.")
    expect(room.locator(".passage p").first).to_have_text(MENDED)


def explain_what_is_open(page):
    """A word for each warning, as the signer wants to read one."""
    while (link := page.get_by_role("link", name=re.compile("^Giải thích"))).count():
        link.first.click()
        page.get_by_label("Vì sao báo cáo vẫn ký được").fill("Phòng đã xem, để như vậy.")
        press(page, "Lưu lời giải thích")
        read(page, "Đã lưu lời giải thích.")


def submit_report(page):
    explain_what_is_open(page)
    follow(page, "Trình ký, ban hành")
    press(page, "Lập bản báo cáo")
    press(page, "Trình ký")
    read(page, "Đã trình ký báo cáo.")


def sign_as_head(page):
    sign_in(page, "truongphong")
    follow(page, "Xem và ký")
    follow(page, "Ký ban hành")
    read(page, "Đã chấp nhận 6/6 phường, xã")
    press(page, "Ký ban hành")
    read(page, "Đã ký báo cáo.")
    sign_out(page)


def issue_as_clerk(page):
    sign_in(page, "vanthu")
    follow(page, "Cho số và ban hành")
    follow(page, "Cấp số, ban hành")
    press(page, "Cấp số, ban hành")
    read(page, "Đã ban hành")


# --- The paper --------------------------------------------------------------------------------


def download_pdf(page):
    with page.expect_download() as started:
        page.get_by_role("link", name="Tải tệp PDF").click()
    return started.value.path().read_bytes()


def words_of(pdf):
    read_back = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(unicodedata.normalize("NFC", read_back.stdout.decode()).split())


def read_and_find_no_way_to_change(page):
    follow(page, "Báo cáo năm 2021")
    read(page, "Đã ban hành")
    edition = Edition.objects.get(period__code="2021")
    assert page.locator("main").get_by_role("button", disabled=False).count() == 0
    shut = [
        reverse("editions:recall", args=[edition.pk]),
        reverse("editions:correct", args=[edition.pk]),
        reverse("review:return", args=[edition.period.submissions.first().pk]),
    ]
    assert {page.request.get(address).status for address in shut} == {403}
    assert {page.request.post(address).status for address in shut} == {403}
