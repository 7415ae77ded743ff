"""A paper on its way to a browser."""

from django.http import HttpResponse

from documents.pdf import render_pdf
from documents.structure import OfficialDocument
from documents.word import MEDIA_TYPE, render_docx
from vhtt_portal.files.evidence.names import disposition


def pdf_response(document: OfficialDocument, *, name: str) -> HttpResponse:
    """Drawn when it is asked for, to look at and to print; ``name`` is the file's, without ".pdf"."""
    response = HttpResponse(render_pdf(document), content_type="application/pdf")
    response.headers["Content-Disposition"] = disposition(f"{name}.pdf", is_shown=True)
    return response


def docx_response(document: OfficialDocument, *, name: str) -> HttpResponse:
    """The same to be worked on in Word."""
    response = HttpResponse(render_docx(document), content_type=MEDIA_TYPE)
    response.headers["Content-Disposition"] = disposition(f"{name}.docx", is_shown=False)
    return response
