"""What the demo's people type, year by year.

The year 2020 stands in figures-2020.toml. Other years are illustrative: each figure of 2020, a
little smaller for each year back; the same factor for all of them keeps every part below its whole.
"""

from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from reports.catalogue.form import Form, FormIndicator
from vhtt_portal.demo.cast import read_data

# The year whose figures are given.
GIVEN = 2020
# Three percent a year: visible as a trend, too little for a rule that asks why.
_YEARLY = Decimal("0.97")
_NOT_APPLICABLE = "kad"
# Small stocks (a library, a broadcasting station) did not grow from nothing in four years.
_SMALL = 20

Given = int | str


@dataclass(frozen=True, slots=True)
class Typed:
    """What a person leaves in one cell: a text, or the reason why there is no figure."""

    text: str = ""
    reason: str = ""


class Figures:
    """The given figures, and what follows from them for another year."""

    def __init__(self) -> None:
        content = read_data("figures-2020.toml")
        self.wards: list[str] = content["wards"]
        self._ward: dict[str, list[Given]] = content["ward"]
        self._office: dict[str, Given] = content["office"]
        self.given: dict[str, dict[str, list[str]]] = content["given"]
        self.targets: dict[str, dict[str, str]] = content["target"]

    def of_ward(self, form: Form, place: str, year: int) -> dict[str, Typed]:
        """What a ward answers, by indicator code; lines that the data does not name are 0."""
        position = self.wards.index(place)
        answers = {code: values[position] for code, values in self._ward.items()}
        return {
            line.code: _in_year(line, answers.get(line.code, 0), year)
            for line in form.for_units(rural=True)
            if not line.is_computed and answers.get(line.code) != _NOT_APPLICABLE
        }

    def of_office(self, form: Form, year: int) -> dict[str, Typed]:
        return {
            line.code: _in_year(line, self._office.get(line.code, 0), year)
            for line in form.for_office()
            if not line.is_computed
        }


def in_year(value: int, year: int) -> int:
    """The illustrative figure of another year beside the given one."""
    scaled = Decimal(value) * _YEARLY ** (GIVEN - year)
    return int(scaled.to_integral_value(ROUND_FLOOR))


def _in_year(line: FormIndicator, given: Given, year: int) -> Typed:
    if isinstance(given, str) and not given.startswith(">"):
        return Typed(reason=given)
    number = int(str(given).removeprefix(">"))
    steady = line.is_yes_no or (line.time == "stock" and number < _SMALL)
    text = str(number if steady else in_year(number, year))
    return Typed(text=f"> {text}" if isinstance(given, str) else text)
