"""A finished PDF read back as pages of measured lines, rules and tables, in millimetres.

Positions count from the top left corner of the page, as the decree's measures do.
"""

import io
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTCurve, LTFigure, LTItem, LTPage, LTRect
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, resolve1

from documents.layout_check.ruling import Rule, Table, tables_of
from vhtt_portal.rules import RuleError

POINT = 25.4 / 72
# A file beyond this is not an office's report; reading it would only tie the machine up.
MOST_PAGES = 500
# How wide at least a chart's frame is, and between which heights, in millimetres.
_DRAWING = (60.0, (15.0, 240.0))
BLACK = (0, 0.0, (0,), (0, 0, 0), (0, 0, 0, 1), None)


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a space between them, in the style most of them have."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    font: str
    bold: bool
    italic: bool
    is_black: bool
    # The widths of single letters, in ems: what tells a Times face from another.
    letters: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one baseline that belong together."""

    page: int
    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        return unicodedata.normalize("NFC", " ".join(word.text for word in self.words))

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return self.words[-1].x1

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def centre(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def baseline(self) -> float:
        return self.words[0].baseline

    @property
    def size(self) -> float:
        return max(self.words, key=lambda word: len(word.text)).size

    @property
    def top(self) -> float:
        # Times: the ascender line stands 0.891 em above the baseline.
        return self.baseline - 0.891 * self.size * POINT

    @property
    def bottom(self) -> float:
        return self.baseline + 0.216 * self.size * POINT

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words)

    @property
    def italic(self) -> bool:
        return all(word.italic for word in self.words)

    @property
    def is_upper(self) -> bool:
        return self.text == self.text.upper() and self.text != self.text.lower()

    def split(self, near: float, reach: float = 30.0) -> "tuple[Line | None, Line | None]":
        """The words left and right of the widest gap near a place; one side may be empty."""
        gaps = [
            (after.x0 - before.x1, index)
            for index, (before, after) in enumerate(pairwise(self.words), start=1)
            if abs((after.x0 + before.x1) / 2 - near) <= reach
            and after.x0 - before.x1 > 0.6 * self.size * POINT
        ]
        if not gaps:
            return (self, None) if self.centre < near else (None, self)
        cut = max(gaps)[1]
        return Line(self.page, self.words[:cut]), Line(self.page, self.words[cut:])


@dataclass(frozen=True, slots=True)
class Page:
    """One page; ``lines`` leaves out what stands inside a table."""

    index: int
    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...]
    tables: tuple[Table, ...]
    table_lines: tuple[tuple[Line, ...], ...]

    @property
    def is_landscape(self) -> bool:
        return self.width > self.height


@dataclass(frozen=True, slots=True)
class Paper:
    pages: tuple[Page, ...]
    unembedded_fonts: tuple[str, ...]


def read_paper(pdf: bytes) -> Paper:
    """Refuses, in one sentence, what is no PDF, is locked, or has no page."""
    try:
        return _read(pdf)
    except RuleError:
        raise
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise RuleError("Tệp PDF có mật khẩu, không đọc được.") from error
    except Exception as error:  # a torn file makes the library fail in any way, even by assertion
        raise RuleError("Tệp không phải là PDF hoặc đã hỏng, không đọc được.") from error


def _read(pdf: bytes) -> Paper:
    if b"%PDF-" not in pdf[:1024]:
        raise RuleError("Tệp không phải là PDF.")
    document = PDFDocument(PDFParser(io.BytesIO(pdf)))
    device = PDFPageAggregator(PDFResourceManager(), laparams=None)
    interpreter = PDFPageInterpreter(device.rsrcmgr, device)
    pages: list[Page] = []
    unembedded: set[str] = set()
    for index, page in enumerate(PDFPage.create_pages(document)):
        if index == MOST_PAGES:
            raise RuleError(f"Tệp PDF dài hơn {MOST_PAGES} trang, không kiểm tra được.")
        interpreter.process_page(page)
        pages.append(_page(device.get_result(), index))
        unembedded |= set(_unembedded(page.resources))
    if not pages:
        raise RuleError("Tệp PDF không có trang nào.")
    return Paper(tuple(pages), tuple(sorted(unembedded)))


def _page(layout: LTPage, index: int) -> Page:
    width, height = layout.width * POINT, layout.height * POINT
    chars, rules = [], []
    boxes = (item for item in _items(layout) if isinstance(item, LTRect))
    drawings = [box for box in boxes if _is_drawing(box)]
    for item in _items(layout):
        if isinstance(item, LTChar):
            if not any(_holds(drawing, item) for drawing in drawings):
                chars.append(item)
        elif isinstance(item, LTCurve):
            rules.append(
                Rule(
                    item.x0 * POINT,
                    item.x1 * POINT,
                    height - item.y1 * POINT,
                    height - item.y0 * POINT,
                )
            )
    tables = tables_of(rules)
    free: list[Line] = []
    inside: list[list[Line]] = [[] for _ in tables]
    for line in _lines(chars, height, index, tables):
        home = next(
            (n for n, table in enumerate(tables) if table.holds(line.centre, line.baseline - 1)),
            None,
        )
        (free if home is None else inside[home]).append(line)
    return Page(
        index, width, height, tuple(free), tuple(rules), tuple(tables), tuple(map(tuple, inside))
    )


def _is_drawing(box: LTRect) -> bool:
    """The frame of a chart: what stands in it is no row of the text."""
    width, (low, high) = _DRAWING
    return bool(box.stroke) and box.width * POINT > width and low < box.height * POINT < high


def _holds(drawing: LTRect, char: LTChar) -> bool:
    x, y = (char.x0 + char.x1) / 2, (char.y0 + char.y1) / 2
    return bool(drawing.x0 < x < drawing.x1 and drawing.y0 < y < drawing.y1)


def _items(container: Iterable[LTItem]) -> Iterator[LTItem]:
    for item in container:
        if isinstance(item, LTFigure):
            yield from _items(item)
        else:
            yield item


def _lines(chars: list[LTChar], height: float, page: int, tables: list[Table]) -> Iterator[Line]:
    """Words by baseline; a line ends at a table's upright rule and at a gap of three ems."""
    rows: dict[int, list[LTChar]] = {}
    for char in chars:
        # Half a point apart is the same baseline.
        rows.setdefault(round(char.matrix[5] * 2), []).append(char)
    for key in sorted(rows, reverse=True):
        words = _words(rows[key], height)
        start = 0
        for cut, (before, after) in enumerate(pairwise(words), start=1):
            if _apart(before, after, tables):
                yield Line(page, tuple(words[start:cut]))
                start = cut
        if words:
            yield Line(page, tuple(words[start:]))


def _apart(before: Word, after: Word, tables: list[Table]) -> bool:
    if after.x0 - before.x1 > 3 * before.size * POINT:
        return True
    return any(table.divides(before.x1, after.x0, before.baseline - 1) for table in tables)


def _words(chars: list[LTChar], height: float) -> list[Word]:
    words: list[Word] = []
    letters: list[LTChar] = []
    for char in sorted(chars, key=lambda char: char.x0):
        is_gap = bool(letters) and char.x0 - letters[-1].x1 > 0.18 * char.size
        if (not char.get_text().strip() or is_gap) and letters:
            words.append(_word(letters, height))
            letters = []
        if char.get_text().strip():
            letters.append(char)
    if letters:
        words.append(_word(letters, height))
    return words


def _word(chars: list[LTChar], height: float) -> Word:
    names = [char.fontname for char in chars]
    font = max(set(names), key=names.count)
    sample = chars[names.index(font)]
    lowered = font.lower()
    return Word(
        text="".join(char.get_text() for char in chars),
        x0=chars[0].x0 * POINT,
        x1=chars[-1].x1 * POINT,
        baseline=height - sample.matrix[5] * POINT,
        size=round(sample.size, 2),
        font=font.split("+")[-1],
        bold="bold" in lowered,
        italic="italic" in lowered or "oblique" in lowered,
        is_black=all(_is_black(char) for char in chars),
        letters=tuple((char.get_text(), char.width / char.size) for char in chars if char.size),
    )


def _is_black(char: LTChar) -> bool:
    colour: Any = char.graphicstate.ncolor
    return (tuple(colour) if isinstance(colour, list) else colour) in BLACK


def _unembedded(resources: Any) -> Iterator[str]:
    """Names of a page's fonts whose letters are not in the file."""
    fonts = resolve1((resolve1(resources) or {}).get("Font")) or {}
    for reference in fonts.values():
        font = resolve1(reference)
        name = str(resolve1(font.get("BaseFont", "?"))).strip("/'")
        if descendants := resolve1(font.get("DescendantFonts")):
            font = resolve1(descendants[0])
        descriptor = resolve1(font.get("FontDescriptor")) or {}
        files = (resolve1(descriptor.get(key)) for key in ("FontFile", "FontFile2", "FontFile3"))
        if not any(isinstance(stream, PDFStream) for stream in files):
            yield name
