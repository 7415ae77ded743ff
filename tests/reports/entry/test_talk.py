"""What is said and kept beside cells: marks, history in words, what last year left."""

from uuid import uuid4

import pytest
from django.urls import reverse

from audit.queries import history
from reports.entry import actions
from reports.entry.models import Comment, FollowUp, SourceNote, Submission
from reports.entry.sheetform import sheet_form
from reports.entry.talk import Mark, cell_steps, handover, marks, unanswered
from tests.reports.entry import samples
from tests.reports.entry.samples import COMMAND, IN_TIME, fill, sent, started
from vhtt_portal.rules import RuleError

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


def post(client, name, sheet, code="VH.PANO", **data):
    return client.post(reverse(f"entry:{name}", args=[sheet.pk, code]), data, follow=True)


def test_office_and_unit_talk_at_a_cell_whatever_its_status(office, as_):
    sheet = sent(office)

    client = as_(office.specialist)
    asked = post(client, "comment-add", sheet, text="Sao  nhiều thế?", room="review")
    post(as_(office.entry), "comment-add", sheet, text="Có đợt mới.\n- hai cái")

    assert asked.redirect_chain == [
        (f"{reverse('review:cell', args=[sheet.pk, 'VH.PANO'])}#trao-doi", 302)
    ]
    said = Comment.objects.values_list("by_name", "by_place", "from_office", "text")
    assert list(said) == [
        ("Lê Thị Chuyên", str(office.office), True, "Sao nhiều thế?"),
        ("Nguyễn Thị Nhập", office.ward.full_name, False, "Có đợt mới.\n- hai cái"),
    ]
    assert [entry.verb for entry in history(sheet)[:2]] == ["comment.added"] * 2
    for room, who in (("entry", office.leader), ("review", office.inspector)):
        page = as_(who).get(reverse(f"{room}:cell", args=[sheet.pk, "VH.PANO"])).content.decode()
        assert page.index("Sao nhiều thế?") < page.index("Có đợt mới.<br>")


def test_a_word_is_kept_where_it_was_refused(office, sheet, as_):
    client = as_(office.entry)

    answer = post(client, "comment-add", sheet, text="   ")
    assert answer.status_code == 422
    assert "Hãy viết" in answer.content.decode() or "bắt buộc" in answer.content.decode()
    answer = post(client, "comment-add", sheet, text="a" * 2001)
    assert answer.status_code == 422
    assert "a" * 2001 in answer.content.decode()
    assert not Comment.objects.exists()


def test_a_word_that_is_sent_twice_is_said_once(office, sheet):
    key = uuid4()

    twice = [
        actions.add_comment(
            submission=sheet, indicator="VH.PANO", text="Một lần", by=office.entry, key=key
        )
        for _ in range(2)
    ]

    assert twice[0] == twice[1]
    assert Comment.objects.count() == 1


def test_a_flag_is_set_once_and_taken_down_by_either_side(office, sheet, as_):
    post(as_(office.entry), "cell-flag", sheet, flag="1")
    client = as_(office.head)
    assert "Đang được theo dõi" in post(client, "cell-flag", sheet, flag="1").content.decode()
    assert FollowUp.objects.get().by == office.entry
    post(client, "cell-flag", sheet)
    post(client, "cell-flag", sheet)

    assert not FollowUp.objects.exists()
    assert [(step.who, step.text) for step in cell_steps(sheet, "VH.PANO")] == [
        ("Phạm Văn Trưởng", "Bỏ đánh dấu theo dõi"),
        ("Nguyễn Thị Nhập", "Đánh dấu theo dõi"),
    ]


def test_the_source_of_a_figure_is_read_a_year_and_two_years_later(office, as_):
    old = before(office, VH_PANO="4")
    actions.save_source_note(
        submission=old, indicator="VH.PANO", text="Theo sổ của nhà văn hóa.", by=office.entry
    )
    next_year = actions.open_period(
        office=office.office, code="2021", name="Năm 2021", form_version=office.version,
        dates=samples.DATES, previous=office.period, by=COMMAND,
    )  # fmt: skip
    after = actions.start_sheet(period=next_year, locality=office.ward, by=office.entry, at=IN_TIME)
    page = as_(office.entry).get(reverse("entry:cell", args=[after.pk, "VH.PANO"]))

    for sheet in (started(office), after):
        found = handover(sheet, "VH.PANO")
        assert found.note is not None
        assert found.note.text == "Theo sổ của nhà văn hóa."
    assert handover(after, "VH.PANO").figure is None
    text = " ".join(page.content.decode().split())
    assert "Nguồn và lưu ý năm 2019, Nguyễn Thị Nhập ghi ngày 10/12/2020" in text
    assert handover(after, "VH.KP").note is None


def test_two_notes_at_one_cell_are_a_question(office, sheet, as_):
    client = as_(office.leader)
    first = post(client, "source-note-save", sheet, text="Của tôi", version=0)
    assert "Đã lưu nguồn và lưu ý." in first.content.decode()

    client = as_(office.entry)
    answer = post(client, "source-note-save", sheet, text="Của người khác", version=0)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Trần Văn Duyệt vừa sửa" in page
    assert "Của tôi" in page
    assert "Của người khác</textarea>" in page
    post(client, "source-note-save", sheet, text="Của người khác", version=1)
    note = SourceNote.objects.get()
    assert (note.text, note.version) == ("Của người khác", 2)
    post(client, "source-note-save", sheet, text="", version=2)
    assert marks(sheet) == {}


def test_only_the_two_sides_write_and_only_who_answers_notes(office, sheet):
    for who in (office.clerk, office.inspector):
        for verb in (actions.flag, actions.unflag):
            with pytest.raises(RuleError):
                verb(submission=sheet, indicator="VH.PANO", by=who)
        with pytest.raises(RuleError):
            actions.add_comment(submission=sheet, indicator="VH.PANO", text="Lời", by=who)
    with pytest.raises(RuleError):
        actions.save_source_note(
            submission=sheet, indicator="VH.PANO", text="Lời", by=office.specialist
        )
    with pytest.raises(RuleError, match="không có chỉ tiêu"):
        actions.flag(submission=sheet, indicator="KHONG", by=office.entry)


def test_a_neighbour_finds_no_cell_to_talk_at(office, sheet, as_):
    actions.flag(submission=sheet, indicator="VH.PANO", by=office.entry)

    for who in (office.neighbour, office.stranger):
        client = as_(who)
        for name in ("comment-add", "source-note-save", "cell-flag"):
            answer = post(client, name, sheet, text="Lời", version=0)
            assert answer.status_code == 404
    assert post(as_(office.entry), "cell-flag", sheet, code="KHONG").status_code == 404
    assert FollowUp.objects.exists()
    assert not Comment.objects.exists()


def test_a_cells_page_costs_the_same_however_much_is_said(
    office, sheet, as_, django_assert_num_queries
):
    client = as_(office.entry)
    url = reverse("entry:cell", args=[sheet.pk, "VH.PANO"])
    client.get(url)
    for round_of_talk in range(2):
        with django_assert_num_queries(13):
            client.get(url)
        with django_assert_num_queries(9):
            client.get(url, headers=HTMX)
        for n in range(3):
            fill(sheet, office.entry, VH_PANO=str(round_of_talk * 10 + n))
            actions.add_comment(
                submission=sheet, indicator="VH.PANO", text=f"Lời {n}", by=office.entry
            )


def test_a_line_says_how_much_is_said_at_its_cell(office, sheet, as_):
    at_cell = {"submission": sheet, "indicator": "VH.PANO", "by": office.entry}
    actions.add_comment(text="Một", **at_cell)
    actions.add_comment(text="Hai", **at_cell)
    actions.flag(**at_cell)

    page = " ".join(
        as_(office.entry).get(reverse("entry:sheet", args=[sheet.pk])).content.decode().split()
    )

    url = reverse("entry:cell", args=[sheet.pk, "VH.PANO"])
    assert (
        f'href="{url}" data-count="2" data-flag> Căn cứ, lịch sử, trao đổi (2 lời, đang theo dõi)'
        in page
    )
    assert page.count("data-count=") == page.count("data-flag") == 1


def test_the_last_word_of_the_other_side_waits_for_an_answer(office, sheet):
    def say(by, code, text):
        actions.add_comment(submission=sheet, indicator=code, text=text, by=by)

    say(office.specialist, "DC.HO", "Sao tăng nhiều thế?")
    say(office.entry, "DC.HO", "Vì sáp nhập.")
    say(office.specialist, "VH.PANO", "Đếm cả pa nô cũ không?")

    for_ward = unanswered([sheet], from_office=True)
    for_office = unanswered([sheet], from_office=False)

    assert [word.text for word in for_ward] == ["Đếm cả pa nô cũ không?"]
    assert [word.text for word in for_office] == ["Vì sáp nhập."]
