"""Two pieces of work timed in turn, so that whatever else the machine does slows both."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time

from django.db import connection

Work = Callable[[], object]
Clock = Callable[[], float]


@dataclass(frozen=True)
class Pair:
    """Median seconds of the portal's work and of what it is measured by."""

    ours: float
    measure: float

    @property
    def ratio(self) -> float:
        return self.ours / self.measure


def in_turn(ours: Work, measure: Work, *, rounds: int, clock: Clock = perf_counter) -> Pair:
    """Medians over A B A B …, after one round that does not count."""
    taken: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds + 1):
        for work, seconds in zip((ours, measure), taken, strict=True):
            begin = clock()
            work()
            if number:
                seconds.append(clock() - begin)
    return Pair(*map(statistics.median, taken))


def cpu_clock() -> Clock:
    """Processor time of this process and of the database's that serves it.

    Waiting is left out: for other programs on the machine, and for the disk.
    """
    if connection.vendor == "sqlite":
        return process_time
    connection.ensure_connection()
    server = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
    return lambda: process_time() + int(server.read_text().split()[0]) / 1e9
