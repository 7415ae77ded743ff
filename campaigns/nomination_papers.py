"""The tờ trình that puts forward a round's nominations, with the lists of whom and for what."""

from collections.abc import Iterator, Sequence

from django.utils.text import capfirst

from campaigns.models import Nomination, NominationRound
from documents.issuer import Issuer, of_office, of_place
from documents.papers import proposal
from documents.structure import (
    Align,
    Annex,
    Block,
    Column,
    Heading,
    Level,
    OfficialDocument,
    SignatureBlock,
    Table,
    bullet,
    paragraph,
    row,
)
from localities.models import Locality
from vhtt_portal.numbers import write_figure
from vhtt_portal.text import paragraphs

Kind = Nomination.Kind
_TITLES = {
    Kind.COLLECTIVE: "Danh sách tập thể đề nghị tặng Giấy khen",
    Kind.INDIVIDUAL: "Danh sách cá nhân đề nghị tặng Giấy khen",
}
_NUMBER = Column("TT", 2, Align.CENTER)


def place_proposal(
    round_: NominationRound,
    place: Locality,
    nominations: Sequence[Nomination],
    signature: SignatureBlock,
) -> OfficialDocument:
    """A place's own, to the committee above it; both places with their kinds."""
    above = place.parent or place
    return _proposal(
        round_, nominations, issuer=of_place(place), signature=signature,
        addressee=of_place(above).letterhead.name, several=False,
    )  # fmt: skip


def office_proposal(
    round_: NominationRound, nominations: Sequence[Nomination], signature: SignatureBlock
) -> OfficialDocument:
    """The office's, to whoever heads its place's committee and decides on a Giấy khen."""
    return _proposal(
        round_, nominations, issuer=of_office(round_.office), signature=signature,
        addressee=of_place(round_.office.locality).in_person().authority, several=True,
    )  # fmt: skip


def _proposal(
    round_: NominationRound,
    nominations: Sequence[Nomination],
    *,
    issuer: Issuer,
    signature: SignatureBlock,
    addressee: str,
    several: bool,
) -> OfficialDocument:
    lists = {
        kind: [row for row in nominations if row.kind == kind]
        for kind in Kind
        if any(row.kind == kind for row in nominations)
    }
    return proposal(
        issuer=issuer,
        addressee=addressee,
        about=f"đề nghị khen thưởng đợt “{round_.title}”",
        bases=tuple(_basis(line) for _, line in paragraphs(round_.legal_basis)),
        body=_body(round_, lists, issuer, addressee),
        signature=signature,
        annexes=tuple(_annex(kind, rows, several=several) for kind, rows in lists.items()),
        is_draft=True,
    )


def _body(
    round_: NominationRound, lists: dict[Kind, list[Nomination]], issuer: Issuer, addressee: str
) -> tuple[Block, ...]:
    counted = " và ".join(
        f"{write_figure(len(rows))} {kind.label.lower()}" for kind, rows in lists.items()
    )
    annexes = "tại Phụ lục" if len(lists) == 1 else "tại Phụ lục I và Phụ lục II"
    span = f"năm {round_.years}" if len(round_.years) == 1 else f"giai đoạn {round_.years}"
    return (
        paragraph(
            f"{issuer.letterhead.name} đã rà soát, bình xét các tập thể, cá nhân tiêu biểu của"
            f" {span}."
        ),
        paragraph(
            f"{issuer.letterhead.name} đề nghị {addressee} tặng Giấy khen cho {counted} có thành"
            f" tích trong {span} (danh sách {annexes} kèm theo Tờ trình này)."
        ),
    )


def _annex(kind: Kind, nominations: Sequence[Nomination], *, several: bool) -> Annex:
    """Who is put forward at a glance, then for what: prose may run on over the page, a row not."""
    told = [
        block
        for each in nominations
        for block in (Heading(Level.CLAUSE, each.name), *_achievements(each))
    ]
    return Annex(_TITLES[kind], (_list(kind, nominations, several=several), *told))


def _list(kind: Kind, nominations: Sequence[Nomination], *, several: bool) -> Table:
    is_person = kind == Kind.INDIVIDUAL
    columns = [_NUMBER, Column("Họ và tên" if is_person else "Tên tập thể", 9)]
    if is_person:
        columns.append(Column("Chức vụ, nơi công tác hoặc nơi ở", 12))
    if several:
        columns.append(Column("Đơn vị đề nghị", 8))
    rows = []
    for number, each in enumerate(nominations, start=1):
        cells = [str(number), each.name]
        if is_person:
            cells.append(each.post)
        if several:
            cells.append(capfirst(each.place.full_name))
        rows.append(row(*cells))
    return Table(tuple(columns), tuple(rows))


def _achievements(nomination: Nomination) -> Iterator[Block]:
    if nomination.window:
        window = nomination.window
        yield paragraph(f"Đạt danh hiệu {len(window)} năm liên tục ({window}).")
    for is_item, line in paragraphs(nomination.achievements):
        yield bullet(line) if is_item else paragraph(line)


def _basis(line: str) -> str:
    line = line.rstrip(".;")
    return line if line.startswith("Căn cứ") else f"Căn cứ {line}"
