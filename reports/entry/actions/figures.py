"""Writing figures, by one statement that is written once.

An upsert through the ORM costs several times what the database takes for it: a model is built for
every figure, and every column of it is asked how it wants to be stored.
"""

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection

from audit.chain import plain
from reports.entry.lines import Cell
from reports.entry.models import Figure

_COLUMNS = (
    "submission_id", "indicator_id", "state", "value", "upper", "relation", "reason", "note",
    "source", "version", "set_at", "set_by_id", "set_by_name",
)  # fmt: skip
_KEY = _COLUMNS[:2]
# SQLite takes 32,766 values in one statement.
_AT_ONCE = 1000


class Written(NamedTuple):
    """A figure and where it goes."""

    submission_id: int
    indicator_id: int
    cell: Cell


def write_figures(written: Sequence[Written]) -> None:
    """Store figures, each over the one that its cell holds. One query, on SQLite one for a thousand.

    To be called under the lock of their sheets.
    """
    rows = [_row(each) for each in written]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # As one value: a quarter of a million of them cost more to write out and to parse than
            # all the rest.
            cursor.execute(_from_json(), [json.dumps(rows, default=plain)])
            return
        for start in range(0, len(rows), _AT_ONCE):
            part = rows[start : start + _AT_ONCE]
            cursor.execute(_from_values(len(part)), [value for row in part for value in row])


@lru_cache(maxsize=1)
def _from_json() -> str:
    types = {column.column: column.db_type(connection) for column in Figure._meta.concrete_fields}
    given = (f"(row ->> {at})::{types[name]}" for at, name in enumerate(_COLUMNS))
    named = ", ".join(given)
    return _upsert(f"SELECT {named} FROM jsonb_array_elements(%s::jsonb) AS row")  # noqa: S608 - names of ours


@lru_cache(maxsize=256)
def _from_values(count: int) -> str:
    row = f"({', '.join(['%s'] * len(_COLUMNS))})"
    return _upsert(f"VALUES {', '.join([row] * count)}")


def _upsert(rows: str) -> str:
    fresh = ", ".join(f"{name} = EXCLUDED.{name}" for name in _COLUMNS if name not in _KEY)
    return (
        f"INSERT INTO {Figure._meta.db_table} ({', '.join(_COLUMNS)}) {rows}"
        f" ON CONFLICT ({', '.join(_KEY)}) DO UPDATE SET {fresh}"
    )


def _row(written: Written) -> tuple[Any, ...]:
    answer, cell, as_stored = written.cell.answer, written.cell, connection.ops
    return (
        written.submission_id, written.indicator_id, answer.state.value,
        as_stored.adapt_decimalfield_value(answer.value, 18, 2),
        as_stored.adapt_decimalfield_value(answer.upper, 18, 2),
        answer.relation.value, answer.reason, cell.note, cell.source.value, cell.version,
        as_stored.adapt_datetimefield_value(cell.set_at), cell.set_by_id, cell.set_by_name,
    )  # fmt: skip
