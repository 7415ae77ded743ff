"""The result sheet as a paper."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Role
from documents.layout_check import check_layout
from localities.models import Office
from sports.models import Lot, Tournament
from sports.papers import result_sheet
from tests.documents.measuring import told
from tests.registers import person
from tests.sports.factories import (
    DrawFactory,
    EventFactory,
    ResultFactory,
    TeamFactory,
    TournamentFactory,
)

pytestmark = pytest.mark.django_db


def cup(place, events=2, **fields):
    """Two teams that are level, and the lots between them."""
    tournament = TournamentFactory(place=place, name="giải kéo co", venue="Sân vận động", **fields)
    teams = [TeamFactory(tournament=tournament, name=name) for name in ("Đoàn A", "Đoàn B")]
    for number in range(events):
        event = EventFactory(tournament=tournament, name=f"Nội dung {number}")
        for rank, team in enumerate(teams if number % 2 else reversed(teams), start=1):
            ResultFactory(event=event, team=team, rank=rank, holder="Nguyễn Văn Minh Họa")
    draw = DrawFactory(tournament=tournament)
    for position, team in enumerate(reversed(teams), start=1):
        Lot.objects.create(draw=draw, team=team, position=position)
    rows = Tournament.objects.select_related("place__kind", "place__parent__kind", "co_place")
    return rows.get(pk=tournament.pk)


def cells(document):
    return [
        [cell.text for cell in line.cells]
        for block in document.body if hasattr(block, "rows")
        for line in block.rows
    ]  # fmt: skip


def test_the_sheet_says_who_won_what_and_how_lots_fell(cast):
    document = result_sheet(cup(cast.ward))

    said = cells(document)
    assert ["1", "Vàng", "Đoàn B", "Nguyễn Văn Minh Họa"] in said
    assert ["1", "Đoàn B", "1", "1", "0", "2"] in said
    assert ["2", "Đoàn A", "1", "1", "0", "2"] in said
    assert "1. Đoàn B; 2. Đoàn A" in str(document.body[-1])
    assert (document.kind, document.subject) == ("KẾT QUẢ", ("Giải kéo co",))


def test_it_goes_out_in_the_name_of_who_held_it(cast):
    person("Trần Thị Trưởng", Role.HEAD, cast.town)

    of_office, of_ward = result_sheet(cup(cast.town)), result_sheet(cup(cast.ward))

    assert of_office.letterhead.issuing_body == (cast.office.issuing_body,)
    assert of_office.signature.signer_name == "Trần Thị Trưởng"
    assert "phường Bắc Hồng" in of_ward.letterhead.issuing_body


@pytest.mark.parametrize("events", [0, 1, 40])
def test_it_passes_the_layout_check(cast, events):
    Office.objects.update(
        parent_body="ỦY BAN NHÂN DÂN THỊ XÃ HỒNG LĨNH",
        place_name="Hồng Lĩnh",
        issuing_body="PHÒNG VĂN HÓA VÀ THÔNG TIN",
    )
    tournament = cup(cast.town, events, table_order="points,gold", rank_points="7, 5, 4")

    assert told(result_sheet(tournament)) == []


@pytest.mark.parametrize("events", [1, 6])
def test_it_takes_as_many_queries_whatever_there_is_on_it(cast, events):
    tournament = cup(cast.ward, events)

    with CaptureQueriesContext(connection) as queries:
        result_sheet(tournament)

    assert len(queries) == 9


def test_it_is_printed_by_whoever_may_read_the_tournament(client, cast):
    own, foreign = cup(cast.ward, 1), cup(cast.neighbour, 1)
    client.force_login(cast.officer)

    response = client.get(reverse("sports:result-sheet", args=[own.pk]))

    assert response.headers["Content-Type"] == "application/pdf"
    assert [str(fault) for fault in check_layout(response.content) if not fault.ok] == []
    assert client.get(reverse("sports:result-sheet", args=[foreign.pk])).status_code == 404
