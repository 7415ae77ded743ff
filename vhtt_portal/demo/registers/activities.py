"""What the demo's people keep in the work diary."""

from datetime import date, timedelta

from activities import actions
from activities.models import Activity, Establishment, Inspection
from vhtt_portal.demo.cast import Cast, at, read_data
from vhtt_portal.demo.figures import GIVEN, in_year

_INSPECTED, _REMINDED = 13, 5


class Activities:
    """Programmes, inspections and what came of them, year by year."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.data = read_data("activities.toml")

    def keep_year(self, year: int) -> None:
        self._diary(year)
        self.keep_others(year)
        self._inspections(year)

    def keep_others(self, year: int) -> None:
        """What was done beside the programmes that the report of 2020 counts."""
        for row in self.data["activity"]:
            if row["held"].year == year:
                actions.activities.add(
                    place=self.cast.office.locality, field=row["field"], kind=row["kind"],
                    name=row["name"], held_on=row["held"], ended_on=row.get("ended"),
                    venue=row.get("venue", ""), participants=row["participants"],
                    partners=row.get("partners", ""), document_number=row.get("document", ""),
                    document_on=row.get("document_on"), by=self.cast.specialist,
                    at=at(row["held"], 20),
                )  # fmt: skip

    def give_tasks(self, today: date) -> None:
        office, by = self.cast.office.locality, self.cast.specialist
        for row in read_data("tasks.toml")["task"]:
            due_on = row.get("due") or today + timedelta(days=row["due_in"])
            task = actions.tasks.add(
                place=self.cast.wards.get(row.get("place", ""), office), source=row["source"],
                document_number=row.get("document", ""), programme=row.get("programme", ""),
                project=row.get("project", ""), field=row["field"], content=row["content"],
                given_on=row["given"], due_on=due_on, by=by, at=at(row["given"], 14),
            )  # fmt: skip
            for told in row.get("progress", ()):
                task = actions.report_progress(
                    task=task, by=self.cast.entering.get(row.get("place", ""), by),
                    at=at(told["on"], 15), **told,
                )  # fmt: skip

    def _diary(self, year: int) -> None:
        office, by = self.cast.office.locality, self.cast.specialist
        performances = self.data["performance"]
        for row in performances[: len(performances) - (GIVEN - year) // 2]:
            held_on = row["held"].replace(year=year)
            actions.activities.add(
                place=office, kind=Activity.Kind.PERFORMANCE,
                name=row["name"] if year == GIVEN else "Chương trình văn nghệ (minh họa)",
                held_on=held_on, by=by, at=at(held_on, 21),
            )  # fmt: skip
        arts = self.data["festival_of_arts"]
        held_on = arts["held"].replace(year=year)
        actions.activities.add(
            place=office, kind=Activity.Kind.FESTIVAL_DELEGATION, name=arts["name"],
            held_on=held_on, quantity=in_year(arts["delegations"], year), by=by, at=at(held_on, 21),
        )  # fmt: skip

    def _inspections(self, year: int) -> None:
        office, by = self.cast.office.locality, self.cast.specialist
        for number in range(1, in_year(_INSPECTED, year) + 1):
            day = date(year, 3 + number % 8, 5 + number)
            reminded = number <= in_year(_REMINDED, year)
            actions.inspections.add(
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
        return actions.establishments.add(
            place=self.cast.office.locality, name=name, kind=kinds[number % len(kinds)],
            licence_number=f"{number:02d}/GP-MH", licensed_on=date(2015, 6, number),
            by=self.cast.specialist, at=at(date(2016, 3, 1), 8),
        )  # fmt: skip
