"""Cells of lists as offices write them, and the lists inside a record."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import django_tables2 as tables

from vhtt_portal.dates import short_date
from vhtt_portal.numbers import write_figure

_FIGURE = {"td": {"class": "figure"}, "th": {"class": "figure"}}


class FigureColumn(tables.Column):
    """A number, to the right."""

    def __init__(self, verbose_name: str, *, accessor: str | None = None) -> None:
        super().__init__(verbose_name=verbose_name, accessor=accessor, attrs=_FIGURE)

    def render(self, value: Decimal | int) -> str:
        return write_figure(value)


class DayColumn(tables.Column):
    """A day as dd/mm/yyyy."""

    def render(self, value: date) -> str:
        return short_date(value)


def part_table(
    table: type[tables.Table], rows: Iterable[object], *, stem: str, editable: bool
) -> tables.Table:
    """A record's own list; for editors each line leads to its own form and removal."""
    if not editable:
        return table(rows, orderable=False)
    links = tables.TemplateColumn(
        template_name="_row_links.html",
        verbose_name="Việc",
        extra_context={"edit": f"{stem}-edit", "remove": f"{stem}-remove"},
    )
    return table(rows, orderable=False, extra_columns=[("links", links)])
