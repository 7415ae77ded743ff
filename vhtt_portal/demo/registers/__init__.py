"""What the demo's people keep in the registers."""

from datetime import date

from vhtt_portal.demo.cast import Cast
from vhtt_portal.demo.registers.activities import Activities
from vhtt_portal.demo.registers.campaigns import Campaigns
from vhtt_portal.demo.registers.heritage import Heritage
from vhtt_portal.demo.registers.nominations import Nominations
from vhtt_portal.demo.registers.sports import Sports


class Registers:
    """Plays the registers' rows; what happened before 2016 is there from the start."""

    def __init__(self, cast: Cast) -> None:
        self.heritage, self.campaigns = Heritage(cast), Campaigns(cast)
        self.sports, self.activities = Sports(cast), Activities(cast)

        self.nominations = Nominations(cast)

    def keep_sites(self) -> None:
        self.heritage.keep_sites()
        self.sports.keep_places()

    def keep_titles(self, ward: str, year: int) -> None:
        """One ward's villages, lanes and good deeds of a year."""
        self.campaigns.keep_titles(ward, year)

    def keep_nominations(self) -> None:
        """The round of nominations that the open year begins with."""
        self.nominations.keep()

    def open_round(self, year: int, day: date) -> None:
        """A title round of the open year, still going on."""
        self.campaigns.open_round(year, day)

    def keep_year(self, year: int) -> None:
        """The titles, tournaments and diary of one whole year."""
        self.campaigns.keep_year(year)
        self.sports.keep_year(year)
        self.activities.keep_year(year)

    def keep_diary(self, year: int) -> None:
        """What the office did in a year whose titles and figures are still being entered."""
        self.activities.keep_others(year)

    def give_tasks(self, today: date) -> None:
        """What working sessions and a national programme asked for, and how far it is."""
        self.activities.give_tasks(today)
