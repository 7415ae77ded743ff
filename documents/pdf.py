"""The official document drawn as PDF."""

import atexit
import gc
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path
from threading import Lock
from types import MappingProxyType
from typing import TYPE_CHECKING

from django.conf import settings
from django.template.loader import render_to_string

from documents import archive
from documents.archive import Enclosure
from documents.setting import address, setting
from documents.structure import Block, Chart, OfficialDocument, Picture, Table
from documents.wrapping import FONTS

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
# Điều 25 and Phụ lục I ask 200 dpi of a scan; a camera's own would make a paper of megabytes.
PICTURE_DPI = 200
SVG = "image/svg+xml"

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


def render_pdf(document: OfficialDocument, *, enclosed: Sequence[Enclosure] = ()) -> bytes:
    """PDF/A-3a and PDF/UA-1, with the ``enclosed`` files inside.

    The same document always gives the same bytes: nothing in them tells the time of drawing.
    """
    return draw(
        document_html(document),
        own_style=column_widths(document),
        pictures=picture_files(document),
        enclosed=enclosed,
        day=document.issued_on,
    )


def document_html(document: OfficialDocument) -> str:
    # WeasyPrint 70 counts the blanks at the edges of a paragraph or a cell into its width and then
    # breaks a line that is just full after its first word.
    return _EDGES.sub(r"\1\2", render_to_string("documents/official.html", setting(document)))


def draw(
    html: str,
    *,
    own_style: str = "",
    pictures: Files = MappingProxyType({}),
    enclosed: Sequence[Enclosure] = (),
    day: date | None = None,
) -> bytes:
    """Draw HTML in the official style and a paper's own; it can open the fonts and these pictures."""
    from weasyprint import CSS, HTML

    with _engine_lock, _uncollected():
        engine = _engine()
        fetcher = closed_fetcher({**engine.files, **pictures})
        page = HTML(string=html, base_url="portal:", url_fetcher=fetcher)
        pdf = page.write_pdf(
            stylesheets=[engine.style, CSS(string=own_style, url_fetcher=fetcher)],
            font_config=engine.fonts,
            finisher=archive.finish,
            pdf_variant=archive.VARIANT,
            attachments=archive.attachments(
                enclosed, day=day, fetcher=closed_fetcher(_enclosed_files(enclosed))
            ),
            dpi=PICTURE_DPI,
        )
    return bytes(pdf)


def _enclosed_files(enclosed: Sequence[Enclosure]) -> Files:
    return {each.address: (each.content, each.media_type) for each in enclosed}


def picture_files(document: OfficialDocument) -> Files:
    """Photos and charts by their addresses."""
    blocks = chain(document.body, *(annex.blocks for annex in document.annexes))
    return dict(file for block in blocks for file in _files_of(block))


def _files_of(block: Block) -> Iterator[tuple[str, tuple[bytes, str]]]:
    match block:
        case Picture():
            yield address(block), (block.image, block.media_type)
        case Chart():
            yield address(block), (block.svg.encode(), SVG)


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
