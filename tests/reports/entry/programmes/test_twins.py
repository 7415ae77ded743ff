"""LU-5: a request that arrives several times in one moment is carried out once."""

from random import Random

import pytest

from audit.models import DoneRequest
from audit.once import OtherRequestError
from reports.entry.actions import TypedCell, cells
from reports.entry.actions.edits import OutcomeKind
from tests.reports.entry.programmes import world

SAVED, REFUSED = OutcomeKind.SAVED, OutcomeKind.REFUSED
MOST_TWINS = 16
CELLS = 3


def volley(together, office, chance: Random, number: int):
    """One request, sent up to 16 times at once. What it said, and every answer to it."""
    shown = world.versions(office.sheet)
    edits = [
        _edit(code, shown.get(code, 0), number, chance)
        for code in chance.sample(world.codes(CELLS), chance.randint(1, CELLS))
    ]

    def send():
        try:
            return world.save(office.sheet, office.entry, *edits)
        except OtherRequestError as refusal:
            return refusal

    return edits, together([send] * chance.randint(2, MOST_TWINS))


def _edit(code: str, version: int, number: int, chance: Random) -> TypedCell:
    key = world.key_from(chance)
    if version and chance.random() < 0.1:
        return TypedCell(code, expected_version=version, key=key)  # empties the cell
    note = f"Lần {number}" if chance.random() < 0.2 else None
    return TypedCell(code, text=str(number), note=note, expected_version=version, key=key)


def faults(edits, answers):
    """Answers to a twin that are not what the one who was first was told: saved, and how it stands."""
    told = [
        None
        if isinstance(answer, OtherRequestError)
        else [
            (answer.outcomes[edit.code].kind, answer.facts.cells.get(edit.code)) for edit in edits
        ]
        for answer in answers
    ]
    first = next(each for each in told if each and {kind for kind, _ in each} == {SAVED})
    return [each for each in told if each != first]


@pytest.mark.programme("LU-5")
@pytest.mark.django_db(transaction=True)
def test_twins_of_one_request_happen_once(tmp_path, register, volume, seed, say):
    office = world.office(tmp_path, cells=CELLS)
    chance, wanted = Random(seed), volume(short=20, full=1000)
    keys = requests = sent = 0

    with world.hands(MOST_TWINS) as together:
        while keys < wanted:
            edits, answers = volley(together, office, chance, number=1000 + keys)
            keys, requests, sent = keys + len(edits), requests + 1, sent + len(answers)

            assert faults(edits, answers) == []
            refused = world.save(
                office.sheet, office.entry, TypedCell(edits[0].code, text="7", key=edits[0].key)
            )
            assert refused.outcomes[edits[0].code].kind == REFUSED
            other = world.save(office.sheet, office.leader, edits[0])
            assert other.outcomes[edits[0].code].kind == REFUSED

    trail = world.trail(office.sheet)
    changed = sum(name in world.codes(CELLS) for entry in trail for name in entry.changes)
    assert (len(trail), changed, DoneRequest.objects.count()) == (requests, keys, keys)
    assert keys >= wanted
    say(f"{keys} khóa, {sent} lần gửi: {changed} lần ghi, 0 câu trả lời khác nhau")


@pytest.mark.django_db(transaction=True)
def test_twins_would_be_seen(tmp_path, register, seed, monkeypatch):
    """The programme is not blind: where nothing is remembered, twins are told different things."""
    office = world.office(tmp_path, cells=CELLS)
    monkeypatch.setattr(cells, "recall", lambda keys: {})

    with world.hands(MOST_TWINS) as together:
        edits, answers = volley(together, office, Random(seed), number=1000)

    assert len(faults(edits, answers)) == len(answers) - 1
