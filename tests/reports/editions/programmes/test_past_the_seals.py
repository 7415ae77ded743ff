"""IM-3: whatever is changed past the triggers, with an owner's rights, is found and named."""

import re
from collections import Counter
from datetime import date, timedelta
from io import StringIO
from random import Random

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, models, transaction

from audit.chain import BEGINNING, first_break, seal
from audit.models import AuditEntry
from documents.models import BookEntry
from documents.outgoing import actions as outgoing
from documents.outgoing.models import Paper, PaperCopy, PaperFile
from reports.editions.keeping import departures
from reports.editions.models import Edition, SealedFile, SignedFile
from tests.conftest import _seals_lifted
from tests.documents.outgoing import factories as papers
from tests.reports.editions.cast import SIGNING
from tests.reports.editions.programmes import world

# A head is written down outside after so many entries.
EVERY, ENTRIES = 5, 40


def other(value, field: models.Field, chance: Random):
    """Another value of the same kind; of a text or of bytes by one bit."""
    if isinstance(field, models.JSONField):
        return [value, chance.random()]
    if value in {None, ""}:
        return _something(field)
    if isinstance(value, str):
        at = chance.randrange(len(value))
        return value[:at] + chr(ord(value[at]) ^ 1 << chance.randrange(5)) + value[at + 1 :]
    if isinstance(value, bytes | memoryview):
        flipped = bytearray(value)
        flipped[chance.randrange(len(flipped))] ^= 1 << chance.randrange(8)
        return bytes(flipped)
    if isinstance(value, date):
        return value + timedelta(days=chance.randint(1, 9))
    return not value if isinstance(value, bool) else value ^ 1 << chance.randrange(12)


def _something(field: models.Field):
    if isinstance(field, models.DateField):
        return SIGNING
    return "x" if isinstance(field, models.CharField | models.TextField) else 1


def changed(row: models.Model, chance: Random) -> object:
    """One random column of the row, written past the model and the trail; the row's key then."""
    # A number that the database gave the row, and that nothing else keeps, says nothing.
    told = [each for each in row._meta.concrete_fields if not isinstance(each, models.AutoField)]
    field = chance.choice(told)
    value = other(getattr(row, field.attname), field, chance)
    row.__class__.objects.filter(pk=row.pk).update(**{field.attname: value})
    return value if field.primary_key else row.pk


class Chain:
    """Ways to forge the trail; each tells which number has to be named."""

    def __init__(self, count: int, chance: Random):
        self.count, self.chance = count, chance

    def a_column(self) -> int:
        number = self.chance.randint(1, self.count)
        now = changed(AuditEntry.objects.get(pk=number), self.chance)
        return number if now else 1  # number 0 stands before the first

    def a_deletion(self) -> int:
        number = self.chance.randint(1, self.count)
        AuditEntry.objects.filter(pk=number).delete()
        return number

    def an_exchange(self) -> int:
        """Two entries trade their places and keep their hashes."""
        first, second = sorted(self.chance.sample(range(1, self.count + 1), 2))
        for old, new in ((first, 0), (second, first), (0, second)):
            AuditEntry.objects.filter(pk=old).update(number=new)
        return first

    def an_insertion(self) -> int:
        number = self.chance.randint(1, self.count)
        for each in range(self.count, number - 1, -1):
            AuditEntry.objects.filter(pk=each).update(number=each + 1)
        entry = AuditEntry.objects.get(pk=number + 1)
        entry.number, entry.hash = number, "0" * 64
        entry.save(force_insert=True)
        return number

    def a_cut_tail(self) -> int:
        number = self.chance.randint(1, self.count)
        AuditEntry.objects.filter(pk__gte=number).delete()
        return number

    def all_written_anew(self) -> int:
        """An owner who also makes every hash after it right: the heads outside alone can tell."""
        number = self.chance.randint(1, self.count)
        previous = AuditEntry.objects.filter(pk=number - 1).first()
        last = previous.hash if previous else BEGINNING
        for entry in AuditEntry.objects.filter(pk__gte=number).order_by("number"):
            if entry.number == number:
                entry.actor_name += "x"
            entry.previous_hash = last
            entry.hash = last = seal(entry)
            entry.save(force_update=True)
        return next(head for head in range(EVERY, self.count + EVERY, EVERY) if head >= number)


CHAIN_WAYS = (
    *[Chain.a_column] * 14, Chain.a_deletion, Chain.an_exchange, Chain.an_insertion,
    Chain.a_cut_tail, Chain.a_cut_tail, Chain.all_written_anew,
)  # fmt: skip


def forged(work, *given) -> list:
    """What the work answers; nothing where the database stopped it, as constraints do with some."""
    try:
        with transaction.atomic():
            return [work(*given)]
    except DatabaseError:
        return []


@pytest.fixture
def out(people, monkeypatch):
    """A report and a paper of the office that went out, a draft that was thrown away."""
    world.small_files(monkeypatch)
    monkeypatch.setattr(outgoing, "_draw", lambda *_: papers.FILES)
    cast = papers.cast()
    papers.signed_outside(cast, papers.issued(cast))
    outgoing.remove(paper=papers.drafted(cast), reason="Lập nhầm.", by=cast.specialist)
    return world.issued(people)


@pytest.mark.programme("IM-3")
def test_every_forgery_in_the_trail_is_named(out, volume, seed, say):
    while AuditEntry.objects.count() < ENTRIES:
        one_more()
    entries = list(AuditEntry.objects.order_by("number"))
    heads = {each.number: each.hash for each in entries if each.number % EVERY == 0}
    chance, wanted = Random(seed), volume(short=150, full=7_000)
    chain, done, missed = Chain(len(entries), chance), Counter(), []
    assert first_break(iter(entries), heads) is None
    with _seals_lifted():
        while done.total() < wanted:
            way = chance.choice(CHAIN_WAYS)
            with transaction.atomic():
                for number in forged(way, chain):
                    found = first_break(AuditEntry.objects.order_by("number"), heads)
                    if found is None or found.number != number:
                        missed.append((way.__name__, number, found))
                    done[way.__name__] += 1
                transaction.set_rollback(True)
    assert missed == []
    assert first_break(AuditEntry.objects.order_by("number"), heads) is None
    assert min(done.values()) >= wanted // 50
    say(
        f"{done.total()} cách sửa nhật ký của {len(entries)} bản ghi, gọi đúng tên tất cả: {dict(done)}"
    )


def one_more():
    entry = AuditEntry.objects.order_by("-number")[0]
    entry.previous_hash, entry.number = entry.hash, entry.number + 1
    entry.hash = seal(entry)
    entry.save(force_insert=True)


@pytest.mark.programme("IM-3")
def test_every_forgery_of_what_was_issued_is_named(out, volume, seed, say):
    chance, wanted, done, missed = Random(seed), volume(short=60, full=3_000), Counter(), []
    sealed = (Edition, BookEntry, SealedFile, SignedFile, Paper, PaperFile, PaperCopy)
    assert list(departures()) == []
    with _seals_lifted():
        while done.total() < wanted:
            model = chance.choice(sealed)
            row = chance.choice(model.objects.order_by("pk"))
            is_gone = model not in {Edition, Paper} and chance.random() < 0.1
            work = [model.delete, row] if is_gone else [changed, row, chance]
            with transaction.atomic():
                if forged(*work):
                    done[model.__name__ + (" mất" if is_gone else "")] += 1
                    if not list(departures()):
                        missed.append(_differences(row))
                transaction.set_rollback(True)
    assert missed == []
    assert list(departures()) == []
    say(f"{done.total()} cách sửa bản đã ban hành, phát hiện tất cả: {dict(done)}")


def _differences(row):
    now = row.__class__.objects.filter(pk=row.pk).first()
    return row.__class__.__name__, [
        field.attname
        for field in row._meta.concrete_fields
        if now and getattr(now, field.attname) != getattr(row, field.attname)
    ]


def test_the_command_keeps_the_heads_outside_and_misses_a_cut_tail(out, tmp_path):
    heads, told = tmp_path / "heads.txt", StringIO()
    call_command("verify_audit", heads=heads, stdout=told)
    last = AuditEntry.objects.order_by("-number")[0]
    assert re.fullmatch(rf"\d{{4}}-\d\d-\d\d {last.number} {last.hash}\n", heads.read_text())
    call_command("verify_audit", heads=heads, stdout=told)
    with _seals_lifted():
        AuditEntry.objects.filter(pk=last.pk).delete()

    call_command("verify_audit", stdout=told)  # whoever has no heads sees nothing
    with pytest.raises(CommandError, match=rf"Thiếu bản ghi số {last.number}: phần cuối đã bị cắt"):
        call_command("verify_audit", heads=heads)
    with pytest.raises(CommandError, match="Không đọc được"):
        call_command("verify_audit", heads=tmp_path)


def test_the_command_tells_what_was_changed_past_the_seals(out):
    told = StringIO()
    call_command("verify_edition", stdout=told)
    assert told.getvalue().startswith("1 bản báo cáo, 1 văn bản đi")
    with _seals_lifted():
        SealedFile.objects.filter(format="pdf").update(content=b"x")
        Edition.objects.update(signer_name="Người khác")

    with pytest.raises(CommandError, match=r"khác lúc ghi: người ký, tệp ban hành khác"):
        call_command("verify_edition")
