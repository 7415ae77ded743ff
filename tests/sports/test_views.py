import pytest
from django.urls import reverse

from sports.models import Medal, Tournament
from tests.registers import own_queries, send, text
from tests.sports.factories import MedalFactory, TournamentFactory

pytestmark = pytest.mark.django_db


def page(name, *args):
    return reverse(f"sports:{name}", args=args)


def test_a_tournament_and_its_medals_are_written_in_the_browser(client, cast):
    response = send(
        client, cast.specialist, page("tournament-add"), place=cast.town.pk, is_higher_level="on",
        name="Giải bóng bàn", sport="Bóng bàn", starts_on="01/05/2020", athlete_count="1.020",
    )  # fmt: skip
    tournament = Tournament.objects.get()
    assert response.url == page("tournament-detail", tournament.pk)
    send(
        client, cast.specialist, page("medal-add", tournament.pk), event="đơn nam", colour="1",
        count="1",
    )  # fmt: skip
    medal = Medal.objects.get()
    send(
        client, cast.specialist, page("medal-edit", medal.pk), event="đơn nam", colour="2",
        count="1",
    )  # fmt: skip
    send(
        client, cast.specialist, page("tournament-edit", tournament.pk), place=cast.town.pk,
        is_higher_level="on", name="Giải bóng bàn", sport="Bóng bàn", starts_on="01/05/2020",
        team_standing="Nhì toàn đoàn",
    )  # fmt: skip

    shown = text(client.get(page("tournament-detail", tournament.pk)))
    assert "Nhì toàn đoàn" in shown
    assert "Bạc" in shown
    assert page("medal-edit", medal.pk) in shown

    send(client, cast.specialist, page("medal-remove", medal.pk), reason="Ghi nhầm")
    send(client, cast.specialist, page("tournament-remove", tournament.pk), reason="Ghi nhầm")
    assert (Medal.objects.count(), Tournament.objects.count()) == (0, 0)


def test_what_belongs_to_the_neighbour_or_the_office_is_not_there_for_a_ward(client, cast):
    client.force_login(cast.officer)

    for place in (cast.neighbour, cast.town):
        medal = MedalFactory(tournament__place=place)
        paths = [
            page("tournament-detail", medal.tournament.pk),
            page("tournament-edit", medal.tournament.pk),
            page("tournament-remove", medal.tournament.pk),
            page("medal-add", medal.tournament.pk),
            page("medal-edit", medal.pk),
            page("medal-remove", medal.pk),
        ]
        assert {client.get(path).status_code for path in paths} == {404}
    assert "Giải kéo co" not in text(client.get(page("tournament-list")))


def test_the_inspector_only_looks(client, cast):
    tournament = TournamentFactory(place=cast.ward)
    client.force_login(cast.inspector)

    shown = text(client.get(page("tournament-detail", tournament.pk)))

    assert tournament.name in shown
    assert "Sửa" not in shown


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_the_same_queries_whatever_its_length(client, cast, rows):
    for tournament in TournamentFactory.create_batch(rows, place=cast.ward):
        MedalFactory(tournament=tournament)
    client.force_login(cast.officer)

    # the years, the number of rows, the rows
    assert own_queries(client, "sports", page("tournament-list")) == 3


def test_the_list_is_searched_without_marks_and_by_year(client, cast):
    TournamentFactory(place=cast.ward, name="Giải bóng đá Thiếu niên")
    TournamentFactory(place=cast.ward, name="Giải tennis")
    client.force_login(cast.officer)

    shown = text(client.get(page("tournament-list"), {"q": "bong da", "nam": "2020"}))

    assert "Thiếu niên" in shown
    assert "tennis" not in shown
    assert "Thiếu niên" not in text(client.get(page("tournament-list"), {"nam": "2021"}))
