"""One way through every XML part: events of an expat parser that knows no document type.

Without a document type there is no entity but the five of XML, so nothing expands and nothing
outside is named. Only local names count: producers choose prefixes and namespaces as they like.
"""

import re
from collections.abc import Callable
from typing import IO
from xml.parsers import expat

from vhtt_portal.files.refusals import STRANGE, RefusedError

Attributes = dict[str, str]

_CHUNK = 1 << 16
# Also as two bytes a letter; TAIL bytes of one chunk and the next chunk show it in between.
DOCUMENT_TYPE = re.compile(
    b"<\0?!\0?(?:" + rb"\0?".join(b"DOCTYPE"[n : n + 1] for n in range(7))
    + b"|" + rb"\0?".join(b"ENTITY"[n : n + 1] for n in range(6)) + b")"
)  # fmt: skip
TAIL = 20


def walk(
    part: IO[bytes],
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Tell what stands in a part, by local names. Raises ExpatError where it is not well-formed."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = lambda name, attributes: start(name.rpartition(":")[2], attributes)
    if end is not None:
        parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    if text is not None:
        parser.CharacterDataHandler = text
    while chunk := part.read(_CHUNK):
        parser.Parse(chunk)
    parser.Parse(b"", True)  # noqa: FBT003 - expat's own signature


def plain(attributes: Attributes) -> Attributes:
    """Attributes by their local names."""
    return {name.rpartition(":")[2]: value for name, value in attributes.items()}


def _refuse(*_declared: object) -> None:
    raise RefusedError(STRANGE)
