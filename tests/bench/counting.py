"""How many statements a piece of work sends."""

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext

# A transaction's own statements, and what a new connection to SQLite is set up with.
_NOT_COUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA")


def queries(work: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as asked:
        work()
    return sum(not query["sql"].startswith(_NOT_COUNTED) for query in asked.captured_queries)
