"""Rules of the end: capacity, name, recipients (Mục II.7 and II.9)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from documents.kinds import MINUTES
from documents.layout_check.anatomy import Anatomy
from documents.layout_check.finding import Face, Finding, faced, measure
from documents.layout_check.head_rules import Head
from documents.layout_check.reading import Line
from documents.signing import capacity_fault
from documents.structure import END_MARK

_RECIPIENTS = "Nơi nhận"
# Capacity lines follow each other within this; "Nơi nhận:" is level with the first; millimetres.
_NEXT_ROW = 11.0
_LEVEL = 4.0
_HEAD_ROWS = 4
# Two who sign side by side leave at least this between their capacities.
_BETWEEN = 10.0
_KEPT = re.compile(r"^- Lưu: VT(, [^;]+)?\.$")
# Mục II.7.b: no academic rank or degree, no military rank, no title of honour before the name.
_HONOURS = re.compile(
    r"^(GS|PGS|TS|ThS|CN|KS|BS|DS|NSND|NSƯT|NGND|NGƯT|Nhà giáo)\b\.?", re.IGNORECASE
)


_CAPACITY = Face((13, 14), bold=True, upper=True)
_NAME = Face((13, 14), bold=True, upper=False)


@dataclass(frozen=True, slots=True)
class Signing:
    """The foot of the main text; ``start`` is the row of the flow at which it begins.

    A paper that two sign has its ``preparer`` on the left and its recipients, if any, below.
    """

    title: Line | None
    recipients: tuple[Line, ...]
    capacity: tuple[Line, ...]
    signer: Line | None
    preparer_capacity: tuple[Line, ...]
    preparer: Line | None
    start: int


def read_signing(anatomy: Anatomy) -> Signing:
    rows = anatomy.flow
    start = _start(anatomy, rows)
    left: list[Line] = []
    right: list[Line] = []
    for row in rows[start:]:
        west, east = row.split(anatomy.centre, reach=45)
        left += [west] if west else []
        right += [east] if east else []
    title = next((line for line in left if line.text.startswith(_RECIPIENTS)), None)
    is_paired = start < len(rows) and _is_pair(anatomy, rows[start])
    listed = left.index(title) if title else len(left)
    capacity, signer = _signed_by(right)
    preparer_capacity, preparer = _signed_by(left[:listed] if is_paired else [])
    return Signing(
        title=title,
        recipients=tuple(left[listed + 1 :] if is_paired else (x for x in left if x is not title)),
        capacity=capacity,
        signer=signer,
        preparer_capacity=preparer_capacity,
        preparer=preparer,
        start=start,
    )


def _signed_by(lines: list[Line]) -> tuple[tuple[Line, ...], Line | None]:
    """A capacity, and the name below the room for the signature."""
    named = [line for line in lines if not line.text.startswith("(")]
    capacity = _cluster(named)
    after = [line for line in named[len(capacity) :] if not line.text[0].isdigit()]
    return tuple(capacity), after[-1] if after else None


def _start(anatomy: Anatomy, rows: list[Line]) -> int:
    """The row of "Nơi nhận:" or of a capacity, whichever stands higher."""
    # The letterhead is a pair too, of two bodies.
    below = range(_HEAD_ROWS + 1, len(rows))
    pair = next((index for index in below if _is_pair(anatomy, rows[index])), None)
    if pair is not None:
        return pair
    titles = [index for index, row in enumerate(rows) if row.text.startswith(_RECIPIENTS)]
    if titles:
        start = titles[-1]
        while start and _is_capacity(anatomy, rows[start - 1], rows[start]):
            start -= 1
        return start
    signed = (i for i in below if rows[i].is_upper and _stands_right(anatomy, rows[i]))
    return next(signed, len(rows))


def _is_pair(anatomy: Anatomy, row: Line) -> bool:
    """Two capacities side by side: "THƯ KÝ" and "CHỦ TRÌ"."""
    west, east = row.split(anatomy.centre, reach=45)
    if west is None or east is None or east.x0 - west.x1 < _BETWEEN:
        return False
    return west.is_upper and east.is_upper


def _is_capacity(anatomy: Anatomy, row: Line, below: Line) -> bool:
    """Not the mark that stands alone at the right below a table with which the text ends."""
    close = row.page == below.page and below.baseline - row.baseline < _NEXT_ROW
    return close and row.text != END_MARK and _stands_right(anatomy, row)


def _stands_right(anatomy: Anatomy, row: Line) -> bool:
    return row.x0 > anatomy.left + 45 and row.centre > anatomy.centre + 10


def _cluster(lines: list[Line]) -> list[Line]:
    """The lines that follow each other without room for a signature."""
    cluster = lines[:1]
    for line in lines[1:]:
        if line.page != cluster[-1].page or line.baseline - cluster[-1].baseline > _NEXT_ROW:
            break
        cluster.append(line)
    return cluster


def findings(anatomy: Anatomy, signing: Signing, head: Head) -> Iterator[Finding]:
    if signing.capacity or not head.is_unnumbered:
        yield from _signed(signing, head)
    is_two = bool(signing.preparer_capacity)
    if is_two or head.name == MINUTES:
        yield from _prepared(signing, head)
    if signing.title or not head.may_lack_number:
        yield from _received(signing, is_addressed=bool(head.addressees))
    if signing.title and signing.capacity and not is_two:
        apart = abs(signing.title.baseline - signing.capacity[0].baseline)
        same = signing.title.page == signing.capacity[0].page
        seen = f"lệch {measure(apart)} mm" if same else "khác trang"
        required = "ngang hàng với chức vụ người ký"
        yield Finding("Nơi nhận: vị trí", "Mục II.9.b", required, seen, ok=same and apart < _LEVEL)
    if signing.capacity:
        right = all(line.centre > anatomy.centre for line in signing.capacity)
        seen = "bên phải" if right else "bên trái"
        yield Finding("Chức vụ: vị trí", "Mục II.7", "bên phải, dưới nội dung", seen, ok=right)


def _prepared(signing: Signing, head: Head) -> Iterator[Finding]:
    """Phụ lục III, Mẫu 1.9: the secretary signs on the left of the chair."""
    name, clause = "Người lập, thư ký", "Phụ lục III, Mẫu 1.9"
    yield faced(f"{name}: chữ", clause, _CAPACITY, signing.preparer_capacity)
    yield _named(f"{name}: họ tên", clause, signing.preparer, head)


def _named(rule: str, clause: str, signer: Line | None, head: Head) -> Finding:
    """A draft has nobody's name yet, and a form is for the pen."""
    if signer is None and (head.is_draft or head.is_unnumbered):
        return Finding(rule, clause, str(_NAME), "chưa có người ký", ok=True)
    return faced(rule, clause, _NAME, [signer] if signer else [])


def _signed(signing: Signing, head: Head) -> Iterator[Finding]:
    yield faced("Chức vụ người ký", "Mục II.7.a", _CAPACITY, signing.capacity)
    lines = tuple(line.text for line in signing.capacity)
    if lines:
        fault = capacity_fault(lines)
        seen = f"{' / '.join(lines)}" + (f": {fault}" if fault else "")
        required = "người đứng đầu, hoặc KT., TL., TUQ., TM., Q. đúng cách"
        yield Finding("Quyền hạn ký", "Mục II.7.a", required, seen, ok=fault is None)
    yield _named("Họ tên người ký", "Mục II.7.b", signing.signer, head)
    if signing.signer:
        name = signing.signer.text
        ok = not _HONOURS.match(name)
        required = "không ghi học hàm, học vị, danh hiệu"
        yield Finding("Họ tên: danh hiệu", "Mục II.7.b", required, f"“{name}”", ok)


def _received(signing: Signing, *, is_addressed: bool) -> Iterator[Finding]:
    title = [signing.title] if signing.title else []
    yield faced("Nơi nhận", "Mục II.9.b", Face((12, 12), bold=True, italic=True), title)
    lines = signing.recipients
    yield faced("Nơi nhận: danh sách", "Mục II.9.b", Face((11, 11)), lines)
    if not lines:
        return
    starts = [line.text for line in lines if line.text.startswith("- ")]
    last = starts[-1] if starts else lines[-1].text
    ok = bool(_KEPT.match(last))
    yield Finding("Nơi nhận: dòng lưu", "Mục II.9.b", "“- Lưu: VT, ….” ở cuối", f"“{last}”", ok)
    closed = bool(starts) and all(not text.endswith((".", ",")) for text in starts[:-1])
    dashed = lines[0].text.startswith("- ")
    seen = f"{len(starts)} dòng gạch đầu dòng"
    yield Finding("Nơi nhận: cách ghi", "Mục II.9.b", "“- …;”", seen, ok=closed and dashed)
    if is_addressed:
        first = lines[0].text
        ok = first == "- Như trên;"
        required = "có Kính gửi thì mở đầu “- Như trên;”"
        yield Finding("Nơi nhận: như trên", "Mục II.9.b", required, f"“{first}”", ok)
