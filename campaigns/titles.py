"""The titles of the movement, and by what rules each is judged in a year.

The rules that hold everywhere are the files in ``data/``: one for each decree, with the years in
which it is in force. Nothing here knows a database; what a place has laid down for itself is laid
over them by ``campaigns.queries.rules``.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.db import models

# The years that the movement's registers know.
YEARS = range(1990, 2101)
DATA = Path(__file__).parent / "data" / "titles"


class TitleKind(models.TextChoices):
    """What is judged or counted; how it is called in a year, the year's rule says."""

    FAMILY = "family", "Gia đình văn hóa"
    VILLAGE = "village", "Khu dân cư văn hóa"
    EXEMPLARY = "exemplary", "Đơn vị tiêu biểu"
    AGENCY = "agency", "Cơ quan, đơn vị, doanh nghiệp đạt chuẩn văn hóa"
    URBAN = "urban", "Đô thị văn minh"
    LANE = "lane", "Ngõ phố văn minh"
    SPORT_FAMILY = "sport_family", "Gia đình thể thao"
    GOOD_DEED = "good_deed", "Người tốt, việc tốt"
    HOUSE = "house", "Nhà văn hóa đạt chuẩn"


class Step(models.TextChoices):
    """Where a round stands; which of the steps before the decision there are, the rule says."""

    REGISTER = "register", "Đăng ký"
    MEETING = "meeting", "Họp, lấy ý kiến"
    NOTICE = "notice", "Niêm yết công khai"
    DOSSIER = "dossier", "Hồ sơ, chờ quyết định"
    DECIDED = "decided", "Đã có quyết định"


@dataclass(frozen=True, slots=True)
class Rule:
    """How a title is judged. None: nothing is laid down about it.

    ``present_percent``: of those invited; ``vote_percent``: of those present. ``deadline`` is a
    day and a month. ``decided_above``: the place that holds the round proposes, the one above it
    decides. A kind without steps is only counted, year by year.
    """

    kind: TitleKind
    name: str
    basis: str = ""
    first_year: int | None = None
    last_year: int | None = None
    steps: tuple[Step, ...] = ()
    present_percent: int | None = None
    vote_percent: int | None = None
    notice_days: int | None = None
    decision_days: int | None = None
    working_days: bool = False
    deadline: tuple[int, int] | None = None
    decided_above: bool = False
    running_years: int | None = None
    pass_points: int | None = None
    hard_pass_points: int | None = None
    scale: str = ""
    is_local: bool = False

    def holds_in(self, year: int) -> bool:
        return (self.first_year or 0) <= year <= (self.last_year or year)

    def after(self, step: Step) -> Step:
        """The step that follows; the decision is the last."""
        way = (*self.steps, Step.DECIDED)
        return way[way.index(step) + 1]

    def before(self, step: Step) -> Step | None:
        way = (*self.steps, Step.DECIDED)
        return way[way.index(step) - 1] if way.index(step) else None


@cache
def shipped() -> tuple[Rule, ...]:
    """The rules of all years, in the order of the kinds, the oldest first."""
    order = list(TitleKind)
    rules = [rule for path in sorted(DATA.glob("*.toml")) for rule in _read(path)]
    return tuple(sorted(rules, key=lambda rule: (order.index(rule.kind), rule.first_year or 0)))


def shipped_rule(kind: TitleKind, year: int) -> Rule | None:
    """What the decree in force says, or None where the year knew no such title."""
    return next((rule for rule in shipped() if rule.kind == kind and rule.holds_in(year)), None)


def _read(path: Path) -> list[Rule]:
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    titles: list[dict[str, Any]] = content.pop("titles")
    return [_rule({**content, **title}) for title in titles]


def _rule(said: dict[str, Any]) -> Rule:
    steps = tuple(Step(step) for step in said.pop("steps", ()))
    day = said.pop("deadline", None)
    return Rule(
        kind=TitleKind(said.pop("kind")), steps=steps, deadline=tuple(day) if day else None, **said
    )
