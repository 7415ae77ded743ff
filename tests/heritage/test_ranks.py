"""Ranks on any day, against somebody who reads the decisions one after the other."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heritage.models import Designation, Site
from heritage.queries import NOT_DESIGNATED, site_list
from localities.counting import Span, counter
from tests.heritage.factories import DesignationFactory, SiteFactory

COUNTERS = {
    0: "heritage.sites_inventory",
    1: "heritage.sites_provincial",
    2: "heritage.sites_national",
    3: "heritage.sites_special_national",
}
FIRST = date(2020, 1, 1)
days = st.integers(0, 40).map(lambda number: FIRST + timedelta(days=number))


@dataclass
class Told:
    """A site as its papers tell it."""

    listed_on: date | None
    removed_on: date | None
    decisions: list[tuple[int, date, date | None]] = field(default_factory=list)

    def rank_on(self, day):
        """None where it is not on the list; a paper counts from its day until it is taken back."""
        if self.listed_on and day < self.listed_on:
            return None
        if self.removed_on and day >= self.removed_on:
            return None
        highest = 0
        for rank, decided_on, revoked_on in self.decisions:
            if decided_on <= day and not (revoked_on and revoked_on <= day):
                highest = max(highest, rank)
        return highest


@st.composite
def papers(draw):
    listed_on, removed_on = draw(st.none() | days), draw(st.none() | days)
    if listed_on and removed_on and removed_on < listed_on:
        listed_on, removed_on = removed_on, listed_on
    told = Told(listed_on, removed_on)
    for rank in Designation.Rank:
        # Of each rank one after the other: only the last one may still be in force.
        moments = sorted(draw(st.sets(days, max_size=5)))
        for at in range(0, len(moments), 2):
            revoked_on = moments[at + 1] if at + 1 < len(moments) else None
            told.decisions.append((rank, moments[at], revoked_on))
    return told


def stored(told, place):
    site = SiteFactory(place=place, listed_on=told.listed_on, removed_on=told.removed_on)
    for rank, decided_on, revoked_on in told.decisions:
        DesignationFactory(
            site=site, rank=rank, decided_on=decided_on, revoked_on=revoked_on,
            revocation_number="9/QĐ" if revoked_on else "",
        )  # fmt: skip


@pytest.mark.django_db
@pytest.mark.programme("SITE-RANKS")
def test_ranks_counts_and_the_annex_follow_the_decisions(cast, volume, say):
    seen = {"sites": 0, "days": 0}

    @settings(
        max_examples=volume(short=12, full=2000), deadline=None, database=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )  # fmt: skip
    @given(st.lists(papers(), min_size=1, max_size=5), st.lists(days, min_size=1, max_size=3))
    def check(stories, asked):
        Designation.objects.all().delete()
        Site.objects.all().delete()
        for told in stories:
            stored(told, cast.ward)
        for day in asked:
            expected = [rank for told in stories if (rank := told.rank_on(day)) is not None]
            listed = Site.objects.standing(day).with_rank(day)
            assert sorted(site.rank for site in listed) == sorted(expected)
            span = Span(day, day, day)
            for rank, name in COUNTERS.items():
                answer = counter(name).count([cast.ward.pk], span)
                assert answer.get(cast.ward.pk, 0) == expected.count(rank)
            lines = [line.rank for line in site_list(cast.town.pk, day)]
            labels = [Designation.Rank(rank).label if rank else NOT_DESIGNATED for rank in expected]
            assert sorted(lines) == sorted(labels)
        seen["sites"] += len(stories)
        seen["days"] += len(asked)

    check()
    say(f"{seen['sites']} di tích, {seen['days']} ngày hỏi, không lần nào khác")


@pytest.mark.django_db
def test_a_revoked_decision_is_no_news_of_its_year(cast):
    site = SiteFactory(place=cast.ward)
    DesignationFactory(
        site=site, decided_on=date(2020, 3, 1), revoked_on=date(2020, 9, 1),
        revocation_number="9/QĐ",
    )  # fmt: skip
    news = counter("heritage.sites_newly_designated")

    before = Span(date(2020, 1, 1), date(2020, 8, 31), date(2020, 8, 31))
    after = Span(date(2020, 1, 1), date(2020, 12, 31), date(2020, 12, 31))

    assert news.count([cast.ward.pk], before) == {cast.ward.pk: 1}
    assert news.count([cast.ward.pk], after) == {cast.ward.pk: 0}
