"""The seeded demo, once for each module that asks for it."""

import pytest
from django.db import transaction
from django.utils import timezone

from vhtt_portal.demo.seed import seed


@pytest.fixture(scope="module")
def demo_module(django_db_setup, django_db_blocker):
    """Seeded inside a transaction that is rolled back after the module's last test.

    The module's tests carry the ``django_db`` mark: what each of them changes is undone after it.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        seed(timezone.localdate())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demo(demo_module, db):
    """The demo as it was seeded."""
