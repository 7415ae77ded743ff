"""A round from registration to decision: what its rule asks for, and what it writes."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Role
from campaigns import actions
from campaigns.actions import Edit
from campaigns.models import Agency, AgencyYear, Candidate, PlaceResult, Round, VillageResult
from campaigns.queries.rules import rule_of
from campaigns.titles import Step, TitleKind, shipped, shipped_rule
from campaigns.workflow import Stand, decision_warnings, obstacles
from tests.campaigns.factories import (
    AgencyFactory,
    CandidateFactory,
    LaneResultFactory,
    LocalRuleFactory,
    RoundFactory,
    VillageResultFactory,
)
from tests.registers import person, trail, village_of
from vhtt_portal.rules import RuleError

pytestmark = pytest.mark.django_db

GOOD = {"met_on": date(2020, 11, 5), "invited": 40, "present": 36, "in_favour": 30}
DECISION = {
    "decision_number": "128/QĐ-UBND", "decided_on": date(2020, 11, 20),
    "signer_name": "Trần Văn Bình", "signer_post": "Chủ tịch",
}  # fmt: skip


def open_round(cast, kind=TitleKind.VILLAGE, year=2020, place=None):
    return actions.open_round(
        place=place or cast.town, kind=kind, year=year, everybody=True, by=cast.specialist
    )


def say(round_, by, /, **said):
    """The same of everybody still in the round."""
    edits = [Edit(row, None, said) for row in round_.candidates.with_subjects() if row.is_live]
    actions.record_candidates(round_=round_, edits=edits, by=by)


def decided(cast, round_):
    round_ = actions.advance(round_=round_, version=1, by=cast.specialist)
    say(round_, cast.specialist, **GOOD)
    round_ = actions.advance(
        round_=round_, version=2, dossier_on=date(2020, 11, 16), by=cast.specialist
    )
    return actions.decide(round_=round_, version=3, by=cast.specialist, **DECISION)


@pytest.fixture
def counted(cast):
    """The households of both villages are written."""
    for village in (cast.village, cast.neighbour_village):
        VillageResultFactory(village=village)
    return cast


# --- The whole way ----------------------------------------------------------------------------


def test_a_decided_round_writes_what_the_counters_count(counted):
    cast, round_ = counted, open_round(counted)
    refused = round_.candidates.get(locality=cast.neighbour_village)
    edit = Edit(refused, 1, {"outcome": "refused", "reason": "Có hộ vi phạm"})
    actions.record_candidates(round_=round_, edits=[edit], by=cast.specialist)

    decided(cast, round_)

    first, second = VillageResult.objects.order_by("pk")
    assert (first.is_recognised, first.decision_number) == (True, "128/QĐ-UBND")
    assert (second.is_recognised, second.decision_number) == (False, "")
    outcomes = Candidate.objects.order_by("pk").values_list("outcome", flat=True)
    assert list(outcomes) == ["recognised", "refused"]
    assert [entry[0] for entry in trail()][-3:] == [
        "village_result.changed", "village_result.changed", "round.decided",
    ]  # fmt: skip


def test_what_a_round_has_decided_is_changed_in_the_round_alone(counted):
    cast = counted
    round_ = decided(cast, open_round(cast))
    result = VillageResult.objects.get(village=cast.village)

    with pytest.raises(RuleError, match=r"quyết định số 128/QĐ-UBND.*mở lại đợt xét"):
        actions.record_village_result(
            village=cast.village, year=2020, is_recognised=False, by=cast.officer
        )
    with pytest.raises(RuleError, match="mở lại đợt xét"):
        actions.remove_village_result(result=result, version=None, reason="x", by=cast.officer)
    with pytest.raises(RuleError, match="đã có quyết định"):
        say(round_, cast.specialist, invited=50)
    # The number of households is nothing that the round decided.
    actions.record_village_result(
        village=cast.village, year=2020, household_count=120, by=cast.officer
    )

    actions.step_back(round_=round_, version=4, reason="Sai danh sách", by=cast.specialist)
    result.refresh_from_db()
    assert (result.is_recognised, result.decision_number, result.household_count) == (None, "", 120)
    assert Round.objects.get().step == Step.DOSSIER


def test_families_are_counted_in_the_village_and_recognised_by_the_ward(counted):
    cast = counted
    with pytest.raises(RuleError, match="thị xã Hồng Lĩnh không có khu dân cư trực thuộc"):
        open_round(cast, TitleKind.FAMILY)
    round_ = actions.open_round(
        place=cast.ward, kind=TitleKind.FAMILY, year=2020, everybody=True, by=cast.officer
    )
    round_ = actions.advance(round_=round_, version=1, by=cast.officer)
    with pytest.raises(RuleError, match="Chưa ghi đủ kết quả họp của tổ dân phố 2"):
        actions.advance(round_=round_, version=2, dossier_on=date(2020, 11, 16), by=cast.officer)
    say(round_, cast.officer, met_on=date(2020, 11, 5), invited=40, present=24, proposed_count=96)
    round_ = actions.advance(
        round_=round_, version=2, dossier_on=date(2020, 11, 16), by=cast.officer
    )

    with pytest.raises(RuleError, match="tổ dân phố 2: Số hộ được công nhận lớn hơn số hộ đăng ký"):
        actions.decide(round_=round_, version=3, by=cast.officer, **DECISION)
    say(round_, cast.officer, proposed_count=90)
    actions.decide(round_=round_, version=3, by=cast.officer, **DECISION)

    assert VillageResult.objects.get(village=cast.village).recognised_count == 90


@pytest.mark.parametrize(
    ("kind", "year", "told"),
    [
        (TitleKind.AGENCY, 2020, lambda: AgencyYear.objects.values_list("is_registered", "is_recognised", "has_standard").get()),
        (TitleKind.EXEMPLARY, 2024, lambda: PlaceResult.objects.filter(is_exemplary=True).count()),
        (TitleKind.URBAN, 2022, lambda: PlaceResult.objects.filter(is_urban=True).count()),
        (TitleKind.LANE, 2020, lambda: Candidate.objects.get().lane.is_recognised),
    ],
)  # fmt: skip
def test_every_kind_writes_into_its_own_register(cast, kind, year, told):
    AgencyFactory(place=cast.town)
    LaneResultFactory(place=cast.ward)
    round_ = open_round(cast, kind, year)
    day = date(year, 11, 1)
    while round_.step != Step.DOSSIER:
        round_ = actions.advance(round_=round_, version=None, dossier_on=day, by=cast.specialist)
        say(round_, cast.specialist, notice_from=day - timedelta(11), notice_to=day)

    actions.decide(
        round_=round_, version=None, by=cast.specialist,
        **DECISION | {"decided_on": date(year, 11, 20)},
    )  # fmt: skip

    assert told() in ((True, True, True), 2, True)


def test_who_does_not_register_is_taken_out_and_the_trail_tells_it(cast):
    agency = AgencyFactory(place=cast.town, name="Trường THCS")
    round_ = open_round(cast, TitleKind.AGENCY)
    assert AgencyYear.objects.get().is_registered

    actions.set_enrolled(round_=round_, place=cast.town, chosen=[], by=cast.specialist)

    assert not round_.candidates.exists()
    assert not AgencyYear.objects.get(agency=agency).is_registered
    assert (trail()[-1][0], trail()[-1][2]) == (
        "round.struck", {"nơi đăng ký": ["Trường THCS", None]},
    )  # fmt: skip


def test_a_ward_says_what_its_villages_met_about_and_nothing_of_its_neighbours(counted):
    cast, round_ = counted, open_round(counted)
    mine = round_.candidates.get(locality=cast.village)
    theirs = round_.candidates.get(locality=cast.neighbour_village)

    actions.record_candidates(round_=round_, edits=[Edit(mine, 1, GOOD)], by=cast.officer)
    with pytest.raises(RuleError, match="không có quyền ghi sổ"):
        actions.record_candidates(round_=round_, edits=[Edit(theirs, 1, GOOD)], by=cast.officer)
    with pytest.raises(RuleError, match="không có quyền ghi sổ"):
        actions.advance(round_=round_, version=1, by=cast.officer)

    assert list(Round.objects.visible_to(cast.officer)) == [round_]
    stranger = person("Người khác", Role.WARD_ENTRY, village_of(cast.ward, "99"))
    assert not Round.objects.visible_to(stranger).exists()


def test_a_year_that_knows_no_such_title_has_no_round_of_it(cast):
    with pytest.raises(RuleError, match="Năm 2020 không xét danh hiệu này"):
        open_round(cast, TitleKind.EXEMPLARY)
    with pytest.raises(RuleError, match="không xét danh hiệu này"):
        open_round(cast, TitleKind.GOOD_DEED)


# --- What keeps a round at its step -----------------------------------------------------------


def at(step, year=2020, kind=TitleKind.VILLAGE, dossier_on=None, **said):
    """The obstacles of a round with one village, of which this is said."""
    round_ = Round(year=year, kind=kind, step=step, dossier_on=dossier_on)
    place = village_of(None, "2")
    row = Candidate(locality=place, **said)
    return obstacles(Stand(round_, shipped_rule(kind, year), [row]), date(2024, 12, 1))


def test_a_round_begins_with_somebody_whose_households_are_known(cast):
    round_ = RoundFactory(place=cast.ward)
    with pytest.raises(RuleError, match="Chưa có nơi nào trong đợt xét"):
        actions.advance(round_=round_, version=1, by=cast.officer)
    CandidateFactory(round=round_, locality=cast.village)
    with pytest.raises(RuleError, match="Chưa ghi số hộ năm 2020 của tổ dân phố 2"):
        actions.advance(round_=round_, version=1, by=cast.officer)


@given(
    invited=st.integers(1, 60), absent=st.integers(0, 60), against=st.integers(0, 60),
    step=st.sampled_from([Step.MEETING, Step.DOSSIER]),
)  # fmt: skip
def test_a_meeting_of_2020_stands_exactly_at_sixty_percent(invited, absent, against, step):
    present = max(invited - absent, 0)
    in_favour = max(present - against, 0)
    row = Candidate(met_on=date(2020, 11, 5), invited=invited, present=present, in_favour=in_favour)
    row.agency = Agency(name="Trường")  # whoever it is
    round_ = Round(year=2020, kind=TitleKind.VILLAGE, step=step, dossier_on=date(2020, 11, 9))

    said = obstacles(Stand(round_, shipped_rule(TitleKind.VILLAGE, 2020), [row]), date(2020, 12, 1))

    is_met = Fraction(present, invited) >= Fraction(60, 100)
    is_voted = present == 0 or Fraction(in_favour, present) >= Fraction(60, 100)
    assert [sentence.partition(" ")[0] for sentence in said] == (
        ([] if is_met else ["Cuộc"]) + ([] if is_voted else ["Chưa"])
    )


def test_the_sentences_of_a_meeting_say_who_and_how_many(cast):
    assert at(Step.MEETING, **GOOD | {"present": 23, "in_favour": 20}) == [
        (
            "Cuộc họp phải có từ 60% số người được mời trở lên dự: tổ dân phố 2 (23/40 người)."
            " Hãy họp lại rồi ghi cuộc họp mới."
        )
    ]
    assert at(Step.MEETING, **GOOD | {"in_favour": 21}) == [
        (
            "Chưa đủ 60% số người dự đồng ý: tổ dân phố 2 (21/36 phiếu)."
            " Hãy ghi không công nhận và lý do."
        )
    ]
    # From 2024 on no share is laid down.
    assert at(Step.MEETING, 2024, **GOOD | {"present": 1, "in_favour": 0}) == []


def test_a_notice_of_2024_runs_its_ten_days_before_the_dossier(cast):
    ended = {"notice_from": date(2024, 11, 1), "notice_to": date(2024, 11, 11)}

    assert at(Step.NOTICE, 2024, **GOOD) == ["Chưa ghi niêm yết của tổ dân phố 2."]
    assert at(Step.NOTICE, 2024, **GOOD | ended | {"notice_to": date(2024, 11, 10)}) == [
        "Phải niêm yết đủ 10 ngày: tổ dân phố 2 (9 ngày)."
    ]
    running = {"notice_from": date(2024, 11, 25), "notice_to": date(2024, 12, 5)}
    assert at(Step.NOTICE, 2024, **GOOD | running) == [
        "Chưa hết thời gian niêm yết: tổ dân phố 2 (đến 05/12/2024)."
    ]
    assert at(Step.NOTICE, 2024, **GOOD | ended) == []
    assert at(Step.DOSSIER, 2024, dossier_on=date(2024, 11, 10), **GOOD | ended) == [
        "Hồ sơ trình ngày 10/11/2024 khi chưa hết niêm yết: tổ dân phố 2."
    ]
    assert Step.NOTICE not in shipped_rule(TitleKind.VILLAGE, 2023).steps


def test_a_late_decision_is_told_and_stands():
    old, new = shipped_rule(TitleKind.VILLAGE, 2020), shipped_rule(TitleKind.VILLAGE, 2024)

    # Friday to Friday are five working days; the Monday after is the sixth.
    assert decision_warnings(old, date(2020, 11, 20), date(2020, 11, 27)) == []
    assert decision_warnings(old, date(2020, 11, 20), date(2020, 11, 30)) == [
        "Quyết định 6 ngày làm việc sau ngày trình hồ sơ; quy định là 5 ngày làm việc."
    ]
    assert decision_warnings(new, date(2024, 11, 14), date(2024, 11, 24)) == []
    assert decision_warnings(new, date(2024, 11, 14), date(2024, 11, 25)) == [
        "Quyết định ngày 25/11/2024; đợt xét phải xong trước ngày 25/11/2024.",
        "Quyết định 11 ngày sau ngày trình hồ sơ; quy định là 10 ngày.",
    ]


# --- Rules ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("year", "name"),
    [
        (2017, "Khu dân cư văn hóa"),
        (2018, "Khu dân cư văn hóa"),
        (2023, "Khu dân cư văn hóa"),
        (2024, "Thôn, tổ dân phố văn hóa"),
        (2030, "Thôn, tổ dân phố văn hóa"),
    ],
)
def test_a_title_is_called_as_its_year_calls_it(year, name):
    assert shipped_rule(TitleKind.VILLAGE, year).name == name


@pytest.mark.parametrize("year", range(2010, 2035))
def test_no_year_has_two_rules_of_one_kind(year):
    kinds = [rule.kind for rule in shipped() if rule.holds_in(year)]

    assert sorted(kinds) == sorted(set(kinds))
    assert {TitleKind.FAMILY, TitleKind.VILLAGE, TitleKind.AGENCY} <= set(kinds)


def test_a_local_rule_holds_below_its_place_from_its_year_and_under_its_decree(cast):
    LocalRuleFactory(place=cast.town, first_year=2019, vote_percent=70)
    LocalRuleFactory(place=cast.ward, first_year=2021, vote_percent=80, name="Tổ dân phố văn hóa")

    def share(place, year):
        return rule_of(TitleKind.VILLAGE, year, place).vote_percent

    assert [share(cast.ward, year) for year in (2018, 2019, 2021, 2024)] == [60, 70, 80, None]
    assert share(cast.neighbour, 2021) == 70
    rule = rule_of(TitleKind.VILLAGE, 2021, cast.ward)
    assert (rule.name, rule.present_percent) == ("Tổ dân phố văn hóa", 60)
    assert rule.basis.endswith("; Quyết định thử")
    assert rule_of(TitleKind.FAMILY, 2021, cast.ward).vote_percent == 60
