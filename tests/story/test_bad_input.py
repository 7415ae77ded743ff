"""What people mistype and what machines repeat: a clear sentence, nothing lost, nothing half done."""

import html
import re
import unicodedata
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from openpyxl import Workbook

from accounts.models import User
from audit.models import AuditEntry
from heritage.models import Site
from localities.models import Locality, Office
from reports.editions.models import Edition
from reports.entry import actions as entry
from reports.entry.models import Figure, Period, Remark, Submission
from vhtt_portal.rules import RuleError

WARD, OTHER_WARD, APPROVED_WARD = "18127", "18118", "18124"
EXAMPLE = Path("vhtt_portal/demo/data/hong-linh.toml")


@pytest.fixture
def sheet(demo):
    """The sheet that the ward's official of the demo has begun."""
    return sheet_of(WARD)


@pytest.fixture
def official(client, sheet):
    return signed_in(client, "canbo")


def sheet_of(code):
    return Submission.objects.get(period__code="2021", locality__code=code)


def signed_in(client, username):
    client.force_login(User.objects.get(username=username))
    return client


def fields(code, text, *, version=0, was="value:", key=None):
    return {
        f"value-{code}": text, f"version-{code}": version, f"was-{code}": f"{version} {was}",
        f"state-{code}": "value", f"reason-{code}": "", "key": str(key or uuid4()),
    }  # fmt: skip


def save(client, sheet, code, text, **more):
    """One edit as the sheet's script sends it."""
    return client.post(
        reverse("entry:cells-save", args=[sheet.pk]),
        fields(code, text, **more) | {f"key-{code}": str(uuid4())},
        headers={"Accept": "application/json"},
    )


def said(response):
    """What a person reads on the page, without its markup."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def typed(response, code):
    """What stands in the field of a line."""
    found = re.search(
        rf'name="value-{re.escape(code)}"[^>]*?value="([^"]*)"',
        response.content.decode(),
        re.DOTALL,
    )
    return html.unescape(found[1])


def value(sheet, code):
    row = Figure.objects.filter(submission=sheet, indicator__code=code).first()
    return None if row is None else row.value


# --- Numbers ----------------------------------------------------------------------------------

WRONG = [
    ("12.34", "viết chưa đúng"),
    ("-5", "Số liệu không được nhỏ hơn 0."),
    ("1,5", "chỉ nhận số nguyên"),
    ("abc", "không phải là số"),
    ("1" + "0" * 20, "quá lớn"),
]


@pytest.mark.parametrize(("text", "sentence"), WRONG)
def test_a_wrong_number_is_refused_in_a_sentence_and_stays_in_its_field(
    official, sheet, text, sentence
):
    answer = official.post(
        reverse("entry:section-save", args=[sheet.pk, "DC"]), fields("DC.HO", text)
    )

    assert answer.status_code == 422
    assert sentence in said(answer)
    assert typed(answer, "DC.HO") == text
    assert sentence in save(official, sheet, "DC.HO", text).json()["cells"]["DC.HO"]["sentence"]
    assert value(sheet, "DC.HO") is None


@pytest.mark.parametrize(("text", "read"), [("１２３４", 1234), ("1.234", 1234), (" 1234 ", 1234)])
def test_the_same_number_in_other_characters_is_that_number(official, sheet, text, read):
    assert save(official, sheet, "DC.HO", text).status_code == 200

    assert value(sheet, "DC.HO") == read


def test_a_wrong_number_takes_no_other_one_with_it(official, sheet):
    answer = official.post(
        reverse("entry:section-save", args=[sheet.pk, "DC"]),
        fields("DC.HO", "1.460") | fields("DC.DANSO", "12.34"),
    )

    assert (value(sheet, "DC.HO"), value(sheet, "DC.DANSO")) == (1460, None)
    assert "viết chưa đúng" in said(answer)
    assert typed(answer, "DC.DANSO") == "12.34"


# --- Text -------------------------------------------------------------------------------------


def test_text_typed_on_a_mac_is_stored_as_everybody_elses(official, sheet):
    words = "Nhà văn hóa phường đã xuống cấp."
    decomposed = unicodedata.normalize("NFD", words)
    heading = f"chung-{Remark.Kind.LIMITS}"
    fields = {f"{heading}-text": decomposed, f"{heading}-version": 0, f"{heading}-was": "-"}

    official.post(reverse("entry:remarks", args=[sheet.pk]), fields)

    assert decomposed != words
    assert [row.text for row in Remark.objects.filter(submission=sheet)] == [words]


def test_a_name_is_found_however_it_is_typed(client, demo):
    client = signed_in(client, "chuyenvien")

    for words in ("Quản Sơn", unicodedata.normalize("NFD", "Quản Sơn"), "quan son"):
        page = client.get(reverse("heritage:site-list"), {"q": words})
        assert ("Đền Quản Sơn" in said(page), "Đền Cả" in said(page)) == (True, False)


# --- What belongs to others -------------------------------------------------------------------


def foreign_addresses():
    other = sheet_of(OTHER_WARD)
    code = "DC.HO"
    edition = Edition.objects.all()[0]
    site = Site.objects.filter(place__code=OTHER_WARD)[0]
    return [
        ("get", reverse("entry:sheet", args=[other.pk])),
        ("get", reverse("entry:cell", args=[other.pk, code])),
        ("get", reverse("entry:check", args=[other.pk])),
        ("get", reverse("entry:receipt", args=[other.pk])),
        ("get", reverse("entry:remarks", args=[other.pk])),
        ("post", reverse("entry:cells-save", args=[other.pk])),
        ("post", reverse("entry:section-save", args=[other.pk, "DC"])),
        ("post", reverse("entry:section-empty", args=[other.pk, "DC"])),
        ("post", reverse("entry:send", args=[other.pk])),
        ("get", reverse("heritage:site-edit", args=[site.pk])),
        ("get", reverse("entry:sheet", args=[98_765_432])),
    ], [
        # What the whole role has no business with is refused before any row is looked for.
        ("get", reverse("review:sheet", args=[other.pk])),
        ("post", reverse("review:accept", args=[other.pk])),
        ("post", reverse("heritage:site-remove", args=[site.pk])),
        ("get", reverse("editions:edition", args=[edition.pk])),
    ]


def test_what_belongs_to_others_is_not_there(official):
    absent, refused = foreign_addresses()
    before = AuditEntry.objects.count()

    answers = {
        address: getattr(official, method)(
            address, fields("DC.HO", "1") if method == "post" else {}
        )
        for method, address in absent + refused
    }

    assert {address: answer.status_code for address, answer in answers.items()} == (
        {address: 404 for _, address in absent} | {address: 403 for _, address in refused}
    )
    assert {said(answer).count("Không tìm thấy trang") > 0 for answer in answers.values()} == {
        True,
        False,
    }
    assert AuditEntry.objects.count() == before


# --- Twice, and too late ----------------------------------------------------------------------


def test_a_double_click_saves_once(official, sheet):
    key, before = uuid4(), AuditEntry.objects.count()

    answers = [save(official, sheet, "DC.HO", "1.460", key=key) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert value(sheet, "DC.HO") == 1460
    assert AuditEntry.objects.count() == before + 1


def test_a_double_click_accepts_once(client, demo):
    client, sent = signed_in(client, "chuyenvien"), sheet_of(OTHER_WARD)
    page = client.get(reverse("review:sheet", args=[sent.pk]))
    form = {"seen_hash": page.context["seen_hash"], "key": page.context["key"]}
    before = AuditEntry.objects.count()

    answers = [
        client.post(reverse("review:accept", args=[sent.pk]), form, follow=True) for _ in range(2)
    ]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert sheet_of(OTHER_WARD).status == Submission.Status.ACCEPTED
    assert AuditEntry.objects.count() == before + 1


def test_a_stale_tab_shows_both_numbers_and_keeps_the_newer(official, sheet):
    colleague = User.objects.get(username="lanhdao")
    entry.save_cell(submission=sheet, indicator="DC.HO", text="1.460", by=colleague)

    answer = official.post(
        reverse("entry:section-save", args=[sheet.pk, "DC"]), fields("DC.HO", "1.500")
    )

    assert answer.status_code == 422
    assert f"{colleague.full_name} đã ghi “1.460” vào ô này" in said(answer)
    assert typed(answer, "DC.HO") == "1.500"
    assert "Giữ số tôi vừa nhập" in said(answer)
    assert value(sheet, "DC.HO") == 1460


def test_a_tab_that_was_open_while_the_sheet_was_sent_says_so(client, demo):
    approved = sheet_of(APPROVED_WARD)
    client, before = signed_in(client, "ducthuan"), value(approved, "DC.HO")
    entry.send(submission=approved, by=User.objects.get(username="ducthuan"))

    answer = client.post(
        reverse("entry:section-save", args=[approved.pk, "DC"]), fields("DC.HO", "1.460", version=1)
    )
    by_script = save(client, approved, "DC.HO", "1.460", version=1)

    assert (answer.status_code, by_script.status_code) == (422, 409)
    assert "Phiếu đang ở trạng thái “Đã gửi”." in said(answer)
    assert by_script.json()["sentence"] == "Phiếu đang ở trạng thái “Đã gửi”."
    assert value(approved, "DC.HO") == before


def test_a_reviewer_who_saw_an_older_sheet_is_told(client, demo):
    client, sent = signed_in(client, "chuyenvien"), sheet_of(OTHER_WARD)

    answer = client.post(
        reverse("review:accept", args=[sent.pk]),
        {"seen_hash": "0" * 64, "key": uuid4()},
        follow=True,
    )

    assert "đã thay đổi" in said(answer)
    assert sheet_of(OTHER_WARD).status == Submission.Status.SENT


# --- Files ------------------------------------------------------------------------------------


def workbook(path, *rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def import_(path):
    call_command("import_figures", path, office="hong-linh", period="2021")


def test_a_workbook_with_wrong_headers_is_refused_with_the_right_ones(demo, tmp_path):
    before = list(Figure.objects.values_list("pk", "version"))
    path = workbook(tmp_path / "sai.xlsx", ["Đơn vị", "Chỉ tiêu", "Số"], [WARD, "DC.HO", 1460])

    with pytest.raises(CommandError) as refusal:
        import_(path)

    for heading in ("Mã địa phương", "Mã chỉ tiêu", "Giá trị"):
        assert heading in str(refusal.value)
    assert list(Figure.objects.values_list("pk", "version")) == before


def test_a_workbook_with_faults_names_every_row_and_leaves_no_figure(demo, tmp_path):
    before = Figure.objects.count()
    path = workbook(
        tmp_path / "loi.xlsx",
        ["Mã địa phương", "Mã chỉ tiêu", "Giá trị"],
        [WARD, "DC.HO", 1460],
        [WARD, "DC.DANSO", "12.34"],
        ["99999", "DC.HO", 5],
        [WARD, "DC.KHONGCO", 5],
    )

    with pytest.raises(CommandError) as refusal:
        import_(path)

    for row in (3, 4, 5):
        assert re.search(rf"(?i)dòng {row}\b", str(refusal.value))
    assert Figure.objects.count() == before


def test_an_office_file_with_a_missing_parent_is_refused_whole(demo, tmp_path):
    before = (Locality.objects.count(), Office.objects.count())
    text = EXAMPLE.read_text(encoding="utf-8").replace('parent = "437"', 'parent = "438"')
    path = tmp_path / "thieu.toml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(CommandError, match="438"):
        call_command("load_office", path)

    assert (Locality.objects.count(), Office.objects.count()) == before


# --- The verbs refuse what the pages refuse ---------------------------------------------------


def test_a_period_that_is_signed_takes_no_number(demo):
    official = User.objects.get(username="canbo")
    last = Submission.objects.get(period__code="2020", locality__code=WARD)
    period = Period.objects.get(code="2020")

    with pytest.raises(RuleError, match=f"Số liệu {period.inside} đã khóa"):
        entry.save_cell(submission=last, indicator="DC.HO", text="1", state="value", by=official)
