"""The database's own refusal to change an issued edition.

Files of editions are sealed whole (``audit.triggers``). The edition's row still has to say that it
was superseded or recalled, so it is sealed column by column once it is out.
"""

from django.db.migrations import RunPython

from audit.triggers import (
    REFUSAL,
    Seal,
    refusing,
    refusing_rows,
    refusing_truncation,
    seal_by,
)

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
    return seal_by(edition_seals, TABLE)


def edition_seals(vendor: str) -> list[Seal]:
    if vendor == "postgresql":
        return [
            refusing_rows(TABLE, "refuse_issued_edition", _body()),
            refusing_truncation(TABLE),
        ]
    same = " AND ".join(f"NEW.{name} IS OLD.{name}" for name in FROZEN)
    return [
        refusing(TABLE, "UPDATE", f"{_OUT} AND NOT ({_MAY_MOVE} AND {same})"),
        refusing(TABLE, "DELETE", _OUT),
    ]


def _body() -> str:
    # JSON has no equality on PostgreSQL; its text has.
    same = " AND ".join(
        f"NEW.{name}::text IS NOT DISTINCT FROM OLD.{name}::text" for name in FROZEN
    )
    return (
        f" BEGIN IF TG_OP = 'DELETE' THEN IF {_OUT} THEN"
        f" RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = '23001'; END IF; RETURN OLD; END IF;"
        f" IF {_OUT} AND NOT ({_MAY_MOVE} AND {same}) THEN"
        f" RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = '23001'; END IF; RETURN NEW; END "
    )
