"""Rules of single kinds: what a decision, a proposal, a letter have that others have not
(Phụ lục III)."""

import re
from collections.abc import Iterator

from documents.kinds import DECISION, PROPOSAL
from documents.layout_check.anatomy import Anatomy
from documents.layout_check.body_rules import is_article, is_order, read_paragraphs
from documents.layout_check.finding import PLACE_SLACK, Face, Finding, faced, measure, shorten
from documents.layout_check.head_rules import ORDER, Head
from documents.layout_check.reading import Line
from documents.layout_check.signing_rules import Signing

_FORM = "Phụ lục III, Mẫu 1.2"
_LINE = Face((13, 14), bold=True, upper=True)
_ABOUT = "Về việc "
_BOUND = re.compile(r"^- Như Điều \d+;$")


def findings(anatomy: Anatomy, head: Head, rows: list[Line], signing: Signing) -> Iterator[Finding]:
    if head.name == DECISION:
        yield faced("Thẩm quyền ban hành", _FORM, _LINE, head.authority)
        yield from _ordered(anatomy, rows)
        yield _about(head)
        yield _bound(signing)
    if head.name in {DECISION, PROPOSAL}:
        yield _addressed(head)
    if head.brief:
        yield from _letter(head)


def _letter(head: Head) -> Iterator[Finding]:
    """Mẫu 1.5: what a công văn is about stands in the middle below its number; it is addressed."""
    if head.number:
        apart = max(abs(line.centre - head.number.centre) for line in head.brief)
        seen = f"lệch {measure(apart)} mm"
        required = "giữa, dưới số, ký hiệu"
        ok = apart <= PLACE_SLACK
        yield Finding("Trích yếu công văn: vị trí", "Mục II.5.b", required, seen, ok)
    seen = "có Kính gửi" if head.addressees else "không có Kính gửi"
    yield Finding(
        "Kính gửi: theo loại văn bản", "Mục II.9.a", "công văn có Kính gửi", seen,
        ok=bool(head.addressees),
    )  # fmt: skip


def _ordered(anatomy: Anatomy, rows: list[Line]) -> Iterator[Finding]:
    """The order in the middle, something to rest it on above, something that it lays down below."""
    paragraphs = read_paragraphs(anatomy, rows)
    orders = [row for part in paragraphs if is_order(part) for row in part.rows]
    name = f"Dòng “{ORDER}”"
    yield faced(name, _FORM, _LINE, orders)
    if orders:
        apart = abs(orders[0].centre - anatomy.centre)
        seen = f"lệch {measure(apart)} mm"
        yield Finding(f"{name}: vị trí", _FORM, "giữa trang", seen, ok=apart <= PLACE_SLACK)
    places = [place for place, part in enumerate(paragraphs) if is_order(part)]
    above = places[0] if places else 0
    seen = f"{above} căn cứ"
    yield Finding("Quyết định: căn cứ", "Mục II.6.a", "có căn cứ ban hành", seen, ok=above > 0)
    articles = sum(is_article(part) for part in paragraphs[above + 1 :])
    seen = f"{articles} điều"
    yield Finding("Quyết định: các điều", _FORM, "chia thành các điều", seen, ok=articles > 0)


def _about(head: Head) -> Finding:
    said = head.subject[0].text if head.subject else ""
    ok = said.startswith(_ABOUT)
    return Finding("Trích yếu: lời", _FORM, f"“{_ABOUT}…”", f"“{shorten(said)}”", ok)


def _bound(signing: Signing) -> Finding:
    first = signing.recipients[0].text if signing.recipients else ""
    ok = bool(_BOUND.match(first))
    return Finding("Nơi nhận: như Điều", _FORM, "mở đầu “- Như Điều …;”", f"“{first}”", ok)


def _addressed(head: Head) -> Finding:
    """Mục II.9.a: a proposal goes up to somebody; a decision binds and is addressed to nobody."""
    is_proposal = head.name == PROPOSAL
    required = "tờ trình có Kính gửi" if is_proposal else "quyết định không có Kính gửi"
    seen = "có Kính gửi" if head.addressees else "không có Kính gửi"
    ok = bool(head.addressees) == is_proposal
    return Finding("Kính gửi: theo loại văn bản", "Mục II.9.a", required, seen, ok)
