"""IM-1, IM-2: no statement changes what is sealed, and a seal that is gone or weakened is missed."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import pytest
from django.core import serializers
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from audit.checks import sealed_tables, seals_are_there
from audit.models import AuditEntry
from audit.triggers import REFUSAL, missing_triggers
from documents.models import BookEntry
from documents.outgoing import actions as outgoing
from documents.outgoing.models import Paper, PaperCopy, PaperFile
from reports.editions.models import Edition, SealedFile, SignedFile
from reports.editions.seals import FROZEN
from tests.documents.outgoing import factories as papers
from tests.reports.editions.programmes import world

AUDIT, ENTRY = "audit_auditentry", "documents_bookentry"
EDITION, FILE, COPY = "editions_edition", "editions_sealedfile", "editions_signedfile"
PAPER = "outgoing_paper"
# Each sealed table with its key and a column that somebody might want otherwise.
TABLES = {
    AUDIT: ("number", "actor_name", "'x'"),
    ENTRY: ("id", "subject", "'x'"),
    EDITION: ("id", "signer_name", "'x'"),
    FILE: ("id", "content", "NULL"),
    COPY: ("id", "received_by_name", "'x'"),
    PAPER: ("id", "subject", "'x'"),
    "outgoing_paperfile": ("id", "content", "NULL"),
    "outgoing_papercopy": ("id", "received_by_name", "'x'"),
}
# The functions behind the tables whose rows may still say that they were recalled.
GUARDS = {EDITION: "refuse_issued_edition", PAPER: "refuse_issued_paper"}
MODELS = (AuditEntry, BookEntry, Edition, SealedFile, SignedFile, Paper, PaperFile, PaperCopy)
ON_SQLITE = connection.vendor == "sqlite"
OTHER_VALUES = {
    "id": "999", "period_id": "period_id + 1", "sequence": "9", "supersedes_id": "id",
    "started_at": "NULL", "submitted_at": "NULL", "signed_at": "NULL", "signed_by_id": "NULL",
    "entry_id": "NULL", "number": "99", "issued_on": "'2030-01-01'", "issued_at": "NULL",
    "capacity_lines": "'[\"x\"]'",
}  # fmt: skip


def statements() -> Iterator[str]:
    for name in FROZEN:
        yield f"UPDATE {EDITION} SET {name} = {OTHER_VALUES.get(name, TABLES[EDITION][2])}"
    yield f"UPDATE {EDITION} SET status = 'drafting'"
    yield f"UPDATE {EDITION} SET status = 'signed', number = NULL"
    yield f"UPDATE {EDITION} SET status = 'superseded', snapshot = '{{}}'"
    yield f"UPDATE {EDITION} SET version = version + 1"
    for table, (key, column, value) in TABLES.items():
        yield f"UPDATE {table} SET {column} = {value}"
        yield f"UPDATE {table} SET {key} = {key} + 1000"
        yield f"UPDATE {table} SET {column} = {column}"
        yield f"DELETE FROM {table}"
        yield f"DELETE FROM {table} WHERE {key} = (SELECT max({key}) FROM {table})"
        yield (
            f"INSERT INTO {table} SELECT * FROM {table} WHERE true"
            f" ON CONFLICT ({key}) DO UPDATE SET {column} = {value}"
        )
        yield from (_only_sqlite if ON_SQLITE else _only_postgresql)(table, key, column, value)


def _only_sqlite(table: str, key: str, column: str, value: str) -> Iterator[str]:
    yield f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"
    yield f"REPLACE INTO {table} SELECT * FROM {table}"
    yield f"UPDATE OR REPLACE {table} SET {column} = {value}"
    yield f"UPDATE OR IGNORE {table} SET {column} = 1"


def _only_postgresql(table: str, key: str, column: str, value: str) -> Iterator[str]:
    yield f"TRUNCATE {table} CASCADE"
    yield f"WITH gone AS (DELETE FROM {table} RETURNING *) SELECT count(*) FROM gone"
    yield f"DELETE FROM {table} USING pg_class WHERE true"
    yield (
        f"MERGE INTO {table} t USING {table} s ON t.{key} = s.{key}"
        f" WHEN MATCHED THEN UPDATE SET {column} = {value}"
    )


def _by_fixture(model, folder):
    """``loaddata`` writes rows raw, without ``save``."""
    path = folder / f"{model._meta.model_name}.json"
    path.write_text(serializers.serialize("json", model.objects.all()[:1]))
    call_command("loaddata", str(path), verbosity=0)


def orm_ways(model, folder):
    key = model._meta.pk.name
    column = TABLES[model._meta.db_table][1]
    yield lambda: model.objects.update(**{column: b"" if column == "content" else "x"})
    yield lambda: model.objects.all().delete()
    yield lambda: model.objects.all()._raw_delete("default")
    yield lambda: model.objects.first().delete()
    yield lambda: model.objects.first().save(force_update=True)
    yield lambda: model.objects.bulk_update([model.objects.first()], [column])
    yield lambda: model.objects.bulk_create(
        [model.objects.first()], update_conflicts=True, unique_fields=[key], update_fields=[column]
    )
    yield lambda: _by_fixture(model, folder)


def digest() -> str:
    with connection.cursor() as cursor:
        rows = []
        for table, (key, *_) in TABLES.items():
            cursor.execute(f"SELECT * FROM {table} ORDER BY {key}")
            rows.append([tuple(map(_whole, row)) for row in cursor.fetchall()])
    assert all(rows)
    return repr(rows)


def _whole(value):
    return bytes(value) if isinstance(value, memoryview) else value


def refusal(attack) -> str:
    """What the attack was told; nothing when it went through."""
    try:
        with transaction.atomic():
            attack()
            transaction.set_rollback(True)
    except DatabaseError as told:
        return str(told)
    return ""


def execute(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture
def out(people, monkeypatch):
    world.small_files(monkeypatch)
    edition = world.issued(people)
    monkeypatch.setattr(outgoing, "_draw", lambda *_: papers.FILES)
    cast = papers.cast()
    papers.signed_outside(cast, papers.issued(cast))
    # What was written a moment ago would keep a table from being altered or emptied.
    execute("PRAGMA defer_foreign_keys=ON" if ON_SQLITE else "SET CONSTRAINTS ALL IMMEDIATE")
    return edition


@pytest.mark.programme("IM-1")
def test_no_statement_and_no_way_of_the_orm_changes_what_is_sealed(out, tmp_path, say):
    assert set(TABLES) == set(sealed_tables()) == {model._meta.db_table for model in MODELS}
    before = digest()
    by_text, ways = (
        list(statements()),
        [(model, way) for model in MODELS for way in orm_ways(model, tmp_path)],
    )

    # By the seal itself, so that no slip in a statement passes for a refusal.
    assert [text for text in by_text if REFUSAL not in refusal(partial(execute, text))] == []
    assert [model for model, way in ways if not refusal(way)] == []
    assert digest() == before
    assert len(by_text) >= 60
    say(
        f"{connection.display_name}: {len(by_text)} câu lệnh và {len(ways)} cách của ORM;"
        " 0 thay đổi"
    )


@pytest.mark.programme("IM-1")
def test_the_account_that_serves_people_cannot_lift_a_seal(out, say):
    """PostgreSQL's two accounts, docs/operations.md. SQLite's one file has one owner: what lifts a
    seal there is let through, and IM-2 and IM-3 say that it is noticed."""
    before, attacks = digest(), [*SEALS_LIFTED, *statements()]
    if not ON_SQLITE:
        execute(
            "CREATE ROLE web_for_trial",
            "GRANT USAGE ON SCHEMA public TO web_for_trial",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO web_for_trial",
            "SET ROLE web_for_trial",
        )

    through = [text for text in attacks if not refusal(partial(execute, text))]

    assert digest() == before
    assert set(through) == (set(SEALS_LIFTED) if ON_SQLITE else set())
    if not ON_SQLITE:
        execute("RESET ROLE")
    say(
        f"{connection.display_name}, tài khoản phục vụ: {len(attacks) - len(through)} cách bị từ chối"
    )


# --- Past the seals ---------------------------------------------------------------------------

# What needs the tables' owner; SQLite has nobody else.
PAST = {
    "sqlite": (
        ("DROP TRIGGER {table}_sealed_update",),
        ("DROP TRIGGER {table}_sealed_delete",),
        (
            "DROP TRIGGER {table}_sealed_update",
            (
                "CREATE TRIGGER {table}_sealed_update BEFORE UPDATE ON {table}"
                " WHEN 0 BEGIN SELECT RAISE(ABORT, 'x'); END"
            ),
        ),
        (
            "DROP TRIGGER {table}_sealed_delete",
            "CREATE TRIGGER {table}_sealed_delete BEFORE DELETE ON {table} BEGIN SELECT 1; END",
        ),
        (
            "PRAGMA writable_schema=ON",
            "DELETE FROM sqlite_master WHERE name = '{table}_sealed_update'",
            "PRAGMA writable_schema=OFF",
        ),
        ("ALTER TABLE {table} RENAME TO other",),
        ("CREATE TABLE other AS SELECT * FROM {table}", "DROP TABLE {table}"),
    ),
    "postgresql": (
        ("DROP TRIGGER {table}_sealed ON {table}",),
        ("DROP TRIGGER {table}_sealed_whole ON {table}",),
        ("ALTER TABLE {table} DISABLE TRIGGER {table}_sealed",),
        ("ALTER TABLE {table} DISABLE TRIGGER ALL",),
        ("ALTER TABLE {table} ENABLE REPLICA TRIGGER {table}_sealed",),
        (
            (
                "CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql"
                " AS $$ BEGIN RETURN NEW; END $$"
            ),
        ),
        (
            "DROP TRIGGER {table}_sealed ON {table}",
            (
                "CREATE TRIGGER {table}_sealed BEFORE DELETE OR UPDATE ON {table}"
                " FOR EACH ROW WHEN (false) EXECUTE FUNCTION {function}()"
            ),
        ),
        ("ALTER TABLE {table} RENAME TO other",),
        ("DROP TABLE {table} CASCADE",),
    ),
}[connection.vendor]


def past_the_seals() -> Iterator[tuple[str, tuple[str, ...]]]:
    for table in TABLES:
        function = GUARDS.get(table, "refuse_sealed")
        for attack in PAST:
            yield table, tuple(each.format(table=table, function=function) for each in attack)


SEALS_LIFTED = {
    "sqlite": [f"DROP TRIGGER {table}_sealed_update" for table in TABLES],
    "postgresql": [
        "SET session_replication_role = replica",
        "ALTER ROLE CURRENT_USER SUPERUSER",
        f"CREATE RULE none AS ON UPDATE TO {AUDIT} DO INSTEAD NOTHING",
        *(f"TRUNCATE {table}" for table in TABLES),
        *(attack[0] for _, attack in past_the_seals()),
    ],
}[connection.vendor]


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.programme("IM-2")
def test_a_seal_that_is_gone_or_weakened_turns_the_watch_red(out, client, say):
    assert client.get("/healthz").status_code == 200
    tried = 0
    for table, attack in past_the_seals():
        with undone():
            execute(*attack)
            assert table in missing_triggers(sealed_tables()), attack
            answer = client.get("/healthz")
            assert (answer.status_code, answer.json()["seals"]) == (503, "fault"), attack
            with pytest.raises(CommandError, match=table):
                call_command("verify_audit")
            if table in connection.introspection.table_names():
                assert seals_are_there(None, ["default"]), attack
            tried += 1

    assert client.get("/healthz").status_code == 200
    assert tried == len(TABLES) * len(PAST) >= 35
    say(f"{connection.display_name}: {tried} cách gỡ hoặc làm yếu bộ khóa; đều báo đỏ ngay")


# --- Two roles --------------------------------------------------------------------------------

FORBIDDEN = (
    *(f"{text}" for _, attack in past_the_seals() for text in attack[:1]),
    "SET session_replication_role = replica",
    "ALTER ROLE web_for_trial SUPERUSER",
    f"CREATE RULE none AS ON UPDATE TO {AUDIT} DO INSTEAD NOTHING",
    *(f"TRUNCATE {table}" for table in TABLES),
)
