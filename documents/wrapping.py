"""Where a long name breaks into lines, by the widths of the letters of the bundled font."""

from functools import cache
from pathlib import Path

from django.conf import settings

FONTS = Path(settings.BASE_DIR) / "static" / "fonts"
_POINT = 25.4 / 72
_EM = 2048


def width_mm(text: str, *, size: float, style: str) -> float:
    """How wide a line is, in millimetres, at a size in points; style as the font file says it."""
    widths = _letter_widths(style)
    return sum(widths.get(ord(letter), _EM) for letter in text) / _EM * size * _POINT


def balanced_lines(text: str, *, room: float, size: float, style: str) -> list[str]:
    """The text in as few lines as fit the room, the longest of them as short as can be."""
    words = text.split()
    for count in range(1, len(words) + 1):
        lines = _split(words, count, size=size, style=style)
        if max(width_mm(line, size=size, style=style) for line in lines) <= room:
            return lines
    return words


def _split(words: list[str], count: int, *, size: float, style: str) -> list[str]:
    """The split into ``count`` lines whose longest line is shortest."""
    if count == 1:
        return [" ".join(words)]
    best: list[str] = []
    best_width = float("inf")
    for cut in range(1, len(words) - count + 2):
        first = " ".join(words[:cut])
        lines = [first, *_split(words[cut:], count - 1, size=size, style=style)]
        longest = max(width_mm(line, size=size, style=style) for line in lines)
        if longest < best_width:
            best, best_width = lines, longest
    return best


@cache
def _letter_widths(style: str) -> dict[int, int]:
    # Here, not above: reading fonts costs start-up time that no page needs.
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    with TTFont(FONTS / f"LiberationSerif-{style}.ttf", lazy=True) as font:
        metrics = font["hmtx"]
        return {code: metrics[name][0] for code, name in font.getBestCmap().items()}
