"""LU-1: whatever the network does between several pages of one sheet, nothing typed is lost,
nothing is invented and nobody is overwritten unseen."""

from collections import Counter
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    rule,
    run_state_machine_as_test,
)

from audit.models import AuditEntry
from reports.entry.actions import cells as verb
from reports.entry.actions.edits import OutcomeKind
from reports.entry.queries import cells as stored
from tests.reports.entry.programmes import world
from tests.reports.entry.programmes.outbox import TAKEN, Heard, Page, Shown, look

CELLS = 2
STEPS = 50
# What happens how often.
OFTEN = (
    ["type"] * 4 + ["flush"] * 4 + ["deliver"] * 5 + ["answer"] * 5 + ["resend"] * 2
    + ["choose"] * 3 + ["look", "reload", "lose_request", "lose_answer"]
)  # fmt: skip
ANY = st.sampled_from(range(210))
CODES = st.sampled_from(world.codes(CELLS))
TEXTS = st.sampled_from(["1", "2", "3", "4", "5", ""])


class Race(RuleBasedStateMachine):
    """The server is the real one; ``effects`` is what its trail says, edit by edit."""

    office = None  # set by the test
    steps = Counter()

    def __init__(self):
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.entries = AuditEntry.objects.count()
        self.keys, self.is_sound = 0, True
        self.typed, self.acknowledged, self.effects, self.asked_about = {}, {}, {}, set()
        self.trail = {code: [Shown()] for code in world.codes(CELLS)}
        self.pages, self.requests, self.answers = [], [], []

    def teardown(self):
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)

    def new_key(self):
        self.keys += 1
        return UUID(int=self.keys, version=4)

    def keep(self, edit):
        if edit is not None:
            self.typed[edit.key] = edit

    @property
    def standing(self):
        return look(stored([self.office.sheet.pk])[self.office.sheet.pk])

    @initialize(colleagues=st.lists(st.booleans(), min_size=2, max_size=4))
    def open(self, colleagues):
        people = (self.office.entry, self.office.leader)
        self.pages = [Page(people[is_second], self.new_key) for is_second in colleagues]

    @rule(what=ANY, which=ANY, code=CODES, text=TEXTS, twist=st.booleans())
    def step(self, what, which, code, text, twist):
        """One of the things that may happen now, to one of those to whom it may."""
        self.is_sound = False
        possible = [each for each in OFTEN if self.open_to(each)]
        what = possible[what % len(possible)]
        choices = self.open_to(what)
        note(f"{what} {which % len(choices)}")
        self.steps[what] += 1
        getattr(self, what)(choices[which % len(choices)], code, text, twist)
        self.is_sound = True

    def open_to(self, what):
        """The pages that can do it, or the requests and answers that it can happen to."""
        return {
            "choose": [page for page in self.pages if page.moved],
            "flush": [page for page in self.pages if page.has_to_send],
            "resend": [page for page in self.pages if page.request],
            "deliver": self.requests,
            "lose_request": self.requests,
            "answer": self.answers,
            "lose_answer": self.answers,
        }.get(what, self.pages)

    # --- What people do -----------------------------------------------------------------------

    def type(self, page, code, text, _):
        self.keep(page.type(code, text))

    def choose(self, page, _code, _text, mine):
        self.keep(page.choose(next(iter(page.moved)), mine=mine))

    def reload(self, page, *_):
        page.reload(self.standing)

    def look(self, page, *_):
        """The page hears what others have done meanwhile."""
        page.look(self.standing)

    # --- What the script does -------------------------------------------------------------------

    def flush(self, page, *_):
        self.requests.append(page.flush())

    def resend(self, page, *_):
        self.requests.append(page.lose_patience())

    # --- What the network does ------------------------------------------------------------------

    def deliver(self, request, _code, _text, comes_again):
        """Any of the requests, in any order; some come a second time."""
        if not comes_again:
            self.requests.remove(request)
        self.answers.append((request, self.serve(request)))

    def lose_request(self, request, *_):
        self.requests.remove(request)

    def answer(self, answer, *_):
        self.answers.remove(answer)
        request, saved = answer
        if request is request.page.request:  # otherwise nobody listens any more
            request.page.hear(Heard.of(saved))

    def lose_answer(self, answer, *_):
        self.answers.remove(answer)

    # --- What must hold ---------------------------------------------------------------------------

    def serve(self, request):
        edits = request.edits
        saved = world.save(self.office.sheet, request.page.person, *(each.sent() for each in edits))
        changes = self.new_changes(request.page.person)
        for edit in edits:
            self.judge(edit, saved.outcomes[edit.code].kind, changes.pop(edit.code, None))
            now = Shown.of(saved.facts.cells.get(edit.code))
            assert now == self.standing.get(edit.code, Shown())
            if now != self.trail[edit.code][-1]:
                self.trail[edit.code].append(now)
        assert not changes, f"invented: {changes}"
        return saved

    def new_changes(self, person):
        entries = list(AuditEntry.objects.order_by("number")[self.entries :])
        self.entries += len(entries)
        assert len(entries) <= 1
        assert all(entry.actor_id == person.audit_id for entry in entries)
        return dict(entries[0].changes) if entries else {}

    def judge(self, edit, kind, change):
        before = self.trail[edit.code][-1].text
        if change is not None:
            assert kind == OutcomeKind.SAVED
            assert edit.key not in self.effects, "one edit, two effects"
            assert edit.key not in self.asked_about, "done after its person was asked"
            assert change == [before or None, edit.text or None], "invented"
            assert before == edit.over.text, "overwritten unseen"
            self.effects[edit.key] = change
        if kind == OutcomeKind.MOVED:
            self.asked_about.add(edit.key)
        if kind in TAKEN and edit.key not in self.acknowledged:
            self.acknowledged[edit.key] = kind
            assert edit.key in self.effects if kind == OutcomeKind.SAVED else edit.text == before
        if kind in TAKEN:
            assert kind == self.acknowledged[edit.key], "two answers to one edit"

    def settle(self):
        """The network is well again and everybody waits until their page has nothing left."""
        while self.requests:
            self.serve(self.requests.pop())
        for _ in range(4 * len(self.pages)):
            for page in self.pages:
                for code in list(page.moved):
                    self.keep(page.choose(code, mine=True))
                request = page.lose_patience() if page.request else page.flush()
                if request is not None:
                    page.hear(Heard.of(self.serve(request)))
        standing = self.standing
        given_up = set().union(*(page.given_up for page in self.pages))
        assert all(page.is_idle for page in self.pages)
        assert self.typed.keys() - given_up <= self.acknowledged.keys(), "lost"
        for code, went in self.trail.items():
            assert standing.get(code, Shown()) == went[-1]
            filled = [each.version for each in went if each.version]
            assert filled == sorted(set(filled)), "an old version came back"
        for page in self.pages:
            page.look(standing)
            assert {code: each for code, each in page.shown.items() if each.version} == standing


class Honest(Race):
    """Every run ends with the network well again."""

    def teardown(self):
        try:
            if self.is_sound:
                self.settle()
        finally:
            super().teardown()


def run(machine, office, *, examples, seed, phases=tuple(Phase)):
    machine.office, machine.steps = office, Counter()
    run_state_machine_as_test(
        seeded(seed)(machine),
        settings=settings(
            max_examples=examples,
            stateful_step_count=STEPS + 1,  # opening the pages is one
            deadline=None,
            database=None,
            phases=phases,
            suppress_health_check=list(HealthCheck),
        ),
    )
    return machine.steps


@pytest.fixture
def office(db, tmp_path, register):
    return world.office(tmp_path, cells=CELLS)


@pytest.mark.programme("LU-1")
def test_no_order_of_things_loses_invents_or_overwrites(office, volume, seed, say):
    wanted = volume(short=300, full=50_000)

    steps = run(Honest, office, examples=wanted // STEPS, seed=seed)

    assert sum(steps.values()) >= wanted
    say(f"{sum(steps.values())} bước: 0 mất, 0 thừa, 0 ghi đè không hỏi ({dict(steps)})")


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        ({"_require_fresh": lambda *_: None}, "overwritten unseen"),
        ({"recall": lambda _: {}, "remember_each": lambda *_, **__: None}, "two"),
    ],
    ids=["versions", "keys"],
)
def test_the_programme_is_not_blind(office, seed, monkeypatch, broken, fault):
    """Without the comparison of versions, or without the memory of keys, it finds the fault."""
    for name, instead in broken.items():
        monkeypatch.setattr(verb, name, instead)

    with pytest.raises(AssertionError, match=fault):
        run(Honest, office, examples=200, seed=seed, phases=[Phase.generate])
