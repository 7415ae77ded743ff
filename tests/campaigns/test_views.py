import pytest
from django.urls import reverse

from campaigns.models import (
    Agency,
    AgencyYear,
    LaneResult,
    PlaceResult,
    VillageResult,
)
from tests.campaigns.factories import AgencyFactory, LaneResultFactory, VillageResultFactory
from tests.registers import own_queries, send, text, village_of

pytestmark = pytest.mark.django_db


def page(name, *args):
    return reverse(f"campaigns:{name}", args=args)


def test_a_ward_writes_its_year_in_the_browser(client, cast):
    response = send(
        client, cast.officer, page("village-result", cast.village.pk, 2020),
        household_count="1.200", registered_count="1.150", recognised_count="1.128",
        is_recognised="true",
    )  # fmt: skip
    assert response.url == page("place-year", cast.ward.pk, 2020)
    result = VillageResult.objects.get()
    assert (result.household_count, result.is_recognised) == (1200, True)

    send(
        client, cast.officer, page("place-result", cast.ward.pk, 2020), is_exemplary="true",
        good_deeds="12",
    )  # fmt: skip
    send(client, cast.officer, page("lane-add", cast.ward.pk, 2020), name="Ngõ 3")
    lane = LaneResult.objects.get()
    assert lane.is_recognised is None
    send(client, cast.officer, page("lane-edit", lane.pk), name="Ngõ 3", is_recognised="true")

    kept = PlaceResult.objects.get()
    assert (kept.is_exemplary, kept.is_urban, kept.good_deeds) == (True, None, 12)
    shown = text(client.get(page("place-year", cast.ward.pk, 2020)))
    for word in ("1.200", "1.128", "Ngõ 3", "12 người", "Được công nhận"):
        assert word in shown
    board = text(client.get(page("index"), {"nam": "2020"}))
    assert "1/1" in board
    assert page("place-year", cast.ward.pk, 2020) in board


def test_the_board_leaves_open_what_nobody_has_told(client, cast):
    VillageResultFactory(village=cast.village, recognised_count=None)

    client.force_login(cast.specialist)
    board = text(client.get(page("index"), {"nam": "2020"}))

    assert "1/1" in board
    assert "0/1" in board, "the neighbour's villages"
    assert "None" not in board


def test_a_result_is_corrected_from_what_stands_there(client, cast):
    VillageResultFactory(village=cast.village, recognised_count=90, is_recognised=False)
    client.force_login(cast.officer)
    address = page("village-result", cast.village.pk, 2020)

    shown = text(client.get(address))
    assert 'value="90"' in shown
    assert '<option value="false" selected>' in shown

    response = send(
        client, cast.officer, address, household_count="100", registered_count="95",
        recognised_count="96", is_recognised="true",
    )  # fmt: skip
    assert response.status_code == 422
    assert "Số hộ được công nhận lớn hơn số hộ đăng ký." in text(response)
    send(
        client, cast.officer, address, household_count="100", registered_count="95",
        recognised_count="", is_recognised="unknown",
    )  # fmt: skip
    result = VillageResult.objects.get()
    assert (result.recognised_count, result.is_recognised) == (None, None)

    send(client, cast.officer, page("village-result-remove", result.pk), reason="Ghi nhầm")
    send(client, cast.officer, page("lane-add", cast.ward.pk, 2020), name="Ngõ 3")
    lane = LaneResult.objects.get()
    send(client, cast.officer, page("lane-remove", lane.pk), reason="Ghi nhầm")
    assert (VillageResult.objects.count(), LaneResult.objects.count()) == (0, 0)


def test_agencies_are_written_in_the_browser(client, cast):
    send(client, cast.specialist, page("agency-add"), place=cast.town.pk, name="Trường THCS")
    agency = Agency.objects.get()
    send(client, cast.specialist, page("agency-year", agency.pk, 2020), is_registered="on")
    send(
        client, cast.specialist, page("agency-edit", agency.pk), place=cast.town.pk,
        name="Trường THCS Bắc Hồng",
    )  # fmt: skip

    assert AgencyYear.objects.get().is_registered
    assert "2020" in text(client.get(page("agency-detail", agency.pk)))
    shown = text(client.get(page("agency-list"), {"q": "bac hong", "nam": "2020"}))
    assert "Trường THCS Bắc Hồng" in shown
    other = AgencyFactory(place=cast.town)
    send(client, cast.specialist, page("agency-remove", other.pk), reason="Ghi nhầm")
    assert list(Agency.objects.all()) == [agency]


def test_what_belongs_to_the_neighbour_is_not_there(client, cast):
    agency = AgencyFactory(place=cast.town)
    lane = LaneResultFactory(place=cast.neighbour)
    result = VillageResultFactory(village=cast.neighbour_village)
    client.force_login(cast.officer)
    place = cast.neighbour.pk

    paths = [
        page("place-year", place, 2020),
        page("village-results", place, 2020),
        page("place-result", place, 2020),
        page("lane-add", place, 2020),
        page("lane-edit", lane.pk),
        page("lane-remove", lane.pk),
        page("village-result", cast.neighbour_village.pk, 2020),
        page("village-result-remove", result.pk),
        page("agency-detail", agency.pk),
        page("agency-edit", agency.pk),
        page("agency-remove", agency.pk),
        page("agency-year", agency.pk, 2020),
    ]

    assert {client.get(path).status_code for path in paths} == {404}
    assert str(cast.neighbour) not in text(client.get(page("index"), {"nam": "2020"}))
    assert agency.name not in text(client.get(page("agency-list")))


@pytest.mark.parametrize("name", ["place-year", "village-results", "place-result", "lane-add"])
def test_a_year_that_cannot_be_is_not_there(client, cast, name):
    client.force_login(cast.officer)

    assert client.get(page(name, cast.ward.pk, 98765)).status_code == 404


def test_the_inspector_only_looks(client, cast):
    VillageResultFactory(village=cast.village, is_recognised=True)
    agency = AgencyFactory(place=cast.town)
    client.force_login(cast.inspector)

    shown = text(client.get(page("place-year", cast.ward.pk, 2020)))

    assert "tổ dân phố 2" in shown
    assert "Ghi" not in shown.replace("Chưa ghi", "")
    assert "Sửa" not in shown
    assert "Sửa" not in text(client.get(page("agency-detail", agency.pk)))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_take_the_same_queries_whatever_their_length(client, cast, rows):
    for number in range(rows):
        VillageResultFactory(village=village_of(cast.ward, f"1{number}"))
        LaneResultFactory(place=cast.ward)
        AgencyFactory(place=cast.town)
    client.force_login(cast.specialist)

    # first year, last year, how many places, the places
    assert own_queries(client, "campaigns", page("index")) == 4
    # the place's own, results, runs of years, giấy khen, lanes
    assert own_queries(client, "campaigns", page("place-year", cast.ward.pk, 2020)) == 5
    # results, runs of years, giấy khen
    assert own_queries(client, "campaigns", page("village-results", cast.ward.pk, 2020)) == 3
    # years, the number of rows, the rows
    assert own_queries(client, "campaigns", page("agency-list")) == 3


def test_the_lanes_of_all_years_are_found_without_accents(client, cast):
    LaneResultFactory(place=cast.ward, name="Ngõ Đông Thịnh", year=2019)
    LaneResultFactory(place=cast.ward, name="Ngõ 10", year=2020, is_recognised=True)
    LaneResultFactory(place=cast.ward, name="Ngõ 2", year=2020, is_recognised=True)
    LaneResultFactory(place=cast.neighbour, name="Ngõ 7", year=2020)
    client.force_login(cast.officer)

    assert "Ngõ Đông Thịnh" in text(client.get(page("lane-list"), {"q": "dong thinh"}))
    shown = text(client.get(page("lane-list"), {"nam": "2020"}))
    assert shown.index("Ngõ 2") < shown.index("Ngõ 10")
    assert "Ngõ Đông Thịnh" not in shown
    assert "Ngõ 7" not in shown
