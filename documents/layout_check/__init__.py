"""A finished PDF measured against the layout rules of Nghị định 30/2020/NĐ-CP, Phụ lục I."""

from documents.layout_check import (
    annex_rules,
    body_rules,
    head_rules,
    kind_rules,
    page_rules,
    signing_rules,
)
from documents.layout_check.anatomy import take_apart
from documents.layout_check.finding import Finding
from documents.layout_check.reading import read_paper

__all__ = ["Finding", "check_layout"]


def check_layout(pdf: bytes) -> list[Finding]:
    """Every rule with what was measured; refuses what cannot be read as a PDF.

    It goes by where letters and strokes stand and by their faces, never by how a program tagged
    them, so a PDF from anywhere can be held against the rules.
    """
    anatomy = take_apart(read_paper(pdf))
    head = head_rules.read_head(anatomy)
    signing = signing_rules.read_signing(anatomy)
    text = anatomy.flow[head.end : signing.start]
    return [
        *page_rules.findings(anatomy),
        *head_rules.findings(anatomy, head),
        *kind_rules.findings(anatomy, head, text, signing),
        *body_rules.findings(anatomy, text, is_unnumbered=head.is_unnumbered),
        *signing_rules.findings(anatomy, signing, head),
        *annex_rules.findings(anatomy),
    ]
