"""Taking a photo or a scanned paper in: its bytes, whatever they are, or a refusal."""

from vhtt_portal.files.child import FileError, run
from vhtt_portal.files.evidence import content as kinds
from vhtt_portal.files.evidence.content import Evidence
from vhtt_portal.files.evidence.looking import look, shrink

MAX_BYTES = 10 * 1024 * 1024


def read_evidence(content: bytes) -> Evidence:
    """The file as it is kept; raises FileError with a sentence.

    Nothing here looks into the file: that is done in the limited process.
    """
    if len(content) > MAX_BYTES:
        raise FileError(kinds.TOO_BIG)
    return kinds.unpacked(run(look, content))


def small_of(evidence: Evidence) -> Evidence | None:
    """A small picture of the picture; nothing of a paper."""
    if evidence.type == kinds.PDF:
        return None
    return kinds.unpacked(run(shrink, evidence.content))
