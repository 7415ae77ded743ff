"""What the demo's people keep of the movement's titles."""

from datetime import date

from campaigns import actions
from campaigns.actions import Edit, VillageResultFields
from campaigns.models import Candidate, Commendation
from campaigns.titles import TitleKind
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
        if year == GIVEN:
            self._agencies(year)
            self._village_round(year)
            self._commend(year)

    def keep_titles(self, ward: str, year: int) -> None:
        """One ward's villages, lanes and good deeds of a year."""
        by, day = self.cast.entering[ward], date(year, 11, 20)
        villages = [code for code in self.villages if code.startswith(f"{ward}.")]
        tallies = self._tallies(ward, len(villages), year)
        for code, (households, registered, recognised) in zip(villages, tallies, strict=True):
            tally = {
                "household_count": households, "registered_count": registered,
                "recognised_count": recognised,
            }  # fmt: skip
            # In 2020 a round decides about the villages themselves.
            title = {} if year == GIVEN else self._title(code, year, day)
            actions.record_village_result(
                village=self.villages[code], year=year, by=by, at=at(day, 8), **tally, **title
            )
        for number in range(1, in_year(self.data["lanes"][ward], year) + 1):
            actions.lanes.add(
                place=self.cast.wards[ward], year=year, name=f"Ngõ minh họa số {number}",
                # In 2020 the lanes were judged only after the report.
                is_recognised=None if year == GIVEN else number > 1, by=by, at=at(date(year, 3, 2), 9),
            )  # fmt: skip
        actions.record_place_result(
            place=self.cast.wards[ward], year=year,
            good_deeds=in_year(self.data["good_deeds"][ward], year), by=by, at=at(day, 10),
        )  # fmt: skip

    def _title(self, code: str, year: int, day: date) -> VillageResultFields:
        if code in self._missed(year):
            return {"is_recognised": False}
        return {"is_recognised": True, "decision_number": "minh họa", "decided_on": day}

    def _village_round(self, year: int) -> None:
        """The round of 2020: opened, met, sent up and decided."""
        by = self.cast.specialist
        missed = {self.villages[code] for code in self._missed(year)}
        round_ = actions.open_round(
            place=self.cast.office.locality, kind=TitleKind.VILLAGE, year=year, everybody=True,
            by=by, at=at(date(year, 10, 5), 9),
        )  # fmt: skip
        round_ = actions.advance(round_=round_, version=None, by=by, at=at(date(year, 11, 2), 9))
        rows = list(round_.candidates.with_subjects())
        for code, ward in self.cast.wards.items():
            edits = [
                Edit(row, None, _meeting(year, is_missed=row.locality in missed))
                for row in rows
                if row.place == ward
            ]
            actions.record_candidates(
                round_=round_, edits=edits, by=self.cast.entering[code],
                at=at(date(year, 11, 6), 9),
            )  # fmt: skip
        round_ = actions.advance(
            round_=round_, version=None, dossier_on=date(year, 11, 16), by=by,
            at=at(date(year, 11, 16), 9),
        )  # fmt: skip
        actions.decide(
            round_=round_, version=None, decision_number="minh họa", decided_on=date(year, 11, 20),
            signer_name="Lê Văn Mẫu", signer_post="Chủ tịch", by=by, at=at(date(year, 11, 20), 14),
        )  # fmt: skip

    def _commend(self, year: int) -> None:
        for code in self.data["villages"]["commended"]:
            actions.add_commendation(
                place=self.villages[code], kind=Commendation.Kind.VILLAGE, year=year,
                last_year=year, decision_number="minh họa", decided_on=date(year, 11, 23),
                by=self.cast.specialist, at=at(date(year, 11, 23), 9),
            )  # fmt: skip

    def open_round(self, year: int, day: date) -> None:
        """The open year's round in progress: nothing is decided yet."""
        round_ = actions.open_round(
            place=self.cast.office.locality, kind=TitleKind.URBAN, year=year, by=self.cast.specialist,
            at=at(day, 9),
        )  # fmt: skip
        for ward in self.cast.wards.values():
            if not ward.kind.is_rural:
                actions.set_enrolled(
                    round_=round_, place=ward, chosen=[ward.pk], by=self.cast.specialist,
                    at=at(day, 10),
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


def _meeting(year: int, *, is_missed: bool) -> dict[str, object]:
    """Forty are asked, most come; where the village missed the title, too few agree."""
    told: dict[str, object] = {
        "met_on": date(year, 11, 5), "invited": 40, "present": 36, "in_favour": 20 if is_missed else 34,
    }  # fmt: skip
    if is_missed:
        told |= {"outcome": Candidate.Outcome.REFUSED, "reason": "Chưa đủ tỷ lệ đồng ý (minh họa)"}
    return told
