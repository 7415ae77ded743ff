"""WF-4: clerks give numbers at once and some of them fail; the book has no gap and no twin."""

import time
from random import Random

import pytest
from django.db import connection, transaction

from audit.actions import System
from audit.chain import first_break
from audit.models import AuditEntry
from documents.models import BookEntry
from tests.documents.factories import OfficeFactory
from tests.documents.test_book import give
from tests.reports.entry.programmes.world import hands


def _clerk(office, chance: Random):
    """Gives one number; its paper may fail before or after, and then the number was never given."""
    fails, wait = chance.random() < 0.3, chance.random() * 0.003

    def act():
        with transaction.atomic():
            entry = give(office, by=System("Văn thư"))
            time.sleep(wait)
            transaction.set_rollback(fails)
        return None if fails else entry.number

    return act


@pytest.mark.programme("WF-4")
@pytest.mark.django_db(transaction=True)
def test_whatever_fails_the_book_has_no_gap_and_no_twin(volume, seed, say):
    office, chance = OfficeFactory(), Random(seed)
    clerks, rounds = volume(short=8, full=50), volume(short=4, full=100)
    given, failed = [], 0

    with hands(clerks) as together:
        for _ in range(rounds):
            told = together([_clerk(office, chance) for _ in range(clerks)])
            given += [number for number in told if number]
            failed += told.count(None)
            assert sorted(given) == list(range(1, len(given) + 1))

    kept = list(BookEntry.objects.order_by("number").values_list("number", flat=True))
    assert kept == sorted(given)
    assert len(given) + failed == clerks * rounds
    assert failed * 5 > clerks * rounds
    assert first_break(AuditEntry.objects.order_by("number").iterator()) is None
    say(
        f"{connection.display_name}: {clerks} người × {rounds} lượt, {len(given)} số đã cấp,"
        f" {failed} lần bỏ dở; 0 trùng, 0 hở"
    )
