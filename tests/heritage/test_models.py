from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from heritage.models import Designation, Site
from tests.heritage.factories import (
    ArtisanFactory,
    ArtisanTitleFactory,
    DesignationFactory,
    FestivalFactory,
    FestivalHeldFactory,
    IntangibleHeritageFactory,
    ListingFactory,
    RestorationFactory,
    SiteFactory,
)

pytestmark = pytest.mark.django_db


def test_a_place_cannot_list_one_site_twice(cast):
    SiteFactory(place=cast.ward, name="Đền Quản Sơn")

    with pytest.raises(IntegrityError):
        SiteFactory(place=cast.ward, name="đền Quản Sơn")


def test_a_site_may_come_back_under_its_name_after_it_was_removed(cast):
    SiteFactory(place=cast.ward, name="Đền Quản Sơn", removed_on=date(2015, 1, 1))

    SiteFactory(place=cast.ward, name="Đền Quản Sơn")

    assert Site.objects.count() == 2


def test_a_site_cannot_be_removed_before_it_was_listed():
    with pytest.raises(IntegrityError):
        SiteFactory(listed_on=date(2020, 1, 2), removed_on=date(2020, 1, 1))


def test_a_site_has_one_decision_for_each_rank(cast):
    decision = DesignationFactory()

    with pytest.raises(IntegrityError):
        DesignationFactory(site=decision.site)


def test_a_certificate_does_not_come_before_its_decision():
    with pytest.raises(IntegrityError):
        DesignationFactory(decided_on=date(2020, 1, 2), certificate_received_on=date(2020, 1, 1))


@pytest.mark.parametrize(
    "fields", [{"finished_on": date(2020, 1, 1)}, {"state_budget": -1}, {"social_budget": -1}]
)
def test_a_restoration_cannot_end_early_or_cost_less_than_nothing(fields):
    with pytest.raises(IntegrityError):
        RestorationFactory(**fields)


def test_a_festival_is_held_once_a_day():
    occasion = FestivalHeldFactory()

    with pytest.raises(IntegrityError):
        FestivalHeldFactory(festival=occasion.festival)


def test_a_place_cannot_have_one_festival_twice(cast):
    FestivalFactory(place=cast.ward, name="Lễ hội Đền Cả")

    with pytest.raises(IntegrityError):
        FestivalFactory(place=cast.ward, name="Lễ hội đền Cả")


def test_heritage_is_on_a_list_once():
    listing = ListingFactory()

    with pytest.raises(IntegrityError):
        ListingFactory(heritage=listing.heritage)


def test_an_artisan_is_given_a_title_once():
    title = ArtisanTitleFactory()

    with pytest.raises(IntegrityError):
        ArtisanTitleFactory(artisan=title.artisan)


def test_an_artisan_is_born_in_a_year():
    with pytest.raises(IntegrityError):
        ArtisanFactory(birth_year=50)


def test_the_heritage_of_an_artisan_lies_where_the_artisan_is(cast):
    artisan = ArtisanFactory(
        place=cast.ward, heritage=IntangibleHeritageFactory(place=cast.village)
    )
    artisan.full_clean()
    artisan.heritage = IntangibleHeritageFactory(place=cast.neighbour)

    with pytest.raises(ValidationError, match="không thuộc địa bàn của nghệ nhân"):
        artisan.full_clean()


def test_a_place_cannot_have_one_heritage_twice(cast):
    IntangibleHeritageFactory(place=cast.ward, name="Nghề rèn")

    with pytest.raises(IntegrityError):
        IntangibleHeritageFactory(place=cast.ward, name="nghề rèn")


def test_the_rank_is_the_highest_one_decided_by_the_day():
    site = SiteFactory()
    DesignationFactory(site=site, decided_on=date(2010, 1, 5))
    DesignationFactory(site=site, rank=Designation.Rank.NATIONAL, decided_on=date(2018, 7, 1))

    ranks = [
        Site.objects.with_rank(day).get().rank
        for day in (date(2010, 1, 4), date(2010, 1, 5), date(2018, 6, 30), date(2018, 7, 1))
    ]

    assert ranks == [0, 1, 1, 2]


def test_names_that_differ_by_a_mark_are_two_sites(cast):
    SiteFactory(place=cast.ward, name="Đình Thượng")

    SiteFactory(place=cast.ward, name="Đình Thương")

    assert Site.objects.count() == 2
