"""LU-6: a workbook is taken in while a colleague types into the same cells."""

import time
from collections import Counter
from dataclasses import dataclass
from random import Random

import pytest

from reports.entry import actions
from reports.entry.actions import Outcome, TypedCell, cells
from reports.entry.actions.edits import OutcomeKind
from reports.entry.actions.uploads import previewed
from reports.entry.models import Upload
from reports.entry.queries import facts
from tests.reports.entry.excel.corpus.case import book_of, saved
from tests.reports.entry.programmes import world
from tests.reports.entry.samples import IN_TIME
from vhtt_portal.files.workbook import reading
from vhtt_portal.files.workbook.content import unpacked

SAVED, MOVED = OutcomeKind.SAVED, OutcomeKind.MOVED
CELLS = 6
# The figures of a workbook and of typing lie apart.
BOOK, TYPED = 100_000, 200_000


@dataclass(frozen=True)
class Meeting:
    """One workbook and one colleague, both from what the sheet showed before."""

    by_book: dict[str, int]
    by_hand: dict[str, int]
    upload: Upload  # as it was taken
    told: dict[str, Outcome]  # to the colleague
    standing: dict[str, int]


def meet(together, office, chance: Random, number: int) -> Meeting:
    shown = world.versions(office.sheet)
    edited = chance.sample(world.codes(CELLS), chance.randint(2, CELLS))
    by_book = dict.fromkeys(world.codes(CELLS), BOOK + number)
    by_hand = dict.fromkeys(edited, TYPED + number)
    upload = _received(office, by_book)
    seen = previewed(upload, facts(office.sheet))
    chosen = {code: each.version for code, each in seen.takeable.items()}
    assert chosen.keys() == by_book.keys()
    wait = chance.random() * 0.03

    def take_in():
        time.sleep(wait)
        return actions.take_upload(
            upload=upload, chosen=chosen, seen=seen.choices.understanding, by=office.leader,
            at=IN_TIME,
        )  # fmt: skip

    def type_on():
        told = {}
        for code, value in by_hand.items():
            edit = TypedCell(
                code,
                text=str(value),
                expected_version=shown.get(code, 0),
                key=world.key_from(chance),
            )
            told |= world.save(office.sheet, office.entry, edit).outcomes
        return told

    taken, told = together([take_in, type_on])
    return Meeting(by_book, by_hand, taken, told, world.values(office.sheet))


def _received(office, by_book) -> Upload:
    rows = [["Mã chỉ tiêu", "Chỉ tiêu", "ĐVT", "Năm 2020"]]
    rows += [[code, f"Ô số {code[2:]}", "cái", value] for code, value in by_book.items()]
    content = saved(book_of(rows))
    return actions.receive_upload(
        submission=office.sheet, name="bieu.xlsx", content=content,
        book=unpacked(reading.read(content)), by=office.leader, at=IN_TIME,
    )  # fmt: skip


def faults(met: Meeting) -> list[str]:
    """Cells that hold neither of the two figures, or about which somebody was told wrongly."""
    result = {kind: _codes(met.upload, kind) for kind in ("written", "moved", "refused", "left")}
    found = [code for code, fate in result.items() if code in {"refused", "left"} and fate]
    for code, value in met.standing.items():
        hand = met.told.get(code)
        if value == met.by_book[code]:
            right = code in result["written"] and (
                hand is None or (hand.kind == MOVED and hand.theirs.answer.value == value)
            )
        else:
            right = (
                value == met.by_hand.get(code) and hand.kind == SAVED and code in result["moved"]
            )
        if not right:
            found.append(code)
    return found


def _codes(upload: Upload, kind: str) -> set[str]:
    return {each["code"] for each in upload.result[kind]}


@pytest.mark.programme("LU-6")
@pytest.mark.django_db(transaction=True)
def test_every_cell_is_one_of_the_two_and_every_conflict_is_told(
    tmp_path, register, volume, seed, say
):
    office = world.office(tmp_path, cells=CELLS)
    chance, runs, fates = Random(seed), volume(short=10, full=500), Counter()

    with world.hands(2) as together:
        for number in range(runs):
            met = meet(together, office, chance, number)
            assert faults(met) == []
            assert met.standing.keys() == met.by_book.keys()
            written = _codes(met.upload, "written")
            fates.update("book" if code in written else "typed" for code in met.by_hand)

    assert sum(fates.values()) >= 2 * runs
    assert min(fates["book"], fates["typed"]) >= runs / 2  # both were first often enough
    world.trail(office.sheet)
    say(
        f"{runs} lần nhận tệp trong lúc nhập: {fates['book']} ô giữ số của tệp, {fates['typed']} ô"
        " giữ số nhập tay, 0 ô mang số khác, danh sách ô trùng đủ cả"
    )


@pytest.mark.django_db(transaction=True)
def test_an_unseen_overwriting_would_be_told(tmp_path, register, seed, monkeypatch):
    """Without the comparison of versions the last one wins, and the programme says so."""
    office, chance = world.office(tmp_path, cells=CELLS), Random(seed)
    monkeypatch.setattr(cells, "_require_fresh", lambda *_: None)

    with world.hands(2) as together:
        found = [faults(meet(together, office, chance, number)) for number in range(3)]

    assert any(found)
