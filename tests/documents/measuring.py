"""What a drawn paper says, papers drawn wrong on purpose, and what the layout check tells of them."""

from collections import Counter
from itertools import chain

from documents.layout_check import check_layout
from documents.layout_check.reading import read_paper
from documents.pdf import column_widths, document_html, draw, picture_files, render_pdf

# In millimetres: above it stand the numbers of the pages; right of it stands a second column.
_HEAD_MARGIN, _MIDDLE = 20.0, 125.0


def told(document):
    return [str(finding) for finding in check_layout(render_pdf(document)) if not finding.ok]


def faults(pdf):
    return {finding.rule for finding in check_layout(pdf) if not finding.ok}


def said(pdf):
    """Its words wherever its pages end: those of the text in order, those of the tables counted,
    and what stands in bold in a table once: the names of columns are repeated on every page."""
    pages = read_paper(pdf).pages
    text = [
        line.text
        for page in pages
        # Of two columns, as in a letterhead, the left one first.
        for line in sorted(page.lines, key=lambda line: (line.centre > _MIDDLE, line.baseline))
        if line.baseline > _HEAD_MARGIN
    ]
    cells = [line for page in pages for line in chain(*page.table_lines)]
    counted = Counter(word for line in cells if not line.bold for word in line.text.split())
    names = {word for line in cells if line.bold for word in line.text.split()}
    return " ".join(text).split(), counted, names


def restyled(document, style):
    return _drawn(document, document_html(document), style)


def rewritten(document, old, new):
    html = document_html(document)
    assert old in html
    return _drawn(document, html.replace(old, new))


def _drawn(document, html, style=""):
    own_style = column_widths(document) + style
    return draw(html, own_style=own_style, pictures=picture_files(document))
