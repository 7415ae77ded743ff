"""In whose name a document is signed: the lines above the signature.

Nghị định 30/2020/NĐ-CP, Điều 13 and Phụ lục I, Phần I, Mục II.7.
"""

import re
from enum import Enum


class Capacity(Enum):
    """By what right a person signs; the value is the mark that the decree puts before the post."""

    HEAD = ""
    # Điều 13.2, Mục II.7.a: the deputy signs for the head ("ký thay").
    DEPUTY = "KT."
    # Điều 13.4: the head of a unit signs by order of the head of the body ("ký thừa lệnh").
    BY_ORDER = "TL."
    # Điều 13.3: by written authority for a limited time, never passed on ("ký thừa ủy quyền").
    DELEGATED = "TUQ."
    # Mục II.7.a: acting head ("quyền").
    ACTING = "Q."


def capacity_lines(
    capacity: Capacity, *, head_post: str, own_post: str = "", collective: str = ""
) -> tuple[str, ...]:
    """The capacity as it is printed, one string a line, in capitals.

    ``head_post`` is the post of whoever would otherwise sign ("Trưởng phòng", "Chủ tịch");
    ``own_post`` the signer's own, wherever that is another; ``collective`` the body that decides
    together and is therefore named first ("Ủy ban nhân dân", Điều 13.2: TM.).
    """
    lines = [f"TM. {collective}"] if collective else []
    lines.append(f"{capacity.value} {head_post}".strip())
    if capacity in {Capacity.DEPUTY, Capacity.BY_ORDER, Capacity.DELEGATED}:
        if not own_post:
            raise ValueError("a person who signs for another has a post of their own")
        lines.append(own_post)
    return tuple(line.upper() for line in lines)


# The forms that a finished paper may show, first line to last.
_MARK = re.compile(r"^(TM|KT|TL|TUQ|Q)\b(\.?)(\s?)")


def capacity_fault(lines: tuple[str, ...]) -> str | None:
    """What is wrong with printed capacity lines, as a Vietnamese sentence, or None."""
    if not lines:
        return "không có chức vụ người ký"
    for line in lines:
        mark = _MARK.match(line)
        if mark and not (mark[2] and mark[3]):
            return f"“{line}” phải viết “{mark[1]}. ” trước chức vụ"
    marks = [_mark(line) for line in lines]
    return _order_fault(lines, marks)


def _mark(line: str) -> str:
    mark = _MARK.match(line)
    return mark[1] if mark else ""


def _order_fault(lines: tuple[str, ...], marks: list[str]) -> str | None:
    if "TM" in marks[1:]:
        return "“TM.” phải đứng ở dòng đầu"
    if marks[-1] in {"TM", "KT", "TL", "TUQ"}:
        return f"thiếu chức vụ của người ký dưới dòng “{lines[-1]}”"
    for index, mark in enumerate(marks[:-1]):
        if mark == "KT" and not lines[index + 1].startswith("PHÓ"):
            return f"dưới “{lines[index]}” phải là chức vụ cấp phó"
    if lines[-1].startswith("PHÓ") and "KT" not in marks and len(lines) == 1:
        return "cấp phó phải ký thay (KT.) người đứng đầu"
    return None
