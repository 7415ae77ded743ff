"""What the demo's people keep of the movement's titles."""

from datetime import date

from campaigns import actions
from campaigns.models import Commendation
from localities.models import Locality
from vhtt_portal.demo.cast import Cast, at, read_data
from vhtt_portal.demo.figures import GIVEN, in_year

# How many villages missed the title in a year before 2020: each of them once, so that only the
# given ones have kept it for five years.
_MISSED = {2016: 20, 2017: 15, 2018: 8, 2019: 4, 2021: 0}
# Share of households recognised, in thousandths; in 2020 the given figures.
_RECOGNISED = {2016: 905, 2017: 915, 2018: 925, 2019: 933, 2021: 941}
_AGENCIES_STANDARD, _AGENCIES_REGISTERED = 36, 5


class Campaigns:
    """Titles of villages, lanes and agencies, year by year."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.data = read_data("campaigns.toml")
        self.villages = {
            place.code: place
            for place in Locality.objects.filter(parent__in=list(cast.wards.values()))
            .select_related("kind", "parent")
            .in_order()
        }

    def keep_year(self, year: int) -> None:
        for code in self.cast.wards:
            self.keep_titles(code, year)
        self._agencies(year)

    def keep_titles(self, ward: str, year: int) -> None:
        """One ward's villages, lanes and good deeds of a year."""
        by, day = self.cast.entering[ward], date(year, 11, 20)
        villages = [code for code in self.villages if code.startswith(f"{ward}.")]
        tallies = self._tallies(ward, len(villages), year)
        for code, (households, registered, recognised) in zip(villages, tallies, strict=True):
            is_recognised = code not in self._missed(year)
            actions.record_village_result(
                village=self.villages[code], year=year, household_count=households,
                registered_count=registered, recognised_count=recognised,
                is_recognised=is_recognised,
                decision_number="minh họa" if is_recognised else "",
                decided_on=day if is_recognised else None, by=by, at=at(day, 9),
            )  # fmt: skip
            if year == GIVEN and code in self.data["villages"]["commended"]:
                actions.add_commendation(
                    place=self.villages[code], kind=Commendation.Kind.VILLAGE, year=year,
                    last_year=year, decision_number="minh họa", decided_on=day, by=by,
                    at=at(day, 9, 30),
                )  # fmt: skip
        for number in range(1, in_year(self.data["lanes"][ward], year) + 1):
            actions.lanes.add(
                place=self.cast.wards[ward], year=year, name=f"Ngõ minh họa số {number}",
                # In 2020 the lanes were judged only after the report.
                is_recognised=None if year == GIVEN else number > 1, by=by, at=at(date(year, 3, 2), 9),
            )  # fmt: skip
        actions.record_good_deeds(
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
            agency = actions.agencies.add(
                place=office, name=name, by=by, at=at(date(year, 1, 6), 9)
            )
            actions.record_agency_year(
                agency=agency, year=year, is_registered=number <= _AGENCIES_REGISTERED,
                has_standard=number > len(self.data["agencies"]) - _AGENCIES_STANDARD,
                by=by, at=at(date(year, 11, 23), 9),
            )  # fmt: skip


def _shares(total: int, count: int) -> list[int]:
    """A total shared out as evenly as whole numbers allow."""
    base, rest = divmod(total, count)
    return [base + (1 if position < rest else 0) for position in range(count)]
