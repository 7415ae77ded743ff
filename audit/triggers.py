"""Tables that only grow: the databases themselves refuse change and deletion."""

from collections.abc import Callable

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython
from django.db.migrations.state import StateApps

REFUSAL = "sealed rows are never changed or deleted"

Step = Callable[[StateApps, BaseDatabaseSchemaEditor], None]


def seal_table(table: str) -> RunPython:
    """A migration step that seals a table; going back unseals it.

    Django's AlterField on SQLite rebuilds the table and drops its triggers without a word:
    a later migration on a sealed table has to call this again, and ``audit.checks`` sees to it.
    """
    return RunPython(_seal(table), _unseal(table))


def trigger_names(table: str) -> set[str]:
    if connection.vendor == "postgresql":
        return {f"{table}_sealed", f"{table}_sealed_whole"}
    return {f"{table}_sealed_update", f"{table}_sealed_delete"}


def missing_triggers(tables: list[str]) -> list[str]:
    """The sealed tables whose triggers are not all there and enabled. One query."""
    if connection.vendor == "postgresql":
        query = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    else:
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {row[0] for row in cursor.fetchall()}
    return [table for table in tables if not trigger_names(table) <= present]


def _seal(table: str) -> Step:
    def step(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                "CREATE OR REPLACE FUNCTION refuse_sealed() RETURNS trigger LANGUAGE plpgsql AS"
                f" $$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = '23001'; END $$"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {table}_sealed BEFORE UPDATE OR DELETE ON {table}"
                " FOR EACH ROW EXECUTE FUNCTION refuse_sealed()"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {table}_sealed_whole BEFORE TRUNCATE ON {table}"
                " FOR EACH STATEMENT EXECUTE FUNCTION refuse_sealed()"
            )
            return
        for event in ("UPDATE", "DELETE"):
            schema_editor.execute(
                f"CREATE TRIGGER {table}_sealed_{event.lower()} BEFORE {event} ON {table}"
                f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )

    return step


def _unseal(table: str) -> Step:
    def step(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        on_table = f" ON {table}" if schema_editor.connection.vendor == "postgresql" else ""
        for name in sorted(trigger_names(table)):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")

    return step
