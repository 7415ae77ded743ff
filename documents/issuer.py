"""In whose name a paper goes out: what its letterhead, number and foot print."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from accounts.models import Appointment
from documents.kinds import ABBREVIATIONS, LETTER
from documents.signing import Capacity, capacity_lines
from documents.structure import Letterhead, SignatureBlock
from localities.models import Locality, LocalityKind, Office
from vhtt_portal.text import fold

_DEPUTY, _ACTING = "phó", "quyền"


@dataclass(frozen=True, slots=True)
class Issuer:
    """``collective`` decides together and is named before the post (Nghị định 30/2020/NĐ-CP,
    Điều 13.2: TM.); ``recipients`` get every paper, ``archive_line`` says where it is kept."""

    letterhead: Letterhead
    agency: str
    place: str
    head_post: str
    collective: str
    recipients: tuple[str, ...]
    archive_line: str

    def in_person(self) -> "Issuer":
        """The head alone, who decides what the law leaves to the head and not to the body."""
        return replace(self, collective="")

    def symbol(self, kind: str) -> str:
        """ "QĐ-UBND" of a kind in ``documents.kinds`` (Phụ lục I, Phần I, Mục II.3).

        A công văn bears the body and the unit that drafts it, "UBND-VHXH"; a body that is the
        drafting unit itself stands alone.
        """
        if kind == LETTER:
            _, _, unit = self.archive_line.partition(", ")
            return self.agency if self.agency.endswith(unit) else f"{self.agency}-{unit}"
        return f"{ABBREVIATIONS[kind]}-{self.agency}"

    @property
    def authority(self) -> str:
        """Who decides, inside a sentence: the body, or its head with the body's name."""
        if self.collective:
            return self.letterhead.name
        word, _, rest = self.letterhead.name.partition(" ")
        # "Trưởng phòng" of a "Phòng Văn hóa …" does not say the word twice.
        said = self.head_post.lower().endswith(f" {word.lower()}")
        return f"{self.head_post} {rest if said else self.letterhead.name}"

    def distribution(self, first: str = "", *others: str) -> tuple[str, ...]:
        """Mục II.9.b: who is bound or addressed first, where it is kept last."""
        opening = (first,) if first else ()
        return (*opening, *others, *self.recipients, f"Lưu: {self.archive_line}")

    def signature(self, name: str, post: str, *, is_deputy: bool = False) -> SignatureBlock:
        """Điều 13: a deputy signs KT. for the head, an acting head Q.; without a post, the head."""
        return SignatureBlock(self._capacity_lines(post, is_deputy=is_deputy), name)

    def signature_of(self, leaders: Iterable[Appointment]) -> SignatureBlock:
        """Made ready for the first of them, in ``accounts.queries`` the head; else for the pen."""
        post = next(iter(leaders), None)
        if post is None:
            return self.signature("", "")
        return self.signature(post.user.full_name, post.post, is_deputy=post.is_deputy)

    def _capacity_lines(self, post: str, *, is_deputy: bool) -> tuple[str, ...]:
        own_post = self._bare(post)
        head_post, collective = self.head_post, self.collective
        if own_post.lower().startswith(_DEPUTY) or is_deputy:
            if not own_post.lower().startswith(_DEPUTY):
                own_post = f"Phó {head_post}"
            return capacity_lines(
                Capacity.DEPUTY, head_post=head_post, own_post=own_post, collective=collective
            )
        if own_post.lower().startswith((_ACTING, "q.")):
            return capacity_lines(Capacity.ACTING, head_post=head_post, collective=collective)
        return capacity_lines(Capacity.HEAD, head_post=own_post or head_post, collective=collective)

    def _bare(self, post: str) -> str:
        """ "Phó Chủ tịch UBND phường" signs as "Phó Chủ tịch": the letterhead names the place."""
        start = post.lower().find(self.head_post.lower())
        return post if start < 0 else post[: start + len(self.head_post)]


def of_office(office: Office) -> Issuer:
    """An office that is its place's committee decides as one. No query beside its place's kind."""
    committee = office.locality.kind.committee
    kind, _, agency = office.symbol.partition("-")
    return Issuer(
        letterhead=Letterhead((office.parent_body,), (office.issuing_body,), str(office)),
        # The office file gives the symbol of its reports: "BC-PVHTT".
        agency=agency or kind,
        place=office.place_name,
        head_post=office.head_post,
        collective=committee if office.name == committee else "",
        recipients=(),
        archive_line=office.archive_line,
    )


def of_place(place: Locality) -> Issuer:
    """A place through its committee; Mục II.2: the committee of the place above stands over it."""
    kind = place.kind
    above = place.parent
    return Issuer(
        letterhead=Letterhead(
            parent_body=(_headed(above.kind.committee_short, above.full_name),) if above else (),
            issuing_body=tuple(filter(None, (kind.committee, place.full_name))),
            name=_headed(kind.committee, place.formal_name),
        ),
        agency=kind.committee_short or _initials(kind),
        place=place.formal_name if place.name[:1].isdigit() else place.name,
        head_post=kind.head_post,
        collective=kind.committee,
        recipients=tuple(kind.recipients.splitlines()),
        archive_line=kind.archive_line,
    )


def _headed(committee: str, place: str) -> str:
    return f"{committee} {place}".strip()


def _initials(kind: LocalityKind) -> str:
    return "".join(word[0] for word in fold(kind.name).split()).upper()
