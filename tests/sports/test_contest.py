"""A tournament from its teams to its table, through the verbs."""

from datetime import date

import pytest

from audit.locking import StaleError
from localities.models import Locality
from sports import actions
from sports.actions import Arrival, Finish
from sports.models import Draw, Event, Result, Team, Tournament
from sports.queries import event_lines, table_of
from tests.registers import count, new_key, trail, year
from tests.sports.factories import (
    EventFactory,
    MedalFactory,
    TeamFactory,
    TournamentFactory,
)
from vhtt_portal.rules import RuleError

pytestmark = pytest.mark.django_db

DAY = date(2020, 9, 6)


@pytest.fixture
def cup(cast):
    """A tournament of the ward with three teams and two events."""
    tournament = TournamentFactory(place=cast.ward)
    a, b, c = (TeamFactory(tournament=tournament, name=f"Đoàn {x}") for x in "ABC")
    singles, doubles = (EventFactory(tournament=tournament, name=x) for x in ("Đơn", "Đôi"))
    cast.__dict__.update(cup=tournament, a=a, b=b, c=c, singles=singles, doubles=doubles)
    return cast


def keep(cup, results, version=None):
    return actions.record_results(
        tournament=cup.cup, results=results, version=version, by=cup.officer
    )


def standing(tournament):
    table = table_of(Tournament.objects.get(pk=tournament.pk))
    return [(table.names[line.team], line.place) for line in table.standings]


def test_a_list_of_teams_and_events_is_written_at_once_and_only_once(cast):
    tournament = TournamentFactory(place=cast.ward)
    lists = {
        "arrivals": [Arrival("tổ dân phố 2", 12), Arrival("Đội cơ quan", 8)],
        "event_names": ["Đơn nam", "Đơn nữ"], "by": cast.officer,
    }  # fmt: skip

    actions.record_roster(tournament=tournament, **lists)
    actions.record_roster(tournament=tournament, **lists)
    actions.record_roster(
        tournament=tournament, arrivals=[Arrival("đội cơ quan", 9)], event_names=[],
        by=cast.officer,
    )  # fmt: skip

    tournament.refresh_from_db()
    assert (tournament.delegation_count, tournament.athlete_count) == (2, 21)
    assert Event.objects.count() == 2
    assert [verb for verb, *_ in trail()] == [
        "team.added", "team.added", "event.added", "event.added", "tournament.counted",
        "team.changed", "tournament.counted",
    ]  # fmt: skip


def test_typed_numbers_stay_until_each_team_has_its_own(cast):
    tournament = TournamentFactory(place=cast.ward, delegation_count=6, athlete_count=80)

    one = actions.teams.add(tournament=tournament, name="Đoàn A", by=cast.officer)
    tournament.refresh_from_db()
    assert (tournament.delegation_count, tournament.athlete_count) == (6, 80)

    one = actions.teams.change(one, version=1, athlete_count=15, by=cast.officer)
    tournament.refresh_from_db()
    assert (tournament.delegation_count, tournament.athlete_count) == (1, 15)

    actions.teams.add(tournament=tournament, name="Đoàn B", athlete_count=5, by=cast.officer)
    actions.teams.remove(one, version=2, reason="Không dự", by=cast.officer)
    tournament.refresh_from_db()
    assert (tournament.delegation_count, tournament.athlete_count) == (1, 5)


def test_results_are_what_the_last_page_said(cup):
    keep(cup, {cup.singles.pk: [Finish(1, cup.a.pk, "An"), Finish(2, cup.b.pk)],
               cup.doubles.pk: [Finish(1, cup.b.pk)]})  # fmt: skip
    keep(cup, {cup.singles.pk: [Finish(1, cup.b.pk), Finish(3, cup.c.pk), Finish(3, cup.c.pk)]})

    assert [(line.name, line.gold, line.silver, line.bronze) for line in event_lines(cup.cup)] == [
        ("Đơn", "Đoàn B", "", "Đoàn C; Đoàn C"),
        ("Đôi", "Đoàn B", "", ""),
    ]
    assert trail()[1][:3] == (
        "tournament.results_recorded",
        "phường Bắc Hồng",
        {"Đơn": ["1. Đoàn A (An); 2. Đoàn B", "1. Đoàn B; 3. Đoàn C; 3. Đoàn C"]},
    )


def test_the_same_results_again_are_no_change_and_an_old_page_is_told(cup):
    said = {cup.singles.pk: [Finish(1, cup.a.pk)]}
    keep(cup, said, version=1)
    keep(cup, said, version=1)
    with pytest.raises(StaleError):
        keep(cup, {cup.singles.pk: [Finish(1, cup.b.pk)]}, version=1)

    assert len(trail()) == 1
    assert Result.objects.get().team == cup.a


def test_results_name_teams_and_events_of_this_tournament_only(cup):
    other = TeamFactory(tournament__place=cup.ward)

    with pytest.raises(StaleError):
        keep(cup, {cup.singles.pk: [Finish(1, other.pk)]})
    with pytest.raises(StaleError):
        keep(cup, {EventFactory(tournament=other.tournament).pk: []})


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ([(0, "")], "hạng phải từ 1"), ([(100, "")], "hạng phải từ 1"),
        ([(1, "An"), (2, "An")], "ghi hai lần"), ([(1, "A" * 201)], "quá dài"),
    ],
)  # fmt: skip
def test_a_result_that_cannot_be_is_refused(cup, line, fault):
    with pytest.raises(RuleError, match=fault):
        keep(cup, {cup.singles.pk: [Finish(rank, cup.a.pk, who) for rank, who in line]})


def test_a_team_with_results_cannot_be_taken_away(cup):
    keep(cup, {cup.singles.pk: [Finish(1, cup.a.pk)]})

    with pytest.raises(RuleError, match="còn dòng khác trong sổ"):
        actions.teams.remove(cup.a, version=1, reason="Nhầm", by=cup.officer)


def test_the_table_goes_by_what_the_tournament_says(cup):
    keep(cup, {cup.singles.pk: [Finish(1, cup.a.pk), Finish(2, cup.b.pk), Finish(3, cup.b.pk)]})
    assert standing(cup.cup) == [("Đoàn A", 1), ("Đoàn B", 2), ("Đoàn C", 3)]

    actions.set_table_rules(
        tournament=cup.cup, table_order="points,gold", rank_points="5, 4, 3", version=2,
        by=cup.officer,
    )  # fmt: skip

    assert standing(cup.cup) == [("Đoàn B", 1), ("Đoàn A", 2), ("Đoàn C", 3)]


@pytest.mark.parametrize(
    ("order", "points"),
    [("points", ""), ("gold,gold", ""), ("luck", ""), ("gold", "3, 4"), ("gold", "x")],
)
def test_rules_that_say_nothing_are_refused(cup, order, points):
    with pytest.raises(RuleError):
        actions.set_table_rules(
            tournament=cup.cup, table_order=order, rank_points=points, version=None, by=cup.officer
        )


def draw(cup, *order):
    return actions.draw_lots(
        tournament=cup.cup, teams=[row.pk for row in order], drawn_on=DAY,
        drawn_by="Trưởng ban tổ chức", version=None, by=cup.officer,
    )  # fmt: skip


def test_lots_part_those_who_are_level_and_are_kept(cup):
    keep(cup, {cup.singles.pk: [Finish(1, cup.a.pk), Finish(1, cup.b.pk)]})
    assert standing(cup.cup) == [("Đoàn A", 1), ("Đoàn B", 1), ("Đoàn C", 3)]

    lots = draw(cup, cup.b, cup.a)

    assert standing(cup.cup) == [("Đoàn B", 1), ("Đoàn A", 2), ("Đoàn C", 3)]
    assert trail()[-1][0] == "tournament.lots_drawn"
    assert trail()[-1][2] == {
        "bốc thăm": [
            None, "1. Đoàn B; 2. Đoàn A (ngày 06/09/2020, chủ trì: Trưởng ban tổ chức)",
        ]
    }  # fmt: skip

    actions.remove_draw(draw=lots, reason="Ghi ngược", by=cup.officer)
    assert standing(cup.cup)[1] == ("Đoàn B", 1)
    assert (Draw.objects.count(), trail()[-1][3]) == (0, "Ghi ngược")


def test_lots_are_drawn_among_all_who_are_level_and_nobody_else(cup):
    keep(cup, {cup.singles.pk: [Finish(1, cup.a.pk), Finish(1, cup.b.pk)]})

    for wrong in ([cup.a], [cup.a, cup.c], [cup.a, cup.b, cup.c]):
        with pytest.raises(RuleError, match="Chỉ bốc thăm giữa tất cả"):
            draw(cup, *wrong)
    draw(cup, cup.a, cup.b)
    with pytest.raises(RuleError):
        draw(cup, cup.b, cup.a)


def test_somebody_elses_tournament_is_not_written(cup):
    strange = {"tournament": TournamentFactory(place=cup.neighbour), "by": cup.officer}

    with pytest.raises(RuleError, match="không có quyền"):
        actions.record_results(results={}, version=None, **strange)
    with pytest.raises(RuleError, match="không có quyền"):
        actions.record_roster(arrivals=[], event_names=[], **strange)
    with pytest.raises(RuleError, match="không có quyền"):
        actions.draw_lots(teams=[], drawn_on=DAY, drawn_by="X", version=None, **strange)


# --- One truth: own medals away, everybody's results at home --------------------------------------


def test_own_medals_are_written_away_and_results_at_home(cast):
    home = TournamentFactory(place=cast.ward)
    away = TournamentFactory(place=cast.ward, is_higher_level=True)

    with pytest.raises(RuleError, match="chỉ ghi ở giải của cấp trên"):
        actions.medals.add(tournament=home, event="đơn nam", colour=1, by=cast.officer)
    for register, name in ((actions.teams, "Đoàn A"), (actions.events, "Đơn nam")):
        with pytest.raises(RuleError, match="chỉ ghi ở giải do đơn vị tổ chức"):
            register.add(tournament=away, name=name, by=cast.officer)


def test_a_tournament_keeps_its_kind_while_it_has_rows_of_it(cast):
    home = EventFactory(tournament__place=cast.ward).tournament
    away = MedalFactory(tournament__place=cast.ward).tournament

    for row, is_higher in ((home, True), (away, False)):
        with pytest.raises(RuleError, match="chưa đổi thành"):
            actions.tournaments.change(row, version=1, is_higher_level=is_higher, by=cast.officer)


# --- What two levels hold together counts once ----------------------------------------------------


def joint(cast, **more):
    return {
        "place": cast.town, "co_place": Locality.objects.get(pk=cast.ward.pk),
        "name": "Giải việt dã", "sport": "Điền kinh", "starts_on": DAY, "by": cast.specialist,
    } | more  # fmt: skip


def counted(cast):
    places = [cast.town, cast.ward]
    names = ("sports.district_tournaments", "sports.local_tournaments")
    return sum(sum(count(name, places, year(2020)).values()) for name in names)


def test_what_two_levels_hold_counts_once_for_the_higher_one(cast):
    actions.tournaments.add(**joint(cast))

    with pytest.raises(RuleError, match="cùng tổ chức với thị xã Hồng Lĩnh"):
        actions.tournaments.add(
            place=cast.ward, name="Giải việt dã", sport="Chạy", starts_on=DAY, by=cast.officer
        )
    with pytest.raises(RuleError, match="không ghi lần thứ hai"):
        actions.tournaments.add(
            place=cast.ward, name="Chạy việt dã", sport="Điền kinh", starts_on=date(2020, 9, 5),
            ends_on=date(2020, 9, 7), by=cast.officer,
        )  # fmt: skip

    assert counted(cast) == 1
    assert count("sports.district_tournaments", [cast.town], year(2020)) == {str(cast.town): 1}
    assert list(Tournament.objects.visible_to(cast.officer)) == [Tournament.objects.get()]
    assert not Tournament.objects.editable_by(cast.officer).exists()


def test_what_the_lower_level_wrote_first_moves_instead_of_standing_twice(cast):
    first = actions.tournaments.add(
        place=cast.ward, name="Giải việt dã", sport="Điền kinh", starts_on=DAY, by=cast.officer
    )
    with pytest.raises(RuleError, match="đã có trong sổ của phường Bắc Hồng"):
        actions.tournaments.add(**joint(cast))

    fields = {name: value for name, value in joint(cast).items() if name != "by"}
    actions.tournaments.change(first, version=1, by=cast.specialist, **fields)

    assert counted(cast) == 1
    assert Tournament.objects.get().organisers == "thị xã Hồng Lĩnh, phường Bắc Hồng"


def test_who_holds_it_too_lies_below(cast):
    with pytest.raises(RuleError, match="ở sổ của cấp cao hơn"):
        actions.tournaments.add(**joint(cast, place=cast.ward, co_place=cast.town))
    with pytest.raises(RuleError, match="không có đơn vị cùng tổ chức"):
        actions.tournaments.add(**joint(cast, is_higher_level=True))


# --- Clubs, facilities, people --------------------------------------------------------------------


def test_clubs_and_facilities_are_written_and_refused_twice(cast):
    key = new_key()
    club = {"place": cast.ward, "name": "CLB cầu lông", "sport": "Cầu lông", "by": cast.officer}
    actions.clubs.add(key=key, **club)
    actions.clubs.add(key=key, **club)
    with pytest.raises(RuleError, match="đã có câu lạc bộ cùng tên"):
        actions.clubs.add(**club)
    pool = {"place": cast.ward, "name": "Bể bơi", "kind": "pool", "by": cast.officer}
    actions.facilities.add(**pool)
    with pytest.raises(RuleError, match="đã có công trình cùng tên"):
        actions.facilities.add(**pool)


def people(place, *figures, version=None):
    return actions.YearFigures(place, *figures, version=version)


def test_a_years_figures_are_written_all_or_none(cast):
    actions.record_sport_year(
        year=2020, by=cast.specialist,
        figures=[people(cast.ward, 4200, 310, None), people(cast.neighbour, None, None, None)],
    )  # fmt: skip
    actions.record_sport_year(
        year=2020, figures=[people(cast.ward, 4200, 310, None)], by=cast.specialist
    )

    assert len(trail()) == 1  # nothing said is no row, the same again no change
    with pytest.raises(StaleError):
        actions.record_sport_year(
            year=2020, by=cast.specialist,
            figures=[people(cast.neighbour, 5, None, None), people(cast.ward, 1, 1, 1)],
        )  # fmt: skip
    with pytest.raises(RuleError, match="không có quyền"):
        actions.record_sport_year(
            year=2020, figures=[people(cast.neighbour, 5, None, None)], by=cast.officer
        )
    assert count("sports.regular_practitioners", [cast.ward, cast.neighbour], year(2020)) == {
        "phường Bắc Hồng": 4200
    }


def test_no_team_of_another_tournament_is_level_with_ours(cup):
    TeamFactory(tournament__place=cup.ward)

    assert len(table_of(cup.cup).standings) == Team.objects.filter(tournament=cup.cup).count()
