"""What an office gives its units to reach: which lines, and whether the parts fit the whole."""

from collections.abc import Mapping

from reports.catalogue.form import FormIndicator
from reports.catalogue.models import Indicator
from reports.rollup.amounts import Amount, total
from reports.rollup.lines import Line, Rollup, Sheet
from reports.rollup.queries import asked_for

_GIVABLE = (Indicator.Places.SUM, Indicator.Places.RATIO)


def givable(rollup: Rollup, unit: Sheet) -> list[FormIndicator]:
    """The lines that a unit answers itself with a figure that may be told with its name."""
    return [
        line
        for line in rollup.form.indicators
        if line.places in _GIVABLE and not line.sensitive and unit in asked_for(rollup, line)
    ]


def remark(line: Line, given: Mapping[int, Amount], own: Amount | None, units: str) -> str:
    """How many units have been given a target and whether theirs together make the office's.

    ``units`` is what the office calls them. Percents are not added up.
    """
    together = total(given.values())
    if together is None:
        return ""
    said = f"Đã giao {len(given)}/{line.expected} {units}"
    if line.indicator.is_ratio:
        return f"{said}."
    said += f", cộng lại {together.written()}"
    if own is None:
        return f"{said}; cơ quan chưa đặt mức chung."
    return f"{said}, {_against(together, own)} mức chung ({own.written()})."


def _against(together: Amount, own: Amount) -> str:
    if together.exceeds(own):
        return "cao hơn"
    return {True: "đủ", False: "thấp hơn", None: "so với"}[together.reaches(own)]
