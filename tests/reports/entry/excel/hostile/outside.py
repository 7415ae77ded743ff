"""What is wrong with the package: its members, their names, what it carries and refers to."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable

from tests.reports.entry.excel.packages import LINKS, parts, relationships, sheet, workbook, zipped

Kind = Callable[[random.Random], bytes]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MB = 1024 * 1024
_ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'


def _more(name: str, content: bytes | Callable[[random.Random], bytes]) -> Kind:
    """An honest workbook with one more part."""
    return lambda chance: workbook(
        sheet(_ROW), more={name: content(chance) if callable(content) else content}
    )


def _bomb(chance: random.Random) -> bytes:
    return zipped({**parts(sheet(_ROW)), "xl/bomb.xml": b" " * (chance.randint(61, 80) * _MB)})


def _many_small_bombs(chance: random.Random) -> bytes:
    size = chance.randint(2, 4) * _MB
    return zipped({**parts(sheet(_ROW)), **{f"xl/b{n}.xml": b"\0" * size for n in range(30)}})


def _lying_sizes(chance: random.Random) -> bytes:
    """Every header says that the bomb unpacks to ten bytes."""
    made = bytearray(_bomb(chance))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = made.rfind(b"xl/bomb.xml")
        at = made.rfind(mark, 0, at) if mark == b"PK\x01\x02" else made.rfind(mark)
        made[at + offset : at + offset + 4] = struct.pack("<I", 10)
    return bytes(made)


def _members(chance: random.Random) -> bytes:
    return zipped(
        {**parts(sheet(_ROW)), **{f"x/{n}": b"" for n in range(chance.randint(201, 3000))}}
    )


def _twice(chance: random.Random) -> bytes:
    """Two parts of one name, and of names that differ by case only."""
    out = io.BytesIO(workbook(sheet(_ROW)))
    with zipfile.ZipFile(out, "a") as package:
        name = chance.choice(("xl/Workbook.xml", "XL/WORKBOOK.XML", "xl/worksheets/SHEET1.xml"))
        package.writestr(name, b"<x/>")
    return out.getvalue()


def _encrypted(chance: random.Random) -> bytes:
    made = bytearray(workbook(sheet(_ROW)))
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = -1
        while (at := made.find(mark, at + 1)) >= 0:
            made[at + offset] |= 1
    return bytes(made)


def _method(method: int) -> Kind:
    def make(chance: random.Random) -> bytes:
        return zipped(parts(sheet(_ROW)), method)

    return make


def _unknown_method(chance: random.Random) -> bytes:
    made = bytearray(workbook(sheet(_ROW)))
    made[made.rfind(b"PK\x01\x02") + 10] = chance.choice((1, 6, 9, 98, 99))
    return bytes(made)


def _overlapping(chance: random.Random) -> bytes:
    """Many entries of the directory over one and the same data."""
    data = zlib.compress(b"\0" * 8 * _MB, 9)[2:-4]
    name, count = b"k", 190
    local = struct.pack(
        "<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 8, 0, 33, 0, len(data), 8 * _MB, 1, 0
    )
    entry = struct.pack(
        "<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, 20, 0, 8, 0, 33, 0, len(data), 8 * _MB, 1, 0, 0,
        0, 0, 0, 0,
    )  # fmt: skip
    directory = (entry + name) * count
    start = len(local) + 1 + len(data)
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(directory), start, 0)
    return local + name + data + directory + end


def _linked(chance: random.Random) -> bytes:
    out = io.BytesIO(workbook(sheet(_ROW)))
    with zipfile.ZipFile(out, "a") as package:
        link = zipfile.ZipInfo("xl/media/a.xml")
        link.external_attr = 0o120777 << 16
        package.writestr(link, b"/etc/passwd")
    return out.getvalue()


def _named(name: str) -> Kind:
    return _more(name, b"x")


def _external(kind: str, target: str) -> Kind:
    link = (
        f'<Relationship Id="rId9" Type="{LINKS}/{kind}" Target="{target}" TargetMode="External"/>'
    )
    return lambda chance: workbook(sheet(_ROW), more_links=link)


def _typed(kind: str) -> Kind:
    return lambda chance: zipped({
        name: part.replace(b"spreadsheetml.sheet.main+xml", kind.encode())
        if name == "[Content_Types].xml" else part
        for name, part in parts(sheet(_ROW)).items()
    })  # fmt: skip


def _circle(chance: random.Random) -> bytes:
    """Relations that lead to themselves and to nothing."""
    made = parts(sheet(_ROW))
    made["_rels/.rels"] = relationships([f"{LINKS}/officeDocument|_rels/.rels"])
    return zipped(made)


def _head(start: bytes) -> Kind:
    return lambda chance: start + chance.randbytes(chance.randint(0, 5000))


def _tailed(chance: random.Random) -> bytes:
    return workbook(sheet(_ROW)) + b"<script>" + chance.randbytes(chance.randint(1, 100_000))


def _too_big(chance: random.Random) -> bytes:
    return b"PK\x03\x04" + bytes(chance.randint(10 * _MB, 11 * _MB))


KINDS: dict[str, Kind] = {
    "bomb": _bomb, "many small bombs": _many_small_bombs, "lying sizes": _lying_sizes,
    "too many members": _members, "the same member twice": _twice, "locked members": _encrypted,
    "bzip2": _method(zipfile.ZIP_BZIP2), "lzma": _method(zipfile.ZIP_LZMA),
    "unknown method": _unknown_method, "overlapping members": _overlapping, "a link": _linked,
    "up and away": _named("../../evil.xml"), "absolute": _named("/etc/cron.d/x"),
    "backslashes": _named("xl\\..\\x.xml"), "a drive": _named("C:/x.xml"),
    "a zip inside": _more("xl/media/a.png", b"PK\x03\x04xx"),
    "a program inside": _more("xl/media/a.png", b"MZ\x90\x00"),
    "macros": _more("xl/vbaProject.bin", OLE), "an embedded file": _more("xl/embeddings/a.bin", b"x"),
    "ActiveX": _more("xl/activeX/activeX1.xml", b"<x/>"),
    "an external link": _more("xl/externalLinks/externalLink1.xml", b"<x/>"),
    "connections": _more("xl/connections.xml", b"<x/>"),
    "not the end": _tailed, "too big": _too_big, "an OLE file": _head(OLE), "junk": _head(b""),
    "a zip's head": _head(b"PK\x03\x04"),
    "a linked picture": _external("image", "http://127.0.0.1:1/a.png"),
    "a template elsewhere": _external("attachedTemplate", "file:///etc/passwd"),
    "a type with macros": _typed("application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
    "a binary workbook": _typed("application/vnd.ms-excel.sheet.binary.macroEnabled.main"),
    "relations in a circle": _circle,
}  # fmt: skip
