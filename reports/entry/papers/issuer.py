"""In whose name a sheet's papers go out: what their letterhead, number and foot print."""

from dataclasses import dataclass

from documents.structure import Letterhead
from localities.models import Locality, LocalityKind, Office
from reports.entry.models import Submission
from vhtt_portal.text import fold

KIND_OF_REPORT = "BC"


@dataclass(frozen=True, slots=True)
class Issuer:
    """``collective`` decides together and is named before the post (Nghị định 30/2020/NĐ-CP,
    Điều 13.2: TM.); ``addressees`` and ``distribution`` are the two lists of the report."""

    letterhead: Letterhead
    symbol: str
    place: str
    head_post: str
    collective: str
    addressees: tuple[str, ...]
    distribution: tuple[str, ...]


def issuer(row: Submission) -> Issuer:
    """The office speaks on its own sheet, a place on its own; no query for a row from ``for_paper``."""
    office = row.period.office
    return of_office(office) if row.is_office_own else _of_place(row.locality, office)


def of_office(office: Office) -> Issuer:
    """An office that is its place's committee decides as one."""
    committee = office.locality.kind.committee
    return Issuer(
        letterhead=Letterhead((office.parent_body,), (office.issuing_body,), str(office)),
        symbol=office.symbol,
        place=office.place_name,
        head_post=office.head_post,
        collective=committee if office.name == committee else "",
        addressees=(),
        distribution=(f"Lưu: {office.archive_line}",),
    )


def _of_place(place: Locality, office: Office) -> Issuer:
    """Mục II.2: the committee of the place above stands over the place's own."""
    kind = place.kind
    above = place.parent
    return Issuer(
        letterhead=Letterhead(
            parent_body=(_headed(above.kind.committee_short, above.full_name),) if above else (),
            issuing_body=tuple(filter(None, (kind.committee, place.full_name))),
            name=_headed(kind.committee, place.formal_name),
        ),
        symbol=f"{KIND_OF_REPORT}-{kind.committee_short or _initials(kind)}",
        place=place.formal_name if place.name[:1].isdigit() else place.name,
        head_post=kind.head_post,
        collective=kind.committee,
        addressees=(str(office),),
        # Mục II.9.b: after a "Kính gửi" the list begins with it.
        distribution=("Như trên", *kind.recipients.splitlines(), f"Lưu: {kind.archive_line}"),
    )


def _headed(committee: str, place: str) -> str:
    return f"{committee} {place}".strip()


def _initials(kind: LocalityKind) -> str:
    return "".join(word[0] for word in fold(kind.name).split()).upper()
