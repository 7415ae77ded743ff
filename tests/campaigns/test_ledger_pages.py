"""The ledger of a place, who may be proposed, and the Giấy khen in the browser."""

import pytest
from django.urls import reverse

from campaigns.models import Commendation, EarlierTitles
from tests.campaigns.factories import (
    CommendationFactory,
    EarlierTitlesFactory,
    VillageResultFactory,
    recognised,
)
from tests.registers import own_queries, send, text, village_of

pytestmark = pytest.mark.django_db


def page(name, *args):
    return reverse(f"campaigns:{name}", args=args)


def test_the_ledger_shows_each_year_to_eye_and_ear(client, cast):
    recognised(cast.village, *range(2015, 2020))
    VillageResultFactory(village=cast.village, year=2020, is_recognised=False)
    CommendationFactory(place=cast.village, last_year=2019)
    other = village_of(cast.ward, "10")
    EarlierTitlesFactory(village=other, first_year=2016, last_year=2019)
    recognised(other, 2020)
    client.force_login(cast.officer)

    shown = text(client.get(page("ledger", cast.ward.pk), {"nam": "2020"}))

    for words in (
        (
            '<span aria-hidden="true">● ★</span><span class="visually-hidden">được công nhận,'
            " được tặng Giấy khen cho 2015–2019</span>"
        ),
        '<span aria-hidden="true">○</span><span class="visually-hidden">không được công nhận</span>',
        '<span aria-hidden="true">–</span><span class="visually-hidden">chưa xét</span>',
        "Đủ điều kiện. Đạt 5 năm liên tục (2016–2020), chưa được tặng Giấy khen.",
        (
            "Chưa đủ. Đã được tặng Giấy khen năm 2019 cho 2015–2019; tính lại từ năm 2020."
            " Năm 2020 không được công nhận; tính lại từ năm 2021."
        ),
        "5 năm (2016–2020)",
        page("earlier-titles-remove", other.pk),
    ):
        assert words in shown
    assert page("earlier-titles-remove", cast.village.pk) not in shown


def test_who_may_be_proposed_is_listed_over_all_places(client, cast):
    recognised(cast.village, *range(2014, 2021))
    recognised(cast.neighbour_village, *range(2016, 2021))
    CommendationFactory(place=village_of(cast.ward, "3"))
    recognised(village_of(cast.ward, "4"), *range(2017, 2021))
    client.force_login(cast.specialist)

    response = client.get(page("eligible-list"), {"nam": "2020"})

    rows = [str(row.record) for row in response.context["table"].rows]
    assert rows == ["tổ dân phố 2", "tổ dân phố 10"]
    assert "7 năm (2014–2020)" in text(response)
    assert "2016–2020" in text(response)
    client.force_login(cast.officer)
    response = client.get(page("eligible-list"), {"nam": "2020"})
    assert [str(row.record) for row in response.context["table"].rows] == ["tổ dân phố 2"]


def test_earlier_years_and_a_commendation_are_written_in_the_browser(client, cast):
    recognised(cast.village, 2019, 2020)
    earlier = page("earlier-titles", cast.village.pk)

    send(client, cast.officer, earlier, first_year="2015", last_year="2018")
    response = send(
        client, cast.officer, page("commendation-add", cast.village.pk), kind="village",
        year="2020", last_year="2020", decision_number="7/QĐ-UBND", decided_on="20/11/2020",
    )  # fmt: skip

    row = Commendation.objects.get()
    assert response.url == page("commendation-detail", row.pk)
    assert "7/QĐ-UBND ngày 20/11/2020" in text(client.get(response.url))
    assert "2016–2020" in text(client.get(page("commendation-list"), {"q": "to dan pho 2"}))
    assert 'value="2015"' in text(client.get(earlier))
    response = send(client, cast.officer, earlier, first_year="2017", last_year="2018")
    assert response.status_code == 422
    assert "nên năm 2016 phải được công nhận" in text(response)

    send(client, cast.officer, page("commendation-edit", row.pk), kind="village", year="2021",
         last_year="2020")  # fmt: skip
    assert Commendation.objects.get().year == 2021
    send(client, cast.officer, page("commendation-remove", row.pk), reason="Ghi nhầm")
    send(client, cast.officer, page("earlier-titles-remove", cast.village.pk), reason="Ghi nhầm")
    assert (Commendation.objects.count(), EarlierTitles.objects.count()) == (0, 0)


def test_a_ward_is_not_offered_the_villages_commendation(client, cast):
    client.force_login(cast.officer)

    shown = text(client.get(page("commendation-add", cast.ward.pk)))

    assert "Gia đình văn hóa 3 năm liên tục" in shown
    assert "Khu dân cư 5 năm liên tục" not in shown


def test_what_belongs_to_the_neighbour_is_not_there(client, cast):
    row = CommendationFactory(place=cast.neighbour_village)
    EarlierTitlesFactory(village=cast.neighbour_village)
    client.force_login(cast.officer)

    paths = [
        page("ledger", cast.neighbour.pk),
        page("earlier-titles", cast.neighbour_village.pk),
        page("earlier-titles-remove", cast.neighbour_village.pk),
        page("commendation-detail", row.pk),
        page("commendation-add", cast.neighbour_village.pk),
        page("commendation-edit", row.pk),
        page("commendation-remove", row.pk),
    ]

    assert {client.get(path).status_code for path in paths} == {404}
    assert "tổ dân phố 10" not in text(client.get(page("commendation-list"))).lower()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_take_the_same_queries_whatever_their_length(client, cast, rows):
    for number in range(rows):
        village = village_of(cast.ward, f"1{number}")
        recognised(village, *range(2016, 2021))
        CommendationFactory(place=village, last_year=2010)
    client.force_login(cast.specialist)

    # years, earlier years, results, giấy khen
    assert own_queries(client, "campaigns", page("ledger", cast.ward.pk)) == 4
    # years, the number of rows, the rows, and the three of their histories
    assert own_queries(client, "campaigns", page("eligible-list")) == 6
    # years, the number of rows, the rows
    assert own_queries(client, "campaigns", page("commendation-list")) == 3
