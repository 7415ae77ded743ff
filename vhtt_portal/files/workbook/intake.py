"""Taking a workbook in: its bytes, whatever they are, to what stands in it or a refusal."""

from vhtt_portal.files import refusals
from vhtt_portal.files.child import FileError, run
from vhtt_portal.files.workbook import reading
from vhtt_portal.files.workbook.content import ReadWorkbook, unpacked
from vhtt_portal.files.workbook.gate import MAX_BYTES


def read_workbook(content: bytes) -> ReadWorkbook:
    """What stands in a workbook; raises FileError with one of twelve sentences.

    The gate and the reader both work in the limited process: nothing here looks into the file.
    """
    if len(content) > MAX_BYTES:
        raise FileError(refusals.TOO_BIG)
    try:
        return unpacked(run(reading.read, content))
    except (ValueError, TypeError) as fault:
        raise FileError(refusals.BROKEN) from fault
