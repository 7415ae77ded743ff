"""What the heading of a column says: "Năm 2021", "Thực hiện", "Cùng kỳ", "ĐVT", "Ghi chú"."""

import re
from enum import StrEnum
from functools import lru_cache

from vhtt_portal.text import fold, tidy

_LONGEST = 80


class Meaning(StrEnum):
    """What a heading says by itself, before its neighbours are looked at."""

    NUMBERING = "numbering"
    CODE = "code"
    NAME = "name"
    UNIT = "unit"
    THIS = "this"  # names this year
    LIKELY = "likely"  # this year's where no other column says so better
    LAST = "last"
    NOTE = "note"
    OTHER = "other"  # a plan, a comparison, another year
    NONE = ""


# Where a column of figures may be named.
FIGURES = frozenset({Meaning.THIS, Meaning.LIKELY, Meaning.LAST, Meaning.OTHER})

_WHOLE = (
    (Meaning.NUMBERING, r"s ?t ?t|tt|so tt|so thu tu|thu tu"),
    (Meaning.CODE, r"ma|ms|ma so|ma chi tieu|ma so chi tieu"),
    (Meaning.UNIT, r"d ?v ?t|don vi|don vi tinh|dv tinh"),
    (Meaning.NOTE, r"(?:ghi chu|giai trinh|thuyet minh|ly do)\b.*"),
    (
        Meaning.NAME,
        (
            r"(?:ten |danh muc |noi dung |cac |he thong )*"
            r"(?:chi tieu|noi dung|tieu chi|hang muc|danh muc|dien giai|chi so|cong viec|linh vuc)"
            r"(?: bao cao| thong ke| chu yeu| co ban| cong viec| thuc hien)?"
        ),
    ),
)
_PATTERNS = tuple((meaning, re.compile(pattern)) for meaning, pattern in _WHOLE)
_OTHER = re.compile(
    r"\b(?:so sanh|so voi|tang|giam|ty le|ti le|chenh lech|phan tram|ke hoach|kh|muc tieu|du kien"
    r"|du toan|nam sau|chi tieu (?:giao|duoc giao|nam|phan dau|de ra|\d{4}))\b|%"
)
_RATIO = re.compile(r"\d{4} ?/ ?\d{4}")
_LAST = re.compile(r"\b(?:nam truoc|nam ngoai|cung ky|ky truoc)\b")
_THIS = re.compile(r"\b(?:nam nay|ky nay|trong ky|(?:nam|ky) bao cao)\b")
_LIKELY = re.compile(
    r"\b(?:thuc hien|ket qua|so lieu|so luong|gia tri|uoc|th|tong so|tong cong|con so|so bao cao"
    r"|luy ke|nhap so)\b"
)
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")


@lru_cache(maxsize=8192)
def meaning_of(heading: str, year: int, places: frozenset[str] = frozenset()) -> Meaning:
    """``places`` are the unit's own names, which head its column in a table of all units."""
    if not heading or len(heading) > _LONGEST:
        return Meaning.NONE
    folded = fold(heading)
    words = " ".join(re.findall(r"[a-z0-9]+", folded))
    for meaning, pattern in _PATTERNS:
        if pattern.fullmatch(words):
            return meaning
    if _OTHER.search(folded) or _RATIO.search(folded):
        return Meaning.OTHER
    if tidy(heading).casefold() in places:
        return Meaning.THIS
    return _of_time(words, year)


def _of_time(words: str, year: int) -> Meaning:
    years = {int(found) for found in _YEAR.findall(words)}
    if _LAST.search(words) or years == {year - 1}:
        return Meaning.LAST
    if years and year not in years:
        return Meaning.OTHER
    if years == {year} or _THIS.search(words):
        return Meaning.THIS
    return Meaning.LIKELY if years or _LIKELY.search(words) else Meaning.NONE


def timeless(heading: str, year: int) -> str:
    """The heading as it will look next year too."""
    words = " ".join(re.findall(r"[a-z0-9%/]+", fold(heading)))
    return words.replace(str(year), "{nay}").replace(str(year - 1), "{truoc}")
