"""Taking a workbook in: its bytes, whatever they are, to what stands in it or a refusal."""

from reports.entry.excel import reading, refusals
from reports.entry.excel.child import FileError, run
from reports.entry.excel.content import ReadWorkbook, unpacked
from reports.entry.excel.gate import MAX_BYTES


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
