"""Tables that only grow: the databases themselves refuse change and deletion."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.apps import apps
from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython
from django.db.migrations.state import StateApps

REFUSAL = "sealed rows are never changed or deleted"
# The body of the function behind a whole table's triggers on PostgreSQL.
_REFUSE = f" BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = '23001'; END "

Step = Callable[[StateApps, BaseDatabaseSchemaEditor], None]


@dataclass(frozen=True, slots=True)
class Seal:
    """One trigger, its statement written as the database tells it back.

    On PostgreSQL it calls a ``function`` of this ``body``.
    """

    name: str
    statement: str
    function: str = ""
    body: str = ""


# The seals of one kind of table in the database of this vendor.
Seals = Callable[[str], list[Seal]]


def seal_table(table: str) -> RunPython:
    """A migration step that seals a table; going back unseals it.

    Django's AlterField on SQLite rebuilds the table and drops its triggers without a word:
    a later migration on a sealed table has to call this again, and ``audit.checks`` sees to it.
    """
    return seal_by(lambda vendor: seals_of_rows(table, vendor), table)


def seal_by(seals: Seals, table: str) -> RunPython:
    """``seal_table`` for a table that has seals of its own."""
    return RunPython(_seal(seals), _unseal(seals, table))


def seals_of_rows(table: str, vendor: str) -> list[Seal]:
    """No row is ever changed or deleted."""
    if vendor == "postgresql":
        return [refusing_rows(table, "refuse_sealed", _REFUSE), refusing_truncation(table)]
    return [refusing(table, event) for event in ("UPDATE", "DELETE")]


def refusing(table: str, event: str, when: str = "") -> Seal:
    """SQLite's trigger on one event of a table; ``when`` is the condition."""
    name = f"{table}_sealed_{event.lower()}"
    condition = f" WHEN {when}" if when else ""
    statement = (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table}{condition}"
        f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    )
    return Seal(name, statement)


def refusing_rows(table: str, function: str, body: str) -> Seal:
    """PostgreSQL's trigger on each changed or deleted row."""
    name = f"{table}_sealed"
    statement = (
        f"CREATE TRIGGER {name} BEFORE DELETE OR UPDATE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION {function}()"
    )
    return Seal(name, statement, function, body)


def refusing_truncation(table: str) -> Seal:
    name = f"{table}_sealed_whole"
    statement = (
        f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_sealed()"
    )
    return Seal(name, statement, "refuse_sealed", _REFUSE)


def missing_triggers(tables: Iterable[str]) -> list[str]:
    """The sealed tables whose triggers are not all there, enabled and unchanged. One query.

    A trigger of the same name that does something else, or calls a function that does, is missed
    like one that is gone.
    """
    if connection.vendor == "postgresql":
        # 'O' and 'A' fire in a session like ours; 'D' is off, 'R' only fires in a replica's.
        query = (
            "SELECT pg_get_triggerdef(t.oid, true), p.prosrc FROM pg_trigger t"
            " JOIN pg_proc p ON p.oid = t.tgfoid"
            " WHERE NOT t.tgisinternal AND t.tgenabled IN ('O', 'A')"
        )
    else:
        query = "SELECT sql, '' FROM sqlite_master WHERE type = 'trigger'"
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = set(cursor.fetchall())
    return [
        table
        for table in tables
        if not {(seal.statement, seal.body) for seal in _seals(table)} <= present
    ]


def _seals(table: str) -> list[Seal]:
    """What a model declares as its own ``seals``; otherwise those of a table that only grows."""
    for model in apps.get_models():
        if model._meta.db_table == table and hasattr(model, "seals"):
            own: list[Seal] = model.seals(connection.vendor)
            return own
    return seals_of_rows(table, connection.vendor)


def _seal(seals: Seals) -> Step:
    def step(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        for seal in seals(schema_editor.connection.vendor):
            if seal.function:
                schema_editor.execute(
                    f"CREATE OR REPLACE FUNCTION {seal.function}() RETURNS trigger"
                    f" LANGUAGE plpgsql AS $${seal.body}$$"
                )
            schema_editor.execute(seal.statement)

    return step


def _unseal(seals: Seals, table: str) -> Step:
    def step(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        vendor = schema_editor.connection.vendor
        on_table = f" ON {table}" if vendor == "postgresql" else ""
        for seal in seals(vendor):
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {seal.name}{on_table}")

    return step
