"""Where a site lies: degrees as people read them off a map or a receiver."""

import re
from decimal import Decimal

from vhtt_portal.rules import RuleError
from vhtt_portal.text import tidy

# Decimal degrees, WGS84, with the country's islands: wide enough for every site, narrow enough to
# notice two boxes filled the wrong way round.
LATITUDES = (6, 24)
LONGITUDES = (102, 118)
DECIMALS = 6

_PLAIN = re.compile(r"(\d{1,3})(?:[.,](\d+))?°?", re.ASCII)
_PARTS = re.compile(
    r"(\d{1,3})\s*[°º]\s*(?:(\d{1,2})\s*['\u2032’]\s*)?(?:(\d{1,2}(?:[.,]\d+)?)\s*[\"\u2033”])?",
    re.ASCII,
)
# North and east, in both languages; the country has no other side.
_SIDES = re.compile(r"\s*(?:N|B|Bắc|E|Đ|Đông)\s*$", re.IGNORECASE)
_SIXTY = 60


def read_degrees(text: str) -> Decimal:
    """Read "18,5411", "18.5411" or "18°32'28\"N" as decimal degrees; RuleError with a sentence."""
    typed = _SIDES.sub("", tidy(text))
    found = _PLAIN.fullmatch(typed)
    if found:
        degrees = Decimal(f"{found[1]}.{found[2] or 0}")
    elif parts := _PARTS.fullmatch(typed):
        degrees = _from_parts(*parts.groups())
    else:
        raise RuleError(
            f"“{tidy(text)[:24]}” không phải là tọa độ. Hãy ghi độ thập phân (18,5411) hoặc độ,"
            " phút, giây (18°32'28\"), mỗi ô một số."
        )
    return degrees.quantize(Decimal(1).scaleb(-DECIMALS))


def write_degrees(value: Decimal) -> str:
    """18,5411"""
    whole, _, fraction = f"{value:f}".partition(".")
    fraction = fraction.rstrip("0")
    return whole + (f",{fraction}" if fraction else "")


def _from_parts(degrees: str, minutes: str | None, seconds: str | None) -> Decimal:
    sixtieths = Decimal(minutes or 0), Decimal((seconds or "0").replace(",", "."))
    if max(sixtieths) >= _SIXTY:
        raise RuleError("Phút và giây của tọa độ phải nhỏ hơn 60.")
    return Decimal(degrees) + sixtieths[0] / _SIXTY + sixtieths[1] / _SIXTY**2
