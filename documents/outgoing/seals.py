"""The database's own refusal to change an issued paper; its files are sealed whole."""

from django.db.migrations import RunPython

from audit.freezing import Freezing

# Everything but status, version and the recall's own columns.
FROZEN = (
    "id", "office_id", "place_id", "kind", "subject", "addressees", "legal_bases", "body",
    "recipients", "is_in_person", "signer_id", "due_on", "search_key", "started_at",
    "drafted_by_name", "submitted_at", "submitted_by_name", "return_reason", "signed_at",
    "signed_by_id", "signer_name", "capacity_lines", "signing_basis", "snapshot", "content_hash",
    "entry_id", "number", "symbol", "issued_on", "issued_at", "issued_by_name",
)  # fmt: skip
PAPERS = Freezing(
    table="outgoing_paper",
    guard="refuse_issued_paper",
    frozen=FROZEN,
    out="OLD.status IN ('issued', 'recalled')",
    may_move="OLD.status = 'issued' AND NEW.status = 'recalled'",
)


def seal_papers() -> RunPython:
    """A migration step; a later one that alters the table has to call it again."""
    return PAPERS.step()
