"""WF-5: every total is the sum of the accepted sheets, by an oracle that adds cell by cell."""

import time
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from random import Random

import pytest
from django.db import connection

from reports.catalogue.models import Indicator
from reports.entry.models import Expectation, Figure, Submission
from reports.rollup.queries import rollup
from tests.reports.rollup.factories import (
    MOMENT,
    FigureFactory,
    IndicatorFactory,
    KindFactory,
    PeriodFactory,
    VersionFactory,
    again,
    office_sheet,
    ward,
)

Places, State, Relation = Indicator.Places, Figure.State, Figure.Relation
ACCEPTED = Submission.Status.ACCEPTED
WARDS = 6
# What a cell may say, and how often.
STATES = [State.VALUE] * 6 + [State.NOT_APPLICABLE, State.NO_DATA, None]
NOTHING, NOT_APPLICABLE = "nothing", "not applicable"


class World:
    """A form with every way of adding up, and a tree of places that moves at each step."""

    def __init__(self):
        self.period = PeriodFactory(form_version=VersionFactory())
        line = {
            "A": {}, "B": {}, "RURAL": {"rural_only": True}, "YES": {"places": Places.YES},
            "OWN": {"places": Places.OFFICE},
        }  # fmt: skip
        self.lines = {code: self._line(code, **more) for code, more in line.items()}
        computed = {"source": Indicator.Source.COMPUTED}
        for code, parts in {"SUM": ("TT.A", "TT.B"), "DEEP": ("TT.SUM", "TT.A")}.items():
            self.lines[code] = self._line(code, **computed, parts=list(parts))
        self.lines["RATIO"] = self._line(
            "RATIO", **computed, places=Places.RATIO, decimals=2,
            numerator=self.lines["A"], denominator=self.lines["B"],
        )  # fmt: skip
        rural = KindFactory(code="xa", name="xã", is_rural=True)
        self.sheets = [
            ward(self.period, **({"kind": rural} if number % 2 else {})) for number in range(WARDS)
        ]
        self.own = office_sheet(self.period)
        self.typed = list(line)

    def _line(self, code, **more):
        return IndicatorFactory(version=self.period.form_version, code=f"TT.{code}", **more)

    def answers(self, code, sheet) -> bool:
        line = self.lines[code]
        if line.places == Places.OFFICE or sheet == self.own:
            return line.places == Places.OFFICE and sheet == self.own
        return not line.rural_only or sheet.locality.kind.is_rural

    def move(self, chance: Random) -> None:
        """A cell is changed, a sheet comes in late or goes back, wards are merged or parted."""
        sheet = chance.choice([*self.sheets, self.own])
        what = chance.random()
        if what < 0.7:
            self._say(chance, sheet, chance.choice(self.typed))
        elif what < 0.9:
            self._judge(sheet, is_taken=chance.random() < 0.7)
        elif sheet != self.own:
            self._merge(sheet)

    def _say(self, chance, sheet, code):
        if not self.answers(code, sheet):
            return
        where = {"submission": sheet, "indicator": self.lines[code]}
        Figure.objects.filter(**where).delete()
        state = chance.choice(STATES)
        if state is None:
            return
        value, relation = None, Relation.EXACT
        if state == State.VALUE:
            value = Decimal(chance.choice([0, 1, chance.randrange(10**6)]))
            if self.lines[code].places == Places.YES:
                value = Decimal(chance.randrange(2))
            elif chance.random() < 0.1:
                relation = Relation.AT_LEAST
        reason = "Chưa thống kê." if state == State.NO_DATA else ""
        FigureFactory(**where, state=state, value=value, relation=relation, reason=reason)

    def _judge(self, sheet, *, is_taken):
        """The version of what is taken is the hash of its moment."""
        Submission.objects.filter(pk=sheet.pk).update(
            status=ACCEPTED if is_taken else Submission.Status.SENT,
            accepted_at=MOMENT if is_taken else None,
            accepted_by_name="Chuyên viên" if is_taken else "",
            accepted_hash=f"{time.monotonic_ns():064d}" if is_taken else "",
        )

    def _merge(self, sheet):
        """A merged ward owes no return of its own any more; its old sheet stays where it is."""
        gone, _ = Expectation.objects.filter(period=self.period, locality=sheet.locality).delete()
        if not gone:
            Expectation.objects.create(period=self.period, locality=sheet.locality)


class Oracle:
    """Reads row by row and adds with fractions; knows nothing of the portal's own adding."""

    def __init__(self, world: World):
        owing = set(Expectation.objects.values_list("locality_id", flat=True))
        now = {row.pk: row for row in Submission.objects.all()}
        self.world = world
        self.units = [s for s in world.sheets if s.locality_id in owing]
        self.taken = [s for s in [*self.units, world.own] if now[s.pk].status == ACCEPTED]
        self.hashes = {s.pk: now[s.pk].accepted_hash for s in self.units}
        self.cells = {}
        for row in Figure.objects.select_related("indicator"):
            self.cells[row.submission_id, row.indicator.code.removeprefix("TT.")] = row

    def total(self, code):
        """(value, is "at least", answered, asked)"""
        asked = [s for s in [*self.units, self.world.own] if self._asked(code, s)]
        said = [self._cell(code, s) for s in asked if s in self.taken]
        answered = sum(self._is_answer(code, s) for s in asked if s in self.taken)
        values = [each for each in said if isinstance(each, tuple)]
        if code == "RATIO":
            both = [(self._cell("A", s), self._cell("B", s)) for s in asked if s in self.taken]
            both = [pair for pair in both if all(isinstance(part, tuple) for part in pair)]
            return (*self._percent(both), answered, len(asked))
        if not values:
            return None, False, answered, len(asked)
        is_open = any(is_least for _, is_least in values)
        return sum(value for value, _ in values), is_open, answered, len(asked)

    def _asked(self, code, sheet):
        return self.world.answers("A" if code in {"SUM", "DEEP", "RATIO"} else code, sheet)

    def _percent(self, both):
        below, is_open = sum(b for _, (b, _) in both), any(least for _, (_, least) in both)
        if not both or not below or is_open:
            return None, False
        exact = Fraction(100 * sum(a for (a, _), _ in both), below)
        shown = Decimal(exact.numerator) / Decimal(exact.denominator)
        rounded = shown.quantize(Decimal("0.01"), ROUND_HALF_UP)
        return Fraction(rounded), any(least for (_, least), _ in both)

    def _cell(self, code, sheet):
        if code in {"SUM", "DEEP"}:
            parts = [self._cell(part, sheet) for part in {"SUM": "AB", "DEEP": ("SUM", "A")}[code]]
            applying = [part for part in parts if part != NOT_APPLICABLE]
            if not applying:
                return NOT_APPLICABLE
            if NOTHING in applying:
                return NOTHING
            return sum(v for v, _ in applying), any(least for _, least in applying)
        row = self.cells.get((sheet.pk, code))
        if row is None or row.state == State.NO_DATA:
            return NOTHING
        if row.state == State.NOT_APPLICABLE:
            return NOT_APPLICABLE
        return Fraction(row.value), row.relation == Relation.AT_LEAST

    def _is_answer(self, code, sheet):
        if code == "RATIO":
            return NOTHING not in (self._cell("A", sheet), self._cell("B", sheet))
        return self._cell(code, sheet) != NOTHING


@pytest.mark.programme("WF-5")
@pytest.mark.django_db
def test_every_total_is_the_sum_of_what_was_accepted(volume, seed, say):
    world, chance, steps = World(), Random(seed), volume(short=150, full=10_000)
    compared, told, wrong = 0, 0, []

    for step in range(steps):
        world.move(chance)
        found, oracle = rollup(again(world.period)), Oracle(world)
        for code in world.lines:
            line = found.by_code[f"TT.{code}"]
            value = None if line.amount is None else Fraction(line.amount.value)
            is_open = line.amount is not None and line.amount.relation == Relation.AT_LEAST
            mine = (value, is_open, line.accepted, line.expected)
            if mine != oracle.total(code):
                wrong.append((step, code, mine, oracle.total(code)))
            compared += 1
            told += value is not None
        # Which version of each part went into it.
        assert {s.submission_id: s.content_hash for s in found.units} == oracle.hashes

    assert wrong[:3] == []
    assert compared == steps * len(world.lines)
    assert told * 2 > compared
    say(f"{connection.display_name}: {steps} cây, {compared} tổng so với cách cộng từng ô; 0 khác")
