"""WF-1 for title rounds: every verb at every step, by every role, here and elsewhere."""

from collections import Counter
from itertools import product
from random import Random

import pytest
from django.db import connection, transaction

from accounts.models import DESK_ROLES, Role, User
from campaigns import actions
from campaigns.actions import Edit
from campaigns.models import Round
from campaigns.titles import Step
from tests.campaigns.programmes.test_round_races import Desk
from tests.registers import cast, person
from tests.reports.rollup.factories import OfficeFactory
from vhtt_portal.rules import RuleError

__all__ = ["cast"]

pytestmark = pytest.mark.django_db

WARD, OFFICE = {Role.WARD_ENTRY, Role.WARD_LEADER}, {Role.SPECIALIST, Role.HEAD}
# In 2020 a village's round is registered, met about and put into a dossier before its decision.
STEPS = (Step.REGISTER, Step.MEETING, Step.DOSSIER, Step.DECIDED)
EVERYWHERE = {"ward": WARD, "office": WARD | OFFICE}
# Whoever keeps the town's registers leads its round; a ward tells of its own villages.
AT_TOWN = {"office": WARD | OFFICE}
# Nobody works for an office where there is none.
CAST = [
    (where, role)
    for where, role in product(("ward", "neighbour", "office", "elsewhere"), Role)
    if where in {"office", "elsewhere"} or role not in DESK_ROLES
]
MAY = {
    "advance": (AT_TOWN, {Step.REGISTER, Step.MEETING}),
    "back": (AT_TOWN, {Step.MEETING, Step.DOSSIER, Step.DECIDED}),
    "decide": (AT_TOWN, {Step.DOSSIER}),
    "tell": (EVERYWHERE, {Step.REGISTER, Step.MEETING, Step.DOSSIER}),
    "enrol": (EVERYWHERE, {Step.REGISTER}),
}


class Room(Desk):
    def __init__(self, cast):
        super().__init__(cast)
        places = {
            "ward": cast.ward, "neighbour": cast.neighbour, "office": cast.town,
            "elsewhere": OfficeFactory().locality,
        }  # fmt: skip
        self.people = {
            (where, role): person(role.label, role, place)
            for (where, place), role in product(places.items(), Role)
            if (where, role) in CAST
        }

    def reset(self, step: Step) -> None:
        if step != Step.DECIDED:
            super().reset(step)
            return
        super().reset(Step.DOSSIER)
        self.decide()()
        Round.objects.filter(pk=self.round.pk).update(version=1)

    def done(self, verb: str, by: User) -> bool:
        keeper, self.cast.specialist = self.cast.specialist, by
        try:
            with transaction.atomic():
                getattr(self, verb)()()
                transaction.set_rollback(True)
        except RuleError:
            return False
        finally:
            self.cast.specialist = keeper
        return True

    def tell(self):
        row = self.round.candidates.with_subjects().get(locality=self.cast.village)
        edit = Edit(row, None, {"invited": 41})
        return lambda: actions.record_candidates(
            round_=self.row(), edits=[edit], by=self.cast.specialist
        )

    def enrol(self):
        return lambda: actions.set_enrolled(
            round_=self.row(), place=self.cast.ward, chosen=[], by=self.cast.specialist
        )


def may(verb, step, where, role) -> bool:
    places, steps = MAY[verb]
    return role in places.get(where, ()) and step in steps


@pytest.mark.programme("WF-1")
def test_a_round_moves_by_its_table_alone(cast, volume, seed, say):
    room, tried, wrong = Room(cast), Counter(), []
    every = [(verb, step, *who) for verb, step, who in product(MAY, STEPS, CAST)]
    allowed = [case for case in every if may(*case)]
    some = Random(seed).sample(every, volume(short=30, full=len(every)))
    chosen = dict.fromkeys([*allowed, *some])

    for step in STEPS:
        room.reset(step)
        for verb, at, where, role in chosen:
            if at == step:
                done = room.done(verb, User.objects.get(pk=room.people[where, role].pk))
                tried[done] += 1
                if done != may(verb, step, where, role):
                    wrong.append((verb, step, where, role, done))

    assert wrong == []
    assert tried[True] == len(allowed) == 48
    say(f"{connection.display_name}, đợt xét: {tried.total()} lần thử, {tried[True]} lần được làm")
