"""Sends hostile workbooks in, and tells what became of them as JSON: a process of its own.

It is small when it starts the limited process, so the memory that the system counts for its
children is theirs: the count of a fresh process begins with what its parent used.
"""

import json
import logging
import resource
import sys
import time

from tests.reports.entry.excel.hostile import hostile
from vhtt_portal.files.child import FileError
from vhtt_portal.files.workbook.intake import read_workbook

READ = "read"


class _Faults(logging.Handler):
    """What the limited process did not foresee."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(record.getMessage())


def main(seed: int, crafted: int, torn: int, mutated: int, first: int, step: int) -> None:
    faults = _Faults()
    logging.getLogger("reports.entry.excel").addHandler(faults)
    files = []
    for at in range(first, crafted + torn + mutated, step):
        kind, content = hostile(seed, at, crafted, torn)
        start = time.perf_counter()
        end = _sent(content)
        files.append((at, kind, end, time.perf_counter() - start, faults.told[:]))
        faults.told.clear()
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    sys.stdout.write(json.dumps({"files": files, "memory": memory}))


def _sent(content: bytes) -> str:
    try:
        read_workbook(content)
    except FileError as refusal:
        return str(refusal)
    except Exception as fault:  # noqa: BLE001 - it is what is counted
        return repr(fault)
    return READ


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
