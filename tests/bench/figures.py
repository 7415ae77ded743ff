"""G5 and G7: adding up a district's year and saving a whole sheet, beside bare SQL."""

from itertools import count

from django.db import connection

from reports.catalogue.queries import form
from reports.entry.actions import import_figures
from reports.entry.models import Figure, Period
from reports.rollup.queries import rollup
from tests.bench.counting import queries
from tests.bench.raw import RawRollup, upsert
from tests.bench.results import Result
from tests.bench.timing import Pair, cpu_clock, in_turn
from tests.bench.world import District, World, whole_sheet

_ROUNDS = 150
_SAVES = 40
_IS_POSTGRES = connection.vendor == "postgresql"


def measured(world: World) -> list[Result]:
    return [_rollup(world), _save(world)]


def _rollup(world: World) -> Result:
    big = _period(world.big)
    by_hand = RawRollup(big, form(big.form_version))
    _require_same(big, by_hand)
    pair = in_turn(lambda: rollup(big), by_hand, rounds=_ROUNDS, clock=cpu_clock())
    small = _period(world.small)
    asked, asked_small = queries(lambda: rollup(big)), queries(lambda: rollup(small))
    figures = Figure.objects.filter(submission__period=big).count()
    return Result(
        goal="G5",
        what=f"tổng hợp năm của {len(world.big.wards)} đơn vị, {figures} số liệu / SQL thuần",
        database=connection.display_name,
        ratio=pair.ratio,
        target=2.0 if _IS_POSTGRES else 2.5,
        queries=max(asked, asked_small),
        most_queries=4,
        note=f"{_times(pair)}; với 3 đơn vị: {asked_small} truy vấn",
    )


def _period(district: District) -> Period:
    wanted = Period.objects.select_related("office__locality", "form_version")
    return wanted.get(pk=district.accepted.pk)


def _require_same(period: Period, by_hand: RawRollup) -> None:
    """A comparison of speed is one only where both say the same."""
    told = by_hand()
    for line in rollup(period).lines:
        ours = (line.amount.value if line.amount else None, line.accepted, line.expected)
        theirs = told.get(line.code, (None, None, 0, line.expected))
        if ours != (theirs[0], *theirs[2:]):
            raise AssertionError(f"{line.code}: {ours} != {theirs}")


def _save(world: World) -> Result:
    steps = count(1)
    lines = form(world.big.open.form_version).by_code

    def ours() -> None:
        rows = whole_sheet(world, next(steps))
        import_figures(period=world.big.open, rows=rows, by=world.specialist)

    def by_hand() -> None:
        rows = whole_sheet(world, next(steps))
        upsert(world.spare_sheet, {lines[row.indicator].pk: int(row.text) for row in rows})

    ours()
    pair = in_turn(ours, by_hand, rounds=_SAVES)  # with the wait until the disk has it
    return Result(
        goal="G7",
        what=f"lưu cả phiếu {len(whole_sheet(world, 0))} ô, có vết / SQL thuần, kể cả chờ ghi đĩa",
        database=connection.display_name,
        ratio=pair.ratio,
        target=5.0,
        queries=queries(ours),
        most_queries=8,
        note=_times(pair),
    )


def _times(pair: Pair) -> str:
    return f"{pair.ours * 1000:.1f} và {pair.measure * 1000:.1f} ms"
