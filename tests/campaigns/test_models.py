from datetime import date

import pytest
from django.db import IntegrityError

from tests.campaigns.factories import (
    AgencyFactory,
    AgencyYearFactory,
    GoodDeedFactory,
    LaneResultFactory,
    LocalityTitleFactory,
    VillageResultFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "fields",
    [
        {"registered_count": 101},
        {"recognised_count": 96},
        {"five_years": True},
        {"five_years": True, "is_recognised": False},
        {"is_recognised": True, "five_years_commended": True},
        {"decision_number": "12/QĐ-UBND"},
        {"decided_on": date(2020, 11, 20)},
    ],
)
def test_a_village_result_that_cannot_be_true_is_not_stored(fields):
    with pytest.raises(IntegrityError):
        VillageResultFactory(**fields)


def test_a_village_result_may_be_undecided_or_whole():
    VillageResultFactory()
    VillageResultFactory(
        recognised_count=95,
        is_recognised=True,
        five_years=True,
        five_years_commended=True,
        decision_number="12/QĐ-UBND",
        decided_on=date(2020, 11, 20),
    )


def test_a_village_has_one_result_a_year():
    result = VillageResultFactory()
    VillageResultFactory(village=result.village, year=2021)

    with pytest.raises(IntegrityError):
        VillageResultFactory(village=result.village)


def test_an_agency_recognised_in_the_year_holds_the_standard():
    with pytest.raises(IntegrityError):
        AgencyYearFactory(is_recognised=True, has_standard=False)


def test_an_agency_has_one_row_a_year():
    row = AgencyYearFactory()

    with pytest.raises(IntegrityError):
        AgencyYearFactory(agency=row.agency)


def test_an_agency_stands_once_in_the_register(cast):
    AgencyFactory(place=cast.town, name="Trường THCS Bắc Hồng")

    with pytest.raises(IntegrityError):
        AgencyFactory(place=cast.town, name="trường THCS Bắc Hồng")


def test_a_lane_registers_once_a_year(cast):
    LaneResultFactory(place=cast.ward, name="Ngõ 3")

    with pytest.raises(IntegrityError):
        LaneResultFactory(place=cast.ward, name="ngõ 3")


@pytest.mark.parametrize("factory", [LocalityTitleFactory, GoodDeedFactory])
def test_a_place_has_one_row_a_year(cast, factory):
    factory(place=cast.ward)

    with pytest.raises(IntegrityError):
        factory(place=cast.ward)
