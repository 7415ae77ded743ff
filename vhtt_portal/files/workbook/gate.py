"""The gate before every parser: what a package may consist of, whatever its headers say.

Runs in the limited process. How many sheets, rows, columns and cells a workbook has is counted
where they are read (``reading``): only there is a real cell told from an empty one.
"""

import io
import stat
import struct
import zipfile
import zlib
from xml.parsers.expat import ExpatError

from vhtt_portal.files import refusals
from vhtt_portal.files.refusals import RefusedError
from vhtt_portal.files.workbook.markup import DOCUMENT_TYPE, TAIL, Attributes, plain, walk

MAX_BYTES = 10 * 1024 * 1024
MAX_MEMBERS = 200
MAX_UNPACKED = 60 * 1024 * 1024
MAX_RATIO = 200
# A short part may be as regular as it likes: a sheet of a thousand empty rows is.
_SMALL = 1024 * 1024
_CHUNK = 1 << 16
# What unpacking and parsing raise on a torn package.
TORN = (
    zipfile.BadZipFile, zlib.error, struct.error, ExpatError, NotImplementedError, RuntimeError,
    OSError, EOFError, ValueError, LookupError,
)  # fmt: skip

CONTENT_TYPES = "[Content_Types].xml"
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FOREIGN = (_ZIP, _OLE, b"MZ", b"\x7fELF", b"%PDF-", b"Rar!", b"7z\xbc\xaf\x27")
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_XML = (".xml", ".rels", ".vml")
# What a part's name, its content type or a relationship's type tells about it.
_TELLING = (
    (("sheet.binary",), refusals.NOT_XLSX),
    (
        ("vbaproject", "vbadata", "macroenabled", "macrosheet", "dialogsheet"),
        refusals.MACRO,
    ),
    (
        ("externallink", "connections", "querytable", "xl/model/", "webextension", "attachedtempl"),
        refusals.OUTSIDE,
    ),
    (("embeddings/", "oleobject", "activex", "relationships/package"), refusals.EMBEDDED),
)


def require_safe(content: bytes) -> None:
    """Raise RefusedError with one of the fixed sentences, or let a plain workbook through."""
    if len(content) > MAX_BYTES:
        raise RefusedError(refusals.TOO_BIG)
    if content.startswith(_OLE):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        raise RefusedError(refusals.LOCKED if locked else refusals.NOT_XLSX)
    if not content.startswith(_ZIP):
        raise RefusedError(refusals.NOT_XLSX)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = package.infolist()
            _require_plain_members(members)
            _require_small(package, members, len(content))
            _require_workbook(package)
    except TORN as fault:
        raise RefusedError(refusals.BROKEN) from fault


def _require_plain_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise RefusedError(refusals.UNPACKS_TOO_BIG)
    seen = set()
    for member in members:
        name = member.orig_filename
        if member.flag_bits & 0x1:
            raise RefusedError(refusals.LOCKED)
        if _is_strange(name) or stat.S_ISLNK(member.external_attr >> 16):
            raise RefusedError(refusals.STRANGE)
        if member.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise RefusedError(refusals.STRANGE)
        _require_harmless(name)
        seen.add(name.casefold())
    if len(seen) < len(members):
        raise RefusedError(refusals.STRANGE)


def _is_strange(name: str) -> bool:
    """A name that would lead out of the package, or that two readers may read differently."""
    if not name or name.startswith("/") or not name.isprintable() or {"\\", ":"} & set(name):
        return True
    return any(part in {"", ".", ".."} for part in name.removesuffix("/").split("/"))


def _require_harmless(told: str) -> None:
    told = told.casefold()
    for words, sentence in _TELLING:
        if any(word in told for word in words):
            raise RefusedError(sentence)


def _require_small(package: zipfile.ZipFile, members: list[zipfile.ZipInfo], packed: int) -> None:
    """Count what comes out, and look at it while it passes."""
    total = 0
    for member in members:
        size = _unpacked(package, member, MAX_UNPACKED - total)
        total += size
        if size > max(_SMALL, MAX_RATIO * member.compress_size):
            raise RefusedError(refusals.UNPACKS_TOO_BIG)
    if total > max(_SMALL, MAX_RATIO * packed):
        raise RefusedError(refusals.UNPACKS_TOO_BIG)


def _unpacked(package: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> int:
    size, before = 0, b""
    is_xml = member.filename.casefold().endswith(_XML)
    with package.open(member) as part:
        while chunk := part.read(_CHUNK):
            if not size and chunk.startswith(_FOREIGN):
                raise RefusedError(refusals.EMBEDDED)
            if is_xml and DOCUMENT_TYPE.search(before + chunk):
                raise RefusedError(refusals.STRANGE)
            before = chunk[-TAIL:]
            size += len(chunk)
            if size > most:
                raise RefusedError(refusals.UNPACKS_TOO_BIG)
    return size


def _require_workbook(package: zipfile.ZipFile) -> None:
    names = package.namelist()
    if CONTENT_TYPES not in names:
        raise RefusedError(refusals.NOT_XLSX)
    found: list[str] = []

    def content_type(_name: str, attributes: Attributes) -> None:
        told = plain(attributes).get("ContentType", "")
        _require_harmless(told)
        found.append(told)

    with package.open(CONTENT_TYPES) as part:
        walk(part, content_type)
    if _WORKBOOK not in found:
        raise RefusedError(refusals.NOT_XLSX)
    for name in names:
        if name.endswith(".rels"):
            with package.open(name) as part:
                walk(part, _require_inside)


def _require_inside(_name: str, attributes: Attributes) -> None:
    """An address that people click is theirs to click; whatever else lies outside is fetched."""
    told = plain(attributes)
    kind = told.get("Type", "")
    _require_harmless(kind)
    if told.get("TargetMode", "").casefold() == "external" and not kind.endswith("/hyperlink"):
        raise RefusedError(refusals.OUTSIDE)
