"""Dates as official papers and screens write them."""

from datetime import date

from django import template

from vhtt_portal import dates

register = template.Library()


@register.filter
def official_date(day: date | None) -> str:
    return dates.official_date(day) if day else ""


@register.filter
def short_date(day: date | None) -> str:
    return dates.short_date(day) if day else ""
