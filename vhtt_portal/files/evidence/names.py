"""A file's name as it is kept, and as two generations of browsers are told it."""

import re
from urllib.parse import quote

from vhtt_portal.files.evidence import content as kinds
from vhtt_portal.text import fold, tidy

MAX_LENGTH = 200
_SUFFIXES = {
    kinds.JPEG: (".jpg", ".jpeg"), kinds.PNG: (".png",), kinds.WEBP: (".webp",),
    kinds.PDF: (".pdf",),
}  # fmt: skip
# What some system takes for more than a letter of a name.
_UNFIT = re.compile(r'[\\/:*?"<>|%;\x00-\x1f\x7f-\x9f]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)
_NOT_ASCII = re.compile(r"[^\w.() -]+", re.ASCII)


def tidy_name(name: str, kind: str) -> str:
    """A name that every system can hold, with the suffix of what the file is."""
    # Encoded first: a name of a broken request may hold half a character.
    readable = name.encode(errors="replace").decode()
    plain = tidy(_UNFIT.sub(" ", readable)).strip(". ")
    suffixes = _SUFFIXES[kind]
    stem, given = next(
        ((plain[: -len(each)], each) for each in suffixes if plain.casefold().endswith(each)),
        (plain, suffixes[0]),
    )
    stem = stem.strip(". ")
    if not stem or _RESERVED.match(stem):
        stem = f"tep {stem}".strip()
    short = stem.encode()[: MAX_LENGTH - len(given)].decode(errors="ignore")
    return short.strip(". ") + given


def disposition(name: str, *, is_shown: bool) -> str:
    """The header that names a file, for browsers that read UTF-8 in it and for those that do not."""
    how = "inline" if is_shown else "attachment"
    plain = _NOT_ASCII.sub("_", fold(name))
    return f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
