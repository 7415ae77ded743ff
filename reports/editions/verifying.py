"""Which of the portal's papers a file is, and whether it is whole."""

from dataclasses import dataclass, field
from hashlib import sha256

from documents.outgoing.models import Paper, PaperCopy, PaperFile
from documents.signatures import DigitalSignature
from documents.signed_copies import signatures_on
from reports.editions.formats import Format
from reports.editions.models import Edition, SealedFile, SignedFile
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
    """Refuses, in one sentence, what is none of the portal's files. Eight queries at most."""
    found = sha256(content).hexdigest()
    rows = SealedFile.objects.select_related("edition__period__office__locality").defer("content")
    if sealed := rows.filter(sha256=found).first():
        what = f"tệp {sealed.format.upper()} của bản ban hành"
        return Verdict(sealed.edition, what, is_kept=True)
    copies = SignedFile.objects.select_related("edition__period__office__locality").defer("content")
    if copy := copies.filter(sha256=found).first():
        return Verdict(copy.edition, "bản ký số", is_kept=True, signatures=copy.signers)
    if paper := Paper.objects.with_issuer().filter(files__sha256=found).first():
        return Verdict(paper, "tệp của văn bản đã ban hành", is_kept=True)
    if came_back := PaperCopy.objects.select_related("paper").filter(sha256=found).first():
        return Verdict(came_back.paper, "bản ký số", is_kept=True, signatures=came_back.signers)
    issued = _begun_from(content)
    if issued is None:
        raise RuleError(UNKNOWN)
    document = issued.paper if isinstance(issued, PaperFile) else issued.edition
    return Verdict(
        document, "bản có thêm chữ ký số", is_kept=False,
        signatures=signatures_on(content, issued=issued.size),
    )  # fmt: skip


def _begun_from(content: bytes) -> SealedFile | PaperFile | None:
    """The issued PDF that the file goes on from. Sizes tell the few that come into question."""
    reports = SealedFile.objects.filter(format=Format.PDF, size__lt=len(content))
    papers = PaperFile.objects.filter(format=PaperFile.Format.PDF, size__lt=len(content))
    sizes = {size for rows in (reports, papers) for size in rows.values_list("size", flat=True)}
    digest, done, begun = sha256(), 0, []
    for size in sorted(sizes):
        digest.update(content[done:size])
        done = size
        begun.append(digest.hexdigest())
    report = reports.filter(sha256__in=begun).select_related("edition__period__office__locality")
    paper = papers.filter(sha256__in=begun).select_related("paper__office", "paper__place")
    return report.defer("content").first() or paper.defer("content").first()
