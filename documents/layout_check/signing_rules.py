"""Rules of the end: capacity, name, recipients (Mục II.7 and II.9)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from documents.layout_check.anatomy import Anatomy
from documents.layout_check.finding import Face, Finding, faced, measure
from documents.layout_check.reading import Line
from documents.signing import capacity_fault

_RECIPIENTS = "Nơi nhận"
# Capacity lines follow each other within this; "Nơi nhận:" is level with the first; millimetres.
_NEXT_ROW = 11.0
_LEVEL = 4.0
_HEAD_ROWS = 4
_KEPT = re.compile(r"^- Lưu: VT(, [^;]+)?\.$")
# Mục II.7.b: no academic rank or degree, no military rank, no title of honour before the name.
_HONOURS = re.compile(
    r"^(GS|PGS|TS|ThS|CN|KS|BS|DS|NSND|NSƯT|NGND|NGƯT|Nhà giáo)\b\.?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Signing:
    """The foot of the main text; ``start`` is the row of the flow at which it begins."""

    title: Line | None
    recipients: tuple[Line, ...]
    capacity: tuple[Line, ...]
    signer: Line | None
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
    named = [line for line in right if not line.text.startswith("(")]
    capacity = _cluster(named)
    after = [line for line in named[len(capacity) :] if not line.text[0].isdigit()]
    return Signing(
        title=title,
        recipients=tuple(line for line in left if line is not title),
        capacity=tuple(capacity),
        signer=after[-1] if after else None,
        start=start,
    )


def _start(anatomy: Anatomy, rows: list[Line]) -> int:
    """The row of "Nơi nhận:" or of the capacity beside it, whichever stands higher."""
    titles = [index for index, row in enumerate(rows) if row.text.startswith(_RECIPIENTS)]
    if titles:
        start = titles[-1]
        while start and _is_capacity(anatomy, rows[start - 1], rows[start]):
            start -= 1
        return start
    capitals = (
        index
        for index, row in enumerate(rows)
        if index and row.is_upper and _stands_right(anatomy, row)
    )
    # The national title stands right too, but has the issuing body beside it.
    return next((index for index in capitals if index > _HEAD_ROWS), len(rows))


def _is_capacity(anatomy: Anatomy, row: Line, below: Line) -> bool:
    close = row.page == below.page and below.baseline - row.baseline < _NEXT_ROW
    return close and _stands_right(anatomy, row)


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


def findings(
    anatomy: Anatomy, signing: Signing, *, is_addressed: bool, is_draft: bool
) -> Iterator[Finding]:
    yield from _signed(signing, is_draft=is_draft)
    yield from _received(signing, is_addressed=is_addressed)
    if signing.title and signing.capacity:
        apart = abs(signing.title.baseline - signing.capacity[0].baseline)
        same = signing.title.page == signing.capacity[0].page
        seen = f"lệch {measure(apart)} mm" if same else "khác trang"
        required = "ngang hàng với chức vụ người ký"
        yield Finding("Nơi nhận: vị trí", "Mục II.9.b", required, seen, ok=same and apart < _LEVEL)
    if signing.capacity:
        right = all(line.centre > anatomy.centre for line in signing.capacity)
        seen = "bên phải" if right else "bên trái"
        yield Finding("Chức vụ: vị trí", "Mục II.7", "bên phải, dưới nội dung", seen, ok=right)


def _signed(signing: Signing, *, is_draft: bool) -> Iterator[Finding]:
    face = Face((13, 14), bold=True, upper=True)
    yield faced("Chức vụ người ký", "Mục II.7.a", face, signing.capacity)
    lines = tuple(line.text for line in signing.capacity)
    if lines:
        fault = capacity_fault(lines)
        seen = f"{' / '.join(lines)}" + (f": {fault}" if fault else "")
        required = "người đứng đầu, hoặc KT., TL., TUQ., TM., Q. đúng cách"
        yield Finding("Quyền hạn ký", "Mục II.7.a", required, seen, ok=fault is None)
    signer = [signing.signer] if signing.signer else []
    face = Face((13, 14), bold=True, upper=False)
    if is_draft and not signer:
        seen = "bản thảo chưa có người ký"
        yield Finding("Họ tên người ký", "Mục II.7.b", str(face), seen, ok=True)
    else:
        yield faced("Họ tên người ký", "Mục II.7.b", face, signer)
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
