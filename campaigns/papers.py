"""The papers of a round: the decision with its list, the minutes of a village's meeting."""

from collections.abc import Sequence

from django.utils.text import capfirst

from campaigns.models import Candidate, Round
from campaigns.titles import Rule, TitleKind
from documents.issuer import Issuer, of_place
from documents.papers import decision, minutes
from documents.structure import (
    Align,
    Annex,
    Block,
    Column,
    OfficialDocument,
    Row,
    RowKind,
    Table,
    article,
    paragraph,
    row,
)
from localities.models import Locality
from vhtt_portal.dates import official_date
from vhtt_portal.numbers import write_figure

_NUMBER = Column("TT", 2, Align.CENTER)


def decision_paper(round_: Round, rule: Rule, candidates: Sequence[Candidate]) -> OfficialDocument:
    """Of everybody still in the round; the draft leaves number and day to the pen."""
    issuer = decider(round_, rule).in_person()
    live = [candidate for candidate in candidates if candidate.is_live]
    number, symbol = _number(round_.decision_number)
    return decision(
        issuer=issuer,
        about=f"công nhận danh hiệu “{rule.name}” năm {round_.year}",
        bases=tuple(_bases(round_, rule)),
        body=_articles(round_, rule, live, issuer),
        signature=issuer.signature(round_.signer_name, round_.signer_post),
        annexes=(
            Annex(f"Danh sách công nhận {rule.name} năm {round_.year}", (_list(round_, live),)),
        ),
        number=number if symbol == issuer.symbol("QUYẾT ĐỊNH") else None,
        issued_on=round_.decided_on,
        is_draft=round_.decided_on is None,
    )


def decider(round_: Round, rule: Rule) -> Issuer:
    """The place that holds the round decides, or the one above it."""
    place = round_.place
    return of_place(place.parent if rule.decided_above and place.parent else place)


def minutes_paper(round_: Round, rule: Rule, candidate: Candidate) -> OfficialDocument:
    """Who was there is written by hand: the register counts people and names nobody."""
    issuer = of_place(candidate.locality or candidate.place)
    what = f"danh hiệu “{rule.name}” năm {round_.year}"
    return minutes(
        issuer=issuer,
        about=f"Họp bình xét {what}",
        venue="…………………………………",
        present=(
            f"Số người được mời: {_said(candidate.invited)}",
            f"Số người dự: {_said(candidate.present)}",
        ),
        chair=("…………………………………", issuer.head_post),
        secretary=("…………………………………", "…………"),
        body=tuple(paragraph(sentence) for sentence in _meeting(round_, rule, candidate, what)),
    )


def _meeting(round_: Round, rule: Rule, candidate: Candidate, what: str) -> list[str]:
    day = f" {official_date(candidate.met_on)}" if candidate.met_on else ""
    said = [f"Cuộc họp{day} thảo luận, lấy ý kiến về {what} của {candidate}."]
    if rule.present_percent and rule.vote_percent:
        said.append(
            f"Cuộc họp được tiến hành khi có từ {rule.present_percent}% số người được mời trở lên"
            f" dự; danh hiệu được đề nghị khi có từ {rule.vote_percent}% số người dự trở lên đồng ý."
        )
    if round_.kind == TitleKind.FAMILY:
        said.append(f"Kết quả: đề nghị công nhận {_said(candidate.proposed_count)} hộ.")
    else:
        said.append(
            f"Kết quả lấy ý kiến: {_said(candidate.in_favour)}/{_said(candidate.present)} người dự"
            " đồng ý đề nghị công nhận."
        )
    return said


def _said(count: int | None) -> str:
    return "……" if count is None else write_figure(count)


def _bases(round_: Round, rule: Rule) -> list[str]:
    said = [f"Căn cứ {basis}" for basis in rule.basis.split("; ") if basis]
    when = (
        f" trình ngày {official_date(round_.dossier_on).removeprefix('ngày ')}"
        if round_.dossier_on
        else ""
    )
    return [
        *said,
        f"Căn cứ hồ sơ đề nghị công nhận danh hiệu “{rule.name}” năm {round_.year}{when}",
    ]


def _articles(
    round_: Round, rule: Rule, live: Sequence[Candidate], issuer: Issuer
) -> tuple[Block, ...]:
    count = f"{len(live):02d} {_noun(round_)}"
    if round_.kind == TitleKind.FAMILY:
        households = sum(candidate.proposed_count or 0 for candidate in live)
        count = f"{write_figure(households)} hộ thuộc {count}"
    return (
        article(
            f"Công nhận danh hiệu “{rule.name}” năm {round_.year} đối với {count} trên địa bàn"
            f" {round_.place.formal_name} (có danh sách tại Phụ lục kèm theo)."
        ),
        article("Quyết định này có hiệu lực kể từ ngày ký."),
        article(
            f"Văn phòng {issuer.letterhead.name}, thủ trưởng các cơ quan liên quan và các nơi có tên"
            " tại Điều 1 chịu trách nhiệm thi hành Quyết định này."
        ),
    )


def _noun(round_: Round) -> str:
    match TitleKind(round_.kind):
        case TitleKind.AGENCY:
            return "cơ quan, đơn vị, doanh nghiệp"
        case TitleKind.LANE:
            return "ngõ, phố"
        case TitleKind.FAMILY | TitleKind.VILLAGE:
            return "khu dân cư"
        case _:
            return "đơn vị"


def _list(round_: Round, live: Sequence[Candidate]) -> Table:
    """By place where there are several; families are counted, village by village."""
    is_family = round_.kind == TitleKind.FAMILY
    columns = (
        _NUMBER,
        Column("Tên", 12),
        *((Column("Số hộ", 4, Align.RIGHT),) if is_family else ()),
    )
    several = len({candidate.place_id for candidate in live}) > 1
    rows: list[Row] = []
    place: Locality | None = None
    for number, candidate in enumerate(live, start=1):
        if several and candidate.place != place:
            place = candidate.place
            rows.append(
                row("", capfirst(place.full_name), *([""] if is_family else []), kind=RowKind.GROUP)
            )
        count = [write_figure(candidate.proposed_count)] if is_family else []
        rows.append(row(str(number), capfirst(str(candidate)), *count))
    if is_family:
        total = sum(candidate.proposed_count or 0 for candidate in live)
        rows.append(row("", "Cộng", write_figure(total), kind=RowKind.TOTAL))
    return Table(columns, tuple(rows))


def _number(text: str) -> tuple[int | None, str]:
    """ "128/QĐ-UBND" as its number and its symbol."""
    number, _, symbol = text.partition("/")
    return (int(number) if number.isdecimal() else None), symbol
