from datetime import date

import pytest

from audit.locking import StaleError
from campaigns import actions
from campaigns.models import Agency, LaneResult, PlaceResult, VillageResult
from tests.campaigns.factories import AgencyFactory, AgencyYearFactory, VillageResultFactory
from tests.registers import new_key, trail, village_of
from vhtt_portal.rules import RuleError

pytestmark = pytest.mark.django_db

TALLY = {"household_count": 100, "registered_count": 95}


def test_a_village_result_is_written_and_written_again(cast):
    fields = TALLY | {"recognised_count": 94, "is_recognised": True}

    actions.record_village_result(village=cast.village, year=2020, by=cast.officer, **TALLY)
    actions.record_village_result(
        village=cast.village, year=2020, version=1, by=cast.officer, **fields
    )

    assert trail() == [
        (
            "village_result.added",
            "phường Bắc Hồng",
            {
                "village": [None, "tổ dân phố 2"],
                "year": [None, 2020],
                "household_count": [None, 100],
                "registered_count": [None, 95],
            },
            "",
        ),
        (
            "village_result.changed",
            "phường Bắc Hồng",
            {"recognised_count": [None, 94], "is_recognised": [None, True]},
            "",
        ),
    ]


def test_two_people_who_write_the_first_result_do_not_overwrite_each_other(cast):
    actions.record_village_result(
        village=cast.village, year=2020, version=0, by=cast.officer, **TALLY
    )

    actions.record_village_result(
        village=cast.village, year=2020, version=0, by=cast.specialist, **TALLY
    )
    with pytest.raises(StaleError):
        actions.record_village_result(
            village=cast.village, year=2020, version=0, by=cast.specialist,
            **TALLY | {"household_count": 99},
        )  # fmt: skip

    assert VillageResult.objects.get().household_count == 100
    assert len(trail()) == 1


def test_only_a_village_has_a_village_result(cast):
    with pytest.raises(RuleError, match="phường Bắc Hồng không phải là khu dân cư"):
        actions.record_village_result(village=cast.ward, year=2020, by=cast.officer, **TALLY)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"registered_count": 101}, "Số hộ đăng ký lớn hơn số hộ."),
        ({"recognised_count": 96}, "Số hộ được công nhận lớn hơn số hộ đăng ký."),
        ({"decision_number": "1/QĐ"}, "Hãy ghi cả số và ngày quyết định"),
    ],
)
def test_a_result_that_cannot_be_true_is_refused_in_words(cast, fields, sentence):
    with pytest.raises(RuleError, match=sentence):
        actions.record_village_result(
            village=cast.village, year=2020, by=cast.officer, **TALLY | fields
        )

    assert (VillageResult.objects.count(), trail()) == (0, [])


def test_a_village_result_is_removed_with_a_reason(cast):
    result = VillageResultFactory(village=cast.village)

    actions.remove_village_result(result=result, version=1, reason="Nhầm thôn", by=cast.officer)

    assert not VillageResult.objects.exists()
    assert [(entry[0], entry[3]) for entry in trail()] == [("village_result.removed", "Nhầm thôn")]


def test_an_agency_and_its_years_are_written(cast):
    fields = {"place": cast.town, "name": "Trường THCS Bắc Hồng"}

    agency = actions.agencies.add(**fields, by=cast.specialist, key=new_key())
    actions.record_agency_year(agency=agency, year=2020, by=cast.specialist, is_registered=True)
    actions.record_agency_year(
        agency=agency, year=2020, version=1, by=cast.specialist, has_standard=True
    )
    actions.agencies.change(
        agency, version=1, by=cast.specialist, **fields | {"left_on": date(2021, 1, 1)}
    )

    assert [(entry[0], entry[1]) for entry in trail()] == [
        ("agency.added", "thị xã Hồng Lĩnh"),
        ("agency_year.added", "thị xã Hồng Lĩnh"),
        ("agency_year.changed", "thị xã Hồng Lĩnh"),
        ("agency.changed", "thị xã Hồng Lĩnh"),
    ]
    assert trail()[2][2] == {"has_standard": [False, True]}


def test_an_agency_with_years_cannot_be_deleted_and_one_without_can(cast):
    row = AgencyYearFactory(agency__place=cast.ward)
    plain = AgencyFactory(place=cast.ward)

    with pytest.raises(RuleError, match="còn dòng khác trong sổ"):
        actions.agencies.remove(row.agency, version=1, reason="Nhầm", by=cast.specialist)
    actions.agencies.remove(plain, version=1, reason="Nhầm", by=cast.specialist)

    assert list(Agency.objects.all()) == [row.agency]


def test_lanes_are_added_changed_and_removed(cast):
    fields = {"place": cast.ward, "year": 2020, "name": "Ngõ 3"}

    lane = actions.lanes.add(**fields, by=cast.officer)
    with pytest.raises(RuleError, match="đã có trong sổ của năm"):
        actions.lanes.add(**fields | {"name": "ngõ 3"}, by=cast.officer)
    lane = actions.lanes.change(lane, version=1, by=cast.officer, is_recognised=True)
    actions.lanes.remove(lane, version=2, reason="Nhầm", by=cast.officer)

    assert not LaneResult.objects.exists()
    assert [entry[0] for entry in trail()] == [
        "lane_result.added",
        "lane_result.changed",
        "lane_result.removed",
    ]
    assert trail()[1][2] == {"is_recognised": [None, True]}


def test_a_places_year_is_written_and_written_again(cast):
    actions.record_place_result(
        place=cast.ward, year=2020, version=0, by=cast.officer, is_exemplary=True, good_deeds=5
    )
    actions.record_place_result(
        place=cast.ward, year=2020, version=1, by=cast.officer, good_deeds=6
    )

    assert [(entry[0], entry[2]) for entry in trail()][1:] == [
        ("place_result.changed", {"good_deeds": [5, 6]}),
    ]
    assert PlaceResult.objects.get().is_exemplary


def test_of_several_villages_all_are_written_or_none(cast):
    other = village_of(cast.ward, "3")
    said = [(cast.village, 0, TALLY), (other, 0, TALLY | {"registered_count": 101})]

    with pytest.raises(RuleError, match="tổ dân phố 3: Số hộ đăng ký lớn hơn số hộ"):
        actions.record_village_results(year=2020, said=said, by=cast.officer)

    assert (VillageResult.objects.count(), trail()) == (0, [])
