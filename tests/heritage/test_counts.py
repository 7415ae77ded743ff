from datetime import date
from decimal import Decimal

import pytest

from heritage.models import ArtisanTitle, Designation, Listing
from localities.counting import Span, counter
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
from tests.registers import count, items, year

pytestmark = pytest.mark.django_db

Rank = Designation.Rank
BAC_HONG, DAU_LIEU = "phường Bắc Hồng", "phường Đậu Liêu"


def ranks(places, span):
    return {
        name: count(f"heritage.sites_{name}", places, span)
        for name in ("special_national", "national", "provincial", "inventory")
    }


def test_a_site_counts_once_at_its_highest_rank_of_the_day(cast):
    site = SiteFactory(place=cast.ward)
    DesignationFactory(site=site, decided_on=date(2010, 1, 5))
    DesignationFactory(site=site, rank=Rank.NATIONAL, decided_on=date(2020, 12, 20))

    before = Span(date(2020, 1, 1), date(2020, 12, 31), date(2020, 12, 14))

    assert ranks([cast.ward], before) == {
        "special_national": {BAC_HONG: 0},
        "national": {BAC_HONG: 0},
        "provincial": {BAC_HONG: 1},
        "inventory": {BAC_HONG: 0},
    }
    assert ranks([cast.ward], year(2020)) == {
        "special_national": {BAC_HONG: 0},
        "national": {BAC_HONG: 1},
        "provincial": {BAC_HONG: 0},
        "inventory": {BAC_HONG: 0},
    }


def test_a_site_without_a_decision_is_in_the_inventory_from_the_day_it_was_listed(cast):
    SiteFactory(place=cast.ward, listed_on=date(2020, 6, 1))
    SiteFactory(place=cast.neighbour)

    places = [cast.ward, cast.neighbour]

    assert count("heritage.sites_inventory", places, year(2019)) == {DAU_LIEU: 1}
    assert count("heritage.sites_inventory", places, year(2020)) == {BAC_HONG: 1, DAU_LIEU: 1}


def test_a_removed_site_counts_until_the_day_before(cast):
    SiteFactory(place=cast.ward, removed_on=date(2020, 12, 31))

    assert count("heritage.sites_inventory", [cast.ward], year(2019)) == {BAC_HONG: 1}
    assert count("heritage.sites_inventory", [cast.ward], year(2020)) == {BAC_HONG: 0}


def test_a_ward_without_sites_is_missing_and_no_zero(cast):
    SiteFactory(place=cast.ward)

    assert count("heritage.sites_national", [cast.ward, cast.neighbour], year(2020)) == {
        BAC_HONG: 0
    }


def test_newly_designated_means_decided_or_certificate_received_in_the_span(cast):
    decided = SiteFactory(place=cast.ward, name="Đền Quản Sơn")
    DesignationFactory(
        site=decided,
        decided_on=date(2020, 1, 5),
        certificate_received_on=date(2020, 3, 1),
    )
    received = SiteFactory(place=cast.ward, name="Thái Nhạc")
    DesignationFactory(
        site=received,
        decided_on=date(2019, 12, 31),
        certificate_received_on=date(2020, 3, 1),
    )
    DesignationFactory(site=SiteFactory(place=cast.ward), decided_on=date(2019, 12, 31))

    assert count("heritage.sites_newly_designated", [cast.ward], year(2020)) == {BAC_HONG: 2}
    assert items("heritage.sites_newly_designated", cast.ward, year(2020)) == [
        "đền Quản Sơn",
        "Thái Nhạc",
    ]


def test_restorations_count_sites_once_and_add_up_money(cast):
    site = SiteFactory(place=cast.ward)
    RestorationFactory(site=site, state_budget=Decimal("100.5"), social_budget=20)
    RestorationFactory(site=site, started_on=date(2020, 12, 31), state_budget=0, social_budget=9)
    RestorationFactory(site=site, started_on=date(2021, 1, 1))
    SiteFactory(place=cast.neighbour)

    places = [cast.ward.pk, cast.neighbour.pk]

    assert counter("heritage.restorations").count(places, year(2020)) == {cast.ward.pk: 1}
    assert counter("heritage.restoration_cost").count(places, year(2020)) == {
        cast.ward.pk: Decimal("129.5")
    }
    assert count("heritage.restoration_cost", [cast.ward], year(2022)) == {BAC_HONG: 0}
    assert len(items("heritage.restorations", cast.ward, year(2020))) == 2


def test_a_festival_held_twice_in_a_year_counts_once(cast):
    festival = FestivalFactory(place=cast.ward, name="Lễ hội đua thuyền")
    FestivalHeldFactory(festival=festival, held_on=date(2020, 2, 1))
    FestivalHeldFactory(festival=festival, held_on=date(2020, 9, 2))
    FestivalFactory(place=cast.neighbour)

    assert count("heritage.festivals_held", [cast.ward, cast.neighbour], year(2020)) == {
        BAC_HONG: 1
    }
    assert items("heritage.festivals_held", cast.ward, year(2020)) == ["lễ hội đua thuyền"]


def lists(places, span):
    return {
        name: count(f"heritage.intangible_{name}", places, span)
        for name in ("inventory", "listed", "unesco")
    }


def test_intangible_heritage_counts_once_on_its_highest_list_of_the_day(cast):
    heritage = IntangibleHeritageFactory(place=cast.ward, name="Nghề rèn")
    ListingFactory(heritage=heritage, rank=Listing.Rank.INVENTORY, decided_on=date(2018, 1, 1))
    ListingFactory(heritage=heritage, decided_on=date(2020, 6, 1), decision_number="3/QĐ")
    ListingFactory(heritage=heritage, rank=Listing.Rank.UNESCO, decided_on=date(2021, 6, 1))
    IntangibleHeritageFactory(place=cast.village)

    assert lists([cast.ward, cast.neighbour], year(2019)) == {
        "inventory": {BAC_HONG: 2}, "listed": {BAC_HONG: 0}, "unesco": {BAC_HONG: 0},
    }  # fmt: skip
    assert lists([cast.ward], year(2020)) == {
        "inventory": {BAC_HONG: 1}, "listed": {BAC_HONG: 1}, "unesco": {BAC_HONG: 0},
    }  # fmt: skip
    assert lists([cast.ward], year(2021)) == {
        "inventory": {BAC_HONG: 1}, "listed": {BAC_HONG: 1}, "unesco": {BAC_HONG: 1},
    }  # fmt: skip
    (item,) = counter("heritage.intangible_listed").items(cast.ward.pk, year(2020))
    assert (item.label, item.detail) == ("nghề rèn", "Quyết định số 3/QĐ ngày 01/06/2020")


def test_an_artisan_counts_once_with_the_highest_title_of_the_day(cast):
    artisan = ArtisanFactory(place=cast.ward, name="Nguyễn Văn Mẫu", is_deceased=True)
    ArtisanTitleFactory(artisan=artisan, decided_on=date(2019, 3, 1))
    ArtisanTitleFactory(artisan=artisan, rank=ArtisanTitle.Rank.PEOPLE, decided_on=date(2022, 9, 1))
    ArtisanFactory(place=cast.ward)

    def titles(number):
        names = ("people", "meritorious")
        return [count(f"heritage.artisans_{name}", [cast.ward], year(number)) for name in names]

    assert titles(2018) == [{BAC_HONG: 0}, {BAC_HONG: 0}]
    assert titles(2020) == [{BAC_HONG: 0}, {BAC_HONG: 1}]
    assert titles(2022) == [{BAC_HONG: 1}, {BAC_HONG: 0}]
    assert items("heritage.artisans_people", cast.ward, year(2022)) == ["Nguyễn Văn Mẫu"]
