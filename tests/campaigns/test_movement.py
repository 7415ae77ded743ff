"""The review over several years: its themes, and the registers' counts behind them."""

import pytest
from django.urls import reverse

from campaigns.movement import MOST_YEARS, themes
from localities.counting import names
from tests.campaigns.factories import CommendationFactory, VillageResultFactory, recognised
from tests.registers import text

pytestmark = pytest.mark.django_db

PAGE = reverse("campaigns:movement")


def test_there_are_five_contents_and_seven_movements_that_somebody_tells_of():
    groups = [theme.group for theme in themes().values()]

    assert (groups.count("content"), groups.count("movement"), len(groups)) == (5, 7, 12)
    for theme in themes().values():
        assert bool(theme.counters) != bool(theme.told_by)
        assert names() >= set(theme.counters)


def test_the_villages_are_told_year_by_year(client, cast):
    recognised(cast.village, *range(2016, 2021))
    CommendationFactory(place=cast.village)
    VillageResultFactory(village=cast.neighbour_village, year=2020, is_recognised=False)
    client.force_login(cast.specialist)

    response = client.get(PAGE, {"noi-dung": "khu-dan-cu", "tu": "2015", "den": "2020"})

    lines = {
        line.label: [figure for _, figure in line.by_year] for line in response.context["lines"]
    }
    assert lines == {
        "Khu dân cư": [None, 1, 1, 1, 1, 2],
        "Khu dân cư được công nhận": [None, 1, 1, 1, 1, 1],
        "Khu dân cư đạt 5 năm liên tục": [None, 0, 0, 0, 0, 1],
        "Khu dân cư được tặng giấy khen 5 năm": [None, 0, 0, 0, 0, 1],
    }
    client.force_login(cast.officer)
    own = client.get(PAGE, {"tu": "2020", "den": "2020"}).context["lines"]
    assert [figure for line in own for _, figure in line.by_year] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    ("asked", "years"),
    [
        ({"tu": "1850", "den": "2020"}, (2020 - MOST_YEARS + 1, 2020)),
        ({"tu": "2020", "den": "2018"}, (2018, 2018)),
        ({"tu": "\u0662\u0660", "den": "2018"}, (2014, 2018)),
    ],
)
def test_years_that_cannot_be_shown_are_brought_in(client, cast, asked, years):
    client.force_login(cast.officer)

    shown = client.get(PAGE, asked).context["years"]

    assert (shown.first, shown.last) == years


def test_a_theme_without_a_register_says_who_tells_of_it(client, cast):
    client.force_login(cast.specialist)

    assert "Chưa có sổ nào ghi phong trào này" in text(client.get(PAGE, {"noi-dung": "hoc-tap"}))
    assert "thôn, tổ dân phố văn hóa" in text(client.get(PAGE, {"noi-dung": "khong-co"}))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_as_many_queries_whatever_the_places(
    client, cast, rows, django_assert_max_num_queries
):
    for number in range(rows):
        VillageResultFactory(village=cast.village, year=2018 + number, is_recognised=True)
    client.force_login(cast.specialist)

    with django_assert_max_num_queries(4 * 2 * MOST_YEARS + 10):
        client.get(PAGE, {"noi-dung": "khu-dan-cu", "tu": "2011", "den": "2020"})
