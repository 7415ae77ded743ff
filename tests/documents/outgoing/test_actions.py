"""A paper's way from draft to sealed files, of an office and of a ward."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from accounts.models import Delegation
from audit.chain import sha256
from audit.models import AuditEntry
from documents.layout_check import check_layout
from documents.models import BookEntry
from documents.outgoing import actions
from documents.outgoing.actions import ContentMovedError, Wording
from documents.outgoing.models import Paper
from documents.outgoing.seals import FROZEN
from documents.outgoing.templates import Occasion, filled, templates, words
from tests.documents.outgoing.factories import (
    AT,
    DAY,
    FILES,
    PLAN,
    cast,
    drafted,
    issued,
    seen,
    signed,
    submitted,
)
from vhtt_portal.rules import RuleError

Status = Paper.Status


@pytest.fixture
def quickly(monkeypatch):
    monkeypatch.setattr(actions, "_draw", lambda *_: FILES)


# --- The whole way ----------------------------------------------------------------------------


def test_an_offices_paper_goes_out_with_number_day_and_sealed_files(people):
    paper = issued(people)

    assert (paper.status, paper.number_text, paper.issued_on) == (
        Status.ISSUED, "01/KH-PVHTT", DAY,
    )  # fmt: skip
    assert paper.capacity_lines == ["TRƯỞNG PHÒNG"]
    files = {file.format: bytes(file.content) for file in paper.files.all()}
    assert {file.format: file.sha256 for file in paper.files.all()} == {
        name: sha256(content) for name, content in files.items()
    }
    assert [str(one) for one in check_layout(files["pdf"]) if not one.ok] == []
    assert files["docx"][:2] == b"PK"
    entry = BookEntry.objects.get()
    assert (str(entry), entry.kind, entry.subject) == ("01/KH-PVHTT", "KẾ HOẠCH", paper.subject)


def test_a_ward_numbers_in_its_own_book_and_its_deputy_signs_for_the_chairman(people, quickly):
    issued(people)
    issued(people, replace(PLAN, kind=Paper.Kind.NOTICE))

    paper = issued(people, at_ward=True)

    assert paper.number_text == "01/KH-UBND"
    assert paper.capacity_lines == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
    assert paper.entry.book.keeper == paper.entry.book.home == people.ward


def test_a_paper_of_the_chairman_alone_names_no_committee(people, quickly):
    paper = issued(people, replace(PLAN, is_in_person=True), at_ward=True)

    assert paper.capacity_lines == ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]


def test_the_papers_of_one_book_are_numbered_without_a_gap(people, quickly):
    kinds = (Paper.Kind.PLAN, Paper.Kind.LETTER, Paper.Kind.NOTICE)

    papers = [issued(people, replace(PLAN, kind=kind, addressees="Sở")) for kind in kinds]

    assert [paper.number_text for paper in papers] == ["01/KH-PVHTT", "02/PVHTT", "03/TB-PVHTT"]


def test_every_step_is_in_the_trail(people, quickly):
    paper = issued(people)
    actions.recall(paper=paper, reason="Sai ngày.", by=people.head, at=AT)

    trail = AuditEntry.objects.filter(target_type="outgoing.paper").order_by("number")
    assert [entry.verb for entry in trail] == [
        "paper.started", "paper.submit", "paper.sign", "paper.issue", "paper.recall",
    ]  # fmt: skip
    assert trail[3].changes["number"] == [None, "01/KH-PVHTT"]
    assert trail[3].changes["sha256.pdf"] == [None, sha256(b"pdf")]
    assert trail[4].reason == "Sai ngày."


def test_the_same_request_sent_twice_begins_one_paper(people):
    key = uuid4()
    begin = {"keeper": people.office, "wordings": [PLAN, PLAN], "by": people.specialist, "key": key}

    first, second = actions.start(**begin), actions.start(**begin)

    assert [paper.pk for paper in first] == [paper.pk for paper in second]
    assert Paper.objects.count() == 2


def test_the_papers_of_the_conference_are_begun_together(people):
    names = words(people.office, 2021, occasion=Occasion(date(2021, 12, 28), venue="Hội trường"))
    template = templates()["hoi-nghi-tong-ket"]
    wordings = [
        Wording(**{name: getattr(paper, name) for name in paper.__slots__})
        for paper in (filled(each, names) for each in template.papers)
    ]

    papers = actions.start(keeper=people.office, wordings=wordings, by=people.specialist)

    assert [paper.kind for paper in papers] == ["KẾ HOẠCH", "CHƯƠNG TRÌNH", "GIẤY MỜI"]
    assert all("ngày 28 tháng 12 năm 2021" in paper.body for paper in papers)
    assert "của" not in papers[0].subject.split()


# --- Writing ----------------------------------------------------------------------------------


def test_a_draft_is_written_otherwise_and_the_trail_says_from_what_to_what(people):
    paper = drafted(people)

    paper = actions.edit(
        paper=paper, wording=replace(PLAN, subject="  Về việc  Khác "), by=people.specialist,
        version=1,
    )  # fmt: skip

    assert (paper.subject, paper.version) == ("Khác", 2)
    assert AuditEntry.objects.get(verb="paper.edit").changes == {"subject": [PLAN.subject, "Khác"]}


def test_what_is_so_already_is_no_change(people):
    paper = actions.edit(paper=drafted(people), wording=PLAN, by=people.specialist)

    assert paper.version == 1
    assert not AuditEntry.objects.filter(verb="paper.edit").exists()


def test_a_stale_page_writes_nothing(people):
    paper = drafted(people)
    actions.edit(paper=paper, wording=replace(PLAN, subject="Mới"), by=people.specialist, version=1)

    with pytest.raises(RuleError, match="vừa được người khác thay đổi"):
        actions.edit(
            paper=paper, wording=replace(PLAN, subject="Cũ"), by=people.specialist, version=1
        )


def test_only_a_leader_of_the_body_is_named_as_signer(people):
    with pytest.raises(RuleError, match="không phải lãnh đạo"):
        drafted(people, replace(PLAN, signer=people.leader))

    assert drafted(people, replace(PLAN, signer=people.deputy)).signer == people.deputy


def test_a_draft_is_thrown_away_with_a_reason(people):
    paper = drafted(people)

    actions.remove(paper=paper, reason="Lập nhầm.", by=people.specialist, version=1)

    assert not Paper.objects.exists()
    assert AuditEntry.objects.get(verb="paper.removed").changes["body"] == [PLAN.body, None]


# --- Refusals ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wording", "sentence"),
    [
        (replace(PLAN, body=""), "chưa có nội dung"),
        (replace(PLAN, body="Trước ngày […]."), "còn chỗ chưa điền"),
        (replace(PLAN, kind=Paper.Kind.LETTER), "phải có nơi nhận ở mục Kính gửi"),
        (replace(PLAN, kind=Paper.Kind.PROPOSAL), "phải có nơi nhận ở mục Kính gửi"),
        (replace(PLAN, kind=Paper.Kind.DECISION), "phải có căn cứ"),
        (replace(PLAN, kind=Paper.Kind.DECISION, legal_bases="Căn cứ A"), "chia thành các điều"),
        (replace(PLAN, kind=Paper.Kind.DECISION, addressees="Sở"), "không có Kính gửi"),
    ],
)
def test_a_paper_that_is_not_whole_is_not_submitted(people, wording, sentence):
    with pytest.raises(RuleError, match=sentence):
        submitted(people, wording)


@pytest.mark.parametrize("who", ["clerk", "inspector", "entry", "leader"])
def test_others_do_not_write_in_the_offices_name(people, who):
    with pytest.raises(RuleError, match="không có quyền"):
        actions.start(keeper=people.office, wordings=[PLAN], by=getattr(people, who))


@pytest.mark.parametrize("who", ["specialist", "head", "clerk"])
def test_the_office_does_not_write_in_a_wards_name(people, who):
    with pytest.raises(RuleError, match="không có quyền"):
        actions.start(keeper=people.ward, wordings=[PLAN], by=getattr(people, who))


@pytest.mark.parametrize("who", ["specialist", "clerk", "leader", "inspector"])
def test_who_has_no_right_signs_nothing(people, who):
    paper = submitted(people)

    with pytest.raises(RuleError, match="không có quyền ký"):
        actions.sign(paper=paper, seen_hash=seen(paper), by=getattr(people, who), at=AT)


def test_whoever_was_given_leave_signs_by_it(people):
    Delegation.objects.create(
        office=people.office, kind="TUQ", given_by=people.head, given_to=people.specialist,
        post="Chuyên viên", document="Giấy ủy quyền số 01", scope="Giấy mời",
        starts_on=DAY - timedelta(days=1), ends_on=DAY + timedelta(days=1),
    )  # fmt: skip
    paper = submitted(people)

    paper = actions.sign(paper=paper, seen_hash=seen(paper), by=people.specialist, at=AT)

    assert paper.capacity_lines == ["TUQ. TRƯỞNG PHÒNG", "CHUYÊN VIÊN"]


def test_nobody_signs_what_changed_since_he_saw_it(people):
    paper = submitted(people)
    before = seen(paper)
    actions.return_draft(paper=paper, reason="Thiếu.", by=people.head)
    paper = actions.edit(paper=paper, wording=replace(PLAN, body="Khác."), by=people.specialist)
    paper = actions.submit(paper=paper, by=people.specialist)

    with pytest.raises(ContentMovedError, match="đã thay đổi"):
        actions.sign(paper=paper, seen_hash=before, by=people.head, at=AT)

    paper.refresh_from_db()
    assert (paper.status, paper.signer_name) == (Status.SUBMITTED, "")


def test_a_letterhead_that_changed_meanwhile_is_a_change_as_well(people):
    paper = submitted(people)
    before = seen(paper)
    people.office.issuing_body = "PHÒNG VĂN HÓA - XÃ HỘI"
    people.office.save()

    with pytest.raises(ContentMovedError):
        actions.sign(paper=Paper.objects.get(), seen_hash=before, by=people.head, at=AT)


def test_what_is_submitted_stands_still_until_it_is_returned(people):
    paper = submitted(people)

    with pytest.raises(RuleError, match="Đã trình ký"):
        actions.edit(paper=paper, wording=replace(PLAN, body="Khác"), by=people.specialist)

    paper = actions.return_draft(paper=paper, reason=" Sửa  lại. ", by=people.head)
    assert (paper.status, paper.return_reason) == (Status.DRAFTING, "Sửa lại.")


def test_returning_takes_the_signature_off(people):
    paper = actions.return_draft(paper=signed(people), reason="Sai tên.", by=people.head)

    assert (paper.signer_name, paper.content_hash, paper.capacity_lines) == ("", "", [])


def test_what_is_issued_is_what_was_signed(people):
    """A letterhead that changes between signature and number changes nothing of the paper."""
    paper = signed(people)
    people.office.issuing_body = "PHÒNG KHÁC"
    people.office.save()

    paper = actions.issue(paper=paper, by=people.clerk, at=AT)

    assert '"PHÒNG VĂN HÓA VÀ THÔNG TIN"' in paper.snapshot
    assert paper.entry.symbol == "KH-PVHTT"


@pytest.mark.parametrize(
    ("act", "who"),
    [
        (actions.issue, "head"), (actions.issue, "specialist"), (actions.issue, "entry"),
        (actions.return_draft, "specialist"), (actions.return_draft, "leader"),
        (actions.recall, "clerk"),
    ],
)  # fmt: skip
def test_each_step_is_in_its_own_hands(people, act, who):
    more = {} if act is actions.issue else {"reason": "Thử."}

    with pytest.raises(RuleError, match="không có quyền"):
        act(paper=signed(people), by=getattr(people, who), **more)


def test_no_step_is_taken_twice_or_before_its_turn(people, quickly):
    paper = issued(people)

    for act in (actions.submit, actions.issue):
        by = people.specialist if act is actions.submit else people.clerk
        with pytest.raises(RuleError, match="Đã ban hành"):
            act(paper=paper, by=by)
    with pytest.raises(RuleError, match="Đang soạn"):
        actions.issue(paper=drafted(people), by=people.clerk)


def test_it_is_not_issued_before_it_was_signed(people):
    with pytest.raises(RuleError, match="trước ngày ký"):
        actions.issue(paper=signed(people), by=people.clerk, issued_on=DAY - timedelta(1), at=AT)

    assert not BookEntry.objects.exists()


@pytest.mark.parametrize("act", [actions.return_draft, actions.recall])
def test_a_step_back_says_why(people, quickly, act):
    paper = issued(people) if act is actions.recall else signed(people)

    with pytest.raises(RuleError, match="lý do"):
        act(paper=paper, reason="  ", by=people.head)


def test_a_number_taken_while_drawing_is_drawn_again(people, monkeypatch):
    paper, other, numbers = signed(people), signed(people), []

    def slow(_paper, number, _day):
        if not numbers:
            numbers.append(number)
            actions.issue(paper=other, by=people.clerk, at=AT)
        numbers.append(number)
        return FILES

    monkeypatch.setattr(actions, "_draw", slow)
    paper = actions.issue(paper=paper, by=people.clerk, at=AT)

    other.refresh_from_db()
    assert (other.number, paper.number) == (1, 2)
    assert numbers == [1, 1, 1, 2]


# --- Sealed -----------------------------------------------------------------------------------

X = "'x'"
OTHER = {
    "id": "999", "office_id": "NULL", "place_id": "place_id + 1", "is_in_person": "NOT is_in_person",
    "signer_id": "NULL", "due_on": "'2030-01-01'", "started_at": "NULL", "submitted_at": "NULL",
    "signed_at": "NULL", "signed_by_id": "NULL", "capacity_lines": "'[\"x\"]'", "entry_id": "NULL",
    "number": "99", "issued_on": "'2030-01-01'", "issued_at": "NULL",
}  # fmt: skip
STATEMENTS = [
    *(f"UPDATE outgoing_paper SET {name} = {OTHER.get(name, X)}" for name in FROZEN),
    "UPDATE outgoing_paper SET status = 'drafting'",
    "UPDATE outgoing_paper SET version = version + 1",
    "UPDATE outgoing_paper SET status = 'recalled', snapshot = '{}'",
    "DELETE FROM outgoing_paper",
    "UPDATE outgoing_paperfile SET content = ''",
    "DELETE FROM outgoing_paperfile",
]  # fmt: skip


def test_no_statement_changes_what_was_issued(people, quickly):
    issued(people)
    passed = []

    for statement in STATEMENTS:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)
                passed.append(statement)
        except DatabaseError as refusal:
            passed += [] if "sealed" in str(refusal) else [f"{statement}: {refusal}"]
    assert passed == []


def test_an_issued_paper_may_still_be_recalled_once(people, quickly):
    paper = actions.recall(paper=issued(people), reason="Nhầm.", by=people.head, at=AT)

    assert paper.status == Status.RECALLED
    with pytest.raises(RuleError, match="Đã thu hồi"):
        actions.recall(paper=paper, reason="Nữa.", by=people.head)


@pytest.mark.django_db(transaction=True)
def test_two_clerks_at_one_moment_get_two_numbers(monkeypatch):
    monkeypatch.setattr(actions, "_draw", lambda *_: FILES)
    people = cast()
    papers = [signed(people) for _ in range(4)]

    def clerk(paper):
        try:
            return actions.issue(paper=paper, by=people.clerk, at=AT).number
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as clerks:
        assert sorted(clerks.map(clerk, papers)) == [1, 2, 3, 4]
