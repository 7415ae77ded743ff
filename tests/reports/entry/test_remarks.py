"""What a place writes in its own words: section by section, each text on its own."""

import re
from html import unescape

import pytest
from django.urls import reverse

from audit.queries import history
from reports.entry import actions
from reports.entry.actions import RemarkMovedError
from reports.entry.models import Remark
from tests.reports.entry.samples import sent

LIMITS = Remark.Kind.LIMITS


@pytest.fixture(autouse=True)
def _in_time(time_machine):
    time_machine.move_to("2020-12-10T09:00:00+07:00")


@pytest.fixture
def as_(client):
    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def url_of(sheet):
    return reverse("entry:remarks", args=[sheet.pk])


def fields(page):
    """What a browser would send of this page."""
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    texts = re.findall(r'<textarea name="([^"]+)"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL)
    return {name: unescape(value) for name, value in [*hidden, *texts]}


def opened(client, sheet):
    return fields(client.get(url_of(sheet)).content.decode())


def saved():
    return {(row.section, row.kind): row.text for row in Remark.objects.all()}


def test_each_section_and_the_whole_sheet_have_four_headings(office, sheet, as_):
    page = as_(office.entry).get(url_of(sheet)).content.decode()

    assert [name for name in fields(page) if name.endswith("-text")] == [
        f"{part}-{kind}-text" for part in ("chung", "VH", "DC") for kind in Remark.Kind.values
    ]
    assert re.findall(r'id="(muc-\w+)"', page) == ["muc-chung", "muc-VH", "muc-DC"]
    assert '<details class="words" open' not in page


def test_any_button_saves_all_that_was_written_and_comes_back_to_its_place(office, sheet, as_):
    client = as_(office.entry)
    typed = opened(client, sheet) | {
        "chung-limits-text": "Thiếu kinh phí.", "VH-results-text": " - Một\r\n-  Hai\r\n",
        "section": "VH",
    }  # fmt: skip

    answer = client.post(url_of(sheet), typed)

    assert (answer.status_code, answer.url) == (302, f"{url_of(sheet)}#muc-VH")
    assert saved() == {("", "limits"): "Thiếu kinh phí.", ("VH", "results"): "- Một\n- Hai"}
    verbs = [(entry.verb, list(entry.changes)) for entry in history(sheet)[:2]]
    assert sorted(verbs) == [
        ("remark.saved", ["Tồn tại, hạn chế"]),
        ("remark.saved", ["Văn hóa – Kết quả nổi bật"]),
    ]
    page = client.get(url_of(sheet)).content.decode()
    assert "Đã lưu 2 nội dung." in page
    assert page.count('<details class="words" open') == 2


def test_what_was_left_alone_is_no_conflict(office, sheet, as_):
    client = as_(office.entry)
    shown = opened(client, sheet)
    actions.save_remark(submission=sheet, kind=LIMITS, text="Của lãnh đạo", by=office.leader)

    answer = client.post(url_of(sheet), shown | {"VH-causes-text": "Mưa"})

    assert answer.status_code == 302
    assert saved() == {("", "limits"): "Của lãnh đạo", ("VH", "causes"): "Mưa"}


def test_two_texts_for_one_heading_are_a_question_and_nothing_typed_is_lost(office, sheet, as_):
    client = as_(office.entry)
    shown = opened(client, sheet)
    actions.save_remark(
        submission=sheet, section="VH", kind=LIMITS, text="Của lãnh đạo", by=office.leader
    )
    typed = {"VH-limits-text": "Của tôi", "DC-limits-text": "Khác"}

    answer = client.post(url_of(sheet), shown | typed)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Trần Văn Duyệt vừa sửa mục “Tồn tại, hạn chế”." in page
    assert "Của lãnh đạo" in page
    assert fields(page)["VH-limits-text"] == "Của tôi"
    assert saved() == {("VH", "limits"): "Của lãnh đạo", ("DC", "limits"): "Khác"}
    client.post(url_of(sheet), fields(page))
    assert saved() == {("VH", "limits"): "Của tôi", ("DC", "limits"): "Khác"}


def test_ones_own_other_tab_is_a_conflict_too_but_the_same_words_are_none(office, sheet):
    words = {"submission": sheet, "kind": LIMITS, "section": "VH", "by": office.entry}
    actions.save_remark(**words, text="Một", expected_version=0)

    assert actions.save_remark(**words, text="Một", expected_version=0).version == 1
    with pytest.raises(RemarkMovedError) as moved:
        actions.save_remark(**words, text="Hai", expected_version=0)
    assert moved.value.theirs.text == "Một"


def test_too_long_a_text_stays_in_its_field(office, sheet, as_):
    client = as_(office.entry)
    long = "a" * 20_001

    answer = client.post(url_of(sheet), opened(client, sheet) | {"VH-results-text": long})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "dài quá 20.000 chữ" in page
    assert fields(page)["VH-results-text"] == long
    assert saved() == {}


def test_a_sent_sheets_words_are_read_and_no_longer_written(office, as_):
    sheet = sent(office)
    Remark.objects.create(
        submission=sheet, section="VH", kind="results", text="- Vui\nRồi",
        set_at=sheet.sent_at, set_by_name="Ai",
    )  # fmt: skip

    client = as_(office.entry)
    page = client.get(url_of(sheet)).content.decode()

    assert "<textarea" not in page
    assert "<p>– Vui</p><p>Rồi</p>" in page
    data = {f"VH-results-{name}": value for name, value in
            {"text": "Mới", "version": 1, "was": "x"}.items()}  # fmt: skip
    assert client.post(url_of(sheet), data).status_code == 422
    assert saved() == {("VH", "results"): "- Vui\nRồi"}


def test_the_page_costs_the_same_however_much_is_written(
    office, sheet, as_, django_assert_num_queries
):
    client = as_(office.entry)
    client.get(url_of(sheet))
    for text in ("", "Lời"):
        for kind in Remark.Kind:
            actions.save_remark(
                submission=sheet, section="VH", kind=kind, text=text, by=office.entry
            )
        with django_assert_num_queries(5):
            client.get(url_of(sheet))
