"""Rules of the head: national title, bodies, number, date, kind, subject, addressees (Mục II.1–5)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from documents.kinds import ABBREVIATIONS, DECISION, MINUTES
from documents.layout_check.anatomy import Anatomy, joined
from documents.layout_check.finding import PLACE_SLACK, Face, Finding, faced, measure, shorten
from documents.layout_check.reading import Line
from documents.layout_check.ruling import Rule

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
DRAFT = "DỰ THẢO"
ORDER = f"{DECISION}:"
_HEAD_ROWS = 16
# Rows of one element follow each other within this; one row's pieces within less; millimetres.
_NEXT_ROW = 9.0
_SAME_ROW = 1.5
_NUMBER = re.compile(r"^Số\s*:")
_NUMBER_FORM = re.compile(r"^Số:\s*(0[1-9]|[1-9]\d+)?\s*/([A-ZĐa-zđ]+(?:[-/&][A-ZĐƯƠÔÂÊ]+)+)$")
_LETTER_FORM = re.compile(r"^Số:\s*(0[1-9]|[1-9]\d+)?\s*/([A-ZĐƯƠÔÂÊ]+(?:[-/&][A-ZĐƯƠÔÂÊ]+)*)$")
_DATE = re.compile(r"ngày\b.*tháng\b.*năm\b")
_DATE_FORM = re.compile(
    r"^\S.*, ngày (0[1-9]|[12]\d|3[01]) tháng (0[12]|[3-9]|1[0-2]) năm (\d{4})$"
)
_BLANK_DATE = re.compile(r"^\S.*, ngày[\s.…]*tháng[\s.…]*năm[\s.…\d]*$")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the text; ``end`` counts the rows of the flow that belong to it."""

    nation: Line | None
    motto: Line | None
    bodies: tuple[Line, ...]
    number: Line | None
    place_date: Line | None
    is_draft: bool
    kind: Line | None
    subject: tuple[Line, ...]
    brief: tuple[Line, ...]
    authority: tuple[Line, ...]
    addressees: tuple[Line, ...]
    end: int

    @property
    def name(self) -> str:
        """The kind as the decree's list writes it."""
        return self.kind.text.upper() if self.kind else ""

    @property
    def is_unnumbered(self) -> bool:
        """A form, a card, a receipt: titled, but none of the kinds that the book registers."""
        return self.kind is not None and self.name not in ABBREVIATIONS

    @property
    def is_booked(self) -> bool:
        """Its number is one of the book; a form's own is no symbol."""
        return not self.is_unnumbered and (self.number is not None or not self.may_lack_number)

    @property
    def may_lack_number(self) -> bool:
        """Phụ lục III, Mẫu 1.9: minutes tell place and time in their text."""
        return self.is_unnumbered or self.name == MINUTES


def read_head(anatomy: Anatomy) -> Head:
    rows = anatomy.flow
    opening = [row for row in rows[:_HEAD_ROWS] if row.page == 0]
    near = _column_gap(opening, anatomy)
    halves = [row.split(near) for row in opening]
    titled = _title_place(anatomy, opening, halves)
    left = [half for half, _ in halves[:titled]]
    right = [half for _, half in halves[:titled]]
    number = next((line for line in left if line and _NUMBER.match(line.text)), None)
    dated = next((line for line in right if line and _DATE.search(line.text)), None)
    placed = [left.index(number)] if number else []
    placed += [right.index(dated)] if dated else []
    last = max(placed, default=1 if titled is None else titled - 1)
    titles = [line for line in right[: last + 1] if line and line is not dated]
    end = last + 1
    brief, end = _brief(rows, end, near)
    while end < len(rows) and rows[end].text == DRAFT:
        end += 1
    kind, subject, end = _title(anatomy, rows, end, is_booked=bool(number and "/" in number.text))
    authority, end = _authority(anatomy, rows, end, kind)
    addressees, end = _addressees(anatomy, rows, end)
    return Head(
        nation=next((line for line in titles if _plain(NATION) in _plain(line.text)), None),
        motto=next((line for line in titles if _plain(line.text).startswith("độc")), None),
        bodies=tuple(_bodies_above(left, number, last)),
        number=number,
        place_date=dated,
        is_draft=any(DRAFT in row.text for row in rows if row.page == 0),
        kind=kind,
        subject=tuple(subject),
        brief=tuple(brief),
        authority=tuple(authority),
        addressees=tuple(addressees),
        end=end,
    )


def _title_place(
    anatomy: Anatomy, rows: list[Line], halves: list[tuple[Line | None, Line | None]]
) -> int | None:
    """Which row names the kind: a word of the decree's list, or one line of capitals in the middle."""
    for index, (row, half) in enumerate(zip(rows, halves, strict=True)):
        alone = None in half and row.text != DRAFT
        set_as_title = alone and row.is_upper and anatomy.is_centred(row)
        if row.text.upper() in ABBREVIATIONS or set_as_title:
            return index
    return None


def _bodies_above(left: list[Line | None], number: Line | None, last: int) -> Iterator[Line]:
    until = left.index(number) if number else last + 1
    return (line for line in left[:until] if line and line.text != DRAFT)


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", text).casefold()


def _column_gap(rows: list[Line], anatomy: Anatomy) -> float:
    """Where the two columns of the letterhead part: left of the national title."""
    for row in rows:
        for word in row.words:
            if word.text == NATION.split(maxsplit=1)[0]:
                return word.x0 - 1
    return anatomy.first_page.width * 0.48


def _brief(rows: list[Line], end: int, gap: float) -> tuple[list[Line], int]:
    """A công văn's "V/v …" below its number, left of the gap between the columns."""
    lines: list[Line] = []
    while end < len(rows) and (rows[end].text.startswith("V/v") or lines):
        below = bool(lines) and rows[end].baseline - lines[-1].baseline > _NEXT_ROW
        if below or rows[end].text == DRAFT or rows[end].x1 > gap:
            break
        lines.append(rows[end])
        end += 1
    return lines, end


def _title(
    anatomy: Anatomy, rows: list[Line], end: int, *, is_booked: bool
) -> tuple[Line | None, list[Line], int]:
    """What bears a number of the book is of one of the decree's kinds; a form may be any other."""
    if end >= len(rows):
        return None, [], end
    kind = rows[end]
    is_form = not is_booked and kind.is_upper and anatomy.is_centred(kind)
    if not is_form and kind.text.upper() not in ABBREVIATIONS:
        return None, [], end
    subject: list[Line] = []
    for row in rows[end + 1 :]:
        above = subject[-1] if subject else kind
        ruled = anatomy.rule_under(above)
        near = row.page == 0 and row.baseline - above.baseline < _NEXT_ROW
        set_as_title = anatomy.is_centred(row) or row.bold
        if not (near and set_as_title) or (ruled and ruled.top < row.baseline - 3):
            break
        subject.append(row)
    return kind, subject, end + 1 + len(subject)


def _authority(
    anatomy: Anatomy, rows: list[Line], end: int, kind: Line | None
) -> tuple[list[Line], int]:
    """Whoever decides, in the middle between a decision's subject and its bases."""
    lines: list[Line] = []
    if kind is None or kind.text.upper() != DECISION:
        return lines, end
    for row in rows[end:]:
        other = row.text.startswith("Kính gửi") or row.text.upper() == ORDER
        if other or not anatomy.is_centred(row):
            break
        lines.append(row)
    return lines, end + len(lines)


def _addressees(anatomy: Anatomy, rows: list[Line], end: int) -> tuple[list[Line], int]:
    lines: list[Line] = []
    for row in rows[end:]:
        opens = row.text.startswith("Kính gửi")
        goes_on = bool(lines) and row.x0 > anatomy.left + 16 and not row.text.startswith("Căn cứ")
        if not (opens or goes_on):
            break
        lines.append(row)
    return lines, end + len(lines)


def findings(anatomy: Anatomy, head: Head) -> Iterator[Finding]:
    yield from _national(anatomy, head)
    yield from _bodies(anatomy, head)
    if head.is_booked:
        yield from _number(head)
    if head.place_date or not head.may_lack_number:
        yield from _place_date(head)
    yield from _kind_and_subject(anatomy, head)
    if head.addressees:
        yield from _addressed(anatomy, head)
    shown = "có dấu DỰ THẢO" if head.is_draft else "không có dấu DỰ THẢO"
    kept = "không phải văn bản của sổ" if head.is_unnumbered else "văn bản hành chính"
    yield Finding("Loại giấy tờ", "thông tin", "không bắt buộc", kept, ok=True)
    yield Finding("Bản thảo", "thông tin", "không bắt buộc", shown, ok=True)


def _national(anatomy: Anatomy, head: Head) -> Iterator[Finding]:
    nation = [head.nation] if head.nation else []
    yield faced("Quốc hiệu", "Mục II.1.a", Face((12, 13), bold=True, upper=True), nation)
    motto = [head.motto] if head.motto else []
    yield faced("Tiêu ngữ", "Mục II.1.b", Face((13, 14), bold=True), motto)
    if head.motto is None:
        return
    text = head.motto.text
    yield Finding("Tiêu ngữ: lời", "Mục II.1.b", f"“{MOTTO}”", f"“{text}”", ok=text == MOTTO)
    rule = anatomy.rule_under(head.motto)
    length = rule.length if rule else 0.0
    yield Finding(
        "Đường kẻ dưới tiêu ngữ",
        "Mục II.1.b",
        f"dài bằng dòng chữ ({measure(head.motto.width)} mm)",
        f"{measure(length)} mm" if rule else "không có",
        ok=abs(length - head.motto.width) <= PLACE_SLACK,
    )
    if head.nation:
        apart = abs(head.motto.centre - head.nation.centre)
        seen = f"lệch {measure(apart)} mm"
        yield Finding(
            "Tiêu ngữ: vị trí", "Mục II.1.b", "giữa, dưới quốc hiệu", seen, ok=apart <= PLACE_SLACK
        )


def _bodies(anatomy: Anatomy, head: Head) -> Iterator[Finding]:
    issuers = _issuers(head.bodies)
    parents = head.bodies[: len(head.bodies) - len(issuers)]
    if parents:
        yield faced("Cơ quan chủ quản", "Mục II.2.a", Face((12, 13), upper=True), parents)
    yield faced("Cơ quan ban hành", "Mục II.2.b", Face((12, 13), bold=True, upper=True), issuers)
    if issuers:
        yield short_rule(anatomy, "Đường kẻ dưới tên cơ quan", "Mục II.2.b", issuers)


def _issuers(bodies: tuple[Line, ...]) -> tuple[Line, ...]:
    """The bold lines at the end; with none bold, the last line is the one that should be."""
    start = len(bodies)
    while start and bodies[start - 1].bold:
        start -= 1
    return bodies[start:] or bodies[-1:]


def short_rule(anatomy: Anatomy, name: str, clause: str, lines: tuple[Line, ...]) -> Finding:
    """A line of a third to a half of the text above it, be that its last or its longest line."""
    rule = anatomy.rule_under(lines[-1])
    widths = {lines[-1].width, max(line.width for line in lines)}
    required = "dài từ 1/3 đến 1/2 dòng chữ, ở giữa"
    if rule is None:
        return Finding(name, clause, required, "không có", ok=False)
    ok = any(1 / 3 - 0.02 <= rule.length / width <= 1 / 2 + 0.02 for width in widths)
    share = f"{rule.length / max(widths):.2f}".replace(".", ",")
    seen = f"{measure(rule.length)} mm, bằng {share} dòng chữ"
    return Finding(name, clause, required, seen, ok=ok and _is_below(rule, lines[-1]))


def _is_below(rule: Rule, line: Line) -> bool:
    return abs(rule.centre - line.centre) <= PLACE_SLACK


def _number(head: Head) -> Iterator[Finding]:
    number = [head.number] if head.number else []
    yield faced("Số, ký hiệu", "Mục II.3", Face((13, 13)), number)
    if head.number is None:
        return
    # A công văn of a body without units bears the body's abbreviation alone.
    number_form = _LETTER_FORM if head.kind is None and head.brief else _NUMBER_FORM
    form = number_form.match(head.number.text)
    required = "“Số: 05/BC-…”, số nhỏ hơn 10 có số 0 đứng trước, không có khoảng trống"
    yield Finding(
        "Số, ký hiệu: cách ghi", "Mục II.3", required, f"“{head.number.text}”", ok=bool(form)
    )
    if form and head.kind:
        wanted = ABBREVIATIONS[head.kind.text.upper()]
        kind = re.split("[-/]", form[2])[0]
        yield Finding("Ký hiệu: loại văn bản", "Phụ lục III", wanted, kind, ok=kind == wanted)


def _place_date(head: Head) -> Iterator[Finding]:
    dated = [head.place_date] if head.place_date else []
    yield faced("Địa danh, thời gian", "Mục II.4", Face((13, 14), italic=True), dated)
    if head.place_date is None:
        return
    text = head.place_date.text
    required = "“Hồng Lĩnh, ngày 05 tháng 01 năm 2021”; số 0 trước ngày dưới 10 và tháng 1, 2"
    yield Finding("Ngày: cách ghi", "Mục II.4", required, f"“{text}”", ok=_is_dated(text))
    if head.number:
        apart = abs(head.place_date.baseline - head.number.baseline)
        seen = f"lệch {measure(apart)} mm"
        yield Finding(
            "Ngày: vị trí", "Mục II.4", "cùng dòng với số, ký hiệu", seen, ok=apart < _SAME_ROW
        )


def _is_dated(text: str) -> bool:
    """A draft leaves the day blank; a day that no calendar has is a fault."""
    found = _DATE_FORM.match(text)
    if found is None:
        return bool(_BLANK_DATE.match(text))
    day, month, year = (int(part) for part in found.groups())
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _kind_and_subject(anatomy: Anatomy, head: Head) -> Iterator[Finding]:
    if head.brief:
        yield faced("Trích yếu công văn", "Mục II.5.b", Face((12, 13)), head.brief)
        return
    kind = [head.kind] if head.kind else []
    yield faced("Tên loại văn bản", "Mục II.5.a", Face((13, 14), bold=True, upper=True), kind)
    yield faced("Trích yếu", "Mục II.5.a", Face((13, 14), bold=True, upper=False), head.subject)
    if not (head.kind and head.subject):
        return
    apart = max(abs(line.centre - anatomy.centre) for line in (head.kind, *head.subject))
    seen = f"lệch {measure(apart)} mm"
    yield Finding("Trích yếu: vị trí", "Mục II.5.a", "giữa trang", seen, ok=apart <= PLACE_SLACK)
    yield short_rule(anatomy, "Đường kẻ dưới trích yếu", "Mục II.5.a", head.subject)


def _addressed(anatomy: Anatomy, head: Head) -> Iterator[Finding]:
    lines = head.addressees
    yield faced("Kính gửi", "Mục II.9.a", Face((13, 14)), lines)
    single = bool(re.match(r"^Kính gửi:\s*\S", lines[0].text))
    if single:
        text = joined(list(lines)).text
        yield Finding(
            "Kính gửi: cách ghi", "Mục II.9.a", "một nơi nhận: cùng dòng", shorten(text), ok=True
        )
        return
    names = lines[1:]
    starts = [line for line in names if line.text.startswith("- ")]
    closed = bool(names) and names[-1].text.endswith(".")
    level = max((abs(line.x0 - starts[0].x0) for line in starts), default=0.0) < 1
    required = "nhiều nơi nhận: mỗi nơi một dòng “- …;”, dòng cuối “.”, các gạch thẳng hàng"
    seen = f"{len(starts)} nơi nhận, dòng cuối “{shorten(names[-1].text) if names else ''}”"
    ok = len(starts) > 1 and closed and level and all(_closed(line) for line in starts[:-1])
    yield Finding("Kính gửi: cách ghi", "Mục II.9.a", required, seen, ok)


def _closed(line: Line) -> bool:
    # A long name goes on below; only its last line ends with the semicolon.
    return line.text.endswith(";") or not line.text.endswith((".", ","))
