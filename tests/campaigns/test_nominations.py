"""A nomination's way: quotas, opinions, a decision by other hands, and the Giấy khen of it."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError

from accounts.models import Role, User
from audit.locking import StaleError
from campaigns import actions
from campaigns.models import Assessment, Commendation, Nomination
from campaigns.runs import histories
from tests.campaigns.factories import (
    AssessmentFactory,
    NominationFactory,
    NominationRoundFactory,
    recognised,
)
from tests.registers import new_key, person, trail
from vhtt_portal.rules import RuleError

pytestmark = pytest.mark.django_db

Kind, Status = Nomination.Kind, Nomination.Status
IN_TIME = datetime(2021, 4, 30, 3, 0, tzinfo=UTC)


@pytest.fixture
def round_(cast):
    return NominationRoundFactory(office=cast.office, title="Tổng kết 20 năm")


@pytest.fixture
def head(cast):
    return person("Trưởng phòng", Role.HEAD, cast.town)


def nominate(cast, round_, name="Chi hội 1", *, place=None, at=IN_TIME, **fields):
    said = {"kind": Kind.COLLECTIVE, "achievements": "Xây sân bóng."} | fields
    return actions.nominate(
        round_=round_, place=place or cast.ward, by=cast.officer, name=name, at=at, **said
    )


def assessed(cast, row):
    actions.assess(nomination=row, is_for=True, opinion="Đủ", by=cast.specialist)
    return Nomination.objects.get(pk=row.pk)


def test_each_place_has_its_quota_of_each_kind(cast, round_):
    key = new_key()
    first = nominate(cast, round_, key=key)
    assert nominate(cast, round_, key=key) == first
    second = nominate(cast, round_, "Chi hội 2")
    with pytest.raises(RuleError, match="Đã đề nghị đủ 2 tập thể của đợt này"):
        nominate(cast, round_, "Chi hội 3")
    for number in range(4):
        nominate(cast, round_, f"Nguyễn Văn {number}", kind=Kind.INDIVIDUAL)
    with pytest.raises(RuleError, match="Đã đề nghị đủ 4 cá nhân"):
        nominate(cast, round_, "Nguyễn Văn Năm", kind=Kind.INDIVIDUAL)

    actions.withdraw_nomination(nomination=second, reason="Trùng", version=1, by=cast.officer)
    nominate(cast, round_, "Chi hội 3")

    assert Nomination.objects.exclude(status=Status.WITHDRAWN).count() == 6


def test_a_change_of_kind_does_not_get_around_the_quota(cast, round_):
    nominate(cast, round_)
    nominate(cast, round_, "Chi hội 2")
    row = nominate(cast, round_, "Nguyễn Văn A", kind=Kind.INDIVIDUAL)

    with pytest.raises(RuleError, match="Đã đề nghị đủ tập thể"):
        actions.change_nomination(
            nomination=row, version=1, by=cast.officer, name="Tổ", kind=Kind.COLLECTIVE
        )


def test_after_the_last_day_and_outside_of_the_office_nothing_is_put_forward(cast, round_):
    with pytest.raises(RuleError, match="hết hạn gửi đề nghị ngày 30/04/2021"):
        nominate(cast, round_, at=datetime(2021, 4, 30, 18, 0, tzinfo=UTC))
    with pytest.raises(RuleError, match="Tổ dân phố 2 không thuộc diện đề nghị"):
        nominate(cast, round_, place=cast.village)
    with pytest.raises(RuleError, match="không có quyền ghi sổ"):
        nominate(cast, round_, place=cast.neighbour)
    none = NominationRoundFactory(office=cast.office, individual_quota=0)
    with pytest.raises(RuleError, match="không nhận đề nghị cá nhân"):
        nominate(cast, none, kind=Kind.INDIVIDUAL)

    assert Nomination.objects.count() == 0


def test_the_same_person_is_put_forward_once(cast, round_):
    nominate(cast, round_, "Nguyễn Văn A", kind=Kind.INDIVIDUAL, post="Tổ trưởng")
    nominate(cast, round_, "Nguyễn Văn A", kind=Kind.INDIVIDUAL, post="Bí thư chi bộ")

    with pytest.raises(RuleError, match="đã được đề nghị trong đợt"):
        nominate(cast, round_, "nguyễn văn A", kind=Kind.INDIVIDUAL, post="Tổ trưởng")


def test_people_are_listed_by_their_given_names(cast, round_):
    for name in ("Trần Thị Ánh", "Lê Văn Bình", "Nguyễn An"):
        nominate(cast, round_, name, kind=Kind.INDIVIDUAL)

    assert [row.name for row in Nomination.objects.in_order()] == [
        "Nguyễn An", "Trần Thị Ánh", "Lê Văn Bình",
    ]  # fmt: skip


def test_a_village_is_put_forward_for_years_that_it_has(cast, round_):
    recognised(cast.village, *range(2017, 2021))
    five = {"name": "", "village": cast.village, "window_end": 2020}
    with pytest.raises(RuleError, match=r"chưa đủ điều kiện .* Đạt 4 năm liên tục \(2017–2020\)"):
        nominate(cast, round_, **five)
    recognised(cast.neighbour_village, *range(2016, 2021))
    with pytest.raises(RuleError, match="không thuộc phường Bắc Hồng"):
        nominate(cast, round_, **five | {"village": cast.neighbour_village})
    recognised(cast.village, 2016)

    row = nominate(cast, round_, **five)

    assert (row.name, str(row.window)) == ("Tổ dân phố 2", "2016–2020")


def test_two_assessors_say_what_they_think_and_the_head_decides(cast, round_, head):
    row = nominate(cast, round_)
    with pytest.raises(RuleError, match="đang ở trạng thái “Đã đề nghị”"):
        actions.approve_nomination(nomination=row, version=1, by=head)

    actions.assess(nomination=row, is_for=True, opinion="Đủ", by=head)
    with pytest.raises(RuleError, match="người thẩm định duy nhất"):
        actions.approve_nomination(nomination=row, version=2, by=head)
    actions.assess(nomination=row, is_for=False, opinion="Thiếu", by=cast.specialist)
    actions.assess(nomination=row, is_for=True, opinion="Đã bổ sung", by=cast.specialist)
    with pytest.raises(RuleError, match="không có quyền"):
        actions.approve_nomination(nomination=row, version=2, by=cast.specialist)
    with pytest.raises(StaleError):
        actions.approve_nomination(nomination=row, version=1, by=head)
    approved = actions.approve_nomination(nomination=row, version=2, by=head)

    assert approved.status == Status.APPROVED
    assert list(Assessment.objects.order_by("pk").values_list("assessor", "is_for")) == [
        (head.pk, True), (cast.specialist.pk, True),
    ]  # fmt: skip
    assert [entry[0] for entry in trail()] == [
        "nomination.added", "assessment.added", "nomination.assess", "assessment.added",
        "assessment.changed", "nomination.approve",
    ]  # fmt: skip
    again = actions.reconsider_nomination(nomination=row, version=3, by=head)
    assert again.status == Status.ASSESSED


def test_a_refusal_has_a_reason_and_what_was_assessed_is_not_rewritten(cast, round_, head):
    row = assessed(cast, nominate(cast, round_))

    with pytest.raises(RuleError, match="Hãy ghi lý do"):
        actions.refuse_nomination(nomination=row, reason=" ", version=2, by=head)
    with pytest.raises(RuleError, match="đang ở trạng thái “Đã thẩm định”"):
        actions.change_nomination(nomination=row, version=2, by=cast.officer, name="Tổ khác")
    with pytest.raises(RuleError, match="còn dòng khác trong sổ"):
        actions.remove_nomination(nomination=row, version=2, reason="Nhầm", by=cast.officer)
    refused = actions.refuse_nomination(nomination=row, reason="Thiếu", version=2, by=head)

    assert (refused.status, refused.decision_reason) == (Status.REFUSED, "Thiếu")


def test_a_ward_does_not_assess(cast, round_):
    row = nominate(cast, round_)

    with pytest.raises(RuleError, match="không có quyền"):
        actions.assess(nomination=row, is_for=True, opinion="Đủ", by=cast.officer)


def test_one_decision_makes_everybody_approved_a_giay_khen(cast, round_, head):
    recognised(cast.village, *range(2016, 2021))
    rows = [
        nominate(cast, round_, "Nguyễn Văn A", kind=Kind.INDIVIDUAL),
        nominate(cast, round_, name="", village=cast.village, window_end=2020),
        nominate(cast, round_, "Chi hội 1"),
    ]
    decision = {"decision_number": "9/QĐ-UBND", "decided_on": date(2021, 7, 1)}
    with pytest.raises(RuleError, match="Chưa có đề nghị nào được đồng ý"):
        actions.commend(round_=round_, by=cast.specialist, **decision)
    for row in rows[:2]:
        actions.approve_nomination(nomination=assessed(cast, row), version=2, by=head)
    with pytest.raises(RuleError, match="không có quyền"):
        actions.commend(round_=round_, by=cast.officer, **decision)

    given = actions.commend(round_=round_, by=cast.specialist, **decision)

    assert {(row.kind, row.named, row.year, row.last_year) for row in given} == {
        (Commendation.Kind.OTHER, "Nguyễn Văn A", 2021, None),
        (Commendation.Kind.VILLAGE, "tổ dân phố 2", 2021, 2020),
    }
    assert not histories([cast.village])[cast.village.pk].eligibility(2020, 5).window
    with pytest.raises(RuleError, match="đã có Giấy khen"):
        actions.reconsider_nomination(nomination=rows[0], version=4, by=head)


@pytest.mark.parametrize(
    "fields",
    [
        {"status": Status.REFUSED},
        {"status": Status.WITHDRAWN},
        {"window_end": 2020},
    ],
)
def test_a_nomination_that_cannot_be_true_is_not_stored(fields):
    with pytest.raises(IntegrityError):
        NominationFactory(**fields)


def test_a_person_has_one_opinion_on_a_nomination():
    said = AssessmentFactory()

    with pytest.raises(IntegrityError):
        AssessmentFactory(nomination=said.nomination, assessor=User.objects.get())
