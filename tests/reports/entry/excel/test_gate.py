"""What is refused, and in which of the twelve sentences; what cannot harm is read."""

import itertools
import json
import random
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from tests.reports.entry.excel import attack, inside
from tests.reports.entry.excel.attack import READ
from tests.reports.entry.excel.hostile import KINDS
from tests.reports.entry.excel.packages import LINKS, parts, relationships, sheet, zipped
from vhtt_portal.files import child, refusals
from vhtt_portal.files.child import FileError, run
from vhtt_portal.files.refusals import (
    BROKEN,
    EMBEDDED,
    LOCKED,
    MACRO,
    NOT_XLSX,
    OUTSIDE,
    STRANGE,
    TOO_BIG,
    TOO_HARD,
    TOO_MANY_CELLS,
    UNPACKS_TOO_BIG,
)
from vhtt_portal.files.workbook.intake import read_workbook

_REFUSED = {
    UNPACKS_TOO_BIG: {
        "bomb", "many small bombs", "too many members",
    },
    STRANGE: {
        "the same member twice", "bzip2", "lzma", "unknown method", "overlapping members", "a link",
        "up and away", "absolute", "backslashes", "a drive", "a document type", "entities",
        "a billion laughs", "quadratic", "a file as entity", "an address as entity",
        "a parameter entity", "entities in UTF-16", "entities in the workbook",
        "entities in relations",
    },
    LOCKED: {"locked members"},
    EMBEDDED: {"a zip inside", "a program inside", "an embedded file", "ActiveX"},
    MACRO: {"macros", "a type with macros"},
    OUTSIDE: {
        "an external link", "connections", "a program's name", "a linked picture",
        "a template elsewhere",
    },
    TOO_BIG: {"too big"},
    NOT_XLSX: {"an OLE file", "junk", "a binary workbook"},
    BROKEN: {
        "lying sizes", "a zip's head", "EBCDIC", "a false encoding", "UTF-7", "a string not there",
        "a string before the first", "a cell twice", "relations in a circle",
    },
    TOO_MANY_CELLS: {
        "many empty cells", "a far cell", "many rows", "many cells", "many strings", "many sheets",
        "one string everywhere",
    },
}  # fmt: skip
_SENTENCES = {kind: sentence for sentence, kinds in _REFUSED.items() for kind in kinds}


@pytest.mark.parametrize(
    "kind", ["not the end", "deep", "no number", "no date", "a padded number", "no kind"]
)
def test_what_is_only_odd_is_read(kind, seed):
    [page] = read_workbook(KINDS[kind](random.Random(seed))).sheets

    assert len(page.cells) == (kind != "deep")


def test_people_may_keep_addresses_to_click():
    link = f'<Relationship Id="rId1" Type="{LINKS}/hyperlink" Target="https://vn/" TargetMode="External"/>'
    made = parts(sheet('<row r="1"><c r="A1"><v>1</v></c></row>'))
    made["xl/worksheets/_rels/sheet1.xml.rels"] = relationships([], link)

    assert [cell.text for cell in read_workbook(zipped(made)).sheets[0].cells] == ["1"]


def test_there_are_twelve_sentences_and_each_says_what_to_do():
    assert len(set(refusals.ALL)) == len(refusals.ALL) == 12
    assert all(". Hãy " in sentence and sentence.endswith(".") for sentence in refusals.ALL)


@pytest.mark.programme("XL-1")
def test_no_hostile_workbook_goes_unanswered(volume, seed, say):
    """Sent by two small processes of their own; see ``attack``."""
    counts = (
        volume(short=len(KINDS), full=1000),
        volume(short=70, full=5000),
        volume(short=60, full=4000),
    )
    lanes = [_attack(seed, *counts, lane, 2) for lane in range(2)]
    told = [json.loads(lane.communicate(timeout=3600)[0]) for lane in lanes]

    files = sorted(itertools.chain(*(lane["files"] for lane in told)))
    unhandled = [file for file in files if file[4] or file[2] not in {READ, *refusals.ALL}]
    ends = Counter(end for _, _, end, _, _ in files)
    times = sorted(seconds for _, _, _, seconds, _ in files)
    late, latest = times[int(len(files) * 0.99)], times[-1]
    memory = max(lane["memory"] for lane in told)
    say(
        f"{len(files)} tệp ({counts[0]} tệp của {len(KINDS)} kiểu, {counts[1]} tệp lật byte,"
        f" {counts[2]} tệp sửa XML; mầm {seed}): {len(unhandled)} lỗi lọt; đọc được {ends[READ]},"
        f" từ chối {len(files) - ends[READ]} bằng {len(ends) - 1} câu cố định (quá sức"
        f" {ends[TOO_HARD]}); bộ nhớ lớn nhất {memory} MB, p99 {late:.2f} s, lâu nhất {latest:.2f} s."
    )
    assert len(files) == sum(counts) >= volume(short=200, full=10_000)
    assert unhandled == []
    assert _answered_otherwise(files, is_full=len(files) >= 10_000) == {}
    assert ends[TOO_HARD] <= len(files) // 20
    assert memory < 300
    # In the short form every third file is a heavy one, and other tests run beside it.
    assert late < volume(short=12, full=2)
    assert latest < 12


def _attack(*told: int) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", attack.__name__, *map(str, told)],
        stdout=subprocess.PIPE, cwd=Path(__file__).parents[4],
    )  # fmt: skip


def _answered_otherwise(files, *, is_full):
    """Kinds that did not end in their sentence. The clock may end a heavy file on a busy machine;
    at full figures others of its kind must have come to their end."""
    found = defaultdict(set)
    for _, kind, end, _, _ in files:
        found[kind].add(end)
    return {
        kind: ends
        for kind, sentence in _SENTENCES.items()
        if (ends := found[kind]) - {TOO_HARD} != {sentence} and (is_full or ends != {TOO_HARD})
    }


@pytest.mark.programme("XL-1")
def test_a_process_that_never_ends_is_ended(volume, say, monkeypatch):
    """The limits themselves: ten seconds of computing, eleven by the clock, half a gigabyte."""
    spent = []
    for function in (inside.use_time, inside.sleep)[: volume(short=0, full=2)]:
        with pytest.raises(FileError, match="quá phức tạp"):
            run(function, b"")
        spent.append(function.__name__)
    with pytest.raises(FileError, match="quá phức tạp"):
        run(inside.use_memory, b"530000000")
    assert child.AT_ONCE == 2
    say(f"giới hạn thời gian và bộ nhớ kết thúc {len(spent) + 1} tiến trình cố ý.")
