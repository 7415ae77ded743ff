"""What the demo's people keep of tournaments."""

from sports import actions
from sports.models import Medal
from vhtt_portal.demo.cast import Cast, at, read_data
from vhtt_portal.demo.figures import GIVEN, in_year

_COLOURS = {
    "gold": Medal.Colour.GOLD,
    "silver": Medal.Colour.SILVER,
    "bronze": Medal.Colour.BRONZE,
}


class Sports:
    """Tournaments and medals, year by year."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.data = read_data("sports.toml")

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
