import pytest
from django.urls import reverse

from sports.models import Club, Draw, Event, Facility, Medal, Result, SportYear, Team, Tournament
from tests.registers import own_queries, send, text
from tests.sports.factories import (
    ClubFactory,
    DrawFactory,
    EventFactory,
    FacilityFactory,
    MedalFactory,
    ResultFactory,
    SportYearFactory,
    TeamFactory,
    TournamentFactory,
)

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
        held = TournamentFactory(place=place).pk
        paths = [
            page("tournament-detail", medal.tournament.pk),
            page("tournament-edit", medal.tournament.pk),
            page("tournament-remove", medal.tournament.pk),
            page("medal-add", medal.tournament.pk),
            page("medal-edit", medal.pk),
            page("medal-remove", medal.pk),
            *(page(name, held) for name in ("roster", "results", "table-rules", "result-sheet")),
            page("team-add", held),
            page("event-edit", EventFactory(tournament_id=held).pk),
            page("draw-add", held, 1),
            page("draw-remove", DrawFactory(tournament_id=held).pk),
            page("club-detail", ClubFactory(place=place).pk),
            page("facility-edit", FacilityFactory(place=place).pk),
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


# --- From the teams to the table ------------------------------------------------------------------


def grid(client, user, url, **typed):
    """Fill in some boxes of a grid, all others as the page shows them, and send it."""
    client.force_login(user)
    page = client.get(url)
    formset = page.context["formset"]
    sent = {
        "dong-TOTAL_FORMS": len(formset.forms), "dong-INITIAL_FORMS": len(formset.forms),
        "version": page.context.get("version", ""),
    }  # fmt: skip
    for form in formset.forms:
        for field in form:
            value = field.value()
            sent[field.html_name] = "" if value is None else value
    sent |= {
        name if name == "version" else f"dong-{name.replace('_', '-', 1)}": value
        for name, value in typed.items()
    }
    return client.post(url, sent)


def test_a_tournament_goes_from_its_teams_to_its_table_in_the_browser(client, cast):
    cup = TournamentFactory(place=cast.ward)
    at = [cup.pk]
    client.force_login(cast.officer)
    shown = text(client.get(page("roster", *at)))
    assert "tổ dân phố 2; " in shown  # whoever usually comes stands there already
    send(
        client, cast.officer, page("roster", *at), teams="Đoàn A; 12\nĐoàn B\t8",
        events="Đơn nam\nĐôi nam",
    )  # fmt: skip
    a, b = Team.objects.order_by("pk")
    assert (a.athlete_count, b.athlete_count, Event.objects.count()) == (12, 8, 2)

    grid(
        client, cast.officer, page("results", *at), **{"0_team": a.pk, "0_holder": "An"},
        **{"4_team": b.pk},
    )  # fmt: skip

    assert [(row.event.name, row.team, row.rank, row.holder) for row in Result.objects.all()] == [
        ("Đơn nam", a, 1, "An"), ("Đôi nam", b, 1, ""),
    ]  # fmt: skip
    shown = text(client.get(page("tournament-detail", *at)))
    assert shown.count("1 (đồng hạng)") == 2
    draw = page("draw-add", cup.pk, 1)
    assert draw in shown

    send(
        client, cast.officer, draw, drawn_on="06/09/2020", drawn_by="Trưởng ban",
        **{f"lot-{a.pk}": 2, f"lot-{b.pk}": 1},
    )  # fmt: skip
    shown = text(client.get(page("tournament-detail", *at)))
    assert "1 (bốc thăm)" in shown
    assert "1. Đoàn B; 2. Đoàn A" in shown
    send(client, cast.officer, page("draw-remove", Draw.objects.get().pk), reason="Ghi nhầm")
    assert not Draw.objects.exists()


def test_a_list_that_cannot_be_read_says_in_which_line(client, cast):
    cup = TournamentFactory(place=cast.ward)

    response = send(
        client, cast.officer, page("roster", cup.pk), teams="Đoàn A; 12\nĐoàn B; mười", events=""
    )

    assert response.status_code == 422
    assert "Dòng 2: “mười” không phải là số" in text(response)
    assert not Team.objects.exists()


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ({"0_team": "a", "0_rank": ""}, "Hãy ghi hạng."),
        ({"0_holder": "An"}, "Hãy chọn đoàn của người, đội này."),
        ({"0_team": "a", "0_rank": "1,5"}, "có phần lẻ"),
        ({"0_team": "a", "version": "7"}, "vừa được người khác thay đổi"),
        ({"0_team": "a", "0_holder": "An", "1_team": "a", "1_holder": "An"}, "được ghi hai lần"),
    ],
)
def test_a_grid_that_cannot_be_kept_comes_back_as_it_was_typed(client, cast, typed, fault):
    event = EventFactory(tournament__place=cast.ward)
    team = TeamFactory(tournament=event.tournament)
    typed = {name: team.pk if value == "a" else value for name, value in typed.items()}

    response = grid(client, cast.officer, page("results", event.tournament.pk), **typed)

    assert response.status_code == 422
    assert fault in text(response)
    assert not Result.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_a_tournaments_pages_take_the_same_queries_whatever_is_on_them(client, cast, rows):
    cup = TournamentFactory(place=cast.ward)
    for event in EventFactory.create_batch(rows, tournament=cup):
        ResultFactory(event=event)
        DrawFactory(tournament=cup)
    client.force_login(cast.officer)

    assert own_queries(client, "sports", page("tournament-detail", cup.pk)) == 11
    assert own_queries(client, "sports", page("results", cup.pk)) == 4


def test_a_clubs_and_a_facilitys_page_are_kept(client, cast):
    send(
        client, cast.officer, page("club-add"), place=cast.ward.pk, name="CLB cầu lông",
        sport="Cầu lông", member_count="32", started_on="05/01/2019",
    )  # fmt: skip
    send(
        client, cast.officer, page("facility-add"), place=cast.ward.pk, name="Bể bơi Bắc Hồng",
        kind="pool", area="312,5",
    )  # fmt: skip

    assert "05/01/2019" in text(client.get(page("club-detail", Club.objects.get().pk)))
    assert "312,5" in text(client.get(page("facility-detail", Facility.objects.get().pk)))
    assert "CLB cầu lông" in text(client.get(page("club-list"), {"q": "cau long"}))
    # What was typed before is offered again.
    assert '<option value="Cầu lông">' in text(client.get(page("tournament-add")))


# --- Who does sport -------------------------------------------------------------------------------


def test_the_office_writes_a_year_for_all_wards_and_a_ward_its_own(client, cast):
    url = page("sport-year-edit", 2020)
    grid(client, cast.specialist, url, **{"0_regular_practitioners": "4.200"})
    response = grid(client, cast.officer, url, **{"0_sport_families": "310"})

    assert response.url == f"{page('sport-year')}?nam=2020"
    row = SportYear.objects.get()
    assert (row.place, row.regular_practitioners, row.sport_families) == (cast.ward, 4200, 310)
    shown = text(client.get(page("sport-year"), {"nam": "2020"}))
    assert "Số liệu tính đến 31/10/2020" in shown
    assert "4.200" in shown
    assert cast.neighbour.full_name not in shown
    client.force_login(cast.inspector)
    shown = text(client.get(page("sport-year"), {"nam": "2020"}))
    assert "Cộng" in shown
    assert "Ghi số liệu" not in shown


def test_a_grid_of_somebody_elses_places_is_not_kept(client, cast):
    url = page("sport-year-edit", 2020)
    client.force_login(cast.officer)
    sent = {"dong-TOTAL_FORMS": 1, "dong-INITIAL_FORMS": 1, "dong-0-place": cast.neighbour.pk,
            "dong-0-regular_practitioners": "5"}  # fmt: skip

    response = client.post(url, sent)

    assert response.status_code == 422
    assert "Danh sách địa bàn vừa thay đổi" in text(response)
    assert not SportYear.objects.exists()


def test_who_counts_stands_beside_the_boxes(client, cast):
    client.force_login(cast.officer)

    shown = text(client.get(page("sport-year-edit", 2020)))

    assert "Tập ít nhất 3 lần một tuần, mỗi lần ít nhất 30 phút" in shown
    assert "Hộ có từ 50% số thành viên trở lên" in shown
    assert client.get(page("sport-year-edit", 1999)).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_years_pages_take_the_same_queries_whatever_their_length(client, cast, rows):
    for place in (cast.ward, cast.neighbour)[:rows]:
        SportYearFactory(place=place)
    client.force_login(cast.specialist)

    assert own_queries(client, "sports", page("sport-year") + "?nam=2020") == 1
    assert own_queries(client, "sports", page("sport-year-edit", 2020)) == 1
