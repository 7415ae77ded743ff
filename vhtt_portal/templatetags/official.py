"""Dates and plain prose as official papers and screens write them."""

from datetime import date

from django import template

from vhtt_portal import dates
from vhtt_portal.text import paragraphs

register = template.Library()
register.filter("paragraphs", paragraphs)


@register.filter
def official_date(day: date | None) -> str:
    return dates.official_date(day) if day else ""


@register.filter
def short_date(day: date | None) -> str:
    return dates.short_date(day) if day else ""
