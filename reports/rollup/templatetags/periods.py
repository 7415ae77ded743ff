"""Periods as titles name them."""

from django import template

from reports.entry.models import Period
from reports.rollup.periods import inside_sentence

register = template.Library()


@register.filter
def inside(period: Period) -> str:
    """ "Tổng hợp số liệu năm 2020": small where the name does not begin the line."""
    return inside_sentence(period.name)
