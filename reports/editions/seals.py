"""The database's own refusal to change an issued edition; its files are sealed whole."""

from django.db.migrations import RunPython

from audit.freezing import Freezing

# Everything but status, version and the recall's own columns.
FROZEN = (
    "id", "period_id", "sequence", "supersedes_id", "reason", "started_at", "submitted_at",
    "submitted_by_name", "submitted_hash", "return_reason", "signed_at", "signed_by_id",
    "signer_name", "capacity_lines", "signing_basis", "snapshot", "content_hash", "entry_id",
    "number", "symbol", "issued_on", "issued_at", "issued_by_name",
)  # fmt: skip
EDITIONS = Freezing(
    table="editions_edition",
    guard="refuse_issued_edition",
    frozen=FROZEN,
    out="OLD.status IN ('issued', 'superseded', 'recalled')",
    may_move="OLD.status = 'issued' AND NEW.status IN ('superseded', 'recalled')",
)


def seal_editions() -> RunPython:
    """A migration step; a later one that alters the table has to call it again."""
    return EDITIONS.step()
