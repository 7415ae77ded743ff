"""BR-1, BR-2, BR-3, BR-5: what was typed is never lost, whatever line, machine and session do."""

import contextlib
import json
import re
from random import Random

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Error

from reports.entry.models import Figure
from tests.reports.entry import samples
from tests.reports.entry.programmes import world

pytestmark = pytest.mark.django_db(transaction=True)
CELLS = 50
STATES = {"local", "sending", "saved"}
_STANDING = """() => Sheet.cells.map((line) => [
    line.code, line.element.dataset.saving || "", line.field.value, line.element === document.activeElement?.closest(".line"),
])"""
_UNSENT = "() => Sheet.outbox.unsent.length"


@pytest.fixture
def december(time_machine):
    time_machine.move_to("2020-12-10T09:00:00+07:00")


class Official:
    """One person at one sheet, in a browser whose world is unkind to them.

    ``typed`` is what they typed into each cell, in order; the last of each is what has to stand.
    """

    def __init__(self, browser, live_server, args, sheet, person, chance):
        self.live_server, self.sheet, self.person, self.chance = live_server, sheet, person, chance
        self.address = reverse("entry:sheet", args=[sheet.pk])
        self.context = browser.new_context(**args)
        self.context.set_default_timeout(20_000)
        self.typed: dict[str, list[str]] = {}
        self.owner = {}
        self.number = 0
        self.checks = 0
        self.sign_in()
        self.page = self.opened()

    def sign_in(self, as_=None):
        client = Client()
        client.force_login(as_ or self.person)
        cookie = client.cookies["session"].value
        self.context.add_cookies(
            [{"name": "session", "value": cookie, "url": self.live_server.url}]
        )

    def opened(self):
        page = self.context.new_page()
        page.goto(self.address)
        page.wait_for_function("() => window.Sheet?.outbox")
        return page

    def type(self, page, code):
        """One number, left with Tab; the machine has it as soon as the line says so."""
        self.number += 1
        text = str(self.chance.randrange(1, 900) * 1000 + self.number)
        slug = code.replace(".", "-")
        field = page.locator(f"#value-{slug}")
        field.fill(text)
        field.press("Tab")
        self.typed.setdefault(code, []).append(text)
        self.owner[code] = page
        page.wait_for_function(
            """([id, states]) => states.includes(document.getElementById(id).dataset.saving)""",
            arg=[f"line-{slug}", sorted(STATES)],
        )

    def some(self, page, codes, *, count):
        for code in codes[:count]:
            self.type(page, code)
            if self.chance.random() < 0.15:
                self.type(page, code)
        del codes[:count]

    def check(self, page):
        """What the page says of its lines is so: what it calls saved stands in the database."""
        self.checks += 1
        stored = world.values(self.sheet)
        for code, saving, shown, _ in page.evaluate(_STANDING):
            assert saving in STATES | {""}, (code, saving)
            if saving == "saved" and self.owner.get(code) is page:
                assert shown.replace(".", "") == str(stored.get(code)), (code, saving, shown)

    def settle(self, page):
        """With everything in order again, all goes by itself; a look at the page hurries it."""
        page.evaluate("() => Sheet.outbox.again()")
        page.wait_for_function(f"() => ({_UNSENT})() === 0", timeout=60_000)

    def leave_offline(self, page):
        """The machine goes off with what was typed; later it has a line again.

        A closing tab may still send, whatever the line is made to be: without its session that
        comes from nobody.
        """
        self.context.clear_cookies()
        page.close(run_before_unload=False)
        self.context.set_offline(False)
        self.sign_in()

    def close(self):
        self.context.close()


# --- What happens to them --------------------------------------------------------------------------


def offline(official, page, codes):
    official.context.set_offline(True)
    official.some(page, codes, count=4)
    official.check(page)
    official.context.set_offline(False)
    return page


def slow_line(official, page, codes):
    line = official.context.new_cdp_session(page)
    slow = {
        "offline": False,
        "latency": 300,
        "downloadThroughput": 50_000,
        "uploadThroughput": 20_000,
    }
    line.send("Network.emulateNetworkConditions", slow)
    official.some(page, codes, count=4)
    official.check(page)
    line.send("Network.emulateNetworkConditions", slow | {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1})  # fmt: skip
    return page


def server_fails(official, page, codes):
    page.route("**/luu/", lambda route: route.fulfill(status=official.chance.choice([500, 503])))
    official.some(page, codes, count=3)
    official.check(page)
    page.unroute("**/luu/")
    return page


def answer_lost(official, page, codes):
    """The server does it and nobody hears of it."""

    def lose(route):
        with contextlib.suppress(Error):  # the page may be gone by then
            route.fetch()
            route.abort()

    page.route("**/luu/", lose, times=official.chance.randint(1, 2))
    official.some(page, codes, count=3)
    official.check(page)
    return page


def lid_closed(official, page, codes):
    machine = official.context.new_cdp_session(page)
    official.some(page, codes, count=2)
    machine.send("Page.setWebLifecycleState", {"state": "frozen"})
    page.wait_for_timeout(150)
    machine.send("Page.setWebLifecycleState", {"state": "active"})
    official.check(page)
    return page


def tab_killed(official, page, codes):
    if official.chance.random() < 0.5:
        official.context.set_offline(True)
    official.some(page, codes, count=3)
    page.close(run_before_unload=False)
    official.context.set_offline(False)
    return official.opened()


def reloaded(official, page, codes):
    official.some(page, codes, count=3)
    page.reload()
    page.wait_for_function("() => window.Sheet?.outbox")
    return page


def away_and_back(official, page, codes):
    official.some(page, codes, count=3)
    page.goto("/")
    page.go_back()
    page.wait_for_function("() => window.Sheet?.outbox")
    page.go_back()
    page.go_forward()
    page.goto(official.address)
    page.wait_for_function("() => window.Sheet?.outbox")
    return page


def second_tab(official, page, codes):
    official.some(page, codes, count=2)
    other = official.opened()
    official.some(other, codes, count=2)
    official.some(page, codes, count=1)
    official.check(other)
    if official.chance.random() < 0.5:
        official.settle(other)
    other.close()
    return page


def session_over(official, page, codes):
    Session.objects.all().delete()
    official.some(page, codes, count=3)
    official.check(page)
    official.sign_in()
    return page


FAULTS = (
    offline, slow_line, server_fails, answer_lost, lid_closed, tab_killed, reloaded, away_and_back,
    second_tab, session_over,
)  # fmt: skip


def assert_nothing_lost(official):
    stored = world.values(official.sheet)
    last = {code: int(texts[-1]) for code, texts in official.typed.items()}
    assert stored == last
    history: dict[str, list[str]] = {}
    for entry in world.trail(official.sheet):
        for code, (_, new) in entry.changes.items():
            history.setdefault(code, []).append(new.replace(".", ""))
    for code, texts in official.typed.items():
        told = iter(texts)
        assert all(text in told for text in history[code]), (code, texts, history[code])
    changes = sum(len(texts) for texts in history.values())
    assert sum(world.versions(official.sheet).values()) == changes


@pytest.mark.programme("BR-1")
def test_nothing_typed_is_lost_or_done_twice(
    tmp_path, register, december, browser, live_server, browser_context_args, volume, seed, say
):
    sessions = volume(short=2, full=120)
    chance = Random(seed)
    office = world.office(tmp_path, cells=CELLS)
    happened = dict.fromkeys((fault.__name__ for fault in FAULTS), 0)
    checks = changes = 0
    for number in range(sessions):
        place = samples.PlaceFactory(parent=office.place, name=f"Thử {number}")
        office.period.expectations.create(locality=place)
        person = samples.person(f"Nguyễn Thử {number}", ("ward_entry", place))
        sheet = samples.started(office, by=person, place=place)
        official = Official(
            browser, live_server, browser_context_args, sheet, person, Random(chance.random())
        )
        codes = world.codes(CELLS)
        official.chance.shuffle(codes)
        page = official.page
        while codes:
            fault = official.chance.choice(FAULTS)
            happened[fault.__name__] += 1
            page = fault(official, page, codes)
            official.some(page, codes, count=official.chance.randint(0, 3))
        official.settle(page)
        page.reload()  # takes over what a closed tab left behind
        page.wait_for_function("() => window.Sheet?.outbox")
        official.settle(page)
        official.check(page)
        assert_nothing_lost(official)
        checks += official.checks
        changes += sum(world.versions(sheet).values())
        official.close()
    assert Figure.objects.count() == sessions * CELLS
    assert min(happened.values()) >= volume(short=0, full=20)
    say(
        f"{sessions} sessions, {sessions * CELLS} cells typed, {changes} changes, {checks} checks,"
        f" 0 lost, 0 double; {json.dumps(happened)}"
    )


def test_the_programme_sees_a_loss(
    tmp_path, register, december, browser, live_server, browser_context_args, seed
):
    """The control: where the machine keeps no drafts, a killed tab loses what was not sent."""
    office = world.office(tmp_path, cells=CELLS)
    official = Official(
        browser, live_server, browser_context_args, office.sheet, office.entry, Random(seed)
    )
    official.context.add_init_script("Storage.prototype.setItem = () => { throw new Error(); };")
    page = official.opened()
    official.context.set_offline(True)
    official.some(page, world.codes(CELLS), count=3)
    page.close(run_before_unload=False)
    official.context.set_offline(False)
    official.settle(official.opened())

    with pytest.raises(AssertionError):
        assert_nothing_lost(official)
    official.close()


# --- Two answers to one cell -----------------------------------------------------------------------


@pytest.mark.programme("BR-2")
def test_a_draft_and_a_newer_answer_are_both_shown(
    tmp_path, register, december, browser, live_server, browser_context_args, volume, seed, say
):
    """Draft newer, server newer, both: the person decides wherever two have answered."""
    runs = volume(short=3, full=102)
    chance = Random(seed)
    office = world.office(tmp_path, cells=runs)
    official = Official(
        browser, live_server, browser_context_args, office.sheet, office.entry, chance
    )
    colleague = samples.person("Trần Thị Đồng", ("ward_entry", office.ward))
    asked = 0
    for run, code in enumerate(world.codes(runs)):
        kind = ("draft newer", "server newer", "both")[run % 3]
        mine = leave_a_draft(official, code, is_saved_before=kind == "both")
        if kind != "draft newer":
            samples.fill(office.sheet, colleague, **{code.replace(".", "_"): "7"})
            asked += 1
        official.page = official.opened()
        if kind == "draft newer":
            official.settle(official.page)
            assert world.values(office.sheet)[code] == int(mine)
        else:
            decide(official, code, mine, chance.choice(["mine", "theirs"]), by="Trần Thị Đồng")
    assert asked == runs - runs // 3
    official.close()
    say(f"{runs} drafts, {asked} asked about, 0 decided unasked")


def leave_a_draft(official, code, *, is_saved_before):
    """What was typed into the cell of a tab that closed without a line."""
    if is_saved_before:
        official.type(official.page, code)
        official.settle(official.page)
    official.context.set_offline(True)
    official.type(official.page, code)
    official.leave_offline(official.page)
    return official.typed[code][-1]


def decide(official, code, mine, choice, *, by):
    """Between what was typed and the 7 that ``by`` has saved meanwhile."""
    page, slug = official.page, code.replace(".", "-")
    page.locator(f'#line-{slug}[data-saving="moved"]').wait_for()
    words = page.text_content(f"#line-{slug} .choice-of-two")  # out of sight it has no inner text
    assert [each for each in ("7", by, "09:") if each not in words] == [], words
    assert mine in words.replace(".", "")
    assert world.values(official.sheet)[code] == 7  # nothing is decided yet

    page.click(f'#line-{slug} button[name="choose-{code}"][value="{choice}"]')
    official.settle(page)
    chosen = {"mine": mine, "theirs": "7"}[choice]
    assert world.values(official.sheet)[code] == int(chosen)
    assert page.input_value(f"#value-{slug}").replace(".", "") == chosen


# --- What stays on the machine -----------------------------------------------------------------------

CANARY = "734215"
_KEPT = """async () => JSON.stringify([
    {...localStorage}, {...sessionStorage}, (await indexedDB.databases()).map((one) => one.name),
    await caches.keys(), document.documentElement.innerText,
    [...document.querySelectorAll("input")].map((field) => field.value),
])"""


@pytest.mark.programme("BR-3")
def test_nothing_stays_on_the_machine_after_signing_out(
    tmp_path, register, december, browser, live_server, browser_context_args, volume, seed, say
):
    runs = volume(short=1, full=20)
    office = world.office(tmp_path, cells=runs + 1)
    other = samples.person("Người Khác", ("ward_entry", office.ward))
    for code in world.codes(runs):
        official = Official(
            browser, live_server, browser_context_args, office.sheet, office.entry, Random(seed)
        )
        leave_an_enciphered_draft(official, code)
        stranger_reads_nothing(official, other)
        official.sign_in()
        page = official.opened()
        official.settle(page)
        assert world.values(office.sheet)[code] == int(CANARY)
        assert traces(page)  # the control
        sign_out(page)

        assert json.loads(page.evaluate(_KEPT))[:4] == [{}, {}, [], []]
        page.go_back()
        page.wait_for_load_state()
        assert traces(page) == []
        official.close()
        samples.fill(office.sheet, office.entry, **{code.replace(".", "_"): ""})
    say(f"{runs} sign-outs, 0 traces of {CANARY} in storage, caches, pages gone back to")


def leave_an_enciphered_draft(official, code):
    page = official.page
    official.context.set_offline(True)
    page.fill(f"#value-{code.replace('.', '-')}", CANARY)
    page.keyboard.press("Tab")
    page.wait_for_function("() => Object.keys(localStorage).some((key) => key.startsWith('nhap:'))")
    kept = page.evaluate("() => JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert CANARY not in kept
    assert official.person.username not in kept
    official.leave_offline(page)


def stranger_reads_nothing(official, other):
    """Somebody else at the same machine, before the draft was sent: it is not theirs to read."""
    official.sign_in(as_=other)
    page = official.opened()
    page.wait_for_timeout(300)
    assert traces(page) == []
    page.close()


def traces(page):
    """Where the number stands, with what stands around it."""
    return re.findall(f".{{0,60}}{CANARY}.{{0,60}}", page.evaluate(_KEPT).replace(".", ""))


def sign_out(page):
    page.locator("details.menu > summary").click()
    page.get_by_role("button", name="Thoát", exact=True).click()
    page.wait_for_load_state()
