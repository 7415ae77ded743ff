"""Charts as one SVG each, for the screen and for paper alike.

They read in black and white: lengths, shapes and printed values tell, never a colour alone. A
chart has few letters, because the renderer of papers sets those of a drawing one by one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement, tostring

from documents.wrapping import filled_lines, width_mm
from vhtt_portal.text import tidy

# Units of the drawing; on paper it is 140 mm wide, its letters of 12,9 points; on a phone they
# are of ten pixels.
WIDTH = 400.0
_SIZE, _LINE, _EDGE = 13.0, 15.0, 8.0
_FACE = "Liberation Serif Two, Times New Roman, Liberation Serif, serif"
_POINTS = _SIZE * 72 / 25.4
# Letters of another face, on a phone without this one, may be wider.
_SLACK = 1.12
_NAME_ROOM, _BAR, _BETWEEN = 132.0, 15.0, 7.0
_BEHIND = 6.0
# The trend: heights of its points, the room above one for its value.
_HIGHEST, _SPAN, _ABOVE, _FOOT = 30.0, 80.0, 9.0, 46.0
# A trend fills at least this part of its greatest value, so that a tenth of a percent is no leap.
_LEAST_SPAN = Decimal("0.1")
_INK, _PALE = "#000000", "#bfbfbf"


@dataclass(frozen=True, slots=True)
class Mark:
    """One bar or one point: ``text`` is printed at it; without a value it is the text alone.

    ``is_special``: a bar to be found at once; a point that is not comparable with the others.
    """

    label: str
    value: Decimal | None
    text: str
    is_special: bool = False


def bars(marks: Sequence[Mark]) -> str:
    """Level bars one below the other, in the order given, all from zero."""
    names = [_lines(mark.label, _NAME_ROOM) for mark in marks]
    heights = [max(len(lines) * _LINE, _BAR) + _BETWEEN for lines in names]
    svg = _drawing(sum(heights) + 2 * _EDGE - _BETWEEN)
    start = _EDGE + _NAME_ROOM + _BEHIND
    most = max((mark.value for mark in marks if mark.value is not None), default=Decimal(0))
    told = (_width(mark.text) for mark in marks if mark.value is not None)
    room = WIDTH - start - _BEHIND - _EDGE - max(told, default=0.0)
    top = _EDGE
    for mark, lines, height in zip(marks, names, heights, strict=True):
        middle = top + (height - _BETWEEN) / 2
        _say(svg, lines, x=start - _BEHIND, middle=middle, anchor="end")
        length = room * float(mark.value / most) if mark.value and most else 0.0
        if mark.value is not None:
            fill = _INK if mark.is_special else _PALE
            _shape(svg, "rect", x=start, y=middle - _BAR / 2, width=length, height=_BAR, fill=fill)
        _say(svg, [mark.text], x=start + length + _BEHIND, middle=middle)
        top += height
    _shape(svg, "line", x1=start, y1=_EDGE / 2, x2=start, y2=top - _BETWEEN + _EDGE / 2)
    return tostring(svg, encoding="unicode")


def trend(marks: Sequence[Mark]) -> str:
    """Points from left to right.

    The line is broken into dashes where one between has no value, and on its way to or from a point
    that is not comparable: half a year's wards are no fall.
    """
    slot = (WIDTH - 2 * _EDGE) / max(1, len(marks))
    texts = [_lines(mark.text, slot - _BEHIND) for mark in marks]
    top = _HIGHEST + (max(map(len, texts), default=1) - 1) * _LINE
    svg = _drawing(top + _SPAN + _FOOT)
    places = [
        (_EDGE + (index + 0.5) * slot, top + _SPAN * (1 - share))
        for index, share in enumerate(_shares(marks))
    ]
    known = [index for index, mark in enumerate(marks) if mark.value is not None]
    for earlier, later in pairwise(known):
        is_whole = later == earlier + 1 and not (
            marks[earlier].is_special or marks[later].is_special
        )
        dashes = {} if is_whole else {"stroke-dasharray": "5 4"}
        (x1, y1), (x2, y2) = places[earlier], places[later]
        _shape(svg, "line", x1=x1, y1=y1, x2=x2, y2=y2, **dashes)
    for mark, lines, (x, y) in zip(marks, texts, places, strict=True):
        if mark.value is not None:
            fill = "#ffffff" if mark.is_special else _INK
            _shape(svg, "circle", cx=x, cy=y, r=4, fill=fill)
        foot = top + _SPAN + _FOOT - _LINE
        beside = foot - _LINE if mark.value is None else y - _ABOVE - len(lines) * _LINE / 2
        _say(svg, lines, x=x, middle=beside, anchor="middle")
        _say(svg, [mark.label], x=x, middle=foot, anchor="middle")
    return tostring(svg, encoding="unicode")


def _shares(marks: Sequence[Mark]) -> Iterable[float]:
    """How high each point stands, from 0 to 1; the values are printed, so there is no scale."""
    known = [mark.value for mark in marks if mark.value is not None]
    least, most = min(known, default=Decimal(0)), max(known, default=Decimal(0))
    span = max(most - least, most * _LEAST_SPAN)
    base = (least + most - span) / 2
    for mark in marks:
        yield float((mark.value - base) / span) if mark.value is not None and span else 0.5


def _drawing(height: float) -> Element:
    """With a frame, by which a reader of the finished page knows what belongs to the drawing."""
    svg = Element("svg", {
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": f"0 0 {_number(WIDTH)} {_number(height)}",
        "width": _number(WIDTH), "height": _number(height),
        "font-family": _FACE, "font-size": _number(_SIZE),
    })  # fmt: skip
    frame = {"x": 0.5, "y": 0.5, "width": WIDTH - 1, "height": height - 1}
    _shape(svg, "rect", fill="#ffffff", **{**frame, "stroke-width": 0.75})
    return svg


def _shape(svg: Element, name: str, **said: float | str) -> None:
    written = {
        key: value if isinstance(value, str) else _number(value) for key, value in said.items()
    }
    SubElement(svg, name, {"stroke": _INK, "stroke-width": "1", **written})


def _say(
    svg: Element, lines: Sequence[str], *, x: float, middle: float, anchor: str = "start"
) -> None:
    """Lines of text about a height; letters stand a third of their size below it."""
    first = middle - (len(lines) - 1) * _LINE / 2 + _SIZE / 3
    for index, line in enumerate(lines):
        at = {"x": _number(x), "y": _number(first + index * _LINE), "text-anchor": anchor}
        SubElement(svg, "text", at).text = line


def _lines(text: str, room: float) -> list[str]:
    """All of the text: a word that is wider than the room goes on in the next line."""
    found: list[str] = []
    for line in filled_lines(tidy(text), room=room / _SLACK, size=_POINTS, style="Regular"):
        rest = line
        while _width(rest) > room and len(rest) > 1:
            fits = next(
                n for n in range(len(rest) - 1, 0, -1) if n == 1 or _width(rest[:n]) <= room
            )
            found.append(rest[:fits])
            rest = rest[fits:]
        found.append(rest)
    return found


def _width(text: str) -> float:
    return width_mm(text, size=_POINTS, style="Regular") * _SLACK


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
