"""What a drawn paper says, papers drawn wrong on purpose, and what the layout check tells of them."""

from collections import Counter
from itertools import chain

from documents.layout_check import check_layout
from documents.layout_check.reading import read_paper
from documents.pdf import column_widths, document_html, draw, picture_files, render_pdf

# Above it, in millimetres, stand the numbers of the pages.
_HEAD_MARGIN = 20.0


def told(document):
    return [str(finding) for finding in check_layout(render_pdf(document)) if not finding.ok]


def faults(pdf):
    return {finding.rule for finding in check_layout(pdf) if not finding.ok}


def said(pdf):
    """Its words, counted, wherever its pages and columns end: those of the text, those of tables;
    what is bold in a table but once, for the names of columns are repeated on every page."""
    pages = read_paper(pdf).pages
    text = [line for page in pages for line in page.lines if line.baseline > _HEAD_MARGIN]
    cells = [line for page in pages for line in chain(*page.table_lines)]
    return (
        Counter(_words(text)),
        Counter(_words(line for line in cells if not line.bold)),
        set(_words(line for line in cells if line.bold)),
    )


def _words(lines):
    return [word for line in lines for word in line.text.split()]


def restyled(document, style):
    return _drawn(document, document_html(document), style)


def rewritten(document, old, new):
    html = document_html(document)
    assert old in html
    return _drawn(document, html.replace(old, new))


def _drawn(document, html, style=""):
    own_style = column_widths(document) + style
    return draw(html, own_style=own_style, pictures=picture_files(document))
