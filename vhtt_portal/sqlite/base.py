"""Writers stand in line for the one place at the table, first come, first served.

SQLite lets a writer that finds the database taken sleep up to a tenth of a second and look again.
Under many writers whoever has just finished takes the place again before the sleepers look, and
somebody waits for seconds or is refused after twenty. So whoever begins a transaction first waits
in the kernel's line for a lock on a file beside the database; only its head asks SQLite. The line
orders and nothing more: what keeps transactions apart is SQLite's own lock.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """The name under which Django looks for an engine."""

    def _start_transaction_under_autocommit(self) -> None:
        if self.is_in_memory_db():
            self._begin()
            return
        with _line(Path(f"{self.settings_dict['NAME']}-line")):
            self._begin()

    def _begin(self) -> None:
        super()._start_transaction_under_autocommit()  # type: ignore[misc]  # unknown to the stubs


@contextmanager
def _line(path: Path) -> Iterator[None]:
    with path.open("ab") as place:  # closing it lets the next one come
        fcntl.flock(place, fcntl.LOCK_EX)
        yield
