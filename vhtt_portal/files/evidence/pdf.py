"""A PDF that is only paper: whole, without a password, without anything that acts.

Runs in the limited process. Every object is read as a viewer would, out of compressed streams too;
the bytes are searched besides, for what an object may hide from the table of contents.
"""

import io
import re
from collections.abc import Iterator
from typing import Any

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, dict_value
from pdfminer.psparser import PSLiteral

from vhtt_portal.files.evidence import content as kinds
from vhtt_portal.files.evidence.content import Evidence
from vhtt_portal.files.refusals import TOO_HARD, RefusedError

MAX_OBJECTS = 50_000

# Names of what acts, sends, or carries another file.
_ACTIVE = frozenset({
    "JavaScript", "JS", "Launch", "EmbeddedFile", "EmbeddedFiles", "SubmitForm", "ImportData",
    "GoToE", "RichMedia", "RichMediaContent", "FileAttachment", "XFA", "Rendition", "Movie", "Sound",
    "3D",
})  # fmt: skip
_ENDS_ITSELF = re.compile(rb"%%EOF[\x00\s]{0,1024}\Z")
# Long enough not to come about by chance in a compressed photo.
_ACTIVE_BYTES = re.compile(
    rb"/(JavaScript|Launch|EmbeddedFiles?|SubmitForm|ImportData|RichMedia)[\s/<>\[\]()%]"
)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_PAGE_OF_THE_WEB = re.compile(rb"<(html|script|!doctype|svg)\b", re.IGNORECASE)
_HEAD = 1024


def looked_through(content: bytes) -> Evidence:
    """The same bytes, or RefusedError."""
    if not _ENDS_ITSELF.search(content[-2048:]) or _PAGE_OF_THE_WEB.search(content[:_HEAD]):
        raise RefusedError(kinds.BROKEN)
    if _ACTIVE_BYTES.search(_ESCAPED.sub(_unescaped, content)):
        raise RefusedError(kinds.ACTIVE)
    try:
        names = _names(content)
    except (PDFEncryptionError, PDFPasswordIncorrect) as fault:
        raise RefusedError(kinds.LOCKED) from fault
    except (MemoryError, RecursionError, RefusedError):
        raise
    except Exception as fault:
        # The reader may stumble in any way over bytes that nobody vouches for.
        raise RefusedError(kinds.BROKEN) from fault
    if not names.isdisjoint(_ACTIVE):
        raise RefusedError(kinds.ACTIVE)
    return Evidence(kinds.PDF, content)


def _unescaped(match: re.Match[bytes]) -> bytes:
    return bytes([int(match[1], 16)])


def _names(content: bytes) -> set[str]:
    """Every name in every object, keys and values alike."""
    document = PDFDocument(PDFParser(io.BytesIO(content)), fallback=False)
    if document.encryption is not None:
        raise PDFEncryptionError
    if not dict_value(document.catalog["Pages"]):
        raise ValueError
    found: set[str] = set()
    for held in _objects(document):
        _collect(held, found)
    return found


def _objects(document: PDFDocument) -> Iterator[Any]:
    numbers = {number for table in document.xrefs for number in table.get_objids()}
    if len(numbers) > MAX_OBJECTS:
        raise RefusedError(TOO_HARD)
    for table in document.xrefs:
        yield table.get_trailer()
    for number in numbers:
        yield document.getobj(number)


def _collect(held: Any, found: set[str]) -> None:
    waiting = [held]
    while waiting:
        match waiting.pop():
            case PDFStream() as stream:
                waiting.append(stream.attrs)
            case dict() as named:
                found.update(map(str, named))
                waiting.extend(named.values())
            case list() as items:
                waiting.extend(items)
            case PSLiteral(name=str() as name):
                found.add(name)
