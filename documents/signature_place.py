"""Where on its page a paper is signed: put into the file when it is drawn, found there when it is signed.

A named destination (ISO 32000-1, 12.3.2.3) that nothing shows: the room between the post and the name.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # it needs system libraries and half a second: only a render loads it
    from pydyf import PDF
    from weasyprint.document import Document

# The id in templates/documents/official.html.
NAME = "cho-ky"
_POINTS_A_PIXEL = 0.75


@dataclass(frozen=True, slots=True)
class Place:
    """On which page, counted from nought, and where: points from its lower left corner."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


def mark(document: "Document", pdf: "PDF") -> None:
    """The renderer tells only where the room begins; here the file learns how far it reaches."""
    import pydyf  # noqa: PLC0415 - only a render loads it

    for page, reference in zip(document.pages, pdf.page_references, strict=True):
        if NAME in page.anchors:
            left, top, right, bottom = (each * _POINTS_A_PIXEL for each in page.anchors[NAME])
            height = page.height * _POINTS_A_PIXEL
            names = pdf.catalog["Names"]["Dests"]["Names"]
            at = [name.string for name in names[::2]].index(NAME)
            names[2 * at + 1] = pydyf.Array(
                (reference, "/FitR", left, height - bottom, right, height - top)
            )


def find(reader: Any) -> Place | None:
    """In a file as pyHanko reads it; None where the portal has marked nothing."""
    names = reader.root.get("/Names", {}).get("/Dests", {}).get("/Names", ())
    marked = next((names[at + 1] for at in range(0, len(names), 2) if names[at] == NAME), None)
    if marked is None:
        return None
    pages = reader.root["/Pages"]["/Kids"]
    page = [pages.raw_get(at) for at in range(len(pages))].index(marked.raw_get(0))
    return Place(page, *(float(marked[at]) for at in range(2, 6)))
