"""A year of festivals, month by month, to read, to print and to take along."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.http import PortalRequest
from heritage import queries
from heritage.ics import calendar_file
from heritage.models import Festival
from heritage.queries import CalendarLine
from heritage.views.tabs import heritage_tabs
from vhtt_portal import lunar, pages
from vhtt_portal.dates import short_date, weekday

# How many years around this one the page offers; the address takes any.
_YEARS_BACK, _YEARS_AHEAD = 6, 2


@dataclass(frozen=True, slots=True)
class Entry:
    """A line as the page shows it; ``status`` is a code of docs/design.md."""

    line: CalendarLine
    weekday: str
    days: str
    lunar: str
    status: str
    label: str


@dataclass(frozen=True, slots=True)
class Month:
    """A solar month that has festivals, with the lunar days that it covers."""

    number: int
    lunar: str
    entries: Sequence[Entry]


@require_safe
def festival_calendar(request: PortalRequest) -> HttpResponse:
    today = timezone.localdate()
    year = _year(request, today)
    festivals = Festival.objects.visible_to(request.user)
    lines = queries.festival_calendar(festivals, year)
    years = range(today.year + _YEARS_AHEAD, today.year - _YEARS_BACK, -1)
    shown = {
        "year": year,
        "years": years if year in years else sorted({year, *years}, reverse=True),
        "tabs": heritage_tabs(request),
        "months": _months(lines, year, today),
        "undated": queries.undated(festivals),
        "file": f"{reverse('heritage:festival-calendar-file')}?nam={year}",
    }
    return render(request, "heritage/festival_calendar.html", shown)


@require_safe
def festival_calendar_file(request: PortalRequest) -> HttpResponse:
    year = _year(request, timezone.localdate())
    lines = queries.festival_calendar(Festival.objects.visible_to(request.user), year)
    kept = [line for line in lines if not (line.occasion and line.occasion.not_held_because)]
    content = calendar_file(
        kept, name=f"Lịch lễ hội năm {year}", host=request.get_host(), at=timezone.now()
    )
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="lich-le-hoi-{year}.ics"'
    return response


def long_day(day: date) -> str:
    """ "thứ Năm, 30/01/2020, mồng 6 tháng Giêng năm Canh Tý"."""
    told = [weekday(day), short_date(day)]
    if words := lunar.in_words(day):
        told.append(f"{words} năm {lunar.year_name(lunar.lunar_date(day).year)}")
    return ", ".join(told)


def _year(request: PortalRequest, today: date) -> int:
    asked = pages.search_of(request).year
    return asked if asked and asked in lunar.YEARS else today.year


def _months(lines: Sequence[CalendarLine], year: int, today: date) -> list[Month]:
    coming = next((line for line in lines if line.starts_on > today and not line.occasion), None)
    return [
        Month(
            number,
            _lunar_span(year, number),
            [_entry(line, today, is_next=line is coming) for line in found],
        )
        for number, found in groupby(lines, key=lambda line: line.starts_on.month)
    ]


def _lunar_span(year: int, month: int) -> str:
    first, last = (date(year, month, day) for day in (1, monthrange(year, month)[1]))
    words = [
        f"{lunar.in_words(day)} năm {lunar.year_name(lunar.lunar_date(day).year)}"
        for day in (first, last)
    ]
    return f"Âm lịch: {' – '.join(words)}"


def _entry(line: CalendarLine, today: date, *, is_next: bool) -> Entry:
    status, label = _standing(line, today, is_next=is_next)
    days = f"{line.starts_on:%d/%m}"
    if line.ends_on > line.starts_on:
        days += f" – {line.ends_on:%d/%m}"
    return Entry(line, weekday(line.starts_on), days, lunar.in_words(line.starts_on), status, label)


def _standing(line: CalendarLine, today: date, *, is_next: bool) -> tuple[str, str]:
    if line.occasion:
        if line.occasion.not_held_because:
            return "closed", "Không tổ chức"
        return "done", "Đã tổ chức"
    if line.ends_on < today:
        return "todo", "Đã qua, chưa ghi"
    if line.starts_on <= today:
        return "active", "Đang diễn ra"
    return ("open", "Gần nhất") if is_next else ("expected", "Sắp tới")
