"""Numbers as people read them."""

from decimal import Decimal

from django import template

from vhtt_portal.numbers import write_figure, write_percent

register = template.Library()


@register.filter
def figure(value: Decimal | int | None) -> str:
    return write_figure(value)


@register.filter
def percent(value: Decimal | None) -> str:
    return "" if value is None else write_percent(value)
