"""A sheet's way to the office."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Role
from audit.models import AuditEntry
from reports.entry import actions
from reports.entry.models import Expectation, Figure, Remark, Submission
from reports.entry.queries import content_hash
from reports.entry.queries import sheet as read
from reports.review.actions import accept
from tests.reports.entry.samples import (
    COMMAND,
    FORM,
    IN_TIME,
    TOO_LATE,
    cast,
    fill,
    person,
    rural_place,
    sent,
    started,
)
from vhtt_portal.rules import RuleError

Status = Submission.Status


def last(verb):
    return AuditEntry.objects.filter(verb=verb).order_by("-number").first()


def approved(office, sheet):
    return actions.approve(submission=sheet, by=office.leader, at=IN_TIME)


def test_a_sheet_is_started_once(office):
    first, again = started(office), started(office, by=office.leader)

    assert first == again
    assert AuditEntry.objects.filter(verb="sheet.started").count() == 1


def test_only_those_who_owe_start_a_sheet(office):
    with pytest.raises(RuleError, match="không có quyền mở phiếu"):
        started(office, by=office.neighbour)
    place = office.neighbour.appointments.get().locality
    with pytest.raises(RuleError, match="không thuộc danh sách phải báo cáo"):
        started(office, by=office.neighbour, place=place)


def test_late_comers_cannot_start_but_the_command_can(office):
    start = {"period": office.period, "locality": office.ward, "at": TOO_LATE}

    with pytest.raises(RuleError, match="Đã qua ngày cuối"):
        actions.start_sheet(**start, by=office.entry)

    assert actions.start_sheet(**start, by=COMMAND).status == Status.ENTERING


def test_the_leader_stands_for_the_figures(office, sheet):
    fill(sheet, office.entry, DC_HO="10")

    row = approved(office, sheet)

    assert (row.status, row.approver, row.approved_by) == (
        "approved", "Trần Văn Duyệt, Chủ tịch UBND phường", office.leader,
    )  # fmt: skip
    assert last("sheet.approved").changes["status"] == ["entering", "approved"]


def test_an_incomplete_sheet_is_not_approved(office, sheet):
    with pytest.raises(RuleError, match=r"Còn thiếu số liệu bắt buộc: Hộ\."):
        approved(office, sheet)


def test_a_broken_rule_stops_the_sheet_but_never_its_saving(office, sheet):
    fill(sheet, office.entry, DC_HO="10", VH_HO="12")

    with pytest.raises(RuleError, match=r"Số hộ văn hóa \(12\) lớn hơn số hộ \(10\)\."):
        approved(office, sheet)


def test_an_unusual_figure_needs_its_word(office):
    before = actions.start_sheet(period=office.before, locality=office.ward, by=COMMAND, at=IN_TIME)
    fill(before, COMMAND, DC_HO="1.000")
    _accept_as_is(before)
    sheet = started(office)
    fill(sheet, office.entry, DC_HO="900")

    with pytest.raises(RuleError, match="cần ghi giải trình"):
        approved(office, sheet)

    actions.explain(
        submission=sheet, indicator="DC.HO", note="Chuyển đi", by=office.entry, at=IN_TIME
    )
    assert approved(office, sheet).status == Status.APPROVED


def _accept_as_is(sheet):
    Submission.objects.filter(pk=sheet.pk).update(
        status="accepted", approved_at=IN_TIME, approver_name="A", sent_at=IN_TIME,
        sent_by_name="A", sent_hash="1", receipt_number="1", accepted_at=IN_TIME,
        accepted_by_name="A", accepted_hash="1",
    )  # fmt: skip


def test_an_approval_on_paper_is_for_leaders_without_an_account(office, sheet):
    fill(sheet, office.entry, DC_HO="10")
    words = {"name": "Đặng Văn Giấy", "post": "Chủ tịch", "by": office.entry, "at": IN_TIME}

    with pytest.raises(RuleError, match="Trần Văn Duyệt đã có tài khoản"):
        actions.record_approval(submission=sheet, **words)

    office.leader.appointments.update(ends_on="2020-11-30")
    with pytest.raises(RuleError, match="họ tên và chức vụ"):
        actions.record_approval(submission=sheet, **(words | {"post": " "}))
    row = actions.record_approval(submission=sheet, **words)
    assert (row.approver, row.approved_by) == ("Đặng Văn Giấy, Chủ tịch", office.entry)


def test_sending_takes_the_registers_counts_and_gives_a_receipt(office, register):
    register.counts = {office.ward.pk: Decimal(3)}

    sheet = sent(office)

    figure = Figure.objects.get(submission=sheet, indicator__code="VH.DITICH")
    assert (figure.value, figure.source, figure.set_by) == (3, "register", None)
    assert sheet.receipt_number == f"BN-2020-{office.ward.code}-1"
    assert sheet.sent_hash == content_hash(sheet) == read(sheet).content_hash
    assert last("sheet.sent").changes == {
        "VH.DITICH": [None, "3"],
        "status": ["approved", "sent"],
        "hash": ["", sheet.sent_hash],
    }


def test_lines_of_other_kinds_of_places_say_so_when_sent(office):
    sheet = sent(office)

    figure = Figure.objects.get(submission=sheet, indicator__code="VH.NTM")
    assert (figure.state, figure.set_by_name) == ("not_applicable", "Cổng số liệu")


def test_a_rural_unit_answers_rural_lines(office):
    place = rural_place(office.office)
    Expectation.objects.create(period=office.period, locality=place)
    official = person("Người Xã", ("ward_entry", place))
    sheet = started(office, by=official, place=place)

    fill(sheet, official, VH_NTM="có")

    assert Figure.objects.get().value == 1


def test_a_register_count_takes_the_place_of_a_typed_one(office, register):
    sheet = started(office)
    fill(sheet, office.entry, DC_HO="10", VH_DITICH="5")
    register.counts = {office.ward.pk: Decimal(3)}
    line = read(sheet).line("VH.DITICH")
    assert (line.value, line.claim.value) == (3, 5)  # a question, never a sum
    [question] = line.asked_about
    assert question.startswith("Phiếu đã ghi “5”, sổ theo dõi đếm được 3.")

    with pytest.raises(RuleError, match="cần ghi giải trình"):
        approved(office, sheet)
    note = "Hai đền chưa ghi vào sổ."
    actions.explain(submission=sheet, indicator="VH.DITICH", note=note, by=office.entry, at=IN_TIME)
    approved(office, sheet)
    actions.send(submission=sheet, by=office.entry, at=IN_TIME)

    figure = Figure.objects.get(submission=sheet, indicator__code="VH.DITICH")
    assert (figure.value, figure.source, figure.note) == (3, "register", note)
    assert last("sheet.sent").changes["VH.DITICH"] == ["5", "3"]


def test_a_moved_register_is_taken_over_by_the_office_alone(office, register):
    register.counts = {office.ward.pk: Decimal(3)}
    sheet = sent(office)
    accept(submission=sheet, seen_hash=content_hash(sheet), by=office.specialist, at=IN_TIME)
    refresh = {"submission": sheet, "at": TOO_LATE}

    with pytest.raises(RuleError, match="không có số nào khác"):
        actions.refresh_from_registers(**refresh, by=office.head)
    register.counts = {office.ward.pk: Decimal(4)}
    assert [line.code for line in read(sheet).moved] == ["VH.DITICH"]
    with pytest.raises(RuleError, match="không có quyền"):
        actions.refresh_from_registers(**refresh, by=office.entry)

    row = actions.refresh_from_registers(**refresh, by=office.head)

    assert Figure.objects.get(submission=sheet, indicator__code="VH.DITICH").value == 4
    assert row.accepted_hash == content_hash(row)
    entry = last("sheet.refreshed")
    assert (entry.changes["VH.DITICH"], entry.source) == (["3", "4"], "register")


def test_a_moved_register_never_breaks_an_accepted_sheet(tmp_path, register, db):
    rules = FORM[FORM.index("[[rules]]") :]
    hard = FORM.replace(rules, rules.replace("VH.HO", "VH.DITICH"))
    office = cast(tmp_path, text=hard)
    register.counts = {office.ward.pk: Decimal(3)}
    sheet = sent(office, DC_HO="10", VH_HO="5")
    accept(submission=sheet, seen_hash=content_hash(sheet), by=office.specialist, at=IN_TIME)
    register.counts = {office.ward.pk: Decimal(11)}

    with pytest.raises(RuleError, match=r"Số mới của sổ không khớp với phiếu: .* Hãy sửa sổ"):
        actions.refresh_from_registers(submission=sheet, by=office.head, at=TOO_LATE)

    assert Figure.objects.get(submission=sheet, indicator__code="VH.DITICH").value == 3


def test_the_hash_follows_every_word_of_the_sheet(office, sheet):
    hashes = [content_hash(sheet)]
    for change in (
        lambda: fill(sheet, office.entry, DC_HO="10"),
        lambda: fill(sheet, office.entry, DC_HO="11"),
        lambda: actions.explain(submission=sheet, indicator="DC.HO", note="a", by=office.entry, at=IN_TIME),
        lambda: actions.save_remark(submission=sheet, kind=Remark.Kind.LIMITS, text="b", by=office.entry, at=IN_TIME),
    ):  # fmt: skip
        change()
        hashes.append(content_hash(sheet))

    assert len(set(hashes)) == len(hashes)


def test_a_sealed_period_stands_still_until_it_is_unsealed(office, sheet):
    actions.seal_period(period=office.period, by=office.head, at=IN_TIME)
    actions.seal_period(period=office.period, by=office.head, at=IN_TIME)
    with pytest.raises(RuleError, match="đã khóa"):
        fill(sheet, office.entry, DC_HO="10")
    with pytest.raises(RuleError, match="đã khóa"):
        fill(sheet, COMMAND, DC_HO="10")
    with pytest.raises(RuleError, match="lý do"):
        actions.unseal_period(period=office.period, reason=" ", by=office.head)

    actions.unseal_period(period=office.period, reason="Thu hồi", by=office.head, at=IN_TIME)

    fill(sheet, office.entry, DC_HO="10")
    assert AuditEntry.objects.filter(verb="period.sealed").count() == 1
    assert last("period.unsealed").reason == "Thu hồi"


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "value", "value": None},
        {"state": "value", "value": -1},
        {"state": "no_data", "value": None, "reason": ""},
        {"state": "no_data", "value": 1, "reason": "x"},
        {"state": "not_applicable", "value": None, "reason": "x"},
        {"value": 1, "relation": "range"},
        {"value": 1, "relation": "range", "upper": 1},
        {"value": 1, "relation": "exact", "upper": 2},
    ],
)
def test_figures_that_say_two_things_are_no_rows(office, sheet, wrong):
    [line, *_] = read(sheet).lines

    with pytest.raises(IntegrityError), transaction.atomic():
        Figure.objects.create(
            submission=sheet, indicator_id=line.indicator.pk, set_at=IN_TIME, **wrong
        )


@pytest.mark.parametrize(
    "wrong",
    [
        {"approved_at": IN_TIME},
        {"status": "approved"},
        {"status": "sent"},
        {"sent_at": IN_TIME},
        {"status": "returned"},
        {"status": "accepted"},
        {"accepted_hash": "1"},
    ],
)
def test_moments_people_and_states_go_together(office, sheet, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=sheet.pk).update(**wrong)


def test_who_enters_and_leads_approves_in_the_leaders_post(office):
    both = person(
        "Hai Vai", (Role.WARD_ENTRY, office.ward, "Công chức"), (Role.WARD_LEADER, office.ward, "Phó Chủ tịch")
    )  # fmt: skip
    sheet = started(office)
    fill(sheet, office.entry, DC_HO="1.000")

    assert (
        actions.approve(submission=sheet, by=both, at=IN_TIME).approver == "Hai Vai, Phó Chủ tịch"
    )
