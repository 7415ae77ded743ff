"""Drawing the lines of a sheet inside its pages."""

from collections.abc import Iterable, Mapping

from django import template
from django.utils.safestring import SafeString

from audit.models import AuditEntry
from reports.entry.drawing import Refused, draw, draw_remarks, last_year, shown, slug
from reports.entry.lines import Line
from reports.entry.papers.words import grouped

register = template.Library()
register.filter("slug", slug)
register.filter("line_remarks", draw_remarks)
register.filter("last_year", last_year)
register.filter("shown", shown)
register.filter("grouped", grouped)


@register.simple_tag
def sheet_lines(
    lines: Iterable[Line],
    base: str,
    refused: Mapping[str, Refused] | None = None,
    *,
    beside: bool = False,
) -> SafeString:
    return draw(lines, base, refused, beside=beside)


@register.filter
def cell_change(entry: AuditEntry, code: str) -> str:
    """What a history entry says about one cell: "1.234 → 1.250"."""
    texts = []
    for name, (old, new) in entry.changes.items():
        if name == code:
            texts.append(f"{old or 'chưa nhập'} → {new or 'để trống'}")
        elif name.startswith(f"{code} "):
            texts.append(f"Giải trình: {new or 'bỏ'}")
    return "; ".join(texts)
