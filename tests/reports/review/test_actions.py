"""Accepting and returning."""

from uuid import uuid4

import pytest

from accounts.models import Role
from audit.models import AuditEntry
from reports.entry import actions as entry
from reports.entry.models import Submission
from reports.entry.queries import content_hash
from reports.review import actions
from reports.review.actions import ContentMovedError
from tests.reports.entry.samples import COMMAND, IN_TIME, TOO_LATE, fill, person, sent, started
from vhtt_portal.rules import RuleError


def accept(sheet, by, **more):
    known = {"seen_hash": content_hash(sheet), "at": IN_TIME}
    return actions.accept(submission=sheet, by=by, **known | more)


def give_back(sheet, by, reason="Xem lại số hộ.", **more):
    return actions.return_for_correction(
        submission=sheet, reason=reason, by=by, **({"at": IN_TIME} | more)
    )


def last(verb):
    return AuditEntry.objects.filter(verb=verb).order_by("-number").first()


def test_a_sent_sheet_is_accepted_as_it_was_seen(office):
    sheet = sent(office)

    row = accept(sheet, office.specialist)

    assert (row.status, row.accepted_by, row.accepted_hash) == (
        "accepted", office.specialist, sheet.sent_hash,
    )  # fmt: skip
    assert last("sheet.accepted").changes == {
        "status": ["sent", "accepted"], "hash": ["", sheet.sent_hash],
    }  # fmt: skip


def test_accepting_twice_by_one_click_happens_once(office):
    sheet, key = sent(office), uuid4()

    for _ in range(2):
        assert accept(sheet, office.head, key=key).status == "accepted"

    assert AuditEntry.objects.filter(verb="sheet.accepted").count() == 1
    with pytest.raises(RuleError, match="“Đã chấp nhận”"):
        accept(sheet, office.head, key=uuid4())


def test_what_the_reviewer_did_not_see_is_not_accepted(office, current):
    sheet = sent(office)
    seen = content_hash(sheet)
    give_back(sheet, office.head)
    fill(sheet, office.entry, VH_HO="800", VH_PANO="7")
    entry.approve(submission=sheet, by=office.leader, at=IN_TIME)
    entry.send(submission=sheet, by=office.entry, at=IN_TIME)

    with pytest.raises(ContentMovedError) as refusal:
        accept(sheet, office.specialist, seen_hash=seen)

    assert str(refusal.value) == (
        "Phiếu đã thay đổi từ lúc bạn mở, ở các ô: Pa nô; Hộ văn hóa. Hãy xem lại rồi chấp nhận."
    )
    assert current(sheet).status == "sent"


def test_a_hash_that_never_was_is_refused(office):
    with pytest.raises(ContentMovedError, match="Phiếu đã thay đổi"):
        accept(sent(office), office.specialist, seen_hash="khong")


def test_nobody_accepts_what_he_entered(office):
    both = person("Hai Vai", (Role.WARD_ENTRY, office.ward), (Role.SPECIALIST, office.place))
    sheet = started(office)
    fill(sheet, office.entry, DC_HO="1.000")
    fill(sheet, both, VH_PANO="1")
    entry.approve(submission=sheet, by=office.leader, at=IN_TIME)
    entry.send(submission=sheet, by=office.entry, at=IN_TIME)

    with pytest.raises(RuleError, match="Bạn đã nhập số liệu trong phiếu này"):
        accept(sheet, both)

    assert accept(sheet, office.head).status == "accepted"


def explained(sheet, by):
    entry.explain(submission=sheet, indicator="DC.HO", note="Tách hộ.", by=by, at=IN_TIME)


def emptied(sheet, by):
    entry.save_cell(submission=sheet, indicator="VH.PANO", text="", by=by, at=IN_TIME)


def overwritten(sheet, by):
    fill(sheet, by, VH_PANO="7")


@pytest.mark.parametrize("deed", [explained, emptied, overwritten])
def test_nobody_accepts_a_sheet_that_still_bears_a_trace_of_his_hand(office, deed):
    both = person("Hai Vai", (Role.WARD_ENTRY, office.ward), (Role.SPECIALIST, office.place))
    sheet = started(office)
    fill(sheet, office.entry, DC_HO="1.000", VH_PANO="5")
    deed(sheet, both)
    fill(sheet, office.entry, VH_PANO="1")
    entry.approve(submission=sheet, by=office.leader, at=IN_TIME)
    entry.send(submission=sheet, by=office.entry, at=IN_TIME)

    with pytest.raises(RuleError, match="Bạn đã nhập số liệu trong phiếu này"):
        accept(sheet, both)


def test_the_offices_own_sheet_passes_through_two_people(office):
    own = started(office, by=office.specialist, place=office.place)
    fill(own, office.specialist, VH_VANBAN="80")
    entry.approve(submission=own, by=office.specialist, at=IN_TIME)
    entry.send(submission=own, by=office.specialist, at=IN_TIME)

    with pytest.raises(RuleError, match="người khác phải chấp nhận"):
        accept(own, office.specialist)

    assert accept(own, office.head).status == "accepted"


def test_only_the_office_judges(office):
    sheet = sent(office)

    for by in (office.entry, office.leader, office.clerk, office.inspector):
        with pytest.raises(RuleError, match="không có quyền"):
            accept(sheet, by)
        with pytest.raises(RuleError, match="không có quyền"):
            give_back(sheet, by)
    for by in (office.neighbour, office.stranger):
        with pytest.raises(Submission.DoesNotExist):
            accept(sheet, by)


def test_a_returned_sheet_opens_again_with_its_reason(office):
    sheet = sent(office)

    row = give_back(sheet, office.specialist, reason="Xem lại số hộ.\n")

    assert (row.status, row.return_reason, row.returned_by) == (
        "returned", "Xem lại số hộ.", office.specialist,
    )  # fmt: skip
    assert last("sheet.returned").reason == "Xem lại số hộ."
    fill(sheet, office.entry, VH_HO="899")


def test_an_accepted_sheet_may_be_returned_until_it_is_signed(office):
    sheet = sent(office)
    accepted_hash = accept(sheet, office.specialist).accepted_hash

    row = give_back(sheet, office.head)

    assert (row.status, row.accepted_at, row.accepted_hash) == ("returned", None, "")
    assert last("sheet.returned").changes["accepted_hash"] == [accepted_hash, ""]

    entry.approve(submission=sheet, by=office.leader, at=IN_TIME)
    again = entry.send(submission=sheet, by=office.entry, at=IN_TIME)
    assert again.receipt_number.endswith("-2")
    accept(sheet, office.specialist)
    entry.seal_period(period=office.period, by=office.head)
    with pytest.raises(RuleError, match="đã khóa"):
        give_back(sheet, office.head)


def test_a_return_needs_its_reason_and_time_to_correct(office):
    sheet = sent(office)

    with pytest.raises(RuleError, match="ghi lý do trả lại"):
        give_back(sheet, office.specialist, reason="  ")
    with pytest.raises(RuleError, match="Đã qua ngày cuối"):
        give_back(sheet, office.specialist, at=TOO_LATE)
    assert accept(sheet, office.specialist, at=TOO_LATE).status == "accepted"


def test_people_do_not_import_and_accept_in_one(office):
    with pytest.raises(RuleError, match="không được tự chấp nhận"):
        actions.import_accepted(period=office.period, rows=[], by=office.head)


def test_a_command_accepts_by_the_same_states(office, sheet):
    with pytest.raises(RuleError, match="“Đang nhập”"):
        accept(sheet, COMMAND)

    assert accept(sent(office), COMMAND).accepted_by_name == "lệnh thử"
