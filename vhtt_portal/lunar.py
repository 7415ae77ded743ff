"""The Vietnamese lunar calendar: on which days a lunar date falls, and how it is said.

Reckoned at UTC+7, as the State's calendar is since 1968 (Quyết định 121-CP ngày 08/8/1967).
"""

from datetime import date
from functools import lru_cache

from lunar_vn import LunarDate, lunar_to_solar, solar_to_lunar
from lunar_vn.can_chi import get_year_can_chi

# Solar years for which a lunar date is told.
YEARS = range(1968, 2100)
MONTHS = (
    "Giêng", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Mười một", "Chạp",
)  # fmt: skip
# A month has 29 days or 30.
_LAST, _LAST_OF_SHORT = 30, 29
_FULL_MOON = 15
_FIRST_TEN = 10


def lunar_date(day: date) -> LunarDate:
    return solar_to_lunar(day)


@lru_cache(maxsize=4096)  # a calendar asks for the same few dates over and over
def solar_day(year: int, month: int, day: int, *, is_leap: bool) -> date:
    """The day on which the lunar date of this lunar year is kept.

    A 30th that the month does not have is its 29th; a leap month that the year does not have is
    the plain month of that number. ``day`` is 1 to 30.
    """
    for leap in (True, False) if is_leap else (False,):
        for number in (_LAST, _LAST_OF_SHORT) if day == _LAST else (day,):
            wanted = LunarDate(number, month, year, leap)
            found = _found(wanted)
            if found is not None:
                return found
    raise ValueError(f"{day}/{month}/{year}")


def days_in(year: int, *, month: int, day: int, is_leap: bool) -> list[date]:
    """The days of a solar year on which the lunar date is kept: none, one or two.

    The end of a lunar year falls in the next solar year.
    """
    kept = (solar_day(lunar_year, month, day, is_leap=is_leap) for lunar_year in (year - 1, year))
    return [found for found in kept if found.year == year]


def date_in_words(month: int, day: int, *, is_leap: bool) -> str:
    """ "mồng 6 tháng Giêng", "rằm tháng Bảy", "23 tháng Chạp", "mồng 2 tháng Tư nhuận"."""
    counted = f"mồng {day}" if day <= _FIRST_TEN else str(day)
    return f"{'rằm' if day == _FULL_MOON else counted} tháng {MONTHS[month - 1]}{' nhuận' if is_leap else ''}"


def in_words(day: date) -> str:
    """The lunar date of a day, nothing for a year of which none is told."""
    if day.year not in YEARS:
        return ""
    lunar = lunar_date(day)
    return date_in_words(lunar.month, lunar.day, is_leap=lunar.leap)


def year_name(lunar_year: int) -> str:
    """2024 is "Giáp Thìn"."""
    return get_year_can_chi(lunar_year)


def _found(wanted: LunarDate) -> date | None:
    """The library answers dates that do not exist with a neighbour: what it says is turned back."""
    try:
        found = lunar_to_solar(wanted)
    except ValueError:
        return None
    return found if solar_to_lunar(found) == wanted else None
