"""WF-2, WF-3: whoever is first, what is accepted, sent or signed is what was acted on."""

import time
from random import Random

import pytest
from django.db import connection

from accounts.actions import end_appointment, end_delegation
from audit.actions import System
from audit.chain import first_break
from audit.models import AuditEntry
from documents.models import BookEntry
from reports.editions import actions as editions
from reports.editions.formats import Format
from reports.editions.keeping import departures
from reports.editions.models import Edition
from reports.entry import actions as entry
from reports.entry.actions import TypedCell
from reports.entry.models import Submission
from reports.narrative.actions import edit_passage, remove_passage
from reports.narrative.models import Passage
from reports.review import actions as review
from tests import races
from tests.races import FIRST_ALWAYS, ONE_WINS, SECOND_ALWAYS, WON, Race
from tests.reports.editions.cast import SIGNING, cast, explain_warnings
from tests.reports.editions.programmes import contest, world
from tests.reports.entry.programmes.world import hands

Status = Submission.Status
pytestmark = pytest.mark.django_db(transaction=True)


class Acts:
    """What each person does, on the rows as their page showed them."""

    def __init__(self, on: contest.Contest):
        self.on, self.step, self.chance = on, 100, Random(1)

    def late(self, act):
        """Somewhere in the time that several acts of somebody else take."""
        wait = self.chance.random() * 0.1

        def run():
            time.sleep(wait)
            act()

        return run

    def accept(self, by=None):
        sheet, by = self.on.sheet(), by or self.on.people.specialist
        return lambda: review.accept(submission=sheet, seen_hash=self.on.clean, by=by, at=SIGNING)

    def give_back(self, sheet=None):
        sheet = Submission.objects.get(pk=(sheet or self.on.moving).pk)
        return lambda: review.return_for_correction(
            submission=sheet, reason="Xem lại.", by=self.on.people.specialist, at=SIGNING
        )

    def edit(self):
        sheet, self.step = self.on.sheet(), self.step + 1
        return lambda: entry.save_cell(
            submission=sheet, indicator=contest.CODE, text=str(self.step), by=self.on.entry,
            at=SIGNING,
        )  # fmt: skip

    def import_(self):
        sheet, self.step = self.on.sheet(), self.step + 1
        edits = [TypedCell(contest.CODE, text=str(self.step)), TypedCell("TT.VU", text="2")]

        def act():
            saved = entry.save_cells(submission=sheet, typed=edits, by=self.on.entry, at=SIGNING)
            kinds = {outcome.kind for outcome in saved.outcomes.values()}
            assert len(kinds) == 1  # all of the file or nothing

        return act

    def approve(self):
        sheet = self.on.sheet()
        return lambda: entry.approve(submission=sheet, by=self.on.leader, at=SIGNING)

    def send(self):
        sheet = self.on.sheet()
        return lambda: entry.send(submission=sheet, by=self.on.entry, at=SIGNING)

    def another_version(self):
        """The sheet goes back, is changed and comes in again."""
        acts = [self.give_back(), self.edit(), self.approve(), self.send()]
        return lambda: [act() for act in acts]

    def drop_evidence(self):
        kept = self.on.evidence()
        return lambda: entry.remove_attachment(attachment=kept, by=self.on.entry, at=SIGNING)

    def sign(self, by=None):
        report, seen, by = self.on.report(), self.on.seen(), by or self.on.people.head
        return lambda: editions.sign(edition=report, seen_hash=seen, by=by, at=SIGNING)

    def return_draft(self):
        report = self.on.report()
        return lambda: editions.return_draft(
            edition=report, reason="Xem lại.", by=self.on.people.head, at=SIGNING
        )

    def write(self):
        passage, self.step = Passage.objects.get(), self.step + 1
        return lambda: edit_passage(
            passage=passage, text=f"Lời {self.step}.", by=self.on.people.specialist, at=SIGNING
        )

    def strike_out(self):
        passage = Passage.objects.get()
        return lambda: remove_passage(passage=passage, by=self.on.people.specialist, at=SIGNING)

    def end_post(self):
        post = self.on.people.deputy.appointments.get()
        return lambda: end_appointment(
            appointment=post, last_day=contest.YESTERDAY, by=System("quản trị"), at=SIGNING
        )

    def end_leave(self):
        return lambda: end_delegation(
            delegation=self.on.leave, last_day=contest.YESTERDAY, by=self.on.people.head,
            at=SIGNING,
        )  # fmt: skip


def pairs(on: contest.Contest) -> list[tuple[Status, Race]]:
    """Each pair with the state in which the moving sheet waits for it."""
    do = Acts(on)

    def first_by_the_trail(first: str, second: str):
        def fault(won):
            late = won == (WON, WON) and contest.last_of(first) > contest.last_of(second)
            return f"{second} đứng trước {first} trong nhật ký" if late else ""

        return fault

    def seen(won):
        sheet = on.sheet()
        is_other = sheet.status == Status.ACCEPTED and sheet.accepted_hash != on.clean
        return "chấp nhận nội dung khác nội dung đã xem" if is_other else ""

    def approved_as_it_is(won):
        stands = on.sheet().status == Status.APPROVED
        late = stands and contest.last_of("cell.saved") > contest.last_of("sheet.approved")
        return "duyệt mà sau đó còn sửa" if late else ""

    def race(state, name, one, other, allowed, fault=lambda won: ""):
        checked = lambda won: fault(won) or on.fault()  # noqa: E731
        return state, Race(name, lambda: (one(), other()), allowed, checked)

    head, deputy = on.people.head, on.people.deputy
    return [
        race(Status.SENT, "chấp nhận/trả lại", do.accept, do.give_back, SECOND_ALWAYS),
        race(
            Status.SENT, "chấp nhận/chấp nhận", do.accept, lambda: do.accept(on.second), ONE_WINS
        ),
        race(
            Status.SENT, "chấp nhận/gửi lại bản khác", lambda: do.late(do.accept()), do.another_version,
            SECOND_ALWAYS, seen,
        ),
        race(Status.APPROVED, "gửi/sửa ô", do.send, do.edit, ONE_WINS),
        race(Status.APPROVED, "gửi/nhập tệp", do.send, do.import_, ONE_WINS),
        race(
            Status.APPROVED, "gửi/bỏ minh chứng", do.send, do.drop_evidence, FIRST_ALWAYS,
            first_by_the_trail("attachment.removed", "sheet.sent"),
        ),
        race(
            Status.ENTERING, "duyệt/sửa ô", do.approve, do.edit, races.BOTH, approved_as_it_is
        ),
        race(
            Status.ACCEPTED, "ký/trả lại", do.sign, lambda: do.give_back(on.accepted), ONE_WINS
        ),
        race(Status.SENT, "ký/chấp nhận", do.sign, do.accept, ONE_WINS),
        race(Status.APPROVED, "ký/gửi", do.sign, do.send, ONE_WINS),
        race(Status.APPROVED, "ký/sửa ô đã duyệt", do.sign, do.edit, ONE_WINS),
        race(
            Status.ENTERING, "ký/sửa ô", do.sign, do.edit, FIRST_ALWAYS,
            first_by_the_trail("cell.saved", "edition.sign"),
        ),
        race(
            Status.RETURNED, "ký/bỏ minh chứng", do.sign, do.drop_evidence, FIRST_ALWAYS,
            first_by_the_trail("attachment.removed", "edition.sign"),
        ),
        race(
            Status.ACCEPTED, "ký/ký", lambda: do.sign(head), lambda: do.sign(deputy), ONE_WINS
        ),
        race(Status.ACCEPTED, "ký/sửa lời văn", do.sign, do.write, ONE_WINS),
        race(Status.ACCEPTED, "ký/bỏ lời văn", do.sign, do.strike_out, ONE_WINS),
        race(Status.ACCEPTED, "ký/trả dự thảo", do.sign, do.return_draft, ONE_WINS),
        race(
            Status.ACCEPTED, "ký thừa ủy quyền/hết ủy quyền", lambda: do.sign(on.delegated),
            do.end_leave, SECOND_ALWAYS, first_by_the_trail("edition.sign", "delegation.ended"),
        ),
        race(
            Status.ACCEPTED, "phó ký/thôi chức vụ", lambda: do.sign(deputy),
            do.end_post, SECOND_ALWAYS,
            first_by_the_trail("edition.sign", "account.appointment_ended"),
        ),
    ]  # fmt: skip


@pytest.mark.programme("WF-2")
def test_of_two_acts_at_once_each_stands_on_what_it_saw(volume, seed, say):
    on = contest.begin()
    waiting = {race.name: state for state, race in pairs(on)}
    listed = [race for _, race in pairs(on)]
    each, begin = volume(short=2, full=230), time.monotonic()

    with hands(2) as together:
        ends, faults = races.run(
            listed, together, lambda race: on.reset(waiting[race.name]), each=each, seed=seed
        )

    assert faults == []
    assert ends.total() == len(listed) * each
    assert first_break(AuditEntry.objects.order_by("number").iterator()) is None
    took = time.monotonic() - begin
    say(f"{connection.display_name}: {ends.total()} lần tranh, {took:.0f} giây; {races.told(ends)}")


# --- From the number on: nothing goes back, so each race goes on from the one before -----------


class Desk:
    """A report that is issued, recalled and replaced over and over."""

    def __init__(self, people):
        self.people, self.edition = people, None

    def signed(self) -> None:
        last = Edition.objects.order_by("-sequence").first()
        if last is None:
            live = editions.start(period=self.people.period, by=self.people.specialist, at=SIGNING)
        elif last.is_out:
            live = editions.correct(
                edition=last, reason="Sửa.", by=self.people.specialist, at=SIGNING
            )
        else:
            live = last
        if live.status == Edition.Status.DRAFTING:
            explain_warnings(self.people.period, self.people.specialist)
            live = editions.submit(edition=live, by=self.people.specialist, at=SIGNING)
        if live.status == Edition.Status.SUBMITTED:
            live = editions.sign(
                edition=live, seen_hash=self.people.seen(), by=self.people.head, at=SIGNING
            )
        self.edition = live

    def issued(self) -> None:
        self.signed()
        self.edition = editions.issue(edition=self.edition, by=self.people.clerk, at=SIGNING)

    def row(self) -> Edition:
        return Edition.objects.get(pk=self.edition.pk)

    def issue(self):
        return lambda: editions.issue(edition=self.edition, by=self.people.clerk, at=SIGNING)

    def withdraw(self):
        return lambda: editions.withdraw_signature(
            edition=self.edition, reason="Nhầm.", by=self.people.head, at=SIGNING
        )

    def recall(self):
        return lambda: editions.recall(
            edition=self.edition, reason="Sai số.", by=self.people.head, at=SIGNING
        )

    def correct(self):
        return lambda: editions.correct(
            edition=self.edition, reason="Sửa.", by=self.people.specialist, at=SIGNING
        )

    def receive(self, name=b"mot"):
        return lambda: editions._keep_signed(
            edition=self.edition, content=b"pdf, " + name, found=[], known=len(b"pdf"),
            by=self.people.clerk, at=SIGNING,
        )  # fmt: skip

    def fault(self, _won) -> str:
        numbers = list(BookEntry.objects.order_by("number").values_list("number", flat=True))
        if numbers != list(range(1, len(numbers) + 1)):
            return "sổ văn bản hở số hoặc trùng số"
        edition = self.row()
        if edition.is_out != (edition.files.count() == len(Format)):
            return "bản ban hành thiếu tệp, hoặc bản chưa ban hành có tệp"
        recalled = edition.status == Edition.Status.RECALLED
        after = AuditEntry.objects.filter(target_id=str(edition.pk), verb="edition.signed_file")
        late = recalled and after.filter(number__gt=contest.last_of("edition.recall")).exists()
        return "nhận bản ký số sau khi thu hồi" if late else ""


@pytest.mark.programme("WF-2")
def test_of_two_acts_on_an_issued_report_one_stands(volume, seed, say, monkeypatch):
    world.small_files(monkeypatch)
    desk, begin = Desk(cast()), time.monotonic()
    listed = [
        (desk.signed, "cấp số/cấp số", desk.issue, desk.issue, ONE_WINS),
        (desk.signed, "cấp số/rút chữ ký", desk.issue, desk.withdraw, ONE_WINS),
        (desk.issued, "thu hồi/thu hồi", desk.recall, desk.recall, ONE_WINS),
        (desk.issued, "thay thế/thay thế", desk.correct, desk.correct, ONE_WINS),
        (desk.issued, "thu hồi/thay thế", desk.recall, desk.correct, races.BOTH),
        (desk.issued, "nhận bản ký/nhận bản ký", desk.receive, lambda: desk.receive(b"hai"), ONE_WINS),
        (desk.issued, "thu hồi/nhận bản ký", desk.recall, desk.receive, FIRST_ALWAYS),
    ]  # fmt: skip
    starts = {name: start for start, name, *_ in listed}
    every = [
        Race(name, lambda one=one, other=other: (one(), other()), allowed, desk.fault)
        for _, name, one, other, allowed in listed
    ]
    each = volume(short=2, full=120)

    with hands(2) as together:
        ends, faults = races.run(
            every, together, lambda race: starts[race.name](), each=each, seed=seed
        )

    assert faults == []
    assert ends.total() == len(every) * each
    assert list(departures()) == []
    took = time.monotonic() - begin
    say(f"{connection.display_name}: {ends.total()} lần tranh, {took:.0f} giây; {races.told(ends)}")


# --- Without the comparison ---------------------------------------------------------------------


@pytest.mark.programme("WF-3")
@pytest.mark.parametrize("what", ["accept", "sign"])
def test_without_the_comparison_the_races_would_see_it(what, volume, seed, say, monkeypatch):
    """Were the hash that was seen not compared, another content would be accepted and signed."""
    on = contest.begin()
    name = {"accept": "chấp nhận/gửi lại bản khác", "sign": "ký/sửa lời văn"}[what]
    [(state, race)] = [pair for pair in pairs(on) if pair[1].name == name]
    _compare_nothing(monkeypatch, what)
    each = volume(short=6, full=300)

    with hands(2) as together:
        _, faults = races.run([race], together, lambda _: on.reset(state), each=each, seed=seed)

    say(f"{connection.display_name}, {name}: không so mã băm thì sai {len(faults)}/{each} lần")
    assert len(faults) * 20 >= each


def _compare_nothing(monkeypatch, what):
    """Whatever was seen is what is there now, as the verb sees it."""

    class Anything(str):
        __slots__ = ()

        def __ne__(self, other):
            return False

        __hash__ = str.__hash__

    module, name = {
        "accept": (review, "hash_of"), "sign": (editions, "content_hash"),
    }[what]  # fmt: skip
    real = getattr(module, name)
    monkeypatch.setattr(module, name, lambda *given: Anything(real(*given)))
