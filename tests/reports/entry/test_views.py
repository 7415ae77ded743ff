"""The pages of a sheet, with and without scripts."""

import re
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from reports.entry.models import Figure, Submission
from reports.entry.papers.words import grouped
from tests.reports.entry.samples import IN_TIME, fill, person, started

JSON = {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def _in_time(time_machine):
    time_machine.move_to("2020-12-10T09:00:00+07:00")


@pytest.fixture
def as_(client):
    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def fields(code, text="", *, version=0, was="value:", state="value", **more):
    return {
        f"value-{code}": text, f"version-{code}": version, f"was-{code}": f"{version} {was}",
        f"state-{code}": state, f"reason-{code}": "", "key": str(uuid4()),
    } | {f"{name}-{code}": value for name, value in more.items()}  # fmt: skip


def save(client, sheet, code, text="", *, key=None, **more):
    """One edit as the page's script sends it."""
    data = fields(code, text, **more) | {f"key-{code}": str(key or uuid4())}
    return client.post(reverse("entry:cells-save", args=[sheet.pk]), data, headers=JSON)


def typed(page, code):
    """What stands in the input of a line."""
    found = re.search(rf'name="value-{re.escape(code)}"[^>]*?value="([^"]*)"', page, re.DOTALL)
    return found.group(1) if found else None


def test_the_list_starts_a_sheet_and_leads_to_it(office, as_):
    client = as_(office.entry)
    page = client.get(reverse("entry:sheet-list")).content.decode()
    assert "Bắt đầu nhập" in page

    answer = client.post(
        reverse("entry:sheet-start", args=[office.period.pk, office.ward.pk]), follow=True
    )

    sheet = Submission.objects.get(period=office.period)
    assert answer.redirect_chain == [(reverse("entry:sheet", args=[sheet.pk]), 302)]
    assert "Pa nô" in answer.content.decode()


def test_the_sheet_shows_its_lines_with_last_year_and_what_is_typed(office, sheet, as_):
    fill(sheet, office.entry, DC_HO="1.000", VH_HO="94")

    page = as_(office.entry).get(sheet.get_absolute_url()).content.decode()

    assert typed(page, "DC.HO") == "1.000"
    assert "9,4%" in page
    assert "Văn bản tham mưu" not in page
    assert "Xã đạt tiêu chí" not in page


def test_a_script_saves_cells_and_gets_the_lines_that_change(office, sheet, as_):
    fill(sheet, office.entry, DC_HO="10")

    answer = save(as_(office.entry), sheet, "VH.HO", "12").json()

    assert Figure.objects.get(indicator__code="VH.HO").value == 12
    assert answer["cells"] == {"VH.HO": {"kind": "saved", "sentence": "", "version": 1}}
    assert set(answer["lines"]) == {"VH.HO", "VH.TYLE", "DC.HO"}
    assert (answer["lines"]["VH.HO"]["was"], answer["lines"]["VH.TYLE"]["shown"]) == (
        "value:12", "120%",
    )  # fmt: skip
    for code in ("VH.HO", "DC.HO"):
        assert "Số hộ văn hóa (12) lớn hơn số hộ (10)." in answer["lines"][code]["remarks"]
        assert answer["lines"][code]["mark"] == "fault"
    assert (answer["answered"], answer["asked"], answer["at"]) == (2, 6, "09:00")


def test_edits_that_are_sent_together_have_their_own_outcomes(office, sheet, as_):
    data = {"origin": "pasted"}
    for code, text in (("VH.PANO", "12.34"), ("VH.KP", "1,5"), ("VH.TYLE", "3"), ("X.Y", "1")):
        data |= fields(code, text) | {f"key-{code}": str(uuid4())}

    answer = (
        as_(office.entry)
        .post(reverse("entry:cells-save", args=[sheet.pk]), data, headers=JSON)
        .json()
    )

    kinds = {code: fate["kind"] for code, fate in answer["cells"].items()}
    assert kinds == {
        "VH.PANO": "refused", "VH.KP": "saved", "VH.TYLE": "refused", "X.Y": "refused",
    }  # fmt: skip
    assert "“12.34” viết chưa đúng." in answer["lines"]["VH.PANO"]["remarks"]
    assert Figure.objects.get().source == "pasted"


def test_an_edit_that_comes_twice_is_done_once_and_answered_alike(office, sheet, as_):
    client, key = as_(office.entry), uuid4()

    answers = [save(client, sheet, "VH.PANO", "5", key=key).json() for _ in range(2)]

    assert answers[0] == answers[1]
    assert Figure.objects.get().version == 1


def test_an_edit_that_was_overwritten_since_keeps_the_version_it_was_typed_over(office, sheet, as_):
    client, key = as_(office.entry), uuid4()
    save(client, sheet, "VH.PANO", "5", key=key)
    fill(sheet, person("Người Khác", ("ward_entry", office.ward)), VH_PANO="7")

    again = save(client, sheet, "VH.PANO", "5", key=key).json()

    assert again["cells"]["VH.PANO"] == {"kind": "saved", "sentence": "", "version": 0}
    assert again["lines"]["VH.PANO"]["was"] == "value:7"
    assert Figure.objects.get().value == 7


def test_a_script_hears_that_the_session_or_the_sheet_is_over(office, sheet, as_, client):
    address = reverse("entry:cells-save", args=[sheet.pk])
    assert client.post(address, headers=JSON).status_code == 401

    Submission.objects.filter(pk=sheet.pk).update(
        status="sent", approved_at=IN_TIME, approver_name="A", sent_at=IN_TIME, sent_by_name="A",
        sent_hash="1", receipt_number="1",
    )  # fmt: skip
    answer = save(as_(office.entry), sheet, "VH.PANO", "5")

    assert (answer.status_code, answer.json()) == (
        409, {"sentence": "Phiếu đang ở trạng thái “Đã gửi”."},
    )  # fmt: skip


def test_without_scripts_a_section_is_saved_line_by_line(office, sheet, as_):
    data = fields("VH.PANO", "5") | fields("VH.KP", "abc") | fields("VH.LEHOI", "có")

    answer = as_(office.entry).post(reverse("entry:section-save", args=[sheet.pk, "VH"]), data)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert typed(page, "VH.KP") == "abc"
    assert "Có ô chưa lưu được" in page
    assert dict(Figure.objects.values_list("indicator__code", "value")) == {
        "VH.PANO": 5, "VH.LEHOI": 1,
    }  # fmt: skip


def test_without_scripts_a_sound_section_comes_back_to_its_place(office, sheet, as_):
    answer = as_(office.entry).post(
        reverse("entry:section-save", args=[sheet.pk, "VH"]), fields("VH.PANO", "5")
    )

    assert (answer.status_code, answer.url) == (302, f"{sheet.get_absolute_url()}#muc-VH")


def test_a_stale_tab_asks_which_number_to_keep(office, sheet, as_):
    other = person("Người Khác", ("ward_entry", office.ward))
    fill(sheet, other, VH_PANO="7")
    client = as_(office.entry)

    answer = save(client, sheet, "VH.PANO", "5").json()
    assert answer["cells"]["VH.PANO"]["kind"] == "moved"
    assert answer["lines"]["VH.PANO"]["version"] == "1"

    section = reverse("entry:section-save", args=[sheet.pk, "VH"])
    page = client.post(section, fields("VH.PANO", "5")).content.decode()
    for words in (page, answer["lines"]["VH.PANO"]["remarks"]):
        assert "Người Khác đã ghi “7”" in words
        assert re.search("<strong>7</strong> · Người Khác · .*<strong>5</strong>", words, re.DOTALL)
        assert 'name="choose-VH.PANO"' in words
    assert typed(page, "VH.PANO") == "5"
    assert 'name="was-VH.PANO" value="1 value:7"' in page

    client.post(section, fields("VH.PANO", "5", version=1, was="value:7", choose="theirs"))
    assert Figure.objects.get().value == 7
    client.post(section, fields("VH.PANO", "5", version=1, was="value:7", choose="mine"))
    assert Figure.objects.get().value == 5


def test_lines_that_were_left_alone_are_no_conflict(office, sheet, as_):
    fill(sheet, office.entry, VH_PANO="5")
    other = person("Người Khác", ("ward_entry", office.ward))
    fill(sheet, other, VH_PANO="7")

    answer = as_(office.entry).post(
        reverse("entry:section-save", args=[sheet.pk, "VH"]),
        fields("VH.PANO", "5", version=1, was="value:5") | fields("VH.KP", "1,5"),
    )

    assert answer.status_code == 302
    assert dict(Figure.objects.values_list("indicator__code", "value")) == {
        "VH.PANO": 7, "VH.KP": 1.5,
    }  # fmt: skip


def test_a_double_click_saves_once(office, sheet, as_):
    client = as_(office.entry)
    data = fields("VH.PANO", "5")
    url = reverse("entry:section-save", args=[sheet.pk, "VH"])

    first, second = (client.post(url, data) for _ in range(2))

    assert (first.status_code, second.status_code) == (302, 302)
    assert Figure.objects.get().version == 1


def test_a_number_typed_over_no_data_means_the_number(office, sheet, as_):
    client = as_(office.entry)
    save(client, sheet, "VH.PANO", state="no_data", reason="Chưa kiểm kê")
    assert Figure.objects.get().reason == "Chưa kiểm kê"
    section = reverse("entry:section-save", args=[sheet.pk, "VH"])

    client.post(
        section,
        fields("VH.PANO", "5", state="no_data", version=1, was="no_data:Chưa kiểm kê"),
    )

    assert (Figure.objects.get().state, Figure.objects.get().value) == ("value", 5)


def test_choosing_not_applicable_outweighs_the_number_that_stood_there(office, sheet, as_):
    fill(sheet, office.entry, VH_PANO="5")
    section = reverse("entry:section-save", args=[sheet.pk, "VH"])

    as_(office.entry).post(
        section, fields("VH.PANO", "5", was="value:5", version=1, state="not_applicable")
    )

    assert Figure.objects.get().state == "not_applicable"


def test_without_scripts_the_reason_is_asked_once_there_is_no_data(office, sheet, as_):
    client = as_(office.entry)
    section = reverse("entry:section-save", args=[sheet.pk, "VH"])

    page = client.post(section, fields("VH.PANO", state="no_data")).content.decode()

    assert "Hãy ghi lý do không có số liệu." in page
    assert 'name="reason-VH.PANO"' in page
    assert 'name="reason-VH.KP"' not in page


def test_a_counted_figure_is_explained_by_the_same_button(office, sheet, register, as_):
    register.counts = {office.ward.pk: Decimal(3)}
    section = reverse("entry:section-save", args=[sheet.pk, "VH"])

    answer = as_(office.entry).post(section, {"note-VH.DITICH": "Kiểm kê lại."})

    assert answer.status_code == 302
    assert (Figure.objects.get().note, Figure.objects.get().source) == ("Kiểm kê lại.", "register")


def test_nothing_to_report_is_one_click(office, sheet, as_):
    answer = as_(office.entry).post(
        reverse("entry:section-empty", args=[sheet.pk, "VH"]), follow=True
    )

    assert "Đã ghi không phát sinh cho 5 ô còn trống." in answer.content.decode()


def test_the_way_to_the_office(office, sheet, as_):
    client = as_(office.entry)
    check = reverse("entry:check", args=[sheet.pk])
    assert "Còn thiếu: Hộ" in client.get(check).content.decode()

    fill(sheet, office.entry, DC_HO="1.000")
    assert "Không có lỗi." in client.get(check).content.decode()
    refused = client.post(reverse("entry:approve", args=[sheet.pk]))
    assert refused.status_code == 403

    as_(office.leader).post(reverse("entry:approve", args=[sheet.pk]))
    answer = as_(office.entry).post(reverse("entry:send", args=[sheet.pk]), follow=True)

    page = answer.content.decode()
    assert "BN-2020-" in page
    assert grouped(Submission.objects.get(pk=sheet.pk).sent_hash) in page
    assert "Trần Văn Duyệt, Chủ tịch UBND phường" in page


def test_a_refused_sending_says_why_on_the_check_page(office, sheet, as_):
    answer = as_(office.entry).post(reverse("entry:send", args=[sheet.pk]), follow=True)

    assert "Phiếu đang ở trạng thái “Đang nhập”." in answer.content.decode()


def test_an_approval_on_paper_is_recorded_where_the_leader_has_no_account(office, as_):
    office.leader.appointments.update(ends_on="2020-11-30")
    sheet = started(office)
    fill(sheet, office.entry, DC_HO="1.000")
    url = reverse("entry:record-approval", args=[sheet.pk])
    client = as_(office.entry)

    assert client.post(url, {"name": "", "post": ""}).status_code == 422
    client.post(url, {"name": "Đặng Văn Giấy", "post": "Chủ tịch UBND phường"})

    row = Submission.objects.get(pk=sheet.pk)
    assert (row.status, row.approver_name, row.approved_by) == (
        "approved", "Đặng Văn Giấy", office.entry,
    )  # fmt: skip


def test_a_cells_page_tells_its_history_and_its_register(office, sheet, register, as_):
    fill(sheet, office.entry, VH_PANO="5")
    fill(sheet, office.entry, VH_PANO="6")
    register.counts = {office.ward.pk: 3}
    client = as_(office.entry)

    page = client.get(reverse("entry:cell", args=[sheet.pk, "VH.PANO"])).content.decode()
    assert "5 → 6" in page
    assert "chưa nhập → 5" in page
    assert "Pa nô dựng mới trong kỳ." in page

    page = client.get(reverse("entry:cell", args=[sheet.pk, "VH.DITICH"])).content.decode()
    assert "Đền thử" in page
    assert client.get(reverse("entry:cell", args=[sheet.pk, "KHONG"])).status_code == 404


def test_neighbours_and_strangers_find_nothing(office, sheet, as_):
    fill(sheet, office.entry, DC_HO="1")
    pages = ["sheet", "remarks", "check", "receipt", "record-approval"]
    for user in (office.neighbour, office.stranger):
        client = as_(user)
        for name in pages:
            assert client.get(reverse(f"entry:{name}", args=[sheet.pk])).status_code == 404
        assert client.get(reverse("entry:cell", args=[sheet.pk, "DC.HO"])).status_code == 404
        assert save(client, sheet, "DC.HO", "2").status_code == 404
        for name in ("section-save", "section-empty"):
            url = reverse(f"entry:{name}", args=[sheet.pk, "DC"])
            assert client.post(url, fields("DC.HO", "2")).status_code == 404
        assert client.post(reverse("entry:send", args=[sheet.pk])).status_code == 404
        start = reverse("entry:sheet-start", args=[office.period.pk, office.ward.pk])
        assert client.post(start).status_code == 404
    assert Figure.objects.get().value == 1


def test_a_receipt_exists_only_once_sent(office, sheet, as_):
    assert as_(office.entry).get(reverse("entry:receipt", args=[sheet.pk])).status_code == 404


def test_text_of_people_is_escaped_on_the_sheet(office, sheet, as_):
    client = as_(office.entry)

    section = reverse("entry:section-save", args=[sheet.pk, "VH"])
    bad = '"><script>1</script>'
    page = client.post(section, fields("VH.PANO", bad)).content.decode()

    assert "<script>1" not in page
    assert (
        "<script>" not in save(client, sheet, "VH.PANO", bad).json()["lines"]["VH.PANO"]["remarks"]
    )
    assert typed(page, "VH.PANO") == "&quot;&gt;&lt;script&gt;1&lt;/script&gt;"
