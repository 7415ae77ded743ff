"""A paper's way: start, edit, submit, return, sign, issue, recall; or remove what was a try."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.actions import record
from audit.chain import row_values, sha256
from audit.locking import StaleError, lock
from audit.once import remember, replay, wait_turn
from documents.actions import NumberTaken, register
from documents.models import BookEntry, Keeper
from documents.outgoing.content import (
    compose,
    content,
    content_hash,
    fault,
    sealed_content,
    sealed_text,
)
from documents.outgoing.lines import tidy_body
from documents.outgoing.models import Paper, PaperCopy, PaperFile
from documents.outgoing.queries import rights_over, signers
from documents.outgoing.workflow import (
    EDIT,
    ISSUE,
    RECALL,
    REMOVE,
    RETURN,
    SIGN,
    SUBMIT,
    Move,
    receive_obstacle,
    start_obstacle,
)
from documents.pdf import render_pdf
from documents.queries import next_number
from documents.rights import Right, hold
from documents.signatures import DigitalSignature
from documents.signed_copies import added_signatures
from documents.structure import SignatureBlock
from documents.word import render_docx
from localities.models import Office
from vhtt_portal.dates import moment, short_date
from vhtt_portal.rules import RuleError
from vhtt_portal.text import tidy, tidy_lines

# How often a number may be snatched away while the paper is being drawn.
_DRAWINGS = 5
# The kinds whose "V/v" or "Về việc" the paper writes by itself.
_ABOUT = ("V/v ", "Về việc ", "về việc ")


class ContentMovedError(RuleError):
    """What would be signed is no longer what the signer saw."""


@dataclass(frozen=True, slots=True)
class Wording:
    """Everything of a paper that its writer types."""

    kind: str
    subject: str
    addressees: str = ""
    legal_bases: str = ""
    body: str = ""
    recipients: str = ""
    is_in_person: bool = False
    signer: User | None = None
    due_on: date | None = None

    def tidied(self) -> "Wording":
        subject = tidy(self.subject)
        for opening in _ABOUT:
            subject = subject.removeprefix(opening)
        return Wording(
            self.kind, subject, tidy_lines(self.addressees), tidy_lines(self.legal_bases),
            tidy_body(self.body), tidy_lines(self.recipients), self.is_in_person, self.signer,
            self.due_on,
        )  # fmt: skip

    def put_into(self, paper: Paper) -> None:
        for field in fields(self):
            setattr(paper, field.name, getattr(self, field.name))
        paper.derive()


@transaction.atomic
def start(
    *,
    keeper: Keeper,
    wordings: Sequence[Wording],
    by: User,
    key: UUID | None = None,
    at: datetime | None = None,
) -> list[Paper]:
    """Begin one paper, or the papers of one occasion together.

    The same request sent again gives the papers that the first one made.
    """
    if refusal := start_obstacle(keeper, by):
        raise RuleError(refusal)
    body = {"keeper": str(keeper), "papers": [_told(wording) for wording in wordings]}
    wait_turn(key)
    done = replay(key=key, by=by, verb="paper.started", body=body)
    if done is not None:
        return list(Paper.objects.filter(pk__in=done["ids"]).order_by("pk"))
    papers = [_begin(keeper, wording.tidied(), by, at) for wording in wordings]
    answer = {"ids": [paper.pk for paper in papers]}
    remember(key=key, by=by, verb="paper.started", body=body, answer=answer, at=at)
    return papers


@transaction.atomic
def edit(
    *, paper: Paper, wording: Wording, by: User, version: int | None = None,
    at: datetime | None = None,
) -> Paper:  # fmt: skip
    """Write it otherwise; what is so already is no change."""
    paper = _locked(paper, EDIT, by, version)
    wanted = wording.tidied()
    _require_signer(paper.keeper, wanted.signer, paper.signer)
    changes = {
        field.name: (_plain(getattr(paper, field.name)), _plain(getattr(wanted, field.name)))
        for field in fields(Wording)
        if getattr(paper, field.name) != getattr(wanted, field.name)
    }
    if not changes:
        return paper
    _write(paper, wanted)
    return _moved(paper, EDIT, by, at, changes=changes)


@transaction.atomic
def remove(
    *, paper: Paper, reason: str, by: User, version: int | None = None, at: datetime | None = None
) -> None:
    """Throw a draft away; the trail keeps what it said."""
    paper = _locked(paper, REMOVE, by, version)
    reason = _required(reason)
    record(
        by=by, verb="paper.removed", target=paper, place=_place(paper), reason=reason, at=at,
        changes={
            "status": (paper.status, None), "subject": (paper.subject, None),
            "body": (paper.body, None),
        },
    )  # fmt: skip
    paper.delete()


@transaction.atomic
def submit(
    *, paper: Paper, by: User, version: int | None = None, at: datetime | None = None
) -> Paper:
    """Put the paper before whoever signs; until it is returned nobody changes it."""
    paper = _locked(paper, SUBMIT, by, version)
    if refusal := fault(content(paper)):
        raise RuleError(refusal)
    paper.submitted_at, paper.submitted_by_name = moment(at), by.full_name
    paper.return_reason = ""
    return _moved(paper, SUBMIT, by, at)


@transaction.atomic
def return_draft(
    *, paper: Paper, reason: str, by: User, version: int | None = None, at: datetime | None = None
) -> Paper:
    """Send the paper back to whoever writes it; a signature on it is taken off."""
    paper = _locked(paper, RETURN, by, version)
    paper.return_reason = _required(reason)
    old = paper.content_hash
    paper.signed_at, paper.signed_by, paper.signer_name = None, None, ""
    paper.capacity_lines, paper.signing_basis = [], ""
    paper.snapshot, paper.content_hash = "", ""
    changes = {"content_hash": (old, "")} if old else {}
    return _moved(paper, RETURN, by, at, reason=paper.return_reason, changes=changes)


@transaction.atomic
def sign(
    *,
    paper: Paper,
    seen_hash: str,
    by: User,
    right: str = "",
    version: int | None = None,
    at: datetime | None = None,
) -> Paper:
    """Freeze what the signer saw. ``right`` names the capacity where there are several."""
    now = moment(at)
    paper = _locked(paper, SIGN, by, version)
    hold(by)
    chosen = _right(paper, by, timezone.localdate(now), right)
    signed = content(paper)
    if content_hash(signed) != seen_hash:
        raise ContentMovedError(
            "Văn bản đã thay đổi sau khi bạn mở trang này. Hãy xem lại bản mới rồi ký."
        )
    paper.signed_at, paper.signed_by, paper.signer_name = now, by, by.full_name
    paper.capacity_lines, paper.signing_basis = list(chosen.lines), chosen.basis
    paper.snapshot, paper.content_hash = sealed_text(signed), seen_hash
    return _moved(paper, SIGN, by, at, changes={"content_hash": ("", seen_hash)})


def issue(
    *,
    paper: Paper,
    by: User,
    issued_on: date | None = None,
    version: int | None = None,
    at: datetime | None = None,
) -> Paper:
    """Give number and date and seal the files.

    Drawn outside of the transaction with the next number, so that the book is not locked while
    pages are set; when another paper takes that number meanwhile, it is drawn again.
    """
    day = issued_on or timezone.localdate(moment(at))
    for _ in range(_DRAWINGS):
        current = _ready_to_issue(paper, by, day)
        number = next_number(current.keeper, day.year)
        files = _draw(current, number, day)
        try:
            return _issue(
                paper=current, files=files, number=number, day=day, by=by, version=version, at=at
            )
        except NumberTaken:
            continue
    raise RuleError("Nhiều văn bản đang được cấp số cùng lúc. Hãy thử lại sau ít phút.")


@transaction.atomic
def recall(
    *, paper: Paper, reason: str, by: User, version: int | None = None, at: datetime | None = None
) -> Paper:
    """Declare an issued paper void; its files stay readable and its number is not reused."""
    paper = _locked(paper, RECALL, by, version)
    paper.recalled_at, paper.recall_reason = moment(at), _required(reason)
    return _moved(paper, RECALL, by, at, reason=paper.recall_reason)


def receive_signed(
    *, paper: Paper, content: bytes, by: User, at: datetime | None = None
) -> PaperCopy:
    """Take in the issued PDF as it came back with a digital signature more, and nothing else.

    The file is looked into before anything is locked; what came meanwhile is seen after.
    """
    if refusal := receive_obstacle(paper, by):
        raise RuleError(refusal)
    latest = _latest_pdf(paper)
    issued = PaperFile.objects.get(paper=paper, format=PaperFile.Format.PDF).size
    found = added_signatures(content, latest=latest, issued=issued)
    return _keep_signed(paper=paper, content=content, found=found, known=len(latest), by=by, at=at)


@transaction.atomic
def _keep_signed(
    *,
    paper: Paper,
    content: bytes,
    found: list[DigitalSignature],
    known: int,
    by: User,
    at: datetime | None,
) -> PaperCopy:
    paper = lock(paper)
    if refusal := receive_obstacle(paper, by):
        raise RuleError(refusal)
    if len(_latest_pdf(paper)) != known:
        raise StaleError("Vừa có người gửi một bản ký số khác. Hãy tải lại bản mới nhất rồi ký.")
    copy = PaperCopy(
        paper=paper, order=paper.signed_copies.count() + 1, content=content,
        sha256=sha256(content), size=len(content), signatures=[asdict(each) for each in found],
        received_at=moment(at), received_by_name=by.full_name,
    )  # fmt: skip
    copy.save(force_insert=True)
    changes: dict[str, tuple[object, object]] = {
        "sha256": (None, copy.sha256), "signatures": (None, ", ".join(row.name for row in found)),
        "file": (None, row_values(copy)),
    }  # fmt: skip
    record(
        by=by, verb="paper.signed_file", target=paper, changes=changes, place=_place(paper), at=at
    )
    return copy


def _latest_pdf(paper: Paper) -> bytes:
    """The PDF that the next signature goes onto."""
    last = PaperCopy.objects.filter(paper=paper).order_by("-order").first()
    file = last or PaperFile.objects.get(paper=paper, format=PaperFile.Format.PDF)
    return bytes(file.content)


# --- Steps of the verbs -----------------------------------------------------------------------


def _begin(keeper: Keeper, wording: Wording, by: User, at: datetime | None) -> Paper:
    paper = Paper(
        office=keeper if isinstance(keeper, Office) else None,
        place=keeper.locality if isinstance(keeper, Office) else keeper,
        started_at=moment(at),
        drafted_by_name=by.full_name,
    )
    _require_signer(keeper, wording.signer, None)
    _write(paper, wording)
    paper.save(force_insert=True)
    record(
        by=by, verb="paper.started", target=paper, place=_place(paper), at=at,
        changes={"status": (None, paper.status), "subject": (None, paper.subject)},
    )  # fmt: skip
    return paper


def _write(paper: Paper, wording: Wording) -> None:
    if not wording.subject:
        raise RuleError("Hãy ghi trích yếu của văn bản.")
    wording.put_into(paper)


def _require_signer(keeper: Keeper, signer: User | None, kept: User | None) -> None:
    """Whoever is named stands at the head of the body; one who has left it meanwhile may stay."""
    if signer is None or signer == kept:
        return
    if signer not in signers(keeper, timezone.localdate()):
        raise RuleError(f"{signer.full_name} không phải lãnh đạo của {keeper}.")


def _told(wording: Wording) -> dict[str, object]:
    return {name: _plain(value) for name, value in asdict(wording).items()}


def _plain(value: object) -> object:
    return str(value) if isinstance(value, User | date) else value


def _locked(paper: Paper, move: Move, by: User, version: int | None) -> Paper:
    current = lock(paper, version=version)
    if refusal := move.obstacle(current, by):
        raise RuleError(refusal)
    return current


def _moved(
    paper: Paper,
    move: Move,
    by: User,
    at: datetime | None,
    *,
    reason: str = "",
    changes: Mapping[str, tuple[object, object]] | None = None,
) -> Paper:
    before, paper.status = paper.status, move.target
    paper.version += 1
    paper.save()
    stepped = {"status": (before, paper.status)} if before != paper.status else {}
    # What the database seals from now on, so that the trail can tell whether it still is that.
    row = {"row": (None, row_values(paper))} if paper.is_out else {}
    record(
        by=by,
        verb=f"paper.{move.name}",
        target=paper,
        changes={**stepped, **(changes or {}), **row},
        place=_place(paper),
        reason=reason,
        at=at,
    )
    return paper


def _place(paper: Paper) -> str:
    return paper.place.full_name


def _right(paper: Paper, by: User, day: date, key: str) -> Right:
    found = rights_over(paper, by, day)
    if not found:
        raise RuleError(f"Bạn không có quyền ký thay mặt {paper.keeper} ngày {short_date(day)}.")
    chosen = next((right for right in found if right.key == key), None)
    if key and chosen is None:
        raise RuleError("Hình thức ký này không còn hiệu lực. Hãy tải lại trang.")
    return chosen or found[0]


def _ready_to_issue(paper: Paper, by: User, day: date) -> Paper:
    current = Paper.objects.with_issuer().get(pk=paper.pk)
    if refusal := ISSUE.obstacle(current, by):
        raise RuleError(refusal)
    if current.signed_at and day < timezone.localdate(current.signed_at):
        raise RuleError("Ngày ban hành không được trước ngày ký.")
    return current


def _draw(paper: Paper, number: int, day: date) -> dict[PaperFile.Format, bytes]:
    signature = SignatureBlock(tuple(paper.capacity_lines), paper.signer_name)
    document = compose(sealed_content(paper), signature=signature, number=number, issued_on=day)
    return {
        PaperFile.Format.PDF: render_pdf(document),
        PaperFile.Format.DOCX: render_docx(document),
    }


@transaction.atomic
def _issue(
    *,
    paper: Paper,
    files: Mapping[PaperFile.Format, bytes],
    number: int,
    day: date,
    by: User,
    version: int | None,
    at: datetime | None,
) -> Paper:
    drawn_from = paper.content_hash
    paper = _locked(paper, ISSUE, by, version)
    if paper.content_hash != drawn_from:
        raise RuleError("Văn bản vừa được ký lại. Hãy tải lại trang rồi cấp số.")
    entry = _registered(paper, number, day, by, at)
    paper.entry, paper.number, paper.symbol = entry, entry.number, entry.symbol
    paper.issued_on, paper.issued_at, paper.issued_by_name = day, moment(at), by.full_name
    hashes: dict[str, tuple[object, object]] = {}
    for file_format, data in files.items():
        digest = sha256(data)
        PaperFile(
            paper=paper, format=file_format, content=data, sha256=digest, size=len(data)
        ).save(force_insert=True)
        hashes[f"sha256.{file_format.value}"] = (None, digest)
    changes = {"number": (None, paper.number_text), **hashes}
    return _moved(paper, ISSUE, by, at, changes=changes)


def _registered(paper: Paper, number: int, day: date, by: User, at: datetime | None) -> BookEntry:
    signed = sealed_content(paper)
    return register(
        keeper=paper.keeper, year=day.year, symbol=signed["symbol"], kind=signed["kind"],
        subject=signed["subject"], issued_on=day, signer_name=paper.signer_name, by=by,
        expected_number=number, at=at,
    )  # fmt: skip


def _required(reason: str) -> str:
    reason = tidy_lines(reason)
    if not reason:
        raise RuleError("Hãy ghi lý do.")
    return reason
