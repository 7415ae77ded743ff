"""What the demo's people keep in the registers."""

from datetime import date
from decimal import Decimal
from typing import Any

import activities.actions
import campaigns.actions
import heritage.actions
import sports.actions
from activities.models import Activity, Establishment, Inspection
from heritage.models import Designation, Site
from localities.models import Locality
from sports.models import Medal
from vhtt_portal.demo.cast import Cast, at, read_data
from vhtt_portal.demo.figures import GIVEN, in_year

_RANKS = {
    "provincial": Designation.Rank.PROVINCIAL,
    "national": Designation.Rank.NATIONAL,
}
_KINDS = {
    "historical": Site.Kind.HISTORICAL,
    "architectural_artistic": Site.Kind.ARCHITECTURAL_ARTISTIC,
    "scenic": Site.Kind.SCENIC,
}
_COLOURS = {
    "gold": Medal.Colour.GOLD,
    "silver": Medal.Colour.SILVER,
    "bronze": Medal.Colour.BRONZE,
}
# How many villages missed the title in a year before 2020: each of them once, so that only the
# given ones have kept it for five years.
_MISSED = {2016: 20, 2017: 15, 2018: 8, 2019: 4, 2021: 0}
# Share of households recognised, in thousandths; in 2020 the given figures.
_RECOGNISED = {2016: 905, 2017: 915, 2018: 925, 2019: 933, 2021: 941}
_INSPECTED, _REMINDED = 13, 5
_AGENCIES_STANDARD, _AGENCIES_REGISTERED = 36, 5


class Registers:
    """Plays the registers' rows; what happened before 2016 is there from the start."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.data = read_data("registers.toml")
        self.villages = {
            place.code: place
            for place in Locality.objects.filter(parent__in=list(cast.wards.values()))
            .select_related("kind", "parent")
            .in_order()
        }

    def keep_sites(self) -> None:
        sites = {row["name"]: self._site(row) for row in self.data["site"]}
        for row in self.data["restoration"]:
            heritage.actions.add_restoration(
                site=sites[row["site"]], content="Tu bổ, tôn tạo (minh họa)",
                started_on=row["started"], finished_on=row["finished"],
                state_budget=Decimal(row["state_budget"]),
                social_budget=Decimal(row["contributed"]),
                by=self.cast.specialist, at=at(row["finished"], 9),
            )  # fmt: skip
        for row in self.data["festival"]:
            festival = heritage.actions.add_festival(
                place=self.cast.wards[row["place"]], name=row["name"], timing=row["timing"],
                by=self.cast.entering[row["place"]], at=at(date(2016, 1, 4), 9),
            )  # fmt: skip
            heritage.actions.add_festival_held(
                festival=festival, held_on=row["held"], visitors=row["visitors"],
                by=self.cast.entering[row["place"]], at=at(row["held"], 15),
            )  # fmt: skip

    def _site(self, row: dict[str, Any]) -> Site:
        listed_on = row.get("decided", date(2010, 1, 4))
        site = heritage.actions.add_site(
            place=self.cast.wards[row["place"]], name=row["name"], kind=_KINDS[row["kind"]],
            listed_on=listed_on, by=self.cast.specialist, at=at(date(2016, 1, 4), 8),
        )  # fmt: skip
        if row["rank"] in _RANKS:
            heritage.actions.add_designation(
                site=site, rank=_RANKS[row["rank"]], decision_number="minh họa",
                decided_on=row["decided"], certificate_received_on=row.get("received"),
                by=self.cast.specialist, at=at(max(row["decided"], date(2016, 1, 4)), 8, 30),
            )  # fmt: skip
        return site

    def keep_year(self, year: int) -> None:
        """The titles, tournaments and diary of one whole year."""
        for code in self.cast.wards:
            self.keep_titles(code, year)
        self._agencies(year)
        self._tournaments(year)
        self._diary(year)
        self._inspections(year)

    def keep_titles(self, ward: str, year: int) -> None:
        """One ward's villages, lanes and good deeds of a year."""
        by, day = self.cast.entering[ward], date(year, 11, 20)
        villages = [code for code in self.villages if code.startswith(f"{ward}.")]
        tallies = self._tallies(ward, len(villages), year)
        for code, (households, registered, recognised) in zip(villages, tallies, strict=True):
            is_recognised = code not in self._missed(year)
            five = year == GIVEN and code in self.data["villages"]["five_years"]
            campaigns.actions.record_village_result(
                village=self.villages[code], year=year, household_count=households,
                registered_count=registered, recognised_count=recognised,
                is_recognised=is_recognised, five_years=five,
                five_years_commended=five and code in self.data["villages"]["commended"],
                decision_number="minh họa" if is_recognised else "",
                decided_on=day if is_recognised else None, by=by, at=at(day, 9),
            )  # fmt: skip
        for number in range(1, in_year(self.data["lanes"][ward], year) + 1):
            campaigns.actions.add_lane_result(
                place=self.cast.wards[ward], year=year, name=f"Ngõ minh họa số {number}",
                # In 2020 the lanes were judged only after the report.
                is_recognised=None if year == GIVEN else number > 1, by=by, at=at(date(year, 3, 2), 9),
            )  # fmt: skip
        campaigns.actions.record_good_deeds(
            place=self.cast.wards[ward], year=year,
            person_count=in_year(self.data["good_deeds"][ward], year), by=by, at=at(day, 10),
        )  # fmt: skip

    def _tallies(self, ward: str, count: int, year: int) -> list[tuple[int, int, int]]:
        """The ward's households shared out among its villages, so that they add up exactly."""
        given = self.data["households"][ward]
        households = in_year(given["households"], year)
        registered = in_year(given["registered"], year)
        recognised = given["recognised"]
        if year != GIVEN:
            recognised = households * _RECOGNISED[year] // 1000
        return list(
            zip(
                _shares(households, count), _shares(registered, count),
                _shares(recognised, count), strict=True,
            )
        )  # fmt: skip

    def _missed(self, year: int) -> set[str]:
        if year == GIVEN:
            return set(self.data["villages"]["not_recognised_2020"])
        five_years = self.data["villages"]["five_years"]
        others = [
            code for code in self.villages
            if code not in five_years and code not in self._missed(GIVEN)
        ]  # fmt: skip
        start = sum(count for before, count in _MISSED.items() if before < year)
        return set(others[start : start + _MISSED[year]])

    def _agencies(self, year: int) -> None:
        office, by = self.cast.office.locality, self.cast.specialist
        if year != GIVEN:
            return
        for number, name in enumerate(self.data["agencies"], start=1):
            agency = campaigns.actions.add_agency(
                place=office, name=name, by=by, at=at(date(year, 1, 6), 9)
            )
            campaigns.actions.record_agency_year(
                agency=agency, year=year, is_registered=number <= _AGENCIES_REGISTERED,
                has_standard=number > len(self.data["agencies"]) - _AGENCIES_STANDARD,
                by=by, at=at(date(year, 11, 23), 9),
            )  # fmt: skip

    def _tournaments(self, year: int) -> None:
        # Each year before had the same tournaments; the first ones one fewer.
        rows = self.data["tournament"][0 if year >= GIVEN - 1 else 1 :]
        for row in rows:
            starts, ends = row["starts"].replace(year=year), row["ends"].replace(year=year)
            tournament = sports.actions.add_tournament(
                place=self.cast.office.locality,
                is_higher_level=row.get("level") == "provincial",
                name=row["name"], sport=row["sport"], starts_on=starts, ends_on=ends,
                delegation_count=row["delegations"], athlete_count=in_year(row["athletes"], year),
                team_standing=row.get("standing", "") if year == GIVEN else "",
                by=self.cast.specialist, at=at(ends, 16),
            )  # fmt: skip
            for medal in row.get("medal", []):
                sports.actions.add_medal(
                    tournament=tournament, event=medal["event"], colour=_COLOURS[medal["medal"]],
                    count=medal["count"], by=self.cast.specialist, at=at(ends, 16, 30),
                )  # fmt: skip

    def _diary(self, year: int) -> None:
        office, by = self.cast.office.locality, self.cast.specialist
        performances = self.data["performance"]
        for row in performances[: len(performances) - (GIVEN - year) // 2]:
            held_on = row["held"].replace(year=year)
            activities.actions.add_activity(
                place=office, kind=Activity.Kind.PERFORMANCE,
                name=row["name"] if year == GIVEN else "Chương trình văn nghệ (minh họa)",
                held_on=held_on, by=by, at=at(held_on, 21),
            )  # fmt: skip
        arts = self.data["festival_of_arts"]
        held_on = arts["held"].replace(year=year)
        activities.actions.add_activity(
            place=office, kind=Activity.Kind.FESTIVAL_DELEGATION, name=arts["name"],
            held_on=held_on, quantity=in_year(arts["delegations"], year), by=by, at=at(held_on, 21),
        )  # fmt: skip

    def _inspections(self, year: int) -> None:
        office, by = self.cast.office.locality, self.cast.specialist
        for number in range(1, in_year(_INSPECTED, year) + 1):
            day = date(year, 3 + number % 8, 5 + number)
            reminded = number <= in_year(_REMINDED, year)
            activities.actions.add_inspection(
                place=office, inspected_on=day, establishment=self._establishment(number),
                outcome=Inspection.Outcome.REMINDED if reminded else Inspection.Outcome.NONE,
                by=by, at=at(day, 16),
            )  # fmt: skip

    def _establishment(self, number: int) -> Establishment:
        name = f"Cơ sở minh họa số {number}"
        known = Establishment.objects.filter(place=self.cast.office.locality, name=name).first()
        if known:
            return known
        kinds = [Establishment.Kind.KARAOKE, Establishment.Kind.GAMES, Establishment.Kind.PRINTING]
        return activities.actions.add_establishment(
            place=self.cast.office.locality, name=name, kind=kinds[number % len(kinds)],
            by=self.cast.specialist, at=at(date(2016, 3, 1), 8),
        )  # fmt: skip


def _shares(total: int, count: int) -> list[int]:
    """A total shared out as evenly as whole numbers allow."""
    base, rest = divmod(total, count)
    return [base + (1 if position < rest else 0) for position in range(count)]
