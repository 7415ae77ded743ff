"""Papers drawn wrong on purpose, and what the layout check tells of them."""

from documents.layout_check import check_layout
from documents.pdf import column_widths, document_html, draw, picture_files, render_pdf


def told(document):
    return [str(finding) for finding in check_layout(render_pdf(document)) if not finding.ok]


def faults(pdf):
    return {finding.rule for finding in check_layout(pdf) if not finding.ok}


def restyled(document, style):
    return _drawn(document, document_html(document), style)


def rewritten(document, old, new):
    html = document_html(document)
    assert old in html
    return _drawn(document, html.replace(old, new))


def _drawn(document, html, style=""):
    own_style = column_widths(document) + style
    return draw(html, own_style=own_style, pictures=picture_files(document))
