"""Codes of periods a year apart: "2020" and "2021", "2020-Q1" and "2021-Q1"."""

import re

_YEAR = re.compile(r"\d{4}")


def next_code(code: str) -> str:
    """The code of the same span a year later."""
    return _YEAR.sub(lambda year: str(int(year.group()) + 1), code)
