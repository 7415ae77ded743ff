"""A workbook given back as it was sent, with notes at its faulty cells and a sheet of results."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from reports.entry.excel import noting
from vhtt_portal.files.child import run

_FATES = (
    ("refused", "Không nhận được", True),
    ("moved", "Vừa có người sửa, chưa ghi", True),
    ("unknown", "Dòng chưa nhận ra", True),
    ("left", "Chưa ghi", False),
    ("written", "Đã ghi", False),
)


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one line of a workbook, and where it stands there.

    ``column`` is 0 where no cell holds the answer. A fault gets a note at its cell.
    """

    result: str
    name: str
    before: str
    after: str
    sheet: str
    row: int
    column: int
    sentence: str
    is_fault: bool


def fates(result: Mapping[str, Any]) -> Iterator[Fate]:
    """Of what ``take_upload`` keeps of a file, what went wrong first."""
    for kind, heading, is_fault in _FATES:
        for each in result[kind]:
            yield Fate(
                result=heading,
                name=each["name"],
                before=each.get("before", ""),
                after=each.get("after", ""),
                sheet=each["sheet"],
                row=each["row"],
                column=each["column"] or 1,
                sentence=each["sentence"],
                is_fault=is_fault,
            )


def summary(result: Mapping[str, Any]) -> str:
    """How many lines met which fate, in one sentence."""
    counts = [f"{heading.lower()}: {len(result[kind])}" for kind, heading, _ in _FATES]
    return f"Trùng với phiếu: {result['same']}, {', '.join(counts)}."


def with_notes(content: bytes, words: Sequence[str], lines: Sequence[Fate]) -> bytes:
    """The workbook with ``words`` on top of its sheet of results; FileError where it is too hard."""
    told = json.dumps([list(words), [asdict(each) for each in lines]])
    return run(noting.note, told.encode() + b"\n" + content)
