"""What a paper says, apart from number, day and signature: what is signed, hashed and drawn."""

import json
from datetime import date
from typing import TypedDict, cast

from django.utils.text import capfirst

from audit.chain import canonical_json, sha256
from documents.kinds import DECISION, INVITATION, LETTER, PROPOSAL
from documents.outgoing.lines import BLANK, blocks_of
from documents.outgoing.models import Paper
from documents.structure import Article, Letterhead, OfficialDocument, SignatureBlock
from vhtt_portal.text import DASH


class Content(TypedDict):
    """Lists are the lines as they are printed, without their dashes and semicolons."""

    parent_body: list[str]
    issuing_body: list[str]
    name: str
    place: str
    symbol: str
    authority: str
    archive_line: str
    kind: str
    subject: str
    addressees: list[str]
    legal_bases: list[str]
    body: str
    recipients: list[str]


def content(paper: Paper) -> Content:
    """As things are now. No query for a paper ``with_issuer``."""
    issuer = paper.issuer
    return Content(
        parent_body=list(issuer.letterhead.parent_body),
        issuing_body=list(issuer.letterhead.issuing_body),
        name=issuer.letterhead.name,
        place=issuer.place,
        symbol=issuer.symbol(paper.kind),
        authority=issuer.authority,
        archive_line=issuer.archive_line,
        kind=paper.kind,
        subject=paper.subject,
        addressees=_lines(paper.addressees),
        legal_bases=_lines(paper.legal_bases),
        body=paper.body,
        recipients=_lines(paper.recipients),
    )


def sealed_text(said: Content) -> str:
    """The canonical text that the hash is taken of."""
    return canonical_json(said)


def content_hash(said: Content) -> str:
    return sha256(sealed_text(said))


def sealed_content(paper: Paper) -> Content:
    """What was signed, read back from its sealed text."""
    return cast("Content", json.loads(paper.snapshot))


def fault(said: Content) -> str | None:
    """Why a paper that says this cannot be put before a signer, or None."""
    if not said["body"]:
        return "Văn bản chưa có nội dung."
    if BLANK in sealed_text(said):
        return f"Văn bản còn chỗ chưa điền, đánh dấu {BLANK}. Hãy điền hoặc bỏ đi rồi trình ký."
    # Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II.9.a and Phụ lục III.
    if said["kind"] in {LETTER, PROPOSAL} and not said["addressees"]:
        return "Công văn và tờ trình phải có nơi nhận ở mục Kính gửi."
    return _fault_of_decision(said) if said["kind"] == DECISION else None


def _fault_of_decision(said: Content) -> str | None:
    if said["addressees"]:
        return "Quyết định không có Kính gửi. Hãy ghi nơi nhận ở mục Nơi nhận khác."
    if not said["legal_bases"]:
        return "Quyết định phải có căn cứ ban hành."
    if not _articles(said):
        return "Quyết định phải chia thành các điều, mỗi điều một dòng “Điều 1. …”."
    return None


def compose(
    said: Content,
    *,
    signature: SignatureBlock,
    number: int | None = None,
    issued_on: date | None = None,
) -> OfficialDocument:
    """Without a number it is a draft and says so: DỰ THẢO, number and date left blank."""
    return OfficialDocument(
        letterhead=Letterhead(
            tuple(said["parent_body"]), tuple(said["issuing_body"]), said["name"]
        ),
        symbol=said["symbol"],
        place=said["place"],
        kind=said["kind"],
        subject=(_subject(said),),
        addressees=tuple(said["addressees"]),
        legal_bases=tuple(said["legal_bases"]),
        authority=said["authority"] if said["kind"] == DECISION else "",
        body=blocks_of(said["body"]),
        closing=_closing(said),
        signature=signature,
        distribution=_distribution(said),
        number=number,
        issued_on=issued_on,
        is_draft=number is None,
    )


def _lines(text: str) -> list[str]:
    return [line.removeprefix(DASH).rstrip(" ;.") for line in text.split("\n") if line]


def _subject(said: Content) -> str:
    """A công văn says "V/v" below its number; decisions and proposals say "Về việc"."""
    subject = said["subject"]
    if said["kind"] == LETTER:
        return subject
    return f"Về việc {subject}" if said["kind"] in {DECISION, PROPOSAL} else str(capfirst(subject))


def _closing(said: Content) -> str:
    """A tờ trình ends by asking whom it is addressed to."""
    if said["kind"] != PROPOSAL or not said["addressees"]:
        return ""
    return f"{said['name']} kính trình {', '.join(said['addressees'])} xem xét, quyết định."


def _distribution(said: Content) -> tuple[str, ...]:
    """Mục II.9.b: who is bound, addressed or invited first, where it is kept last."""
    opening: tuple[str, ...] = ()
    if said["kind"] == DECISION:
        opening = (f"Như Điều {_articles(said)}",)
    elif said["addressees"] or said["kind"] == INVITATION:
        opening = ("Như trên",)
    return (*opening, *said["recipients"], f"Lưu: {said['archive_line']}")


def _articles(said: Content) -> int:
    return sum(isinstance(block, Article) for block in blocks_of(said["body"]))
