"""The figures of sheets, by a statement that the ORM writes once and keeps.

Every page of a sheet and every saved cell reads them. Building the statement and converting its
columns in the ORM's general way costs more than all the rest of reading a sheet.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Context, Decimal
from functools import lru_cache
from typing import Any

from django.db import connection
from psycopg.types.datetime import TimestamptzLoader

from reports.entry.models import Figure

COLUMNS = (
    "submission_id", "indicator__code", "state", "value", "upper", "relation", "reason",
    "note", "source", "version", "set_at", "set_by_id", "set_by_name",
)  # fmt: skip
_CENT = Decimal("0.01")
_CONTEXT = Context(prec=18)


def figure_rows(submission_ids: Sequence[int]) -> list[tuple[Any, ...]]:
    """COLUMNS of every figure of these sheets; numbers and moments through ``exact``, ``aware``."""
    if not submission_ids:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Django reads moments in Python, which for hundreds takes longer than the query.
            cursor.adapters.register_loader("timestamptz", TimestamptzLoader)
        cursor.execute(_figure_rows(len(submission_ids)), submission_ids)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


@lru_cache(maxsize=512)
def _figure_rows(sheet_count: int) -> str:
    rows = Figure.objects.filter(submission__in=range(sheet_count)).order_by()
    return rows.values_list(*COLUMNS).query.sql_with_params()[0]


def exact(stored: Decimal | float | None) -> Decimal | None:
    """SQLite keeps decimals as binary numbers."""
    if stored is None or isinstance(stored, Decimal):
        return stored
    return _from_binary(stored)


@lru_cache(maxsize=16_384)
def _from_binary(stored: float) -> Decimal:
    return _CONTEXT.create_decimal(stored).quantize(_CENT, context=_CONTEXT)


def aware(stored: datetime) -> datetime:
    """SQLite keeps moments in UTC without saying so."""
    return stored if stored.tzinfo else stored.replace(tzinfo=UTC)
