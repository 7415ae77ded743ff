"""What was issued stands still, whoever asks the database and however."""

import pytest
from django.db import DatabaseError, connection, transaction

from audit.checks import sealed_tables, seals_are_there
from audit.triggers import missing_triggers
from reports.editions.models import Edition, SignedFile
from reports.editions.seals import FROZEN
from tests.reports.editions.cast import SIGNING

EDITION, FILE = "editions_edition", "editions_sealedfile"


def test_a_signed_copy_stays_as_it_came(issued_quickly):
    SignedFile.objects.create(
        edition=issued_quickly, order=1, content=b"pdf", sha256="0" * 64, size=3, signatures=[],
        received_at=SIGNING, received_by_name="Văn thư",
    )  # fmt: skip

    for attack in (SignedFile.objects.all().delete, lambda: SignedFile.objects.update(order=9)):
        with pytest.raises(DatabaseError), transaction.atomic():
            attack()
    assert SignedFile.objects.get().order == 1


def test_what_is_not_issued_yet_may_move(signed):
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {EDITION} SET reason = 'x'")

    assert Edition.objects.get().reason == "x"


def test_the_frozen_columns_are_all_but_the_recalls_own():
    columns = {field.column for field in Edition._meta.concrete_fields}

    assert columns - set(FROZEN) == {"status", "version", "recalled_at", "recall_reason"}


@pytest.mark.django_db
def test_the_start_up_check_knows_both_tables():
    assert {EDITION, FILE} <= set(sealed_tables())
    assert missing_triggers([EDITION, FILE]) == []


@pytest.mark.django_db
@pytest.mark.parametrize("table", [EDITION, FILE])
def test_a_lost_trigger_stops_the_start(table):
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_sealed")
        else:
            cursor.execute(f"DROP TRIGGER {table}_sealed_update")

    assert [f"Bảng {table}" in fault.msg for fault in seals_are_there(None, ["default"])] == [True]
