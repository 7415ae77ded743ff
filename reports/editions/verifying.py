"""Which of the portal's papers a file is, and whether it is whole."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from documents import signatures
from documents.outgoing.models import Paper
from documents.signatures import DigitalSignature
from reports.editions.formats import Format
from reports.editions.models import Edition, SealedFile, SignedFile
from vhtt_portal.files import child
from vhtt_portal.rules import RuleError

UNKNOWN = (
    "Tệp này không phải tệp do cổng ban hành, hoặc đã bị sửa. Hãy xin lại tệp từ cơ quan ban hành."
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a file was found to be; ``is_kept``: the portal holds these very bytes."""

    document: Edition | Paper
    what: str
    is_kept: bool
    signatures: list[DigitalSignature] = field(default_factory=list)

    @property
    def issuer(self) -> str:
        document = self.document
        if isinstance(document, Paper):
            return document.issuer.letterhead.name
        return str(document.period.office)


def verify(content: bytes) -> Verdict:
    """Refuses, in one sentence, what is none of the portal's files. Five queries at most."""
    found = sha256(content).hexdigest()
    rows = SealedFile.objects.select_related("edition__period__office__locality").defer("content")
    if sealed := rows.filter(sha256=found).first():
        what = f"tệp {sealed.format.upper()} của bản ban hành"
        return Verdict(sealed.edition, what, is_kept=True)
    copies = SignedFile.objects.select_related("edition__period__office__locality").defer("content")
    if copy := copies.filter(sha256=found).first():
        return Verdict(copy.edition, "bản ký số", is_kept=True, signatures=signatures_of(copy))
    if paper := Paper.objects.with_issuer().filter(files__sha256=found).first():
        return Verdict(paper, "tệp của văn bản đã ban hành", is_kept=True)
    issued = _begun_from(content)
    if issued is None:
        raise RuleError(UNKNOWN)
    return Verdict(
        issued.edition, "bản có thêm chữ ký số", is_kept=False,
        signatures=signatures_on(content, issued=issued.size),
    )  # fmt: skip


def signatures_on(content: bytes, *, issued: int) -> list[DigitalSignature]:
    """Of a PDF whose first ``issued`` bytes are the portal's; refuses any other change."""
    question = signatures.asked(content, issued=issued, roots=_roots())
    return signatures.answered(child.run(signatures.inspect, question))


def signatures_of(copy: SignedFile) -> list[DigitalSignature]:
    return [DigitalSignature(**row) for row in copy.signatures]


def _begun_from(content: bytes) -> SealedFile | None:
    """The issued PDF that the file goes on from. Sizes tell the few that come into question."""
    rows = SealedFile.objects.filter(format=Format.PDF, size__lt=len(content))
    digest, done, begun = sha256(), 0, []
    for size in rows.order_by("size").values_list("size", flat=True).distinct():
        digest.update(content[done:size])
        done = size
        begun.append(digest.hexdigest())
    found = rows.filter(sha256__in=begun).select_related("edition__period__office__locality")
    return found.defer("content").first()


def _roots() -> Iterator[bytes]:
    folder = Path(settings.SIGNATURE_ROOTS)
    return (path.read_bytes() for path in sorted(folder.glob("*")) if path.is_file())
