"""One rule held against what a page shows."""

from collections.abc import Iterable
from dataclasses import dataclass

from documents.layout_check.reading import Line

# What type setters' rounding may differ by, in points and millimetres.
SIZE_SLACK = 0.26
PLACE_SLACK = 2.0


@dataclass(frozen=True, slots=True)
class Finding:
    """``clause`` is of Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I unless it says otherwise."""

    rule: str
    clause: str
    required: str
    seen: str
    ok: bool

    def __str__(self) -> str:
        verdict = "đạt" if self.ok else "KHÔNG ĐẠT"
        return f"{self.rule}: {self.seen} · yêu cầu {self.required} ({self.clause}) · {verdict}"


@dataclass(frozen=True, slots=True)
class Face:
    """How the letters of an element must look."""

    sizes: tuple[float, float]
    bold: bool = False
    italic: bool = False
    upper: bool | None = None

    def __str__(self) -> str:
        low, high = self.sizes
        size = measure(low) if low == high else f"{measure(low)}–{measure(high)}"
        case = {True: "chữ hoa, ", False: "chữ thường, ", None: ""}[self.upper]
        return f"{case}cỡ {size}, {_style(bold=self.bold, italic=self.italic)}"

    def fits(self, line: Line) -> bool:
        low, high = self.sizes
        return (
            low - SIZE_SLACK <= line.size <= high + SIZE_SLACK
            and line.bold == self.bold
            and line.italic == self.italic
            and self.upper in {None, line.is_upper}
        )


def faced(rule: str, clause: str, face: Face, lines: Iterable[Line]) -> Finding:
    """Whether all lines of an element look as they must; shows the first that does not."""
    listed = list(lines)
    if not listed:
        return Finding(rule, clause, str(face), "không thấy", ok=False)
    wrong = next((line for line in listed if not face.fits(line)), None)
    shown = wrong or listed[0]
    seen = f"{describe(shown)} “{shorten(shown.text)}”"
    return Finding(rule, clause, str(face), seen, ok=wrong is None)


def describe(line: Line) -> str:
    case = "chữ hoa, " if line.is_upper else "chữ thường, "
    return f"{case}cỡ {measure(line.size)}, {_style(bold=line.bold, italic=line.italic)}"


def _style(*, bold: bool, italic: bool) -> str:
    return ("nghiêng" if italic else "đứng") + (", đậm" if bold else ", không đậm")


def measure(value: float) -> str:
    """A measure to one decimal, in Vietnamese writing: 30,0 without its zero."""
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")


def shorten(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
