"""The rows of lists."""

from itertools import chain

import django_tables2 as tables
from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

_CELL = '<td data-label="{}" {}>'


@register.filter
def rows(table: tables.Table) -> SafeString:
    """The page's rows; what is the same down a column is worked out once, not for every cell."""
    heads = [
        format_html(_CELL, column.header, column.attrs["td"].as_html()) for column in table.columns
    ]
    return format_html_join(
        "\n",
        "<tr>" + "{}{}</td>" * len(heads) + "</tr>",
        (chain.from_iterable(zip(heads, row, strict=True)) for row in table.paginated_rows),
    )
