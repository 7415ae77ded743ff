"""The three statements of every total, written by the ORM once and kept.

Building them costs more than the database needs to answer them, and a total is asked for on every
page of the office; what they read is still told by the models.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Count, Sum

from reports.entry.models import Expectation, Figure, Submission

Rows = list[tuple[Any, ...]]


def figure_sums(submission_ids: Sequence[int]) -> Rows:
    """Indicator, state, relation, sum, sum of upper ends, count."""
    return _answer(_figure_sums(len(submission_ids)), submission_ids) if submission_ids else []


def sheet_states(period_id: int) -> Rows:
    """Place, sheet, status, accepted hash of every sheet of a period."""
    return _answer(_sheet_states(), [period_id])


def expected_places(period_id: int, but_not: int) -> Rows:
    """Place, code, name, whether it is rural, of those that owe a return, in order."""
    return _answer(_expected_places(), [period_id, but_not])


def _answer(statement: str, values: Sequence[int]) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        rows: Rows = cursor.fetchall()
    return rows


@lru_cache(maxsize=512)
def _figure_sums(sheet_count: int) -> str:
    rows = (
        Figure.objects.filter(submission__in=range(sheet_count))
        .values_list("indicator_id", "state", "relation")
        .annotate(lower=Sum("value"), most=Sum("upper"), count=Count("pk"))
        .order_by()
    )
    return rows.query.sql_with_params()[0]


@lru_cache(maxsize=1)
def _sheet_states() -> str:
    rows = Submission.objects.filter(period=0).order_by()
    columns = rows.values_list("locality_id", "pk", "status", "accepted_hash")
    return columns.query.sql_with_params()[0]


@lru_cache(maxsize=1)
def _expected_places() -> str:
    rows = (
        Expectation.objects.filter(period=0)
        .exclude(locality=0)
        .order_by("locality__sort_key", "locality_id")
    )
    columns = rows.values_list(
        "locality_id", "locality__code", "locality__full_name", "locality__kind__is_rural"
    )
    return columns.query.sql_with_params()[0]
