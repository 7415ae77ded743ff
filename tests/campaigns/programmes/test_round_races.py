"""WF-2 for title rounds: a round goes on, or is decided, on what its candidates say at that moment."""

import time
from datetime import date

import pytest
from django.db import connection

from audit.models import AuditEntry
from campaigns import actions
from campaigns.actions import Edit
from campaigns.models import Candidate, Round
from campaigns.titles import Step, TitleKind
from tests import races
from tests.campaigns.factories import VillageResultFactory
from tests.campaigns.test_rounds import DECISION, GOOD
from tests.races import ONE_WINS, SECOND_ALWAYS, WON, Race
from tests.registers import cast
from tests.reports.entry.programmes.world import hands

__all__ = ["cast"]

pytestmark = pytest.mark.django_db(transaction=True)

DOSSIER_ON = date(2020, 11, 16)
BAD = {"in_favour": 1}


class Desk:
    def __init__(self, cast):
        self.cast = cast
        for village in (cast.village, cast.neighbour_village):
            VillageResultFactory(village=village)
        self.round = actions.open_round(
            place=cast.town, kind=TitleKind.VILLAGE, year=2020, everybody=True, by=cast.specialist
        )

    def reset(self, step: Step) -> None:
        """Everybody is enrolled and has met well; past the verbs, so that a race costs its acts."""
        for village, place in (
            (self.cast.village, self.cast.ward),
            (self.cast.neighbour_village, self.cast.neighbour),
        ):
            Candidate.objects.update_or_create(
                round=self.round, locality=village,
                defaults={"place": place, "outcome": Candidate.Outcome.PENDING, "reason": "", "version": 1, **GOOD},
            )  # fmt: skip
        Round.objects.filter(pk=self.round.pk).update(
            step=step, version=1, decision_number="", decided_on=None, signer_name="",
            signer_post="", dossier_on=DOSSIER_ON if step == Step.DOSSIER else None,
        )  # fmt: skip

    def row(self) -> Round:
        return Round.objects.get(pk=self.round.pk)

    def advance(self):
        row = self.row()
        return lambda: actions.advance(
            round_=row, version=1, dossier_on=DOSSIER_ON, by=self.cast.specialist
        )

    def back(self):
        row = self.row()
        return lambda: actions.step_back(
            round_=row, version=1, reason="Sai.", by=self.cast.specialist
        )

    def decide(self):
        row = self.row()
        return lambda: actions.decide(round_=row, version=1, by=self.cast.specialist, **DECISION)

    def spoil(self):
        row, edit = self.row(), Edit(self.round.candidates.with_subjects()[0], None, BAD)
        return lambda: actions.record_candidates(round_=row, edits=[edit], by=self.cast.specialist)

    def strike_all(self):
        """Both wards take their village out."""
        row = self.row()

        def act():
            for place in (self.cast.ward, self.cast.neighbour):
                actions.set_enrolled(round_=row, place=place, chosen=[], by=self.cast.specialist)

        return act

    def spoilt_before(self, won) -> str:
        numbers = [
            AuditEntry.objects.filter(verb=verb).order_by("-number").values_list("number").first()
            for verb in ("candidate.changed", "round.advanced")
        ]
        late = won == (WON, WON) and numbers[0] < numbers[1]
        return "sang bước khi kết quả họp đã không đạt" if late else ""

    def empty(self, _won) -> str:
        row = self.row()
        is_empty = row.step != Step.REGISTER and not row.candidates.exists()
        return "sang bước khi không còn nơi nào đăng ký" if is_empty else ""


@pytest.mark.programme("WF-2")
def test_a_round_goes_on_only_over_what_its_candidates_say(cast, volume, seed, say):
    desk, begin, each = Desk(cast), time.monotonic(), volume(short=2, full=100)
    listed = [
        (Step.MEETING, "sang bước/sửa kết quả họp", desk.advance, desk.spoil, SECOND_ALWAYS, desk.spoilt_before),
        (Step.REGISTER, "sang bước/bỏ đăng ký", desk.advance, desk.strike_all, {*ONE_WINS, (WON, WON)}, desk.empty),
        (Step.DOSSIER, "quyết định/sửa kết quả họp", desk.decide, desk.spoil, ONE_WINS, lambda _: ""),
        (Step.DOSSIER, "quyết định/quay lại", desk.decide, desk.back, ONE_WINS, lambda _: ""),
        (Step.DOSSIER, "quyết định/quyết định", desk.decide, desk.decide, ONE_WINS, lambda _: ""),
    ]  # fmt: skip
    steps = {name: step for step, name, *_ in listed}
    every = [
        Race(name, lambda one=one, other=other: (one(), other()), allowed, fault)
        for _, name, one, other, allowed, fault in listed
    ]

    with hands(2) as together:
        ends, faults = races.run(
            every, together, lambda race: desk.reset(steps[race.name]), each=each, seed=seed
        )

    assert faults == []
    assert ends.total() == len(every) * each
    took = time.monotonic() - begin
    say(f"{connection.display_name}: {ends.total()} lần tranh, {took:.0f} giây; {races.told(ends)}")
