"""Where a long name breaks into lines, by the widths of the letters of the bundled font."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings

FONTS = Path(settings.BASE_DIR) / "static" / "fonts"
_POINT = 25.4 / 72
_BEFORE_WORD = re.compile(r" (?!\d)")


def width_mm(text: str, *, size: float, style: str) -> float:
    """How wide a line is, in millimetres, at a size in points; style as the font file says it."""
    ems = letter_ems(style)
    return sum(ems.get(ord(letter), 1.0) for letter in text) * size * _POINT


def balanced_lines(text: str, *, room: float, size: float, style: str) -> list[str]:
    """The text in as few lines as fit the room, about equally long."""
    lines = filled_lines(text, room=room, size=size, style=style)
    narrow, wide = room / max(1, len(lines)), room
    while wide - narrow > 1:
        middle = (narrow + wide) / 2
        tried = filled_lines(text, room=middle, size=size, style=style)
        fits = max(width_mm(line, size=size, style=style) for line in tried) <= middle
        if len(tried) == len(lines) and fits:
            lines, wide = tried, middle
        else:
            narrow = middle
    return lines


def filled_lines(text: str, *, room: float, size: float, style: str) -> list[str]:
    """Each line takes as many words as it can hold; a number stays with the word before it."""
    lines = [""]
    # Only at true spaces: a blank left for a pen is made of spaces that do not break.
    for word in _BEFORE_WORD.split(text.replace("\n", " ")):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_mm(longer, size=size, style=style) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


@cache
def letter_ems(style: str) -> dict[int, float]:
    """The width of every letter in ems; they are Times New Roman's (Mục I.4)."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - start-up time that no page needs

    with TTFont(FONTS / f"LiberationSerif-{style}.ttf", lazy=True) as font:
        em = font["head"].unitsPerEm
        metrics = font["hmtx"]
        return {code: metrics[name][0] / em for code, name in font.getBestCmap().items()}
