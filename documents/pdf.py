"""The official document drawn as PDF."""

import atexit
import gc
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from itertools import chain
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.conf import settings
from django.template.loader import render_to_string

from documents.structure import (
    END_MARK,
    Align,
    Article,
    Block,
    Bullet,
    Cell,
    Heading,
    Letterhead,
    OfficialDocument,
    Paragraph,
    Part,
    Picture,
    Row,
    RowKind,
    Run,
    Table,
    numbered,
)
from documents.wrapping import FONTS, balanced_lines

if TYPE_CHECKING:  # it needs system libraries and half a second: only a render loads it
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

STYLE = Path(settings.BASE_DIR) / "static" / "css" / "print" / "official.css"
FONT_FILES = (
    "LiberationSerif-Regular.ttf",
    "LiberationSerif-Bold.ttf",
    "LiberationSerif-Italic.ttf",
    "LiberationSerif-BoldItalic.ttf",
)
# Text widths in millimetres and sizes in points, as official.css sets them.
LEFT_ROOM, TEXT_ROOM, WIDE_TEXT_ROOM = 70.0, 160.0, 245.0
HEAD_SIZE, SUBJECT_SIZE, ATTACHED_SIZE = 12, 14, 13
# Điều 25 and Phụ lục I ask 200 dpi of a scan; a camera's own would make a paper of megabytes.
PICTURE_DPI = 200

_EDGES = re.compile(r"(<(?:p|h[1-4]|t[dh])(?:\s[^>]*)?>)\s+|\s+(</(?:p|h[1-4]|t[dh])>)")

# An address, what lies there and of what media type it is.
Files = Mapping[str, tuple[bytes, str]]

# Pango's font map is not safe between threads, and two threads would be no faster than one.
_engine_lock = Lock()


@dataclass(frozen=True, slots=True)
class Engine:
    """The loaded renderer: fonts and style are read once in the life of a process."""

    files: Files
    fonts: "FontConfiguration"
    style: "CSS"


def render_pdf(document: OfficialDocument) -> bytes:
    """The same document always gives the same bytes: nothing in them tells the time of drawing."""
    return draw(
        document_html(document),
        own_style=column_widths(document),
        pictures=picture_files(document),
    )


def document_html(document: OfficialDocument) -> str:
    # WeasyPrint 70 counts the blanks at the edges of a paragraph or a cell into its width and then
    # breaks a line that is just full after its first word.
    return _EDGES.sub(r"\1\2", render_to_string("documents/official.html", _context(document)))


def draw(html: str, *, own_style: str = "", pictures: Files = MappingProxyType({})) -> bytes:
    """Draw HTML in the official style and a paper's own; it can open the fonts and these pictures."""
    from weasyprint import CSS, HTML

    with _engine_lock, _uncollected():
        engine = _engine()
        fetcher = closed_fetcher({**engine.files, **pictures})
        page = HTML(string=html, base_url="portal:", url_fetcher=fetcher)
        pdf = page.write_pdf(
            stylesheets=[engine.style, CSS(string=own_style, url_fetcher=fetcher)],
            font_config=engine.fonts,
            pdf_variant="pdf/ua-1",
            pdf_tags=True,
            dpi=PICTURE_DPI,
        )
    return bytes(pdf)


def picture_files(document: OfficialDocument) -> Files:
    blocks = chain(document.body, *(annex.blocks for annex in document.annexes))
    pictures = (block for block in blocks if isinstance(block, Picture))
    return {_address(picture): (picture.image, picture.media_type) for picture in pictures}


def _address(picture: Picture) -> str:
    """By what it shows, so that the same document always gives the same bytes."""
    return f"portal:pictures/{sha256(picture.image).hexdigest()}"


@contextmanager
def _uncollected() -> Iterator[None]:
    """Drawing makes millions of small objects and hardly a cycle: a quarter of its time is saved."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@cache
def _engine() -> Engine:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    files = font_files()
    fonts = FontConfiguration()
    # Its clean-up needs modules that are gone once the interpreter is being torn down.
    atexit.register(_engine.cache_clear)
    style = CSS(
        string=STYLE.read_text(),
        base_url="portal:",
        url_fetcher=closed_fetcher(files),
        font_config=fonts,
    )
    return Engine(files, fonts, style)


def font_files() -> Files:
    """Read here: a missing font must stop the drawing, which the engine would go on without."""
    return {
        f"portal:fonts/{name}": ((FONTS / name).read_bytes(), "font/ttf") for name in FONT_FILES
    }


def closed_fetcher(files: Files) -> "URLFetcher":
    """A fetcher that knows these files by their addresses and refuses every other one."""
    return _closed_fetcher()(files)


@cache
def _closed_fetcher() -> "type[URLFetcher]":
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class ClosedFetcher(URLFetcher):  # type: ignore[misc] # the library has no types
        def __init__(self, files: Files) -> None:
            super().__init__(allowed_protocols=("portal",), allow_redirects=False)
            self.files = files

        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            if url not in self.files:
                raise ValueError(f"address not allowed in a document: {url[:200]}")
            content, media_type = self.files[url]
            return URLFetcherResponse(url, content, {"Content-Type": media_type})

    return ClosedFetcher


def _context(document: OfficialDocument) -> dict[str, object]:
    annexes = [
        {
            "label": label,
            "title": annex.title,
            "lines": _title_lines(
                annex.title, room=WIDE_TEXT_ROOM if annex.is_landscape else TEXT_ROOM
            ),
            "page": "annex wide" if annex.is_landscape else "annex",
            "attached": balanced_lines(
                document.attached_to,
                room=WIDE_TEXT_ROOM if annex.is_landscape else TEXT_ROOM,
                size=ATTACHED_SIZE,
                style="Italic",
            ),
            "blocks": list(_shown(numbered(annex.blocks), closing="", key=f"a{index}")),
        }
        for index, (label, annex) in enumerate(document.numbered_annexes())
    ]
    body = document.numbered_body()
    room = WIDE_TEXT_ROOM if document.is_landscape else TEXT_ROOM
    return {
        "document": document,
        "letterhead": _letterhead_lines(document.letterhead),
        "subject": _wrapped(document.subject, room=room, size=SUBJECT_SIZE, style="Bold"),
        "authority": _title_lines(document.authority, room=room) if document.authority else [],
        "bases": _closed_list(document.legal_bases),
        "addressees": _closed_list(document.addressees),
        "recipients": _closed_list(document.distribution),
        "blocks": list(
            _shown(body, closing=document.closing, key="b", ends=document.is_administrative)
        ),
        "annexes": annexes,
    }


def _letterhead_lines(letterhead: Letterhead) -> dict[str, list[str]]:
    parent = tuple(line.upper() for line in letterhead.parent_body)
    issuer = tuple(line.upper() for line in letterhead.issuing_body)
    return {
        "parent": _wrapped(parent, room=LEFT_ROOM, size=HEAD_SIZE, style="Regular"),
        "issuer": _wrapped(issuer, room=LEFT_ROOM, size=HEAD_SIZE, style="Bold"),
    }


def _wrapped(lines: tuple[str, ...], *, room: float, size: float, style: str) -> list[str]:
    return [
        part for line in lines for part in balanced_lines(line, room=room, size=size, style=style)
    ]


def _title_lines(title: str, *, room: float) -> list[str]:
    return balanced_lines(title.upper(), room=room, size=SUBJECT_SIZE, style="Bold")


def _closed_list(lines: tuple[str, ...]) -> list[str]:
    """Semicolons between, a full stop at the end, whatever the lines ended with."""
    bare = [line.rstrip(" .;") for line in lines]
    return [f"{line};" for line in bare[:-1]] + [f"{line}." for line in bare[-1:]]


def _shown(
    blocks: Iterator[tuple[str, Block]], *, closing: str, key: str, ends: bool = True
) -> Iterator[dict[str, object]]:
    """The blocks as the template reads them; the last text of a document carries the end mark.

    Phụ lục I, Phần V, Mẫu 1.4 and 2.1: "./." ends the text and each annex.
    """
    listed = list(blocks)
    if closing:
        listed.append(("", Paragraph((Run(closing),))))
    for index, (label, block) in enumerate(listed):
        is_last = ends and index == len(listed) - 1
        yield _shown_block(label, block, is_last=is_last, key=f"{key}-{index}")


def _shown_block(label: str, block: Block, *, is_last: bool, key: str) -> dict[str, object]:
    match block:
        case Part(title):
            lines = _title_lines(title, room=TEXT_ROOM)
            return {"shape": "part", "label": label, "title": title, "lines": lines}
        case Heading(level, title):
            return {"shape": f"heading{int(level)}", "label": label, "title": title}
        case Article(runs) | Paragraph(runs) | Bullet(runs):
            shape = type(block).__name__.lower()
            return {"shape": shape, "label": label, "runs": _ended(runs) if is_last else runs}
        case Picture():
            return {
                "shape": "picture",
                "address": _address(block),
                "picture": block,
                "ends": is_last,
            }
        case Table():
            rows = [_shown_row(block, row) for row in block.rows]
            return {"shape": "table", "key": key, "table": block, "rows": rows, "ends": is_last}


def _ended(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    last = runs[-1]
    text = last.text.rstrip(" .;/") + END_MARK
    return (*runs[:-1], Run(text, last.bold, last.italic))


def _shown_row(table: Table, row: Row) -> dict[str, object]:
    cells: list[dict[str, object]] = []
    position = 0
    for cell in row.cells:
        cells.append({"cell": cell, "align": _align(table, row, cell, position)})
        position += cell.colspan
    return {"kind": row.kind.value, "cells": cells}


def _align(table: Table, row: Row, cell: Cell, position: int) -> str:
    if cell.colspan > 1:
        return "center" if row.kind is RowKind.TOTAL else ""
    align = table.columns[position].align
    return "" if align is Align.LEFT else align.value


def column_widths(document: OfficialDocument) -> str:
    """One rule a column: fixed widths spare the engine a measuring pass over every cell."""
    keyed = [("b", document.body)]
    keyed += [(f"a{index}", annex.blocks) for index, annex in enumerate(document.annexes)]
    rules: list[str] = []
    for key, blocks in keyed:
        for index, block in enumerate(blocks):
            if isinstance(block, Table):
                rules += _table_widths(block, key=f"{key}-{index}")
    return "".join(rules)


def _table_widths(table: Table, *, key: str) -> list[str]:
    total = sum(column.share for column in table.columns)
    return [
        f"#t-{key} col:nth-child({place}){{width:{100 * column.share / total:.3f}%}}"
        for place, column in enumerate(table.columns, start=1)
    ]
