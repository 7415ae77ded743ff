from datetime import date

import pytest
from django.db import IntegrityError

from tests.campaigns.factories import (
    AgencyFactory,
    AgencyYearFactory,
    CandidateFactory,
    CommendationFactory,
    LaneResultFactory,
    PlaceResultFactory,
    RoundFactory,
    VillageResultFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "fields",
    [
        {"registered_count": 101},
        {"recognised_count": 96},
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


@pytest.mark.parametrize(
    "fields",
    [
        {"last_year": None},
        {"first_year": 2015},
        {"kind": "households"},
        {"kind": "households", "household_count": 0},
        {"kind": "households", "household_count": 3, "last_year": None},
        {"kind": "other", "recipient": "Tổ phụ nữ"},
        {"kind": "other", "last_year": None},
        {"recipient": "Tổ phụ nữ"},
        {"household_count": 3},
        {"year": 2019},
        {"decision_number": "12/QĐ-UBND"},
    ],
)
def test_a_commendation_that_cannot_be_true_is_not_stored(fields):
    with pytest.raises(IntegrityError):
        CommendationFactory(**fields)


def test_a_commendation_is_a_villages_a_number_of_households_or_somebody_elses():
    village = CommendationFactory()
    CommendationFactory(kind="households", household_count=3, place=village.place)
    CommendationFactory(kind="other", recipient="Tổ phụ nữ", last_year=None)

    with pytest.raises(IntegrityError):
        CommendationFactory(place=village.place)


def test_a_lane_registers_once_a_year(cast):
    LaneResultFactory(place=cast.ward, name="Ngõ 3")

    with pytest.raises(IntegrityError):
        LaneResultFactory(place=cast.ward, name="ngõ 3")


def test_a_place_has_one_row_a_year(cast):
    PlaceResultFactory(place=cast.ward)

    with pytest.raises(IntegrityError):
        PlaceResultFactory(place=cast.ward)


@pytest.mark.parametrize(
    "fields",
    [
        {"invited": 10, "present": 11},
        {"present": 10, "in_favour": 11},
        {"notice_from": date(2024, 11, 2), "notice_to": date(2024, 11, 1)},
        {"notice_to": date(2024, 11, 1)},
        {"outcome": "refused"},
        {"outcome": "withdrawn", "reason": ""},
        {"locality": None},
    ],
)
def test_a_candidate_that_cannot_be_true_is_not_stored(fields):
    with pytest.raises(IntegrityError):
        CandidateFactory(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"step": "decided"},
        {"decision_number": "1/QĐ-UBND"},
        {"step": "decided", "decision_number": "1", "decided_on": date(2020, 11, 1),
         "signer_name": "A", "dossier_on": date(2020, 11, 2)},
    ],
)  # fmt: skip
def test_a_round_is_decided_with_its_whole_decision_or_not_at_all(fields):
    with pytest.raises(IntegrityError):
        RoundFactory(**fields)
