"""What the checks find in a sheet."""

from dataclasses import replace
from decimal import Decimal

import pytest

from reports.catalogue.description import general_sentence
from reports.catalogue.form import FormRule, RuleTerm
from reports.catalogue.models import Rule
from reports.catalogue.rules import State, check

RECOGNISED = RuleTerm("PT.HO_CONGNHAN", "Hộ được công nhận", "hộ")
REGISTERED = RuleTerm("PT.HO_DANGKY", "Hộ đăng ký", "hộ")
ONE = RuleTerm("GD.HO_MOTTHEHE", "Hộ một thế hệ", "hộ")
TWO = RuleTerm("GD.HO_HAITHEHE", "Hộ hai thế hệ", "hộ")
ALL = RuleTerm("DC.HO", "Hộ", "hộ")

AT_MOST = FormRule(
    code="ho",
    kind=Rule.Kind.HARD,
    check=Rule.Check.AT_MOST,
    left=(RECOGNISED,),
    right=(REGISTERED,),
    percent=None,
    units=None,
    sentence=(
        "Số hộ được công nhận ({PT.HO_CONGNHAN}) lớn hơn số hộ đăng ký ({PT.HO_DANGKY})."
        " Kiểm tra lại một trong hai số."
    ),
)
TOGETHER = FormRule(
    code="the-he",
    kind=Rule.Kind.HARD,
    check=Rule.Check.AT_MOST,
    left=(ONE, TWO),
    right=(ALL,),
    percent=None,
    units=None,
    sentence="Cộng lại ({left}, hai thế hệ {GD.HO_HAITHEHE}) lớn hơn số hộ ({right}).",
)
FALLS = FormRule(
    code="giam",
    kind=Rule.Kind.SOFT,
    check=Rule.Check.FALLS,
    left=(ALL,),
    right=(),
    percent=None,
    units=None,
    sentence="{name} giảm từ {previous} xuống {value}.",
)
MOVES = FormRule(
    code="doi",
    kind=Rule.Kind.SOFT,
    check=Rule.Check.MOVES,
    left=(ALL,),
    right=(),
    percent=30,
    units=5,
    sentence="{name} {change} so với năm trước ({previous}).",
)


def _figures(**values):
    return {
        code.replace("__", "."): None if value is None else Decimal(value)
        for code, value in values.items()
    }


def _found(rule, values, previous=None, **options):
    findings = check([rule], values, previous or {}, **options)
    return [(finding.state, finding.sentence) for finding in findings]


def test_recognised_above_registered_is_said_with_both_numbers():
    values = _figures(PT__HO_CONGNHAN="1250", PT__HO_DANGKY="1200")

    (finding,) = check([AT_MOST], values, {})

    assert finding.sentence == (
        "Số hộ được công nhận (1.250) lớn hơn số hộ đăng ký (1.200). Kiểm tra lại một trong hai số."
    )
    assert finding.codes == ("PT.HO_CONGNHAN", "PT.HO_DANGKY")
    assert finding.stops_sending
    assert not finding.asks_for_a_word


@pytest.mark.parametrize(("left", "right"), [("1200", "1200"), ("0", "0"), ("5", "1200")])
def test_side_that_is_not_larger_passes(left, right):
    assert _found(AT_MOST, _figures(PT__HO_CONGNHAN=left, PT__HO_DANGKY=right)) == []


@pytest.mark.parametrize(
    ("values", "missing"),
    [
        ({}, "Hộ được công nhận, Hộ đăng ký"),
        (_figures(PT__HO_CONGNHAN="5"), "Hộ đăng ký"),
        (_figures(PT__HO_CONGNHAN=None, PT__HO_DANGKY="5"), "Hộ được công nhận"),
    ],
)
def test_rule_that_cannot_run_says_so_and_stops_nothing(values, missing):
    (finding,) = check([AT_MOST], values, {})

    assert finding.state == State.NOT_RUNNABLE
    assert finding.sentence == f"Chưa kiểm tra được vì còn thiếu: {missing}."
    assert not finding.stops_sending


def test_sides_are_added_up():
    values = _figures(GD__HO_MOTTHEHE="60", GD__HO_HAITHEHE="50", DC__HO="100")

    assert _found(TOGETHER, values) == [
        (State.VIOLATED, "Cộng lại (110, hai thế hệ 50) lớn hơn số hộ (100).")
    ]


def test_side_too_large_already_is_found_before_it_is_complete():
    values = _figures(GD__HO_MOTTHEHE="120", DC__HO="100")

    assert _found(TOGETHER, values) == [
        (State.VIOLATED, "Cộng lại (120, hai thế hệ chưa có số) lớn hơn số hộ (100).")
    ]


def test_figures_that_do_not_apply_count_as_nothing():
    values = _figures(GD__HO_MOTTHEHE="60", DC__HO="100")

    assert _found(TOGETHER, values, not_applicable={"GD.HO_HAITHEHE"}) == []
    assert _found(TOGETHER, values, not_applicable={"DC.HO"}) == []
    assert _found(FALLS, values, _figures(DC__HO="200"), not_applicable={"DC.HO"}) == []


@pytest.mark.parametrize(
    ("rule", "now", "then", "sentence"),
    [
        (FALLS, "99", "100", "Hộ giảm từ 100 xuống 99."),
        (FALLS, "100", "100", None),
        (FALLS, "101", "100", None),
        (MOVES, "131", "100", "Hộ tăng 31, tức 31% so với năm trước (100)."),
        (MOVES, "130", "100", None),  # exactly 30 % is not more than 30 %
        (MOVES, "69", "100", "Hộ giảm 31, tức 31% so với năm trước (100)."),
        (MOVES, "15", "10", None),  # 50 %, but five units are not more than five
        (MOVES, "16", "10", "Hộ tăng 6, tức 60% so với năm trước (10)."),
        (MOVES, "6", "0", "Hộ tăng 6 so với năm trước (0)."),
        (MOVES, "5", "0", None),
        (MOVES, "0", "6", "Hộ giảm 6, tức 100% so với năm trước (6)."),
    ],
)
def test_figures_against_last_year(rule, now, then, sentence):
    found = check([rule], _figures(DC__HO=now), _figures(DC__HO=then))

    assert [finding.sentence for finding in found] == ([sentence] if sentence else [])
    assert all(finding.asks_for_a_word for finding in found)


@pytest.mark.parametrize(
    ("values", "previous", "side"),
    [
        ({}, _figures(DC__HO="1"), "năm nay"),
        (_figures(DC__HO="1"), {}, "năm trước"),
        (_figures(DC__HO=None), {}, "năm nay"),
    ],
)
def test_comparison_without_both_years_says_which_is_missing(values, previous, side):
    assert _found(FALLS, values, previous) == [
        (State.NOT_RUNNABLE, f"Chưa so sánh được với năm trước: Hộ chưa có số {side}.")
    ]


def test_stock_that_falls_a_lot_is_one_warning():
    found = check([FALLS, MOVES], _figures(DC__HO="10"), _figures(DC__HO="100"))

    assert [finding.rule.code for finding in found] == ["giam"]


@pytest.mark.parametrize(
    ("rule", "kind", "sentence"),
    [
        (AT_MOST, "hard", "“Hộ được công nhận” không được lớn hơn “Hộ đăng ký”."),
        (AT_MOST, "soft", "Nếu “Hộ được công nhận” lớn hơn “Hộ đăng ký” thì cần ghi rõ lý do."),
        (
            TOGETHER,
            "hard",
            "Tổng của “Hộ một thế hệ” và “Hộ hai thế hệ” không được lớn hơn “Hộ”.",
        ),
        (FALLS, "soft", "Nếu “Hộ” giảm so với năm trước thì cần ghi rõ lý do."),
        (FALLS, "hard", "“Hộ” không được giảm so với năm trước."),
        (
            MOVES,
            "soft",
            "Nếu “Hộ” tăng hoặc giảm hơn 30% và hơn 5 hộ so với năm trước thì cần ghi rõ lý do.",
        ),
    ],
)
def test_a_rule_is_said_in_general_from_what_it_checks(rule, kind, sentence):
    assert general_sentence(replace(rule, kind=Rule.Kind(kind))) == sentence
