"""LU-3: one tab alone, saving by itself as it is typed into, never meets a conflict."""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest
from django.urls import reverse

from audit.models import AuditEntry
from reports.entry.queries import cells as stored
from tests.reports.entry.programmes import world
from tests.reports.entry.programmes.outbox import Heard, Page, Shown, look

CELLS = 8
# Long enough for a session to be kept alive, short enough for 1,000 saves in a day's session.
LONGEST_PAUSE = 50


def fields(request):
    """A request as the page's script writes it."""
    content = {"origin": "typed"}
    for edit in request.edits:
        content |= {
            f"key-{edit.code}": str(edit.key),
            f"version-{edit.code}": str(edit.over.version),
            f"value-{edit.code}": edit.text,
            f"state-{edit.code}": "value",
            f"reason-{edit.code}": "",
        }
    return content


def heard(answer, before):
    """What the script reads in an answer: the fate of each edit and the lines that have changed."""
    kinds = {code: fate["kind"] for code, fate in answer["cells"].items()}
    lines = {
        code: Shown(piece["was"].removeprefix("value:"), int(piece["version"]))
        for code, piece in answer["lines"].items()
    }
    return Heard(kinds, {**before, **lines}, lines)


class Tab:
    """Types, saves, is interrupted: as one person's afternoon goes."""

    def __init__(self, client, office, chance):
        self.client, self.chance, self.keys = client, chance, 0
        self.address = reverse("entry:cells-save", args=[office.sheet.pk])
        self.page = Page(office.entry, lambda: world.key_from(chance))
        self.kinds: Counter[str] = Counter()
        self.again = 0

    def type(self):
        for _ in range(self.chance.randint(1, 3)):
            # Below a thousand, so that it reads the same when the portal has written it.
            text = "" if self.chance.random() < 0.1 else str(self.chance.randint(1, 999))
            self.page.type(self.chance.choice(world.codes(CELLS)), text)

    def save(self):
        """One autosave; its answer may get lost, and while it is under way typing goes on."""
        request = self.page.flush()
        if request is None:
            return False
        answer = self.send(request)
        if self.chance.random() < 0.3:
            self.type()
        while self.chance.random() < 0.1:
            self.again += 1
            answer = self.send(self.page.lose_patience())
        self.kinds.update(answer.kinds.values())
        self.page.hear(answer)
        return True

    def send(self, request):
        answer = self.client.post(
            self.address, fields(request), headers={"Accept": "application/json"}
        )
        assert answer.status_code == 200, answer.content.decode()
        return heard(answer.json(), self.page.shown)


@pytest.mark.programme("LU-3")
@pytest.mark.django_db
def test_one_tab_alone_is_never_asked(tmp_path, register, client, time_machine, volume, seed, say):
    time_machine.move_to("2020-12-10T08:00:00+07:00", tick=False)
    office, chance = world.office(tmp_path, cells=CELLS), Random(seed)
    client.force_login(office.entry)
    tab, wanted, saves = Tab(client, office, chance), volume(short=40, full=1000), 0

    while saves < wanted:
        time_machine.shift(timedelta(seconds=chance.random() * LONGEST_PAUSE))
        tab.type()
        saves += tab.save()
    while tab.save():
        saves += 1

    assert set(tab.kinds) <= {"saved", "unchanged"}
    assert sum(tab.kinds.values()) >= wanted
    assert tab.page.is_idle
    standing = look(stored([office.sheet.pk])[office.sheet.pk])
    assert {code: each for code, each in tab.page.shown.items() if each.version} == standing
    changes = sum(len(entry.changes) for entry in AuditEntry.objects.filter(verb="cell.saved"))
    assert changes == tab.kinds["saved"]
    say(
        f"{saves} lần tự lưu, {sum(tab.kinds.values())} ô, {tab.again} lần gửi lại:"
        f" 0 lần hỏi lại, {changes} thay đổi trong nhật ký"
    )


@pytest.mark.django_db
def test_a_tab_that_forgets_versions_would_be_asked(
    tmp_path, register, client, time_machine, seed, monkeypatch
):
    """The programme is not blind: a page that does not hear the new versions meets conflicts."""
    time_machine.move_to("2020-12-10T08:00:00+07:00", tick=False)
    office = world.office(tmp_path, cells=CELLS)
    client.force_login(office.entry)
    tab = Tab(client, office, Random(seed))
    monkeypatch.setattr(tab.page, "look", lambda standing: None)

    for _ in range(20):
        tab.type()
        tab.save()

    assert tab.kinds["moved"]
