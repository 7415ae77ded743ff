"""Drawing the lines of a sheet inside its pages."""

from collections.abc import Iterable, Mapping

from django import template
from django.utils.safestring import SafeString

from reports.entry.drawing import Refused, draw, draw_remarks, last_year, saved_at, shown, slug
from reports.entry.lines import Line
from reports.entry.papers.words import grouped
from reports.entry.talk import Mark

register = template.Library()
register.filter("slug", slug)
register.filter("line_remarks", draw_remarks)
register.filter("last_year", last_year)
register.filter("shown", shown)
register.filter("grouped", grouped)
register.filter("saved_at", saved_at)


@register.simple_tag
def sheet_lines(
    lines: Iterable[Line],
    base: str,
    refused: Mapping[str, Refused] | None = None,
    marks: Mapping[str, Mark] | None = None,
) -> SafeString:
    return draw(lines, base, refused, marks)
