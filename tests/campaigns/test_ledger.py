"""Runs of years and the windows of Giấy khen, held against counting on one's fingers."""

import random
from itertools import pairwise

import pytest

from campaigns.ledger import Award, History, Years

YEARS = range(2010, 2026)


def history(given, *awards):
    """ "2016:+++-." says three years recognised, one refused, one not judged."""
    first, _, signs = given.partition(":")
    titles = {int(first) + at: {"+": True, "-": False, ".": None}[s] for at, s in enumerate(signs)}
    return History(titles, tuple(Award(year, Years(*window)) for year, window in awards))


@pytest.mark.parametrize(
    ("given", "year", "length", "window", "reasons"),
    [
        (history("2016:+++++"), 2020, 5, Years(2016, 2020), ["Đạt 5 năm liên tục (2016–2020), chưa được tặng Giấy khen."]),
        (history("2014:+++++++"), 2020, 5, Years(2016, 2020), ["Đạt 5 năm liên tục (2016–2020), chưa được tặng Giấy khen."]),
        (history("2018:++++"), 2021, 5, None, ["Đạt 4 năm liên tục (2018–2021), còn thiếu 1 năm."]),
        (history("2017:-++++"), 2021, 5, None, ["Đạt 4 năm liên tục (2018–2021), còn thiếu 1 năm.", "Năm 2017 không được công nhận."]),
        (history("2016:+++++."), 2021, 5, None, ["Năm 2021 chưa xét.", "Đạt 5 năm liên tục (2016–2020)."]),
        (history("2018:+++"), 2021, 5, None, ["Năm 2021 chưa xét.", "Đạt 3 năm liên tục (2018–2020), còn thiếu 2 năm."]),
        (history("2016:+++++-"), 2021, 5, None, ["Năm 2021 không được công nhận; tính lại từ năm 2022."]),
        (history("2021:+"), 2021, 5, None, ["Đạt 1 năm (2021), còn thiếu 4 năm."]),
        (history("2020:+++", (2022, (2020, 2022))), 2022, 3, None, ["Đã được tặng Giấy khen năm 2022 cho 2020–2022; tính lại từ năm 2023."]),
        (history("2020:++++", (2022, (2020, 2022))), 2023, 3, None, ["Đã được tặng Giấy khen năm 2022 cho 2020–2022; tính lại từ năm 2023.", "Đạt 1 năm (2023), còn thiếu 2 năm."]),
        (history("2020:++++++", (2022, (2020, 2022))), 2025, 3, Years(2023, 2025), ["Đạt 3 năm liên tục (2023–2025), chưa được tặng Giấy khen."]),
        (history("2020:"), 2021, 5, None, ["Năm 2021 chưa xét."]),
    ],
)  # fmt: skip
def test_what_may_be_proposed_and_why_not(given, year, length, window, reasons):
    found = given.eligibility(year, length)

    assert (found.window, list(found.reasons)) == (window, reasons)


def test_reaching_five_years_and_being_commended_for_them_are_two_things():
    commended = history("2016:+++++++", (2020, (2016, 2020)))

    assert commended.reached(2020, 5)
    assert not commended.reached(2021, 5)
    assert history("2016:+++++++").reached(2021, 5)


@pytest.mark.programme("TITLE-RUNS")
def test_random_histories_agree_with_counting_on_fingers(volume, seed, say):
    chance = random.Random(seed)
    amount = volume(short=500, full=10_000)
    eligible = 0
    for _ in range(amount):
        given = _some_history(chance)
        assert given.runs() == _slow_runs(given)
        for year in YEARS:
            assert given.run_to(year) == _slow_run_to(given, year)
            for length in (3, 5):
                window = _slow_window(given, year, length)
                found = given.eligibility(year, length)
                assert found.window == window
                assert found.reasons
                assert all(words.endswith(".") for words in found.reasons)
                assert given.reached(year, length) == _slow_reached(given, year, length)
                eligible += window is not None
    assert eligible > amount
    say(f"{amount} lịch sử, {eligible} lần đủ điều kiện, không lần nào tính sai")


@pytest.mark.programme("TITLE-RUNS")
def test_windows_that_are_proposed_and_given_year_after_year_never_overlap(volume, seed):
    chance = random.Random(seed + 1)
    for _ in range(volume(short=500, full=10_000)):
        titles = _some_history(chance).titles
        for length in (3, 5):
            awards = ()
            for year in YEARS:
                window = History(titles, awards).eligibility(year, length).window
                if window and chance.random() < 0.8:
                    awards = (*awards, Award(year, window))
            assert all(a.window.last < b.window.first for a, b in pairwise(awards))
            assert all(titles.get(year) for award in awards for year in award.window)
            years = sum(map(len, History(titles).runs()))
            assert len(awards) * length <= years


def _some_history(chance):
    share = chance.choice([0.5, 0.8, 0.95])
    titles = {
        year: True if chance.random() < share else chance.choice([False, None])
        for year in YEARS
        if chance.random() < 0.95
    }
    awards = []
    for _ in range(chance.randrange(3)):
        length, last = chance.choice([3, 5]), chance.choice(YEARS)
        awards.append(Award(last + chance.randrange(2), Years(last - length + 1, last)))
    return History(titles, tuple(awards))


def _slow_runs(given):
    """Every pair of ends, kept where all between is recognised and the neighbours are not."""
    is_in = {year: given.titles.get(year) is True for year in range(2000, 2040)}
    return [
        Years(first, last)
        for first in YEARS
        for last in YEARS
        if first <= last
        and all(is_in[year] for year in range(first, last + 1))
        and not is_in[first - 1]
        and not is_in[last + 1]
    ]


def _slow_run_to(given, year):
    first = year
    while given.titles.get(first) is True:
        first -= 1
    return Years(first + 1, year) if first < year else None


def _slow_window(given, year, length):
    used = {year for award in given.awards for year in award.window}
    wanted = [year - back for back in range(length)]
    fits = all(given.titles.get(each) is True and each not in used for each in wanted)
    return Years(wanted[-1], year) if fits else None


def _slow_reached(given, year, length):
    used = {each for award in given.awards if award.window.last < year for each in award.window}
    wanted = [year - back for back in range(length)]
    return all(given.titles.get(each) is True and each not in used for each in wanted)
