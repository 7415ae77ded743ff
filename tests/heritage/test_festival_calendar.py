"""The page and the file of a year's festivals."""

import re
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse

from tests.heritage.factories import FestivalFactory, FestivalHeldFactory, SiteFactory
from tests.registers import own_queries, text

pytestmark = pytest.mark.django_db


def page(name):
    return reverse(f"heritage:{name}")


def table_cells(shown):
    """What a reader sees in each cell of each line."""
    return [
        [" ".join(re.sub(r"<[^>]*>", "", cell).split()) for cell in re.findall(r"<td.*?</td>", row)]
        for row in re.findall(r"<tr>(?! <th)(.*?)</tr>", shown)
    ]


def calendar_of(client, user, day, number):
    client.force_login(user)
    with time_machine.travel(day, tick=False):
        return text(client.get(page("festival-calendar"), {"nam": number}))


def test_the_calendar_shows_what_was_what_is_next_and_what_has_no_day(client, cast):
    FestivalFactory(place=cast.ward, name="Hội đầu năm", calendar="lunar", day=6, month=1)
    held = FestivalFactory(place=cast.ward, name="Hội rằm", calendar="lunar", day=15, month=1)
    FestivalHeldFactory(festival=held, held_on=date(2020, 2, 8))
    off = FestivalFactory(place=cast.ward, name="Giỗ Tổ", calendar="lunar", day=10, month=3)
    FestivalHeldFactory(festival=off, held_on=date(2020, 4, 2), not_held_because="Phòng dịch")
    FestivalFactory(place=cast.ward, name="Hội hè", calendar="solar", day=1, month=6, length_days=3)
    FestivalFactory(place=cast.ward, name="Hội làng", calendar="lunar", day=15, month=7)
    FestivalFactory(place=cast.ward, name="Hội xa", calendar="lunar", day=15, month=8)
    FestivalFactory(place=cast.ward, name="Hội nào đó", timing="mùa xuân")
    FestivalFactory(place=cast.neighbour, name="Hội láng giềng", calendar="lunar", day=6, month=1)

    shown = calendar_of(client, cast.officer, datetime(2020, 6, 2, 8, tzinfo=UTC), "2020")

    found = [cells[:3] + cells[4:] for cells in table_cells(shown)]
    assert found == [
        ["30/01, thứ Năm", "mồng 6 tháng Giêng", "Hội đầu năm", "Đã qua, chưa ghi"],
        ["08/02, thứ Bảy", "rằm tháng Giêng", "Hội rằm", "Đã tổ chức"],
        ["02/04, thứ Năm", "mồng 10 tháng Ba", "Giỗ Tổ", "Không tổ chức Phòng dịch"],
        ["01/06 – 03/06, thứ Hai", "mồng 10 tháng Tư nhuận", "Hội hè", "Đang diễn ra"],
        ["02/09, thứ Tư", "rằm tháng Bảy", "Hội làng", "Gần nhất"],
        ["01/10, thứ Năm", "rằm tháng Tám", "Hội xa", "Sắp tới"],
    ]
    assert "mùa xuân" in shown
    assert "Âm lịch: mồng 8 tháng Giêng năm Canh Tý – mồng 7 tháng Hai năm Canh Tý" in shown


@pytest.mark.parametrize("number", ["", "abcd", "1967", "2100"])
def test_a_year_without_a_calendar_is_this_year(client, cast, number):
    shown = calendar_of(client, cast.officer, datetime(2020, 6, 2, 8, tzinfo=UTC), number)

    assert "<h1>Lịch lễ hội năm 2020</h1>" in shown


@pytest.mark.parametrize("rows", [1, 3])
def test_the_calendar_takes_the_same_queries_whatever_its_length(client, cast, rows):
    for row in FestivalFactory.create_batch(
        rows, place=cast.ward, calendar="lunar", day=6, month=1, site=SiteFactory(place=cast.ward)
    ):
        FestivalHeldFactory(festival=row, held_on=date(2020, 1, 30))
    client.force_login(cast.officer)

    # the festivals, their occasions, and those without a day
    assert own_queries(client, "heritage", page("festival-calendar") + "?nam=2020") == 3


def test_the_calendar_file_holds_ones_own_festivals_that_were_not_called_off(client, cast):
    FestivalFactory(place=cast.ward, name="Hội đầu năm", calendar="lunar", day=6, month=1)
    off = FestivalFactory(place=cast.ward, name="Giỗ Tổ", calendar="lunar", day=10, month=3)
    FestivalHeldFactory(festival=off, held_on=date(2020, 4, 2), not_held_because="Phòng dịch")
    FestivalFactory(place=cast.neighbour, name="Hội láng giềng", calendar="lunar", day=6, month=1)
    client.force_login(cast.officer)

    response = client.get(page("festival-calendar-file"), {"nam": "2020"})

    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="lich-le-hoi-2020.ics"'
    assert re.findall(r"SUMMARY:(.*)\r", response.content.decode()) == ["Hội đầu năm"]
    assert "DTSTART;VALUE=DATE:20200130" in response.content.decode()
