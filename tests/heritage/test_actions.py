from datetime import date
from decimal import Decimal

import pytest

from audit.locking import StaleError
from heritage import actions
from heritage.models import (
    Artisan,
    ArtisanTitle,
    Designation,
    IntangibleHeritage,
    Listing,
    Restoration,
    Site,
)
from tests.heritage.factories import DesignationFactory, FestivalHeldFactory, SiteFactory
from tests.registers import new_key, trail
from vhtt_portal.rules import RuleError

pytestmark = pytest.mark.django_db


def test_a_site_is_added_and_changed_with_its_entries(cast):
    fields = {"place": cast.ward, "name": "Đền Quản Sơn", "kind": Site.Kind.HISTORICAL}

    site = actions.sites.add(**fields, by=cast.specialist, key=new_key())
    actions.sites.change(site, version=1, by=cast.specialist, **fields | {"era": "thế kỷ XV"})

    assert trail() == [
        (
            "site.added",
            "phường Bắc Hồng",
            {
                "place": [None, "phường Bắc Hồng"],
                "name": [None, "Đền Quản Sơn"],
                "kind": [None, "historical"],
            },
            "",
        ),
        ("site.changed", "phường Bắc Hồng", {"era": ["", "thế kỷ XV"]}, ""),
    ]


def test_a_site_is_taken_off_the_list_with_a_reason_and_put_back(cast):
    site = SiteFactory(place=cast.ward)

    actions.take_off_site(
        site=site, removed_on=date(2020, 5, 1), version=1, reason="Sập đổ", by=cast.specialist
    )
    actions.put_back_site(site=site, version=2, reason="Ghi nhầm", by=cast.specialist)

    site.refresh_from_db()
    assert (site.removed_on, site.version) == (None, 3)
    assert trail() == [
        ("site.taken_off", "phường Bắc Hồng", {"removed_on": [None, "2020-05-01"]}, "Sập đổ"),
        ("site.put_back", "phường Bắc Hồng", {"removed_on": ["2020-05-01", None]}, "Ghi nhầm"),
    ]


def test_taking_a_site_off_the_list_without_a_reason_is_refused(cast):
    site = SiteFactory(place=cast.ward)

    with pytest.raises(RuleError, match="Hãy ghi lý do"):
        actions.take_off_site(
            site=site, removed_on=date(2020, 5, 1), version=1, reason="", by=cast.specialist
        )

    site.refresh_from_db()
    assert (site.removed_on, trail()) == (None, [])


def test_a_site_with_decisions_cannot_be_deleted(cast):
    decision = DesignationFactory(site__place=cast.ward)

    with pytest.raises(RuleError, match="còn dòng khác trong sổ"):
        actions.sites.remove(decision.site, version=1, reason="Nhầm", by=cast.specialist)
    actions.designations.remove(decision, version=1, reason="Nhầm", by=cast.specialist)
    actions.sites.remove(decision.site, version=1, reason="Nhầm", by=cast.specialist)

    assert (Site.objects.count(), Designation.objects.count()) == (0, 0)
    assert [entry[0] for entry in trail()] == ["designation.removed", "site.removed"]


def test_a_decision_is_added_and_changed(cast):
    site = SiteFactory(place=cast.ward, name="Đền Quản Sơn")
    fields = {
        "rank": Designation.Rank.PROVINCIAL,
        "decision_number": "12/QĐ-UBND",
        "decided_on": date(2020, 1, 5),
    }

    row = actions.designations.add(site=site, by=cast.specialist, **fields)
    actions.designations.change(row, version=1, by=cast.specialist,
        **fields | {"certificate_received_on": date(2020, 3, 1)},
    )  # fmt: skip

    assert [(entry[0], entry[2]) for entry in trail()] == [
        (
            "designation.added",
            {
                "site": [None, "Đền Quản Sơn"],
                "rank": [None, 1],
                "decision_number": [None, "12/QĐ-UBND"],
                "decided_on": [None, "2020-01-05"],
            },
        ),
        ("designation.changed", {"certificate_received_on": [None, "2020-03-01"]}),
    ]


def test_a_second_decision_of_one_rank_is_refused_in_words(cast):
    decision = DesignationFactory(site__place=cast.ward)

    with pytest.raises(RuleError, match="đã có quyết định xếp hạng ở hạng đó"):
        actions.designations.add(
            site=decision.site, rank=decision.rank, decision_number="99/QĐ",
            decided_on=date(2020, 1, 1), by=cast.specialist,
        )  # fmt: skip

    assert trail() == []


def test_works_are_added_changed_and_removed(cast):
    site = SiteFactory(place=cast.ward)
    fields = {
        "content": "Lợp lại mái",
        "started_on": date(2020, 3, 1),
        "state_budget": Decimal(100),
        "social_budget": Decimal("50.5"),
    }

    row = actions.restorations.add(site=site, by=cast.officer, **fields)
    row = actions.restorations.change(
        row, version=1, by=cast.officer, **fields | {"state_budget": Decimal(120)}
    )
    assert trail()[1][2] == {"state_budget": ["100", "120"]}
    with pytest.raises(StaleError):
        actions.restorations.remove(row, version=1, reason="Nhầm", by=cast.officer)
    actions.restorations.remove(row, version=2, reason="Nhầm", by=cast.officer)

    assert not Restoration.objects.exists()


def test_festivals_and_their_occasions_are_written(cast):
    fields = {"place": cast.ward, "name": "Lễ hội Đền Cả"}

    festival = actions.festivals.add(**fields, by=cast.officer)
    festival = actions.festivals.change(
        festival, version=1, by=cast.officer, **fields | {"timing": "tháng Giêng"}
    )
    occasion = actions.occasions.add(festival=festival, held_on=date(2020, 2, 1), by=cast.officer)
    occasion = actions.occasions.change(
        occasion, version=1, held_on=date(2020, 2, 1), visitors=1200, by=cast.officer
    )
    actions.occasions.remove(occasion, version=2, reason="Nhầm", by=cast.officer)
    actions.festivals.remove(festival, version=2, reason="Nhầm", by=cast.officer)

    assert [entry[0] for entry in trail()] == [
        "festival.added",
        "festival.changed",
        "festival_held.added",
        "festival_held.changed",
        "festival_held.removed",
        "festival.removed",
    ]


def test_a_festival_with_occasions_cannot_be_deleted(cast):
    occasion = FestivalHeldFactory(festival__place=cast.ward)

    with pytest.raises(RuleError, match="còn dòng khác trong sổ"):
        actions.festivals.remove(occasion.festival, version=1, reason="Nhầm", by=cast.officer)


def test_intangible_heritage_and_its_listing_are_added_changed_and_removed(cast):
    fields = {"place": cast.ward, "name": "Nghề rèn", "kind": IntangibleHeritage.Kind.CRAFT}
    decision = {"rank": Listing.Rank.NATIONAL, "decided_on": date(2020, 1, 1)}

    row = actions.intangibles.add(**fields, by=cast.officer)
    row = actions.intangibles.change(
        row, version=1, by=cast.officer, **fields, holders="Khối 5, khối 6"
    )
    listing = actions.listings.add(
        heritage=row, by=cast.officer, decision_number="3/QĐ", **decision
    )
    with pytest.raises(RuleError, match="đã có quyết định vào danh mục đó"):
        actions.listings.add(heritage=row, by=cast.officer, decision_number="4/QĐ", **decision)
    with pytest.raises(RuleError, match="còn dòng khác trong sổ"):
        actions.intangibles.remove(row, version=2, reason="Nhầm", by=cast.officer)
    actions.listings.remove(listing, version=1, reason="Nhầm", by=cast.officer)
    actions.intangibles.remove(row, version=2, reason="Nhầm", by=cast.officer)

    assert [entry[0] for entry in trail()] == [
        "intangible.added",
        "intangible.changed",
        "listing.added",
        "listing.removed",
        "intangible.removed",
    ]


def test_an_artisan_stands_under_the_given_name_and_is_given_titles(cast):
    artisan = actions.artisans.add(
        place=cast.ward, name="Nguyễn Văn  An", birth_year=1950, by=cast.officer
    )
    actions.artisans.add(place=cast.ward, name="An Thị Bình", by=cast.officer)
    actions.artisan_titles.add(
        artisan=artisan, rank=ArtisanTitle.Rank.MERITORIOUS, decision_number="8/QĐ-CTN",
        decided_on=date(2019, 3, 1), by=cast.officer,
    )  # fmt: skip

    assert [row.name for row in Artisan.objects.in_order()] == ["Nguyễn Văn An", "An Thị Bình"]
    assert [row.name for row in Artisan.objects.matching("binh")] == ["An Thị Bình"]
    assert [entry[0] for entry in trail()] == [
        "artisan.added", "artisan.added", "artisan_title.added",
    ]  # fmt: skip


def test_nobody_writes_about_the_artisans_of_another_place(cast):
    with pytest.raises(RuleError, match="không có quyền ghi sổ"):
        actions.artisans.add(place=cast.neighbour, name="Nguyễn Văn An", by=cast.officer)
