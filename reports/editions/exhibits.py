"""Charts and tables of the text in what is sealed: their words and figures, never a drawing.

A drawing follows from them, so an edition drawn again years later has the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import TypedDict

from audit.chain import plain
from documents.structure import Chart, Table
from reports.narrative.exhibits import Exhibit, ExhibitRow, Kind, as_block


class ExhibitRowContent(TypedDict):
    cells: list[str]
    value: str | None
    is_special: bool


class ExhibitContent(TypedDict):
    code: str
    node: str
    kind: str
    title: str
    question: str
    header: list[str]
    rows: list[ExhibitRowContent]
    note: str


def exhibit_content(exhibit: Exhibit) -> ExhibitContent:
    return {
        "code": exhibit.code,
        "node": exhibit.node,
        "kind": exhibit.kind.value,
        "title": exhibit.title,
        "question": exhibit.question,
        "header": list(exhibit.header),
        "rows": [_row(row) for row in exhibit.rows],
        "note": exhibit.note,
    }


def exhibit_blocks(said: Iterable[ExhibitContent]) -> Mapping[str, Sequence[Chart | Table]]:
    """As the paper and the screen show them, by the code of their heading."""
    found: dict[str, list[Chart | Table]] = defaultdict(list)
    for each in said:
        found[each["node"]].append(as_block(_read(each)))
    return found


def _read(said: ExhibitContent) -> Exhibit:
    return Exhibit(
        code=said["code"],
        node=said["node"],
        kind=Kind(said["kind"]),
        title=said["title"],
        question=said["question"],
        header=tuple(said["header"]),
        rows=tuple(
            ExhibitRow(
                tuple(row["cells"]),
                None if row["value"] is None else Decimal(row["value"]),
                row["is_special"],
            )
            for row in said["rows"]
        ),
        note=said["note"],
    )


def _row(row: ExhibitRow) -> ExhibitRowContent:
    return {
        "cells": list(row.cells),
        "value": None if row.value is None else plain(row.value),
        "is_special": row.is_special,
    }
