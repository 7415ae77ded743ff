"""LU-2: many processes save into one form at once; what each was told is what the trail says."""

import json
import time
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from statistics import quantiles

import pytest
from django.db import OperationalError, connection

import audit.actions
from accounts.models import User
from reports.entry.actions import TypedCell, cells, sheets
from reports.entry.actions.edits import OutcomeKind
from reports.entry.models import Submission
from reports.entry.queries import cells as stored
from tests.reports.entry.programmes import world
from tests.reports.entry.programmes.processes import in_processes
from tests.reports.entry.samples import IN_TIME
from vhtt_portal.numbers import write_figure

CELLS = 50
# The figures of one process lie apart from those of every other.
APART = 1_000_000


@dataclass
class Told:
    """What one process was told, and how long it took."""

    acks: list[tuple[str, str]] = field(default_factory=list)
    kinds: Counter = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    waits: dict[str, list[float]] = field(default_factory=dict)

    def clocked(self, name, work):
        waits = self.waits.setdefault(name, [])

        def measured(*args, **more):
            begin = time.perf_counter()
            try:
                return work(*args, **more)
            finally:
                waits.append(time.perf_counter() - begin)

        return measured


def type_for(seconds, *, number, sheet_pk, person_pk, seed, told):
    """One official's browser without its pauses: every answer brings the versions for the next."""
    sheet, by = Submission.objects.get(pk=sheet_pk), User.objects.get(pk=person_pk)
    chance, known, step = Random(f"{seed}-{number}"), stored([sheet.pk])[sheet.pk], number * APART
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        step += 1
        code = chance.choice(world.codes(CELLS))
        version = known[code].version if code in known else 0
        edit = TypedCell(code, text=str(step), expected_version=version, key=world.key_from(chance))
        begin = time.perf_counter()
        try:
            saved = world.save(sheet, by, edit, at=IN_TIME)
        except OperationalError:
            told.kinds["error"] += 1
            continue
        told.seconds.append(time.perf_counter() - begin)
        known, kind = saved.facts.cells, saved.outcomes[code].kind
        told.kinds[kind.value] += 1
        if kind == OutcomeKind.SAVED:
            told.acks.append((code, write_figure(step)))


def process(path, *, unlocked, **work):
    """What runs in a process of its own: its waits are clocked at each lock."""
    told = Told()
    if unlocked:
        _unlock()
    cells.locked = told.clocked("phiếu", cells.locked)
    audit.actions._take_chain_lock = told.clocked("nhật ký", audit.actions._take_chain_lock)
    if connection.vendor == "sqlite":
        connection._start_transaction_under_autocommit = told.clocked(
            "lượt ghi", connection._start_transaction_under_autocommit
        )
    type_for(told=told, **work)
    connection.close()
    path.write_text(json.dumps(vars(told)))


def _unlock():
    sheets.locked_rows = lambda by, **which: sheets.for_page(sheets.rows_of(by).filter(**which))
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        connection.transaction_mode = None


def race(office, folder, *, processes, seconds, seed, unlocked=False):
    """All of them at once, each a Python of its own on the test database."""
    paths = [folder / f"{number}.json" for number in range(1, processes + 1)]
    people = (office.entry.pk, office.leader.pk)
    works = [
        {
            "path": path, "unlocked": unlocked, "seconds": seconds, "number": number,
            "seed": seed, "sheet_pk": office.sheet.pk, "person_pk": people[number % 2],
        }
        for number, path in enumerate(paths, start=1)
    ]  # fmt: skip
    in_processes(f"{__name__}:process", works)
    return [Told(**json.loads(path.read_text())) for path in paths]


def milliseconds(seconds):
    cuts = quantiles(seconds, n=100, method="inclusive")
    return [round(cuts[percent - 1] * 1000, 1) for percent in (50, 95, 99)]


def summed(told, name):
    return [wait for each in told for wait in each.waits.get(name, ())]


@pytest.mark.programme("LU-2")
@pytest.mark.django_db(transaction=True)
def test_every_answer_stands_in_the_trail(tmp_path, register, volume, seed, say):
    office = world.office(tmp_path, cells=CELLS)
    processes, seconds = volume(short=4, full=20), volume(short=2, full=60)

    told = race(office, tmp_path, processes=processes, seconds=seconds, seed=seed)

    acks = [tuple(ack) for each in told for ack in each.acks]
    trail = world.trail(office.sheet)
    history = {(code, new) for entry in trail for code, (_, new) in entry.changes.items()}
    assert len(acks) == len(trail) == sum(world.versions(office.sheet).values())
    assert set(acks) == history
    kinds = sum((Counter(each.kinds) for each in told), Counter())
    assert set(kinds) <= {"saved", "moved"}
    shares = sorted(len(each.acks) for each in told)
    assert shares[0] >= seconds
    assert shares[0] * 3 >= shares[-1]  # nobody starves
    times = milliseconds([each for one in told for each in one.seconds])
    waits = {name: milliseconds(summed(told, name))[:2] for name in told[0].waits}
    say(
        f"{connection.display_name}, {processes} tiến trình × {seconds} giây: {len(acks)} lần lưu ="
        f" {len(trail)} bản ghi = tổng phiên bản, {kinds['moved']} lần hỏi lại;"
        f" p50/p95/p99 {times} ms, trong đó chờ (p50/p95) {waits} ms"
    )
    assert times[1] < 500


@pytest.mark.django_db(transaction=True)
def test_a_sheet_without_its_lock_would_be_seen(tmp_path, register, seed):
    """Without lock (PostgreSQL) or IMMEDIATE (SQLite) answers and versions part, or saves fail."""
    office = world.office(tmp_path, cells=CELLS)

    told = race(office, tmp_path, processes=4, seconds=2, seed=seed, unlocked=True)

    acks = sum(len(each.acks) for each in told)
    errors = sum(each.kinds.get("error", 0) for each in told)
    assert errors or acks > sum(world.versions(office.sheet).values())
