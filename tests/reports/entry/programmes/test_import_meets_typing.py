"""LU-6: a workbook is taken in while a colleague types into the same cells."""

import time
from collections import Counter
from random import Random

import pytest

from reports.entry.actions import Origin, TypedCell, cells
from reports.entry.actions.cells import OutcomeKind
from tests.reports.entry.programmes import world

SAVED, MOVED = OutcomeKind.SAVED, OutcomeKind.MOVED
CELLS = 6
# The figures of a workbook, of typing, and of what stood there before lie apart.
BOOK, TYPED = 100_000, 200_000


def meeting(together, office, chance: Random):
    """One import and one colleague, both from the same page. What each was told, cell by cell."""
    shown, number = world.versions(office.sheet), chance.randrange(90_000)
    edited = chance.sample(world.codes(CELLS), chance.randint(2, CELLS))
    pauses = [chance.random() * 0.03, *(chance.random() * 0.01 for _ in edited)]

    def edit(code, value):
        return TypedCell(
            code, text=str(value), expected_version=shown.get(code, 0), key=world.key_from(chance)
        )

    book = [edit(code, BOOK + number) for code in world.codes(CELLS)]
    typed = [edit(code, TYPED + number) for code in edited]

    def take_in():
        time.sleep(pauses[0])
        return world.save(office.sheet, office.leader, *book, origin=Origin.IMPORTED).outcomes

    def type_on():
        told = {}
        for each, pause in zip(typed, pauses[1:], strict=True):
            time.sleep(pause)
            told |= world.save(office.sheet, office.entry, each).outcomes
        return told

    taken, told = together([take_in, type_on])
    return number, taken, told


def faults(office, number, taken, told):
    """Cells that hold neither of the two figures, or about which somebody was told wrongly."""
    standing, found = world.values(office.sheet), []
    for code, by_book in taken.items():
        by_hand = told.get(code)
        is_books = standing[code] == BOOK + number
        if not is_books and standing[code] != TYPED + number:
            found.append((code, "a figure of nobody", standing[code]))
        if by_hand is None:
            right = by_book.kind == SAVED and is_books
        elif is_books:
            right = (by_book.kind, by_hand.kind) == (SAVED, MOVED) and _says(by_hand, BOOK + number)
        else:
            right = (by_book.kind, by_hand.kind) == (MOVED, SAVED) and _says(
                by_book, TYPED + number
            )
        if not right:
            found.append((code, by_book, by_hand))
    return found


def _says(outcome, value):
    return outcome.theirs is not None and outcome.theirs.answer.value == value


@pytest.mark.programme("LU-6")
@pytest.mark.django_db(transaction=True)
def test_every_cell_is_one_of_the_two_and_every_conflict_is_told(
    tmp_path, register, volume, seed, say
):
    office = world.office(tmp_path, cells=CELLS)
    chance, runs, fates = Random(seed), volume(short=10, full=500), Counter()

    with world.hands(2) as together:
        for _ in range(runs):
            number, taken, told = meeting(together, office, chance)
            assert faults(office, number, taken, told) == []
            fates.update("book" if taken[code].kind == SAVED else "typed" for code in told)

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
        found = [faults(office, *meeting(together, office, chance)) for _ in range(3)]

    assert any(found)
