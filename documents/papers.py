"""The papers that rooms make of what they know: a decision, a proposal, minutes, a form.

Each is drawn by ``documents.pdf.render_pdf``; number and day stay blank until a clerk gives them.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone

from documents.issuer import Issuer
from documents.kinds import DECISION, MINUTES, PROPOSAL
from documents.structure import (
    BLANK_DATE,
    Align,
    Annex,
    Article,
    Block,
    Column,
    OfficialDocument,
    SignatureBlock,
    Table,
    bullet,
    paragraph,
    row,
)
from vhtt_portal.dates import official_date

CHAIR, SECRETARY = "CHỦ TRÌ", "THƯ KÝ"
_UNSIGNED = SignatureBlock((), "")


def decision(
    *,
    issuer: Issuer,
    about: str,
    bases: tuple[str, ...],
    body: tuple[Block, ...],
    signature: SignatureBlock,
    recipients: tuple[str, ...] = (),
    annexes: tuple[Annex, ...] = (),
    number: int | None = None,
    issued_on: date | None = None,
    is_draft: bool = False,
) -> OfficialDocument:
    """Of the body, or of its head with ``issuer.in_person()``; ``body`` is of Điều, the last of
    which names whom the decision binds; the last of ``bases`` may be "Theo đề nghị của …"."""
    articles = sum(isinstance(block, Article) for block in body)
    return OfficialDocument(
        letterhead=issuer.letterhead,
        symbol=issuer.symbol(DECISION),
        place=issuer.place,
        kind=DECISION,
        subject=(f"Về việc {about}",),
        authority=issuer.authority,
        legal_bases=bases,
        body=body,
        signature=signature,
        distribution=issuer.distribution(f"Như Điều {articles}", *recipients),
        annexes=annexes,
        number=number,
        issued_on=issued_on,
        is_draft=is_draft,
    )


def proposal(
    *,
    issuer: Issuer,
    addressee: str,
    about: str,
    body: tuple[Block, ...],
    signature: SignatureBlock,
    bases: tuple[str, ...] = (),
    recipients: tuple[str, ...] = (),
    annexes: tuple[Annex, ...] = (),
    number: int | None = None,
    issued_on: date | None = None,
    is_draft: bool = False,
) -> OfficialDocument:
    """A tờ trình: it ends by asking the addressee to look into it and to decide."""
    return OfficialDocument(
        letterhead=issuer.letterhead,
        symbol=issuer.symbol(PROPOSAL),
        place=issuer.place,
        kind=PROPOSAL,
        subject=(f"Về việc {about}",),
        addressees=(addressee,),
        legal_bases=bases,
        body=body,
        closing=f"{issuer.letterhead.name} kính trình {addressee} xem xét, quyết định.",
        signature=signature,
        distribution=issuer.distribution("Như trên", *recipients),
        annexes=annexes,
        number=number,
        issued_on=issued_on,
        is_draft=is_draft,
    )


def minutes(
    *,
    issuer: Issuer,
    about: str,
    venue: str,
    present: tuple[str, ...],
    chair: tuple[str, str],
    secretary: tuple[str, str],
    body: tuple[Block, ...],
    began_at: datetime | None = None,
    ended_at: datetime | None = None,
    recipients: tuple[str, ...] = (),
    annexes: tuple[Annex, ...] = (),
    number: int | None = None,
) -> OfficialDocument:
    """Mẫu 1.9; chair and secretary are a name and a post. Most minutes bear no number."""
    return OfficialDocument(
        letterhead=issuer.letterhead,
        symbol=issuer.symbol(MINUTES) if number else "",
        place=issuer.place,
        issued_on=timezone.localdate(began_at) if began_at else None,
        kind=MINUTES,
        subject=(about,),
        body=(
            paragraph(f"Thời gian bắt đầu: {_moment(began_at)}."),
            paragraph(f"Địa điểm: {venue}."),
            paragraph("Thành phần tham dự:"),
            *(bullet(f"{somebody}.") for somebody in present),
            paragraph(f"Chủ trì: {', '.join(chair)}."),
            paragraph(f"Thư ký: {', '.join(secretary)}."),
            paragraph("Nội dung:"),
            *body,
        ),
        closing=f"Cuộc họp kết thúc vào {_moment(ended_at)}.",
        signature=SignatureBlock((CHAIR,), chair[0]),
        preparer=SignatureBlock((SECRETARY,), secretary[0]),
        distribution=(*recipients, f"Lưu: {issuer.archive_line}"),
        annexes=annexes,
        number=number,
    )


def unnumbered(
    *,
    issuer: Issuer,
    kind: str,
    subject: str,
    body: tuple[Block, ...],
    signature: SignatureBlock = _UNSIGNED,
    preparer: SignatureBlock | None = None,
    own_number: str = "",
    issued_on: date | None = None,
    is_draft: bool = False,
    is_landscape: bool = False,
) -> OfficialDocument:
    """A form, a card, a list of results, a receipt: no document of the outgoing book."""
    return OfficialDocument(
        letterhead=issuer.letterhead,
        symbol="",
        own_number=own_number,
        place=issuer.place,
        issued_on=issued_on,
        kind=kind,
        subject=(subject,),
        body=body,
        signature=signature,
        preparer=preparer,
        distribution=(),
        is_draft=is_draft,
        is_landscape=is_landscape,
    )


def details(said: Iterable[tuple[str, str]]) -> Table:
    """What is said of one thing, a line each; where nothing is said there is no line."""
    columns = (Column("STT", 2, Align.CENTER), Column("Nội dung", 10), Column("Ghi nhận", 20))
    told = ((label, text) for label, text in said if text)
    rows = (row(str(place), *line) for place, line in enumerate(told, start=1))
    return Table(columns, tuple(rows))


def _moment(at: datetime | None) -> str:
    if at is None:
        return f"… giờ … phút, {BLANK_DATE}"
    local = timezone.localtime(at)
    return f"{local:%H} giờ {local:%M} phút, {official_date(local.date())}"
