"""The official document of a report, built from its content alone.

What was sealed can therefore be drawn again years later.
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from documents.kinds import REPORT
from documents.numerals import roman
from documents.signing import Capacity, capacity_lines
from documents.structure import (
    Block,
    Bullet,
    Heading,
    Letterhead,
    Level,
    OfficialDocument,
    Paragraph,
    Part,
    Run,
    SignatureBlock,
    paragraph,
)
from reports.catalogue.models import OutlineNode
from reports.editions.annexes import annex_sheets, as_annex
from reports.editions.content import AnnexContent, Content, NodeContent, RunContent, passages_of
from reports.editions.exhibits import exhibit_blocks


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, as printed."""

    capacity_lines: tuple[str, ...]
    signer_name: str


def compose(
    content: Content,
    *,
    signature: Signature | None = None,
    number: int | None = None,
    issued_on: date | None = None,
) -> OfficialDocument:
    """Without a number it is a draft and says so: DỰ THẢO, number and date left blank."""
    office = content["office"]
    signed = signature or Signature(
        capacity_lines(Capacity.HEAD, head_post=office["head_post"]), ""
    )
    return OfficialDocument(
        letterhead=Letterhead(
            parent_body=(office["parent_body"],),
            issuing_body=(office["issuing_body"],),
            name=office["full_name"],
        ),
        symbol=office["symbol"],
        place=office["place_name"],
        kind=REPORT,
        subject=(content["subject"],),
        body=tuple(_body(content)),
        signature=SignatureBlock(signed.capacity_lines, signed.signer_name),
        distribution=(*office["recipients"], f"Lưu: {office['archive_line']}"),
        number=number,
        issued_on=issued_on,
        closing=content["closing"],
        annexes=tuple(as_annex(sheet) for sheet in annex_sheets(content)),
        is_draft=number is None,
    )


def _body(content: Content) -> Iterator[Block]:
    if content["opening"]:
        yield paragraph(content["opening"])
    nodes, exhibits = content["narrative"], exhibit_blocks(content.get("exhibits", []))
    spoken = _spoken(nodes, exhibits)
    for node in nodes:
        if node["code"] in spoken:
            yield from _node(node)
            yield from exhibits.get(node["code"], ())
    if content["annexes"]:
        yield paragraph(_mention(content["annexes"]))


def _spoken(nodes: Iterable[NodeContent], exhibits: Container[str]) -> set[str]:
    """Headings with something under them; an empty one is left off the paper."""
    found: set[str] = set()
    for node in reversed(list(nodes)):
        said = any(sentence["runs"] for sentence in node["sentences"])
        if said or node["passages"] or node["code"] in exhibits or node["code"] in found:
            found |= {node["code"], node["parent"]}
    return found


def _node(node: NodeContent) -> Iterator[Block]:
    if node["level"] == OutlineNode.Level.PART:
        yield Part(node["title"])
    else:
        is_section = node["level"] == OutlineNode.Level.HEADING
        yield Heading(Level.SECTION if is_section else Level.CLAUSE, node["title"])
    for sentence in node["sentences"]:
        if sentence["runs"]:
            yield Bullet(_runs(sentence["runs"]))
    for passage in passages_of(node):
        for line in passage:
            kind = Bullet if line["is_bullet"] else Paragraph
            yield kind(_runs(line["runs"]))


def _runs(runs: Iterable[RunContent]) -> tuple[Run, ...]:
    return tuple(Run(run["text"], trace=run["code"]) for run in runs)


def _mention(annexes: list[AnnexContent]) -> str:
    """Nghị định 30/2020/NĐ-CP, Phụ lục I: a paper with annexes names each of them in its text."""
    labels = (
        ["Phụ lục"]
        if len(annexes) == 1
        else [f"Phụ lục {roman(number)}" for number in range(1, len(annexes) + 1)]
    )
    named = (
        f"{label} ({annex['title'][:1].lower()}{annex['title'][1:]})"
        for label, annex in zip(labels, annexes, strict=True)
    )
    return f"Số liệu chi tiết được trình bày tại: {'; '.join(named)}."
