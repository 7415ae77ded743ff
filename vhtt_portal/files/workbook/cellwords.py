"""How a stored number, date or truth is written by a person: 1.234,5 · 98,08% · 05/01/2020 · có."""

import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from math import isfinite

from vhtt_portal.files.workbook.content import Kind

Words = tuple[str, Kind]

_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_WHOLE = re.compile(r"[+-]?\d{1,40}", re.ASCII)
# Serial 60 is 29/02/1900, a day that never was: from then on days count from one day earlier.
_BEFORE_LEAP, _AFTER_LEAP, _LEAP = date(1899, 12, 31), date(1899, 12, 30), 60
_FROM_1904 = date(1904, 1, 1)
_LAST_DAY = 2_958_466  # 31/12/9999 is the day before
_DAY = 86_400


class Shape(Enum):
    """What a number format does to a number, as far as reading it back is concerned."""

    PLAIN = "1234,5"
    GROUPED = "1.234,5"
    PERCENT = "98,08%"
    PADDED = "00123"
    DATE = "05/01/2020"
    MOMENT = "05/01/2020 07:30"
    SPAN = "25:30"


# The formats that files name by number only.
_BUILT_IN = (
    dict.fromkeys((3, 4, *range(37, 45)), Shape.GROUPED)
    | dict.fromkeys((9, 10), Shape.PERCENT)
    | dict.fromkeys((14, 15, 16, 17, *range(27, 37), *range(50, 59)), Shape.DATE)
    | dict.fromkeys((18, 19, 20, 21, 22, 45, 47), Shape.MOMENT)
    | {46: Shape.SPAN}
)
_QUOTED = re.compile(r'"[^"]*"|\\.|[_*].')
_IN_BRACKETS = re.compile(r"\[[^\]]*\]")
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)


def built_in(number: int) -> Shape:
    return _BUILT_IN.get(number, Shape.PLAIN)


@lru_cache(maxsize=1000)
def shape(code: str) -> Shape:
    """What a written-out number format means, by its first section."""
    bare = _QUOTED.sub("", code).partition(";")[0]
    if _ELAPSED.search(bare):
        return Shape.SPAN
    bare = _IN_BRACKETS.sub("", bare).casefold()
    if "general" not in bare and set(bare) & set("dmyhs"):
        return Shape.MOMENT if "h" in bare or "s" in bare else Shape.DATE
    if "%" in bare:
        return Shape.PERCENT
    if re.search(r"[#0?],[#0?]", bare):
        return Shape.GROUPED
    return Shape.PADDED if re.fullmatch(r"0{2,}", bare) else Shape.PLAIN


def number(raw: str, shown: Shape, *, digits: int = 0, from_1904: bool = False) -> Words:
    """A number of a sheet. What is none, or none that can be shown, stays as it was written."""
    if not _NUMBER.fullmatch(raw) or not isfinite(float(raw)):
        return raw, Kind.ERROR
    if shown in {Shape.DATE, Shape.MOMENT, Shape.SPAN}:
        return _moment(raw, shown, from_1904=from_1904)
    exact = _exact(raw)
    if shown is Shape.PERCENT:
        return f"{_written(exact * 100)}%", Kind.NUMBER
    if shown is Shape.PADDED and exact == exact.to_integral_value() and exact >= 0:
        return f"{int(exact):0{digits}}", Kind.NUMBER
    return _written(exact, is_grouped=shown is Shape.GROUPED), Kind.NUMBER


def iso_date(raw: str) -> Words:
    """A date that the file writes out."""
    try:
        moment = datetime.fromisoformat(raw)
    except ValueError:
        return raw, Kind.ERROR
    return f"{moment:%d/%m/%Y}{_time(moment.hour * 3600 + moment.minute * 60)}", Kind.DATE


def truth(raw: str) -> Words:
    return ("có" if raw in {"1", "true"} else "không"), Kind.BOOLEAN


def _exact(raw: str) -> Decimal:
    """The number that the sheet shows: whole as written, else at fifteen digits, as 98.08 is
    stored as 98.079999999999998."""
    return Decimal(raw if _WHOLE.fullmatch(raw) else f"{float(raw):.15g}")


def _written(exact: Decimal, *, is_grouped: bool = False) -> str:
    whole, _, fraction = f"{exact:{',' if is_grouped else ''}f}".partition(".")
    fraction = fraction.rstrip("0")
    text = whole.replace(",", ".") + (f",{fraction}" if fraction else "")
    return text.removeprefix("-") if text == "-0" else text


def _moment(raw: str, shown: Shape, *, from_1904: bool) -> Words:
    value = float(raw)
    if not 0 <= value < _LAST_DAY:
        return _written(_exact(raw)), Kind.ERROR
    seconds = round(value * _DAY)
    if shown is Shape.SPAN:
        return _clock(seconds), Kind.DATE
    days, rest = divmod(seconds, _DAY)
    if days == 0 and not from_1904:
        return _clock(rest), Kind.DATE
    return _day(days, from_1904=from_1904) + (
        _time(rest) if shown is Shape.MOMENT else ""
    ), Kind.DATE


def _day(days: int, *, from_1904: bool) -> str:
    if from_1904:
        return _shown(_FROM_1904 + timedelta(days))
    if days == _LEAP:
        return "29/02/1900"
    return _shown((_AFTER_LEAP if days > _LEAP else _BEFORE_LEAP) + timedelta(days))


def _shown(day: date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def _time(seconds: int) -> str:
    return f" {_clock(seconds)}" if seconds else ""


def _clock(seconds: int) -> str:
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}" + (f":{seconds:02}" if seconds else "")
