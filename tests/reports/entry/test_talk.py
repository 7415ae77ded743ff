"""What is said and kept beside cells: marks, history in words, what last year left."""

import pytest
from django.urls import reverse

from reports.entry import actions
from reports.entry.models import Comment, FollowUp, SourceNote, Submission
from reports.entry.sheetform import sheet_form
from reports.entry.talk import Mark, cell_steps, marks
from tests.reports.entry.samples import COMMAND, IN_TIME, fill, sent, started

HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _in_time(time_machine):
    time_machine.move_to("2020-12-10T09:00:00+07:00")


@pytest.fixture
def as_(client):
    def sign_in(user):
        client.force_login(user)
        return client

    return sign_in


def before(cast, **cells):
    """The ward's accepted sheet of last year."""
    sheet = actions.start_sheet(period=cast.before, locality=cast.ward, by=COMMAND, at=IN_TIME)
    fill(sheet, COMMAND, **cells)
    Submission.objects.filter(pk=sheet.pk).update(
        status="accepted", approved_at=IN_TIME, approver_name="X", sent_at=IN_TIME,
        sent_by_name="X", sent_hash="0" * 64, receipt_number="BN-1", accepted_at=IN_TIME,
        accepted_by_name="Y", accepted_hash="0" * 64,
    )  # fmt: skip
    return sheet


def test_marks_tell_what_stands_beside_each_cell(office, sheet, django_assert_num_queries):
    pano, households = (office.version.indicators.get(code=code) for code in ("VH.PANO", "DC.HO"))
    said = {"at": IN_TIME, "by_name": "Ai đó"}
    Comment.objects.create(submission=sheet, indicator=pano, text="Một", **said)
    Comment.objects.create(submission=sheet, indicator=pano, text="Hai", **said)
    FollowUp.objects.create(submission=sheet, indicator=pano, **said)
    SourceNote.objects.create(
        submission=sheet, indicator=households, text="Sổ hộ", set_at=IN_TIME, set_by_name="Ai đó"
    )
    sheet_form(sheet)

    with django_assert_num_queries(1):
        found = marks(sheet)

    assert found == {"VH.PANO": Mark(2, True, False, 0), "DC.HO": Mark(0, False, True, 0)}


def test_a_cells_steps_say_from_what_to_what_and_from_where(office, sheet):
    fill(sheet, office.entry, VH_PANO="5", DC_HO="1")
    typed = [actions.TypedCell(code="VH.PANO", text="6", note="Thêm một")]
    actions.save_cells(
        submission=sheet, typed=typed, by=office.leader, origin=actions.Origin.PASTED, at=IN_TIME
    )

    assert [(step.who, step.text, step.source) for step in cell_steps(sheet, "VH.PANO")] == [
        ("Trần Văn Duyệt", "5 → 6; Giải trình: Thêm một", "dán từ bảng tính"),
        ("Nguyễn Thị Nhập", "chưa nhập → 5", "nhập trên trang"),
    ]


def test_a_counts_step_says_that_it_came_from_its_register(office, register):
    register.counts = {office.ward.pk: 3}
    row = sent(office)

    [step] = cell_steps(row, "VH.DITICH")

    assert (step.text, step.source) == ("chưa nhập → 3", "lấy từ sổ theo dõi khi gửi phiếu")


def test_the_piece_beside_the_sheet_is_short_and_no_page(office, as_):
    before(office, VH_PANO="4")
    sheet = started(office)
    fill(sheet, office.entry, VH_PANO="5", DC_HO="1")

    client = as_(office.entry)
    url = reverse("entry:cell", args=[sheet.pk, "VH.PANO"])
    piece, page = client.get(url, headers=HTMX), client.get(url)

    text = piece.content.decode()
    assert "<html" not in text
    assert "Pa nô dựng mới trong kỳ." in text
    assert "chưa nhập → 5" in text
    assert "<strong>4</strong>" in text
    assert "lệnh thử" in text
    assert "<html" in page.content.decode()
    assert {answer.headers["Vary"].count("HX-Request") for answer in (piece, page)} == {1}
