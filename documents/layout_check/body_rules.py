"""Rules of the text: type, paragraphs, numbering of its parts, its end (Mục II.6)."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise, takewhile
from statistics import median

from documents.layout_check.anatomy import INDENTS, Anatomy, joined
from documents.layout_check.finding import SIZE_SLACK, Face, Finding, faced, measure, shorten
from documents.layout_check.head_rules import ORDER
from documents.layout_check.reading import POINT, Line
from documents.numerals import ordinal_words, point_letter, roman
from documents.structure import END_MARK

# A new paragraph begins at least this far in, in millimetres, or after a wider step, in points.
_NOTCH = 3.0
_STEP = 3.0
# Further in than this stands no running text.
_RUNNING = 30.0
# What rounding may cost: a flush line, an indent (both in millimetres), a step (in points;
# browsers set every line on a whole pixel).
_FLUSH = 1.5
_INDENT_SLACK = 0.7
_LEAST_STEP = 5.0
# A single line of Times is 1.15 em; the decree allows one to one and a half of it.
_SINGLE = 1.15
_LEADING = (0.93, 1.55)
_PART = re.compile(r"^(?:Phần|Chương) ((?:thứ )?\w+)$")
_SECTION = re.compile(r"^([IVXLC]+)\.\s")
_ARTICLE = re.compile(r"^Điều (\d+)\.\s")
_CLAUSE = re.compile(r"^(\d{1,2})\.\s")
_POINT = re.compile(r"^([a-zđ]{1,2})\)\s")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Rows from one first line to the next; ``step`` is the room above it, in points."""

    rows: tuple[Line, ...]
    step: float | None

    @property
    def text(self) -> str:
        return joined(list(self.rows)).text


def read_paragraphs(anatomy: Anatomy, rows: list[Line]) -> list[Paragraph]:
    flowing = [row for row in rows if row.x0 < anatomy.left + _RUNNING or anatomy.is_centred(row)]
    pitch = line_pitch(anatomy, flowing)
    paragraphs: list[Paragraph] = []
    above: Line | None = None
    for row in flowing:
        step = _step(anatomy, above, row, pitch)
        if above is None or _starts(anatomy, row, above, step):
            paragraphs.append(Paragraph((row,), step))
        else:
            last = paragraphs[-1]
            paragraphs[-1] = Paragraph((*last.rows, row), last.step)
        above = row
    return paragraphs


def line_pitch(anatomy: Anatomy, rows: list[Line]) -> float:
    """From baseline to baseline inside paragraphs, in points."""
    steps = [
        (below.baseline - above.baseline) / POINT
        for above, below in pairwise(rows)
        if above.page == below.page and below.x0 < anatomy.left + 1
    ]
    return median(steps) if steps else 0.0


def _step(anatomy: Anatomy, above: Line | None, row: Line, pitch: float) -> float | None:
    """Between rows of running text only: room around titles and tables is no paragraph's."""
    if above is None or above.page != row.page or anatomy.is_centred(above):
        return None
    if anatomy.table_between(above, row):
        return None
    return (row.baseline - above.baseline) / POINT - pitch


def _starts(anatomy: Anatomy, row: Line, above: Line, step: float | None) -> bool:
    if anatomy.is_centred(row) != anatomy.is_centred(above):
        return True
    if row.bold and (_SECTION.match(row.text) or _CLAUSE.match(row.text)):
        return True
    return row.x0 > anatomy.left + _NOTCH or (step is not None and step > _STEP)


def findings(anatomy: Anatomy, rows: list[Line], *, is_unnumbered: bool) -> Iterator[Finding]:
    """A form may be a table and nothing else, and bears no mark at its end."""
    paragraphs = read_paragraphs(anatomy, rows)
    running = [part for part in paragraphs if not anatomy.is_centred(part.rows[0])]
    if running or not is_unnumbered:
        yield _size(running)
        yield _justified(anatomy, running)
        yield _indent(anatomy, running)
        yield _spacing(running)
        yield _leading(anatomy, rows)
    yield from _bases(paragraphs)
    yield from _numbering(anatomy, paragraphs)
    if not is_unnumbered:
        yield _ended(rows)


def _size(paragraphs: list[Paragraph]) -> Finding:
    sizes = sorted(
        {round(word.size, 1) for part in paragraphs for row in part.rows for word in row.words}
    )
    ok = bool(sizes) and sizes[0] >= 13 - SIZE_SLACK and sizes[-1] <= 14 + SIZE_SLACK
    seen = ", ".join(measure(size) for size in sizes) or "không thấy"
    return Finding("Nội dung: cỡ chữ", "Mục V.6", "13–14", seen, ok)


def _justified(anatomy: Anatomy, paragraphs: list[Paragraph]) -> Finding:
    full = [
        row
        for part in paragraphs
        for row, below in pairwise(part.rows)
        # At a page's end only the indent tells a last line from a full one.
        if row.page == below.page
    ]
    flush = [row for row in full if abs(row.x1 - anatomy.right) < _FLUSH]
    seen = f"{len(flush)}/{len(full)} dòng đầy chạm lề phải"
    ok = len(flush) >= 0.95 * len(full)
    return Finding("Nội dung: canh đều hai lề", "Mục II.6.d", "canh đều cả hai lề", seen, ok)


def _indent(anatomy: Anatomy, paragraphs: list[Paragraph]) -> Finding:
    notches = [part.rows[0].x0 - anatomy.left for part in paragraphs]
    seen = median(notches) if notches else 0.0
    ok = any(abs(seen - wanted) < _INDENT_SLACK for wanted in INDENTS)
    shown = f"{measure(seen)} mm"
    return Finding("Nội dung: lùi đầu dòng", "Mục II.6.d", "10 hoặc 12,7 mm", shown, ok)


def _spacing(paragraphs: list[Paragraph]) -> Finding:
    steps = [part.step for part in paragraphs if part.step is not None]
    seen = min(steps, default=6.0)
    shown = f"hẹp nhất {measure(max(seen, 0.0))} pt"
    return Finding(
        "Nội dung: cách đoạn", "Mục II.6.d", "ít nhất 6 pt", shown, ok=seen >= _LEAST_STEP
    )


def _leading(anatomy: Anatomy, rows: list[Line]) -> Finding:
    pitch = line_pitch(anatomy, rows)
    size = median(row.size for row in rows) if rows else 14.0
    # A paper of one-line paragraphs shows no pitch at all.
    spacing = pitch / (_SINGLE * size)
    ok = not pitch or _LEADING[0] <= spacing <= _LEADING[1]
    shown = f"{spacing:.2f} dòng".replace(".", ",")
    return Finding("Nội dung: cách dòng", "Mục II.6.d", "từ dòng đơn đến 1,5 dòng", shown, ok)


def is_order(part: Paragraph) -> bool:
    """ "QUYẾT ĐỊNH:", however it is set."""
    return part.text.upper() == ORDER


def is_article(part: Paragraph) -> bool:
    return bool(_ARTICLE.match(part.text))


def _bases(paragraphs: list[Paragraph]) -> Iterator[Finding]:
    """What opens the text and says so; in a decision all that stands above its order."""
    order = next((place for place, part in enumerate(paragraphs) if is_order(part)), None)
    if order is None:
        listed = list(takewhile(lambda part: part.text.startswith("Căn cứ "), paragraphs))
    else:
        listed = paragraphs[:order]
    if not listed:
        return
    rows = [row for part in listed for row in part.rows]
    yield faced("Căn cứ ban hành", "Mục II.6.a", Face((13, 14), italic=True), rows)
    # A report's bases may lead into its first sentence.
    last = (".", ",") if order is None else "."
    ok = all(part.text.endswith(";") for part in listed[:-1]) and listed[-1].text.endswith(last)
    seen = " | ".join(shorten(part.text[-30:]) for part in listed)
    yield Finding(
        "Căn cứ ban hành: dấu câu", "Mục II.6.a", "“;” cuối dòng, dòng cuối “.”", seen, ok
    )


@dataclass(frozen=True, slots=True)
class Division:
    """A kind of numbered division: how its lines begin, count and look; Điều count through."""

    name: str
    pattern: re.Pattern[str]
    numbers: tuple[Callable[[int], str], ...]
    face: Face
    restarts: bool = True


_DIVISIONS = (
    Division("Phần", _PART, (roman, ordinal_words), Face((13, 14), bold=True)),
    Division("Mục", _SECTION, (roman,), Face((13, 14), bold=True, upper=True)),
    Division("Điều", _ARTICLE, (str,), Face((13, 14), bold=True), restarts=False),
    Division("Khoản", _CLAUSE, (str,), Face((13, 14), bold=True)),
    Division("Điểm", _POINT, (point_letter,), Face((13, 14))),
)


def _numbering(anatomy: Anatomy, paragraphs: list[Paragraph]) -> Iterator[Finding]:
    found: list[list[Paragraph]] = [[] for _ in _DIVISIONS]
    faults: list[str | None] = [None for _ in _DIVISIONS]
    counts = [0 for _ in _DIVISIONS]
    for part in paragraphs:
        level, label = _division(anatomy, part)
        if level is None:
            continue
        counts[level] += 1
        counts[level + 1 :] = [
            0 if division.restarts else count
            for division, count in zip(_DIVISIONS[level + 1 :], counts[level + 1 :], strict=True)
        ]
        found[level].append(part)
        wanted = [number(counts[level]) for number in _DIVISIONS[level].numbers]
        if label not in wanted:
            faults[level] = faults[level] or f"thấy “{label}”, đúng ra là “{wanted[0]}”"
            counts[level] = _value(level, label) or counts[level]
    for division, parts, fault in zip(_DIVISIONS, found, faults, strict=True):
        if parts:
            seen = fault or f"{len(parts)} số, liền nhau"
            required = "liền nhau, đúng thứ tự"
            yield Finding(f"{division.name}: số thứ tự", "Mục II.6.c", required, seen, ok=not fault)
            yield _division_face(division, parts)
    if found[0]:
        yield _part_titles(paragraphs)


def _division(anatomy: Anatomy, part: Paragraph) -> tuple[int | None, str]:
    first = part.rows[0]
    centred = anatomy.is_centred(first)
    for level, division in enumerate(_DIVISIONS):
        text = first.text
        match = division.pattern.match(text)
        # A part stands in the middle, everything else at the left.
        if match and centred == (level == 0):
            return level, match[1]
    return None, ""


def _value(level: int, label: str) -> int | None:
    """Counting goes on from a wrong number, so that one gap is one fault."""
    for number in range(1, 60):
        if label in {count(number) for count in _DIVISIONS[level].numbers}:
            return number
    return None


def _division_face(division: Division, parts: list[Paragraph]) -> Finding:
    if division.pattern is _ARTICLE:
        # "Điều 1." is bold; what it lays down may be plain.
        rows = [Line(part.rows[0].page, part.rows[0].words[:2]) for part in parts]
    else:
        is_plain = not division.face.bold
        rows = [row for part in parts for row in part.rows if is_plain or _is_title(part)]
    name = f"{division.name}: chữ"
    if not rows:
        return Finding(name, "Mục V.6", "khoản không có tên: chữ đứng", "không có tên", ok=True)
    return faced(name, "Mục V.6", division.face, rows)


def _is_title(part: Paragraph) -> bool:
    """A title ends without a stop; a khoản that is a sentence has none and is not bold."""
    return not part.text.endswith((".", ";", ":", ",", "/."))


def _part_titles(paragraphs: list[Paragraph]) -> Finding:
    titles: list[Line] = []
    for above, below in pairwise([row for part in paragraphs for row in part.rows]):
        if _PART.match(above.text):
            titles.append(below)
    return faced("Phần: tiêu đề", "Mục V.6", Face((13, 14), bold=True, upper=True), titles)


def _ended(rows: list[Line]) -> Finding:
    last = rows[-1].text if rows else ""
    ok = last.endswith(END_MARK)
    return Finding(
        "Dấu kết thúc văn bản", "Phần V, Mẫu 1.4", f"“{END_MARK}”", f"“…{last[-30:]}”", ok
    )
