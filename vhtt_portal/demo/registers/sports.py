"""What the demo's people keep of tournaments, clubs and places made for sport."""

from datetime import date
from decimal import Decimal
from typing import Any

from sports import actions
from sports.actions import Arrival, Finish
from sports.models import Event, Medal, Team, Tournament
from vhtt_portal.demo.cast import Cast, at, read_data
from vhtt_portal.demo.figures import GIVEN, in_year

_COLOURS = {
    "gold": Medal.Colour.GOLD,
    "silver": Medal.Colour.SILVER,
    "bronze": Medal.Colour.BRONZE,
}


class Sports:
    """Tournaments and medals, year by year; clubs and facilities, there before 2016."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.data = read_data("sports.toml")

    def keep_places(self) -> None:
        day = at(date(2016, 1, 4), 10)
        for row in self.data["club"]:
            actions.clubs.add(
                place=self.cast.wards[row["place"]], name=row["name"], sport=row["sport"],
                member_count=row["members"], by=self.cast.entering[row["place"]], at=day,
            )  # fmt: skip
        for row in self.data["facility"]:
            actions.facilities.add(
                place=self.cast.wards[row["place"]], name=row["name"], kind=row["kind"],
                area=Decimal(row["area"]), by=self.cast.entering[row["place"]], at=day,
            )  # fmt: skip

    def keep_year(self, year: int) -> None:
        # Each year before had the same tournaments; the first ones one fewer.
        rows = self.data["tournament"][0 if year >= GIVEN - 1 else 1 :]
        for row in rows:
            starts, ends = row["starts"].replace(year=year), row["ends"].replace(year=year)
            tournament = actions.tournaments.add(
                place=self.cast.office.locality,
                is_higher_level=row.get("level") == "provincial",
                name=row["name"], sport=row["sport"], starts_on=starts, ends_on=ends,
                delegation_count=row["delegations"], athlete_count=in_year(row["athletes"], year),
                team_standing=row.get("standing", "") if year == GIVEN else "",
                by=self.cast.specialist, at=at(ends, 16),
            )  # fmt: skip
            for medal in row.get("medal", []):
                actions.medals.add(
                    tournament=tournament, event=medal["event"], colour=_COLOURS[medal["medal"]],
                    count=medal["count"], by=self.cast.specialist, at=at(ends, 16, 30),
                )  # fmt: skip
            if year == GIVEN and "event" in row:
                self._contest(tournament, row, ends)

    def _contest(self, tournament: Tournament, row: dict[str, Any], day: date) -> None:
        """Every ward sent as many; who won what; lots between the two who came level."""
        by, share = self.cast.specialist, row["athletes"] // len(self.cast.wards)
        actions.record_roster(
            tournament=tournament, by=by, at=at(day, 17),
            arrivals=[Arrival(ward.full_name, share) for ward in self.cast.wards.values()],
            event_names=[event["name"] for event in row["event"]],
        )  # fmt: skip
        teams = dict(Team.objects.filter(tournament=tournament).values_list("name", "pk"))
        events = dict(Event.objects.filter(tournament=tournament).values_list("name", "pk"))
        ward = {code: teams[place.full_name] for code, place in self.cast.wards.items()}
        results = {
            events[event["name"]]: [Finish(rank, ward[code]) for code, rank in event["ranks"].items()]
            for event in row["event"]
        }  # fmt: skip
        actions.record_results(
            tournament=tournament, results=results, version=None, by=by, at=at(day, 17, 30)
        )
        actions.draw_lots(
            tournament=tournament, teams=[ward[code] for code in row["lots"]], drawn_on=day,
            drawn_by="Trưởng ban tổ chức (minh họa)", version=None, by=by, at=at(day, 17, 45),
        )  # fmt: skip
