from datetime import date

import pytest

from heritage.models import Designation, Site
from heritage.queries import SiteLine, site_list
from tests.heritage.factories import DesignationFactory, SiteFactory

pytestmark = pytest.mark.django_db


def test_the_annex_lists_sites_by_highest_rank_then_in_natural_order(cast):
    ten = SiteFactory(place=cast.ward, name="Đền 10")
    two = SiteFactory(place=cast.ward, name="Đền 2")
    national = SiteFactory(place=cast.neighbour, name="Chùa Long Đàm", kind=Site.Kind.SCENIC)
    SiteFactory(place=cast.village, name="Đình làng")
    SiteFactory(place=cast.ward, name="Đã sập", removed_on=date(2019, 1, 1))
    SiteFactory(name="Ở nơi khác")
    DesignationFactory(site=ten)
    DesignationFactory(site=two)
    DesignationFactory(site=national)
    DesignationFactory(
        site=national,
        rank=Designation.Rank.NATIONAL,
        decision_number="7/QĐ-BVHTTDL",
        decided_on=date(2015, 7, 1),
    )
    later = Designation.Rank.SPECIAL_NATIONAL
    DesignationFactory(site=national, rank=later, decided_on=date(2021, 1, 1))

    lines = site_list(cast.town.pk, date(2020, 12, 31))

    provincial = ("Di tích lịch sử", "Cấp tỉnh", "Quyết định số 12/QĐ-UBND ngày 05/01/2010")
    assert lines == [
        SiteLine(
            "Chùa Long Đàm",
            "Danh lam thắng cảnh",
            "Quốc gia",
            "Quyết định số 7/QĐ-BVHTTDL ngày 01/07/2015",
            "phường Đậu Liêu",
        ),
        SiteLine("Đền 2", *provincial, "phường Bắc Hồng"),
        SiteLine("Đền 10", *provincial, "phường Bắc Hồng"),
        SiteLine("Đình làng", "Di tích lịch sử", "Kiểm kê, chưa xếp hạng", "", "tổ dân phố 2"),
    ]


@pytest.mark.parametrize("sites", [1, 3])
def test_the_annex_takes_two_queries(cast, sites, django_assert_num_queries):
    for site in SiteFactory.create_batch(sites, place=cast.ward):
        DesignationFactory(site=site)

    with django_assert_num_queries(2):
        assert len(site_list(cast.town.pk, date(2020, 12, 31))) == sites
