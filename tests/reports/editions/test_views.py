"""The way from a draft to an issued paper, by its pages."""

import io
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document
from pypdf import PdfReader

from accounts.models import Role
from documents.layout_check import Finding, check_layout
from documents.models import BookEntry
from reports.editions import actions, views
from reports.editions.formats import Format
from reports.editions.models import Edition, SealedFile
from reports.entry.models import Figure
from tests.reports.editions.cast import SIGNING, delegate, explain_warnings, person
from tests.reports.rollup.factories import OfficeFactory

Status = Edition.Status


@pytest.fixture
def as_(client):
    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def url(name, pk, *more):
    return reverse(f"editions:{name}", args=[pk, *more])


def test_the_whole_way_by_its_pages(as_, people):
    client = as_(people.specialist)
    page = client.post(url("start", people.period.pk), follow=True)
    edition = Edition.objects.get()
    assert "Trình ký" in page.content.decode()
    client.post(url("submit", edition.pk), {"version": "1"})

    client = as_(people.head)
    warned = client.get(url("sign", edition.pk))
    assert warned.context["obstacle"] == "Còn 2 cảnh báo chưa có lời giải thích."
    explain_warnings(people.period, people.specialist)
    form = client.get(url("sign", edition.pk)).context["form"]
    assert form.initial["seen_hash"] == people.seen()
    client.post(url("sign", edition.pk), form.initial)

    client = as_(people.clerk)
    page = client.get(url("issue", edition.pk))
    assert "01/BC-PVHTT" in page.content.decode()
    today = timezone.localdate()
    answer = client.post(
        url("issue", edition.pk), {"issued_on": today.strftime("%d/%m/%Y"), "version": "3"},
        follow=True,
    )  # fmt: skip

    edition.refresh_from_db()
    assert (edition.status, edition.number, edition.issued_on) == (Status.ISSUED, 1, today)
    assert "Đã ban hành báo cáo số 01/BC-PVHTT." in answer.content.decode()


def test_a_sealed_file_is_downloaded_as_it_is(as_, people, issued_quickly):
    sealed = SealedFile.objects.get(format="pdf")

    answer = as_(people.clerk).get(url("file", issued_quickly.pk, "pdf"))

    assert answer.content == bytes(sealed.content)
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="bao-cao-01-1.pdf"'
    assert as_(people.clerk).get(url("file", issued_quickly.pk, "odt")).status_code == 404


def test_the_preview_is_the_draft_as_pdf(as_, people):
    answer = as_(people.clerk).get(url("preview", people.period.pk))

    assert answer.headers["Content-Type"] == "application/pdf"
    assert "DỰ THẢO" in PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()


def test_the_pages_are_held_against_the_decree(as_, people, monkeypatch):
    address = url("layout", people.period.pk)
    found = re.search(
        r"Đạt (\d+)/(\d+) quy tắc", as_(people.specialist).get(address).content.decode()
    )
    assert found[1] == found[2]

    wrong = Finding("Lề trái", "Mục I.3", "30–35 mm", "12,0 mm", ok=False)
    monkeypatch.setattr(views, "check_layout", lambda pdf: [*check_layout(pdf), wrong])
    told = as_(people.specialist).get(address).content.decode()

    first_row = told.partition("<tbody>")[2].partition("</tr>")[0]
    assert "Sai thể thức" in first_row
    assert "12,0 mm" in first_row


def test_the_draft_can_be_read_in_word(as_, people):
    answer = as_(people.clerk).get(url("preview-word", people.period.pk))

    assert 'attachment; filename="du-thao-2020.docx"' in answer.headers["Content-Disposition"]
    letterhead = Document(io.BytesIO(answer.content)).tables[0]
    assert "DỰ THẢO" in [cell.text for row in letterhead.rows for cell in row.cells]


def test_an_edition_keeps_the_formats_of_its_day(as_, people, signed, monkeypatch):
    of_old = [Format.PDF, Format.XLSX, Format.JSON]
    monkeypatch.setattr(actions, "_draw", lambda *_: {name: name.encode() for name in of_old})
    issued = actions.issue(edition=signed, by=people.clerk, at=SIGNING)

    page = as_(people.clerk).get(issued.get_absolute_url()).content.decode()

    assert [name for name in Format if url("file", issued.pk, name) in page] == of_old
    assert as_(people.clerk).get(url("file", issued.pk, "docx")).status_code == 404


def test_what_moved_under_the_signing_page_is_not_signed(as_, people, submitted):
    client = as_(people.head)
    form = client.get(url("sign", submitted.pk)).context["form"]
    Figure.objects.filter(indicator=people.total).update(value=9)

    answer = client.post(url("sign", submitted.pk), form.initial, follow=True)

    assert "đã thay đổi sau khi bạn mở trang này" in answer.content.decode()
    assert "đã thay đổi sau khi trình ký" in answer.content.decode()
    submitted.refresh_from_db()
    assert submitted.status == Status.SUBMITTED


def test_a_delegate_sees_the_capacity_and_signs(as_, people, submitted):
    today = timezone.localdate()
    delegate(
        people.period.office, people.head, people.specialist,
        starts_on=today, ends_on=today + timedelta(days=1),
    )  # fmt: skip
    client = as_(people.specialist)
    page = client.get(url("sign", submitted.pk))
    assert "TUQ. TRƯỞNG PHÒNG / CHUYÊN VIÊN" in page.content.decode()

    client.post(url("sign", submitted.pk), page.context["form"].initial)

    submitted.refresh_from_db()
    assert submitted.capacity_lines[0] == "TUQ. TRƯỞNG PHÒNG"


def test_somebody_without_a_right_sees_why_the_button_is_grey(as_, people, submitted):
    for page in ("edition", "sign"):
        text = as_(people.specialist).get(url(page, submitted.pk)).content.decode()
        assert "Bạn không có quyền ký thay mặt" in text


@pytest.mark.parametrize(
    ("name", "status", "role"),
    [
        ("return", Status.DRAFTING, "head"),
        ("recall", Status.RECALLED, "head"),
        ("withdraw", Status.DRAFTING, "head"),
        ("correct", Status.DRAFTING, "specialist"),
    ],
)
def test_a_step_asks_for_its_reason(as_, people, request, name, status, role):
    before = {"return": "submitted", "withdraw": "signed"}.get(name, "issued_quickly")
    edition = request.getfixturevalue(before)
    client = as_(getattr(people, role))
    assert client.get(url(name, edition.pk)).status_code == 200

    empty = client.post(url(name, edition.pk), {"reason": "", "version": edition.version})
    assert (empty.status_code, "Hãy ghi lý do." in empty.content.decode()) == (422, True)

    client.post(url(name, edition.pk), {"reason": "Cần sửa.", "version": edition.version})
    assert Edition.objects.order_by("-sequence")[0].status == status


def test_the_signing_page_of_a_correction_tells_what_changes(as_, people, issued_quickly):
    new = actions.correct(edition=issued_quickly, reason="Sửa số.", by=people.specialist)
    Figure.objects.filter(indicator=people.total).update(value=5)
    explain_warnings(people.period, people.specialist)
    actions.submit(edition=new, by=people.specialist)

    changes = as_(people.head).get(url("sign", new.pk)).context["changes"]

    assert [(change.label, change.old, change.new) for change in changes] == [
        ("Giải cấp cơ sở", "6", "10"),
        (
            "Thể dục, thể thao",
            "Các phường, xã tổ chức 6 giải.",
            "Các phường, xã tổ chức 10 giải.",
        ),
        (
            "Thể dục, thể thao",
            "Giải cấp cơ sở năm 2020 bằng nhau ở các phường, xã (3 giải)",
            "Giải cấp cơ sở năm 2020 bằng nhau ở các phường, xã (5 giải)",
        ),
    ]


def test_a_refusal_is_told_and_changes_nothing(as_, people, signed):
    early = (SIGNING - timedelta(days=1)).strftime("%d/%m/%Y")

    answer = as_(people.clerk).post(
        url("issue", signed.pk), {"issued_on": early, "version": signed.version}, follow=True
    )

    assert "không được trước ngày ký" in answer.content.decode()
    assert not BookEntry.objects.exists()


def test_another_offices_edition_is_not_found(as_, people, issued_quickly):
    stranger = person(OfficeFactory(), Role.HEAD, "Người Lạ")
    client = as_(stranger)

    for name, more in (("edition", []), ("sign", []), ("recall", []), ("file", ["pdf"])):
        assert client.get(url(name, issued_quickly.pk, *more)).status_code == 404
    for name in ("period-list", "preview"):
        assert client.get(url(name, people.period.pk)).status_code == 404


def test_the_lists_show_every_edition(as_, people, issued_quickly):
    text = as_(people.clerk).get(reverse("editions:edition-list")).content.decode()

    assert "01/BC-PVHTT" in text
    assert "ngày 28 tháng 12 năm 2020" in text


def test_an_empty_list_offers_to_begin(as_, people):
    assert (
        "Lập bản báo cáo"
        in as_(people.specialist).get(url("period-list", people.period.pk)).content.decode()
    )
