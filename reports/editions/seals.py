"""The database's own refusal to change an issued edition.

Files of editions are sealed whole (``audit.triggers``). The edition's row still has to say that it
was superseded or recalled, so it is sealed column by column once it is out.
"""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython
from django.db.migrations.state import StateApps

from audit.triggers import REFUSAL, trigger_names

TABLE = "editions_edition"
# Everything but status, version and the recall's own columns.
FROZEN = (
    "id", "period_id", "sequence", "supersedes_id", "reason", "started_at", "submitted_at",
    "submitted_by_name", "submitted_hash", "return_reason", "signed_at", "signed_by_id",
    "signer_name", "capacity_lines", "signing_basis", "snapshot", "content_hash", "entry_id",
    "number", "symbol", "issued_on", "issued_at", "issued_by_name",
)  # fmt: skip
_OUT = "OLD.status IN ('issued', 'superseded', 'recalled')"
_MAY_MOVE = "OLD.status = 'issued' AND NEW.status IN ('superseded', 'recalled')"


def seal_editions() -> RunPython:
    """A migration step; a later one that alters the table has to call it again."""
    return RunPython(_seal, _unseal)


def _seal(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        _seal_on_postgresql(schema_editor)
    else:
        _seal_on_sqlite(schema_editor)


def _seal_on_postgresql(schema_editor: BaseDatabaseSchemaEditor) -> None:
    # JSON has no equality on PostgreSQL; its text has.
    same = " AND ".join(
        f"NEW.{name}::text IS NOT DISTINCT FROM OLD.{name}::text" for name in FROZEN
    )
    schema_editor.execute(
        "CREATE OR REPLACE FUNCTION refuse_issued_edition() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN IF TG_OP = 'DELETE' THEN IF {_OUT} THEN"
        f" RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = '23001'; END IF; RETURN OLD; END IF;"
        f" IF {_OUT} AND NOT ({_MAY_MOVE} AND {same}) THEN"
        f" RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = '23001'; END IF; RETURN NEW; END $$"
    )
    schema_editor.execute(
        f"CREATE TRIGGER {TABLE}_sealed BEFORE UPDATE OR DELETE ON {TABLE}"
        " FOR EACH ROW EXECUTE FUNCTION refuse_issued_edition()"
    )
    schema_editor.execute(
        f"CREATE TRIGGER {TABLE}_sealed_whole BEFORE TRUNCATE ON {TABLE}"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_sealed()"
    )


def _seal_on_sqlite(schema_editor: BaseDatabaseSchemaEditor) -> None:
    same = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in FROZEN)
    conditions = {"UPDATE": f"{_OUT} AND NOT ({_MAY_MOVE} AND {same})", "DELETE": _OUT}
    for event, condition in conditions.items():
        schema_editor.execute(
            f"CREATE TRIGGER {TABLE}_sealed_{event.lower()} BEFORE {event} ON {TABLE}"
            f" WHEN {condition} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )


def _unseal(_apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    on_table = f" ON {TABLE}" if is_postgresql else ""
    for name in sorted(trigger_names(TABLE)):
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")
    if is_postgresql:
        schema_editor.execute("DROP FUNCTION IF EXISTS refuse_issued_edition()")
