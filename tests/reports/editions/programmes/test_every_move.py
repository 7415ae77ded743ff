"""WF-1: every verb, in every state, by every role, here and elsewhere: the tables' cells and no more."""

from collections import Counter
from datetime import date
from itertools import product
from random import Random

import pytest
from django.db import connection, transaction

from accounts.models import Appointment, Role, User
from reports.editions import actions as editions
from reports.editions.models import Edition
from reports.entry import actions as entry
from reports.entry.models import Period, Submission
from reports.review import actions as review
from tests.reports.editions.cast import SIGNING
from tests.reports.editions.programmes import contest, world
from tests.reports.rollup.factories import OfficeFactory, PlaceFactory
from vhtt_portal.rules import RuleError

pytestmark = pytest.mark.django_db

Sheet, Report = Submission.Status, Edition.Status
ENTERS, LEADS = {Role.WARD_ENTRY, Role.WARD_LEADER}, {Role.WARD_LEADER}
OFFICE = {Role.SPECIALIST, Role.HEAD}
OPEN = {Sheet.ENTERING, Sheet.RETURNED}

# Verb: where it is done, by whom, in which states; written anew here, not read from the workflow.
SHEET_MOVES = {
    "edit": ("ward", ENTERS, OPEN | {Sheet.APPROVED}),
    "approve": ("ward", LEADS, OPEN),
    "record": ("ward", ENTERS, OPEN),
    "send": ("ward", ENTERS, {Sheet.APPROVED}),
    "return": ("office", OFFICE, {Sheet.SENT, Sheet.ACCEPTED}),
    "accept": ("office", OFFICE, {Sheet.SENT}),
}
REPORT_MOVES = {
    "submit": ("office", OFFICE, {Report.DRAFTING}),
    "return": ("office", {Role.HEAD}, {Report.SUBMITTED}),
    "sign": ("office", {Role.HEAD}, {Report.SUBMITTED}),
    "withdraw": ("office", {Role.HEAD}, {Report.SIGNED}),
    "issue": ("office", {Role.CLERK}, {Report.SIGNED}),
    "recall": ("office", {Role.HEAD}, {Report.ISSUED}),
    "correct": ("office", OFFICE, {Report.ISSUED, Report.RECALLED}),
    "receive": ("office", {Role.CLERK}, {Report.ISSUED}),
}


class Room:
    """Somebody of every role at the ward, at its neighbour, at the office and at another one."""

    def __init__(self):
        self.on = contest.begin()
        # The leader's own account would keep an approval on paper from being written down.
        Appointment.objects.filter(user=self.on.leader).delete()
        office = self.on.period.office
        places = {
            "ward": self.on.moving.locality,
            "neighbour": PlaceFactory(parent=office.locality),
            "office": office.locality,
            "elsewhere": OfficeFactory().locality,
        }
        self.people = {
            (where, role): self._person(place, role)
            for (where, place), role in product(places.items(), Role)
        }

    def _person(self, place, role) -> User:
        user = User.objects.create(
            username=f"{role}-{User.objects.count()}".replace("_", "-"), full_name=role.label
        )
        Appointment.objects.create(
            user=user, role=role, locality=place, starts_on=date(2019, 1, 1), post="Chức vụ"
        )
        return user

    # --- Verbs ---

    def edit(self, by):
        entry.save_cell(
            submission=self.on.sheet(), indicator=contest.CODE, text="7", by=by, at=SIGNING
        )

    def approve(self, by):
        entry.approve(submission=self.on.sheet(), by=by, at=SIGNING)

    def record(self, by):
        Appointment.objects.filter(role=Role.WARD_LEADER).exclude(user=by).delete()
        if by.appointments.filter(role=Role.WARD_LEADER).exists():
            raise _NeverError  # a leader with an account approves himself
        entry.record_approval(
            submission=self.on.sheet(), name="Chủ tịch", post="Chủ tịch", by=by, at=SIGNING
        )

    def send(self, by):
        entry.send(submission=self.on.sheet(), by=by, at=SIGNING)

    def accept(self, by):
        review.accept(submission=self.on.sheet(), seen_hash=self.on.clean, by=by, at=SIGNING)

    def give_back(self, by):
        review.return_for_correction(
            submission=self.on.sheet(), reason="Xem lại.", by=by, at=SIGNING
        )

    def submit(self, by):
        editions.submit(edition=self.on.report(), by=by, at=SIGNING)

    def return_draft(self, by):
        editions.return_draft(edition=self.on.report(), reason="Sửa.", by=by, at=SIGNING)

    def sign(self, by):
        editions.sign(edition=self.on.report(), seen_hash=self.on.seen(), by=by, at=SIGNING)

    def withdraw(self, by):
        editions.withdraw_signature(edition=self.on.report(), reason="Sửa.", by=by, at=SIGNING)

    def issue(self, by):
        editions.issue(edition=self.on.report(), by=by, at=SIGNING)

    def recall(self, by):
        editions.recall(edition=self.on.report(), reason="Sai.", by=by, at=SIGNING)

    def correct(self, by):
        editions.correct(edition=self.on.report(), reason="Sửa.", by=by, at=SIGNING)

    def receive(self, by):
        editions._keep_signed(
            edition=self.on.report(), content=b"pdf, signed", found=[], known=len(b"pdf"), by=by,
            at=SIGNING,
        )  # fmt: skip

    # --- States of the report, each on the way to the next ---

    def lead_to(self, state: Report) -> None:
        people = self.on.people
        if state == Report.DRAFTING:
            return self.return_draft(people.head)
        way = {
            Report.SIGNED: [(self.sign, people.head)],
            Report.ISSUED: [(self.sign, people.head), (self.issue, people.clerk)],
        }
        way[Report.RECALLED] = [*way[Report.ISSUED], (self.recall, people.head)]
        way[Report.SUPERSEDED] = way[Report.ISSUED]
        for verb, by in way.get(state, ()):
            verb(by)
        if state == Report.SUPERSEDED:
            self._supersede()
        return None

    def _supersede(self) -> None:
        people, old = self.on.people, self.on.edition
        self.correct(people.specialist)
        self.on.edition = Edition.objects.latest("sequence")
        self.submit(people.specialist)
        self.sign(people.head)
        self.issue(people.clerk)
        self.on.edition = old


class _NeverError(RuleError):
    pass


def outcome(verb, by) -> bool:
    """Whether the verb was done; whatever it did is undone."""
    try:
        with transaction.atomic():
            verb(by)
            transaction.set_rollback(True)
    except (RuleError, Submission.DoesNotExist):
        return False
    return True


@pytest.fixture
def room(monkeypatch):
    world.small_files(monkeypatch)
    return Room()


def cases(moves, states, chance, count):
    """Every verb × state × place × role; a short run takes some of those, and all that may."""
    every = list(product(moves, states, ("ward", "neighbour", "office", "elsewhere"), Role))
    if count >= len(every):
        return every
    allowed = [case for case in every if may(moves, *case)]
    return [*allowed, *chance.sample(every, count)]


def may(moves, verb, state, where, role) -> bool:
    place, roles, states = moves[verb]
    return where == place and role in roles and state in states


def compare(moves, verbs, states, prepare, room, chance, count):
    tried, wrong = Counter(), []
    chosen = cases(moves, states, chance, count)
    for state in states:
        with transaction.atomic():
            prepare(state)
            for verb, of_state, where, role in chosen:
                if of_state == state:
                    by = User.objects.get(pk=room.people[where, role].pk)
                    done = outcome(verbs[verb], by)
                    tried[done] += 1
                    if done != may(moves, verb, state, where, role):
                        wrong.append((verb, state, where, role, done))
            transaction.set_rollback(True)
    return tried, wrong


@pytest.mark.programme("WF-1")
def test_a_sheet_moves_by_its_table_alone(room, volume, seed, say):
    verbs = {
        "edit": room.edit, "approve": room.approve, "record": room.record, "send": room.send,
        "return": room.give_back, "accept": room.accept,
    }  # fmt: skip
    # With an account the ward's leader approves himself: then nobody writes it down for him.
    moves = SHEET_MOVES | {"record": ("ward", {Role.WARD_ENTRY}, OPEN)}

    tried, wrong = compare(
        moves, verbs, list(Sheet), room.on.reset, room, Random(seed), volume(short=30, full=10**6)
    )

    assert wrong == []
    assert tried[True] == sum(len(roles) * len(states) for _, roles, states in moves.values())
    say(f"{connection.display_name}, phiếu: {tried.total()} lần thử, {tried[True]} lần được làm")


@pytest.mark.programme("WF-1")
def test_a_report_moves_by_its_table_alone(room, volume, seed, say):
    verbs = {
        "submit": room.submit, "return": room.return_draft, "sign": room.sign,
        "withdraw": room.withdraw, "issue": room.issue, "recall": room.recall,
        "correct": room.correct, "receive": room.receive,
    }  # fmt: skip
    room.on.reset(Sheet.ACCEPTED)

    tried, wrong = compare(
        REPORT_MOVES, verbs, list(Report), room.lead_to, room, Random(seed),
        volume(short=30, full=10**6),
    )  # fmt: skip

    assert wrong == []
    assert tried[True] == sum(
        len(roles) * len(states) for _, roles, states in REPORT_MOVES.values()
    )
    assert Period.objects.get(pk=room.on.period.pk).sealed_at is None
    say(f"{connection.display_name}, báo cáo: {tried.total()} lần thử, {tried[True]} lần được làm")
