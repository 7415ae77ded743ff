"""Codes of periods a year apart: "2020" and "2021", "2020-Q1" and "2021-Q1"."""

import re

_YEAR = re.compile(r"\d{4}")


def next_code(code: str) -> str:
    """The code of the same span a year later."""
    return _moved(code, 1)


def earlier_codes(code: str, count: int) -> list[str]:
    """The codes of the same span in the years before, the earliest first."""
    return [_moved(code, -back) for back in range(count, 0, -1)]


def _moved(code: str, by: int) -> str:
    return _YEAR.sub(lambda year: str(int(year.group()) + by), code)
