"""Reads over the heritage registers."""

from heritage.queries.festivals import (
    CalendarLine,
    festival_calendar,
    next_days,
    next_occasion,
    undated,
)
from heritage.queries.intangible import NOT_LISTED
from heritage.queries.sites import NOT_DESIGNATED, SiteLine, office_of, site_list

__all__ = [
    "NOT_DESIGNATED",
    "NOT_LISTED",
    "CalendarLine",
    "SiteLine",
    "festival_calendar",
    "next_days",
    "next_occasion",
    "office_of",
    "site_list",
    "undated",
]
