"""Taking a photo or a scanned paper in: its bytes, whatever they are, or a refusal."""

from reports.entry.evidence import content as kinds
from reports.entry.evidence.content import Evidence
from reports.entry.evidence.looking import look
from reports.entry.excel.child import FileError, run

MAX_BYTES = 10 * 1024 * 1024


def read_evidence(content: bytes) -> Evidence:
    """The file as it is kept; raises FileError with a sentence.

    Nothing here looks into the file: that is done in the limited process.
    """
    if len(content) > MAX_BYTES:
        raise FileError(kinds.TOO_BIG)
    return kinds.unpacked(run(look, content))
