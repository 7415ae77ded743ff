"""One sheet with as many cells as a programme wants, and hands that work at it at once."""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from random import Random
from typing import Any
from uuid import UUID

from django.db import connection

from audit.chain import first_break
from audit.models import AuditEntry
from reports.entry import actions
from reports.entry.models import Figure
from tests.reports.entry import samples

_HEAD = """
code = "phieu-dai"
name = "Phiếu {count} ô"
year_from = 2019
subject = "Báo cáo năm {{year}}"
units = ["cái"]

[[sections]]
code = "O"
name = "Các ô"

[[outline]]
code = "mot"
level = "part"
kind = "results"
title = "Kết quả năm {{year}}"

[[annexes]]
kind = "totals"
title = "Tổng hợp"
"""
_LINE = """
[[indicators]]
code = "{code}"
name = "Ô số {number}"
unit = "cái"
places = "sum"
time = "flow"
"""


def codes(count: int) -> list[str]:
    return [f"O.{number}" for number in range(1, count + 1)]


def office(folder, *, cells: int):
    """An office whose form is nothing but typed cells; its ward's sheet is open."""
    lines = (_LINE.format(code=code, number=code[2:]) for code in codes(cells))
    found = samples.cast(folder, text="\n".join([_HEAD.format(count=cells), *lines]))
    found.sheet = samples.started(found)
    return found


def save(sheet, by, *edits, **more):
    return actions.save_cells(
        submission=sheet, typed=edits, by=by, at=more.pop("at", samples.IN_TIME), **more
    )


def key_from(chance: Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=4)


def versions(sheet) -> dict[str, int]:
    """The version of each cell that has a figure."""
    return dict(sheet.figures.values_list("indicator__code", "version"))


def values(sheet) -> dict[str, int]:
    return {
        code: int(value) for code, value in sheet.figures.values_list("indicator__code", "value")
    }


def trail(sheet) -> list[AuditEntry]:
    """What the sheet's cells went through, oldest first, from a chain that holds."""
    assert first_break(AuditEntry.objects.order_by("number")) is None
    return list(
        AuditEntry.objects.filter(
            verb="cell.saved",
            target_type=Figure.submission.field.related_model._meta.label_lower,
            target_id=str(sheet.pk),
        ).order_by("number")
    )


@contextmanager
def hands(count: int) -> Iterator[Callable[[Sequence[Callable[[], Any]]], list[Any]]]:
    """Threads with a connection of their own: ``together(works)`` starts them in one moment."""
    everyone = threading.Barrier(count)

    def let_go() -> None:
        everyone.wait()
        connection.close()

    with ThreadPoolExecutor(count) as pool:

        def together(works: Sequence[Callable[[], Any]]) -> list[Any]:
            start = threading.Barrier(len(works))

            def run(work: Callable[[], Any]) -> Any:
                start.wait()
                return work()

            return [each.result() for each in [pool.submit(run, work) for work in works]]

        try:
            yield together
        finally:
            for each in [pool.submit(let_go) for _ in range(count)]:
                each.result()
