"""Targets as they are typed: "94", "trên 90", "5 đến 6"."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict

from reports.catalogue.form import FormIndicator
from reports.catalogue.models import Indicator
from reports.entry.answers import read_answer
from reports.rollup.actions import WantedTarget
from reports.rollup.models import Target
from vhtt_portal.numbers import FigureError, read_version
from vhtt_portal.text import tidy


@dataclass(frozen=True, slots=True)
class TypedTarget:
    """One line of the page: what was typed, over which version, and what is wrong with it."""

    line: FormIndicator
    text: str
    version: int
    fault: str = ""

    @property
    def field_id(self) -> str:
        return f"target-{self.line.code}"


class TargetForm:
    """All targets of a period on one page; only lines whose text has changed are wanted."""

    def __init__(
        self,
        lines: Iterable[FormIndicator],
        current: Mapping[str, Target],
        data: QueryDict | None = None,
    ) -> None:
        self.rows: list[TypedTarget] = []
        self.wanted: dict[str, WantedTarget] = {}
        for line in lines:
            target = current.get(line.code)
            shown = target.amount.written() if target else ""
            version = target.version if target else 0
            if data is None:
                self.rows.append(TypedTarget(line, shown, version))
            else:
                self._read(line, shown, data)

    @property
    def faults(self) -> list[TypedTarget]:
        return [row for row in self.rows if row.fault]

    def _read(self, line: FormIndicator, shown: str, data: QueryDict) -> None:
        text = tidy(data.get(f"target-{line.code}", ""))
        version = read_version(data.get(f"version-{line.code}", ""))
        fault = ""
        if text != tidy(data.get(f"was-{line.code}", shown)):
            try:
                self.wanted[line.code] = _wanted(line, text, version)
            except FigureError as refusal:
                fault = str(refusal)
        self.rows.append(TypedTarget(line, text, version, fault))


def _wanted(line: FormIndicator, text: str, version: int) -> WantedTarget:
    """A target may be a range or "at least" whatever the figure itself allows."""
    like = replace(
        line,
        places=Indicator.Places.SUM,
        allows_relation=True,
        decimals=2 if line.is_ratio else line.decimals,
    )
    answer = read_answer(like, text=text.removesuffix("%"))
    if answer is None or answer.value is None:
        return WantedTarget(None, version=version)
    return WantedTarget(answer.value, answer.relation, answer.upper, version)
