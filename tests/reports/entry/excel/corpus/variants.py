"""One workbook written in other ways that mean the same: other bytes, the same cells."""

import io
import re
import zipfile
from collections.abc import Callable, Mapping

from tests.reports.entry.excel.packages import Parts, zipped

_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")


def unzipped(content: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _in_sheets(made: Parts, change: Callable[[str], str]) -> bytes:
    return zipped({
        name: change(part.decode()).encode() if _SHEET.fullmatch(name) else part
        for name, part in made.items()
    })  # fmt: skip


def stored(content: bytes) -> bytes:
    return zipped(unzipped(content), zipfile.ZIP_STORED)


def reordered(content: bytes) -> bytes:
    return zipped(dict(reversed(unzipped(content).items())))


def with_false_dimension(content: bytes) -> bytes:
    def change(part: str) -> str:
        bare = re.sub(r"<(\w+:)?dimension [^>]*/>", "", part)
        return re.sub(r"(<(\w+:)?worksheet[^>]*>)(<\2?sheetPr.*?(?:/>|</\2?sheetPr>))?",
                      lambda at: f'{at[0]}<{at[2] or ""}dimension ref="A1:B2"/>', bare, count=1)  # fmt: skip

    return _in_sheets(unzipped(content), change)


def with_references(content: bytes) -> bytes:
    """Every letter beyond ASCII as a reference to its number."""
    return zipped({
        name: part.decode().encode("ascii", "xmlcharrefreplace") if name.endswith(".xml") else part
        for name, part in unzipped(content).items()
    })  # fmt: skip


def with_comments(content: bytes) -> bytes:
    """Comments, processing instructions and line ends between rows and cells."""
    return _in_sheets(
        unzipped(content),
        lambda part: re.sub(r"(?=<(\w+:)?(?:row|c|v)[ >])", "\n<!-- <c> --><?x y?>", part),
    )


def with_byte_order_mark(content: bytes) -> bytes:
    return zipped({
        name: b"\xef\xbb\xbf" + part if name.endswith((".xml", ".rels")) else part
        for name, part in unzipped(content).items()
    })  # fmt: skip


def in_utf_16(content: bytes) -> bytes:
    def again(part: bytes) -> bytes:
        return re.sub(r"<\?xml[^>]*\?>", "", part.decode(), count=1).encode("utf-16")

    return zipped({
        name: again(part) if name.endswith(".xml") and name.startswith("xl/") else part
        for name, part in unzipped(content).items()
    })  # fmt: skip


VARIANTS: Mapping[str, Callable[[bytes], bytes]] = {
    "as it is": lambda content: content,
    "stored": stored,
    "reordered": reordered,
    "false dimension": with_false_dimension,
    "references": with_references,
    "comments": with_comments,
    "byte order mark": with_byte_order_mark,
    "UTF-16": in_utf_16,
}
