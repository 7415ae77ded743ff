"""MEDALS: the table of teams against a slow oracle, ties and lots included."""

import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sports.standings import KEYS, Standing, Won, standings, ties

GOLDS = ("gold", "silver", "bronze")


def table(won, **how):
    how = {"order": GOLDS} | how
    lines = standings(sorted({who for who, _ in won}), [Won(*one) for one in won], **how)
    return [(line.team, line.place, line.is_shared) for line in lines]


def test_more_gold_stands_above_any_number_of_silver():
    assert table([(1, 2), (1, 2), (1, 2), (2, 1)]) == [(2, 1, False), (1, 2, False)]


def test_those_who_are_level_share_the_place_and_the_next_stays_empty():
    assert table([(1, 1), (2, 1), (3, 2)]) == [(1, 1, True), (2, 1, True), (3, 3, False)]


def test_lots_decide_only_among_those_who_are_level():
    lines = standings([1, 2, 3], [Won(1, 1), Won(2, 1), Won(3, 2)], order=GOLDS, draws=[[3, 2, 1]])

    assert [(line.team, line.place, line.by_lot) for line in lines] == [
        (2, 1, True), (1, 2, True), (3, 3, False),
    ]  # fmt: skip


def test_lots_say_nothing_once_somebody_else_has_come_level():
    won = [(1, 1), (2, 1), (3, 1)]

    assert table(won, draws=[[2, 1]]) == [(1, 1, True), (2, 1, True), (3, 1, True)]


def test_points_of_a_shared_rank_are_given_to_both():
    lines = standings(
        [1, 2], [Won(1, 3), Won(2, 3), Won(2, 9)], order=("points",), points=(7, 5, 4)
    )

    assert lines == [Standing(1, 1, 0, 0, 1, 4, True), Standing(2, 1, 0, 0, 1, 4, True)]
    assert ties(lines) == [[1, 2]]


# --- The oracle ---------------------------------------------------------------------------------


@st.composite
def contests(draw):
    teams = list(range(draw(st.integers(2, 6))))
    some = st.sampled_from(teams)
    won = draw(st.lists(st.builds(Won, some, st.integers(1, 6)), max_size=14))
    order = draw(st.lists(st.sampled_from(sorted(KEYS)), min_size=1, unique=True))
    points = sorted(draw(st.lists(st.integers(0, 9), max_size=5)), reverse=True)
    draws = draw(st.lists(st.lists(some, unique=True, min_size=2), max_size=4))
    return teams, won, order, points, draws


def value(key, ranks, points):
    """What a team has of one thing, counted one by one."""
    if key == "points":
        return sum(points[rank - 1] if rank - 1 < len(points) else 0 for rank in ranks)
    if key == "medals":
        return len([rank for rank in ranks if rank < 4])
    return ranks.count(GOLDS.index(key) + 1)


def slow(teams, won, order, points, draws):
    """Each against each: (place, is shared, by lot) of every team."""
    ranks = {who: [one.rank for one in won if one.team == who] for who in teams}
    worth = {who: [value(key, ranks[who], points) for key in order] for who in teams}
    found = {}
    for who in teams:
        level = [other for other in teams if worth[other] == worth[who]]
        deciding = [draw for draw in draws if all(other in draw for other in level)]
        better = [other for other in teams if worth[other] > worth[who]]
        if len(level) > 1 and deciding:
            last = deciding[-1]
            better += [other for other in level if last.index(other) < last.index(who)]
        is_tie = len(level) > 1
        place = len(better) + 1
        found[who] = (place, is_tie and not deciding, is_tie and bool(deciding))
    return found


@pytest.mark.programme("MEDALS")
def test_the_table_is_what_comparing_each_with_each_says(volume, say):
    seen = {"tables": 0, "ties": 0, "lots": 0}

    @settings(
        max_examples=volume(short=200, full=10_000), deadline=None, database=None,
        suppress_health_check=[HealthCheck.too_slow], derandomize=True,
    )  # fmt: skip
    @given(contests())
    def holds(contest):
        teams, won, order, points, draws = contest
        lines = standings(teams, won, order=order, points=points, draws=draws)

        expected = slow(*contest)
        assert {line.team: (line.place, line.is_shared, line.by_lot) for line in lines} == expected
        assert [line.place for line in lines] == sorted(line.place for line in lines)
        medals = [one for one in won if one.rank < 4]
        assert sum(line.medals for line in lines) == len(medals)
        shared = sorted(who for who, (_, is_shared, _) in expected.items() if is_shared)
        assert sorted(itertools.chain(*ties(lines))) == shared
        seen["tables"] += 1
        seen["ties"] += any(line.is_shared for line in lines)
        seen["lots"] += any(line.by_lot for line in lines)

    holds()
    assert min(seen.values()) > 10
    say(f"{seen['tables']} bảng, {seen['ties']} có đồng hạng, {seen['lots']} có bốc thăm; 0 sai")
