"""What was issued stands still, whoever asks the database and however."""

import pytest
from django.db import DatabaseError, connection, transaction

from audit.checks import sealed_tables, seals_are_there
from audit.triggers import missing_triggers
from reports.editions.models import Edition, SealedFile, SignedFile
from reports.editions.seals import FROZEN
from tests.reports.editions.cast import SIGNING

EDITION, FILE = "editions_edition", "editions_sealedfile"
TEXT = "'x'"
OTHER_VALUES = {
    "id": "999", "period_id": "period_id + 1", "sequence": "9", "supersedes_id": "id",
    "started_at": "NULL", "signed_at": "NULL", "signed_by_id": "NULL",
    "entry_id": "NULL", "number": "99", "issued_on": "'2030-01-01'", "issued_at": "NULL",
    "capacity_lines": "'[\"x\"]'",
}  # fmt: skip
STATEMENTS = [
    *(f"UPDATE {EDITION} SET {name} = {OTHER_VALUES.get(name, TEXT)}" for name in FROZEN),
    f"UPDATE {EDITION} SET status = 'drafting'",
    f"UPDATE {EDITION} SET status = 'signed', number = NULL",
    f"UPDATE {EDITION} SET status = 'superseded', snapshot = '{{}}'",
    f"UPDATE {EDITION} SET version = version + 1",
    f"DELETE FROM {EDITION}",
    f"UPDATE {FILE} SET content = ''",
    f"UPDATE {FILE} SET sha256 = 'x'",
    f"UPDATE {FILE} SET edition_id = edition_id",
    f"DELETE FROM {FILE}",
    f"DELETE FROM {FILE} WHERE format = 'pdf'",
]
ON_SQLITE = [
    f"INSERT OR REPLACE INTO {FILE} SELECT id, format, x'00', sha256, size, edition_id FROM {FILE}",
    f"REPLACE INTO {FILE} SELECT id, format, x'00', sha256, size, edition_id FROM {FILE}",
    f"UPDATE OR REPLACE {FILE} SET size = 1",
    f"UPDATE OR IGNORE {FILE} SET size = 1",
    f"INSERT INTO {FILE} SELECT * FROM {FILE} WHERE true ON CONFLICT (id) DO UPDATE SET size = 1",
    f"INSERT OR REPLACE INTO {EDITION} SELECT * FROM {EDITION}",
]
ON_POSTGRESQL = [
    f"TRUNCATE {FILE}",
    f"TRUNCATE {EDITION} CASCADE",
    f"INSERT INTO {FILE} SELECT * FROM {FILE} ON CONFLICT (id) DO UPDATE SET size = 1",
    f"UPDATE {FILE} SET size = 1 WHERE id IN (SELECT id FROM {FILE} FOR UPDATE)",
    f"WITH gone AS (DELETE FROM {FILE} RETURNING *) SELECT count(*) FROM gone",
]
OWN = ON_POSTGRESQL if connection.vendor == "postgresql" else ON_SQLITE


def digest():
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {EDITION} ORDER BY id")
        rows = cursor.fetchall()
        cursor.execute(f"SELECT * FROM {FILE} ORDER BY id")
        return repr(rows + cursor.fetchall())


@pytest.mark.parametrize("statement", [*STATEMENTS, *OWN])
def test_no_statement_changes_what_was_issued(issued_quickly, statement):
    before = digest()

    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)

    assert digest() == before


ORM = {
    "update": lambda: Edition.objects.update(snapshot="{}"),
    "save": lambda: Edition.objects.get().save(update_fields=["content_hash"], force_update=True),
    "delete": lambda: Edition.objects.all()._raw_delete("default"),
    "update files": lambda: SealedFile.objects.update(size=1),
    "delete files": lambda: SealedFile.objects.all().delete(),
    "bulk update": lambda: SealedFile.objects.bulk_update(
        [SealedFile(pk=row.pk, size=1) for row in SealedFile.objects.all()], ["size"]
    ),
}


@pytest.mark.parametrize("attack", ORM.values(), ids=list(ORM))
def test_no_way_of_the_orm_changes_what_was_issued(issued_quickly, attack):
    before = digest()

    with pytest.raises(DatabaseError), transaction.atomic():
        attack()

    assert digest() == before


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
