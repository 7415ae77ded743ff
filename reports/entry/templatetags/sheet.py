"""Drawing the lines of a sheet inside its pages."""

from collections.abc import Mapping

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from reports.entry.drawing import draw_remarks, draw_section, last_year, saved_at, shown, slug
from reports.entry.lines import Line, SheetSection
from reports.entry.papers.words import grouped

register = template.Library()
register.filter("slug", slug)
register.filter("line_remarks", draw_remarks)
register.filter("last_year", last_year)
register.filter("shown", shown)
register.filter("grouped", grouped)
register.filter("saved_at", saved_at)


@register.filter
def on_line(words: Mapping[str, str], line: Line) -> str:
    """What is said about one line, of words kept by code."""
    return words.get(line.code, "")


@register.simple_tag(takes_context=True)
def sheet_section(context: Context, section: SheetSection) -> SafeString:
    """One field of work of the sheet that the page shows."""
    return draw_section(
        section,
        base=context["base"],
        csrf_token=str(context["csrf_token"]),
        key=str(context["page_key"]),
        may_edit=context["may_edit"],
        has_words=context["has_words"],
        refused=context["refused"],
        marks=context["marks"],
        given=context["given"],
    )
