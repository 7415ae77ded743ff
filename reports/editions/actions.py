"""An edition's way: start, submit, return, sign, withdraw, issue, recall, correct."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.actions import record
from audit.chain import row_values, sha256
from audit.locking import StaleError, lock
from documents.actions import NumberTaken, register
from documents.kinds import REPORT
from documents.models import BookEntry
from documents.queries import next_number
from documents.rights import Right, hold, rights
from documents.signatures import DigitalSignature
from documents.signed_copies import added_signatures
from reports.editions.compose import Signature
from reports.editions.content import Content, content, content_hash, of_material, sealed_text
from reports.editions.exports import Issue, as_issued
from reports.editions.formats import Format
from reports.editions.models import Edition, SealedFile, SignedFile
from reports.editions.queries import prepared, sealed_content
from reports.editions.revisions.actions import keep, note_reading
from reports.editions.workflow import (
    CORRECT,
    ISSUE,
    RECALL,
    RETURN,
    SIGN,
    SUBMIT,
    WITHDRAW,
    Move,
    receive_obstacle,
    start_obstacle,
)
from reports.entry.actions import seal_period, unseal_period
from reports.entry.models import Period, Submission
from reports.narrative.checklist import Finding, findings, stopping
from reports.narrative.queries import material
from vhtt_portal.dates import moment, short_date
from vhtt_portal.rules import RuleError
from vhtt_portal.text import tidy_lines

Status = Edition.Status
# How often a number may be snatched away while the paper is being drawn.
_DRAWINGS = 5


class ContentMovedError(RuleError):
    """What would be signed is no longer what the signer saw."""


@transaction.atomic
def start(*, period: Period, by: User, at: datetime | None = None) -> Edition:
    """Begin the period's first edition; the one already on its way is given back."""
    period = lock(period)
    if refusal := start_obstacle(period, by):
        raise RuleError(refusal)
    last = Edition.objects.filter(period=period).order_by("-sequence").first()
    if last is not None and last.is_out:
        raise RuleError("Báo cáo này đã ban hành. Muốn sửa, hãy lập bản thay thế và ghi lý do.")
    if last is not None:
        return last
    return _begin(period, sequence=1, by=by, at=at)


@transaction.atomic
def submit(
    *, edition: Edition, by: User, version: int | None = None, at: datetime | None = None
) -> Edition:
    """Put the report before whoever signs; its content can still move, and then shows it."""
    edition = _locked(edition, SUBMIT, by, version)
    now = content(prepared(edition.period))
    if not now["accepted"]:
        raise RuleError("Chưa có phiếu số liệu nào được chấp nhận nên chưa trình ký được.")
    _keep_read(edition.period, now, "Trình ký", by, at)
    edition.submitted_at, edition.submitted_by_name = moment(at), by.full_name
    edition.submitted_hash = content_hash(now)
    edition.return_reason = ""
    return _moved(edition, SUBMIT, by, at)


@transaction.atomic
def return_draft(
    *, edition: Edition, reason: str, by: User, version: int | None = None,
    at: datetime | None = None,
) -> Edition:  # fmt: skip
    """Send the report back to whoever writes it."""
    edition = _locked(edition, RETURN, by, version)
    edition.return_reason = _required(reason)
    _keep_read(edition.period, content(prepared(edition.period)), "Trả lại để sửa", by, at)
    return _moved(edition, RETURN, by, at, reason=edition.return_reason)


@transaction.atomic
def sign(
    *,
    edition: Edition,
    seen_hash: str,
    by: User,
    right: str = "",
    version: int | None = None,
    at: datetime | None = None,
) -> Edition:
    """Freeze what the signer saw. ``right`` names the capacity where there are several.

    The period is sealed with it: no sheet moves between what was read and what was signed.
    """
    now = moment(at)
    edition = _locked(edition, SIGN, by, version)
    period = prepared(edition.period)
    hold(by)
    chosen = _right(period, by, timezone.localdate(now), right)
    _hold_sheets(period)
    source = material(period)
    signed = of_material(source)
    if content_hash(signed) != seen_hash:
        raise ContentMovedError(
            "Nội dung báo cáo đã thay đổi sau khi bạn mở trang này. Hãy xem lại bản mới rồi ký."
        )
    if faults := stopping(source):
        raise RuleError(faults[0].sentence)
    explained = _explained(findings(source))
    _keep_read(period, signed, "Ký ban hành", by, at)
    edition.signed_at, edition.signed_by, edition.signer_name = now, by, by.full_name
    edition.capacity_lines, edition.signing_basis = list(chosen.lines), chosen.basis
    edition.snapshot, edition.content_hash = sealed_text(signed), seen_hash
    seal_period(period=period, by=by, at=at)
    changes: dict[str, tuple[object, object]] = {"content_hash": ("", seen_hash)}
    if explained:
        changes["explanations"] = (None, explained)
    return _moved(edition, SIGN, by, at, changes=changes)


@transaction.atomic
def withdraw_signature(
    *, edition: Edition, reason: str, by: User, version: int | None = None,
    at: datetime | None = None,
) -> Edition:  # fmt: skip
    """Take the signature back before a number is given; the period opens again."""
    edition = _locked(edition, WITHDRAW, by, version)
    reason = _required(reason)
    old = edition.content_hash
    edition.signed_at, edition.signed_by, edition.signer_name = None, None, ""
    edition.capacity_lines, edition.signing_basis = [], ""
    edition.snapshot, edition.content_hash = "", ""
    unseal_period(period=edition.period, reason=reason, by=by, at=at)
    changes = {"content_hash": (old, "")}
    return _moved(edition, WITHDRAW, by, at, reason=reason, changes=changes)


def issue(
    *,
    edition: Edition,
    by: User,
    issued_on: date | None = None,
    version: int | None = None,
    at: datetime | None = None,
) -> Edition:
    """Give number and date and seal the files.

    Drawn outside of the transaction with the next number, so that the book is not locked for
    seconds; when another paper takes that number meanwhile, it is drawn again.
    """
    day = issued_on or timezone.localdate(moment(at))
    for _ in range(_DRAWINGS):
        current = _ready_to_issue(edition, by, day)
        number = next_number(current.period.office, day.year)
        files = _draw(current, number, day)
        try:
            return _issue(
                edition=current, files=files, number=number, day=day, by=by,
                version=version, at=at,
            )  # fmt: skip
        except NumberTaken:
            continue
    raise RuleError("Nhiều văn bản đang được cấp số cùng lúc. Hãy thử lại sau ít phút.")


def receive_signed(
    *, edition: Edition, content: bytes, by: User, at: datetime | None = None
) -> SignedFile:
    """Take in the issued PDF as it came back with a digital signature more, and nothing else.

    The file is looked into before anything is locked; what came meanwhile is seen after.
    """
    if refusal := receive_obstacle(edition, by):
        raise RuleError(refusal)
    latest = _latest_pdf(edition)
    issued = SealedFile.objects.get(edition=edition, format=Format.PDF).size
    found = added_signatures(content, latest=latest, issued=issued)
    return _keep_signed(
        edition=edition, content=content, found=found, known=len(latest), by=by, at=at
    )


@transaction.atomic
def _keep_signed(
    *,
    edition: Edition,
    content: bytes,
    found: list[DigitalSignature],
    known: int,
    by: User,
    at: datetime | None,
) -> SignedFile:
    edition = lock(edition)
    if refusal := receive_obstacle(edition, by):
        raise RuleError(refusal)
    if len(_latest_pdf(edition)) != known:
        raise StaleError("Vừa có người gửi một bản ký số khác. Hãy tải lại bản mới nhất rồi ký.")
    copy = SignedFile(
        edition=edition, order=edition.signed_files.count() + 1, content=content,
        sha256=sha256(content), size=len(content), signatures=[asdict(each) for each in found],
        received_at=moment(at), received_by_name=by.full_name,
    )  # fmt: skip
    copy.save(force_insert=True)
    place = edition.period.office.locality.full_name
    changes: dict[str, tuple[object, object]] = {
        "sha256": (None, copy.sha256), "signatures": (None, ", ".join(row.name for row in found)),
        "file": (None, row_values(copy)),
    }  # fmt: skip
    record(by=by, verb="edition.signed_file", target=edition, changes=changes, place=place, at=at)
    return copy


def _latest_pdf(edition: Edition) -> bytes:
    """The PDF that the next signature goes onto."""
    last = SignedFile.objects.filter(edition=edition).order_by("-order").first()
    file = last or SealedFile.objects.filter(edition=edition, format=Format.PDF).first()
    if file is None:
        raise RuleError("Bản này chưa ban hành nên chưa có tệp PDF để ký số.")
    return bytes(file.content)


@transaction.atomic
def recall(
    *, edition: Edition, reason: str, by: User, version: int | None = None,
    at: datetime | None = None,
) -> Edition:  # fmt: skip
    """Declare an issued edition void; its files stay readable and its number is not reused."""
    edition = _locked(edition, RECALL, by, version)
    edition.recalled_at, edition.recall_reason = moment(at), _required(reason)
    return _moved(edition, RECALL, by, at, reason=edition.recall_reason)


@transaction.atomic
def correct(
    *, edition: Edition, reason: str, by: User, version: int | None = None,
    at: datetime | None = None,
) -> Edition:  # fmt: skip
    """Begin the edition that will replace an issued one; the period's sheets open again."""
    edition = _locked(edition, CORRECT, by, version)
    reason = _required(reason)
    last = Edition.objects.filter(period=edition.period_id).order_by("-sequence")[0]
    if last.pk != edition.pk:
        raise RuleError("Đã có bản thay thế cho bản này. Hãy mở bản mới nhất.")
    unseal_period(period=edition.period, reason=reason, by=by, at=at)
    return _begin(
        edition.period,
        sequence=edition.sequence + 1,
        supersedes=edition,
        reason=reason,
        by=by,
        at=at,
    )


# --- Steps of the verbs -----------------------------------------------------------------------


def _locked(edition: Edition, move: Move, by: User, version: int | None) -> Edition:
    """Period first, edition second, always: two verbs never wait for each other."""
    lock(edition.period)
    current = lock(edition, version=version)
    if refusal := move.obstacle(current, by):
        raise RuleError(refusal)
    return current


def _begin(
    period: Period,
    *,
    sequence: int,
    by: User,
    at: datetime | None,
    supersedes: Edition | None = None,
    reason: str = "",
) -> Edition:
    edition = Edition(
        period=period,
        sequence=sequence,
        supersedes=supersedes,
        reason=reason,
        started_at=moment(at),
    )
    edition.save(force_insert=True)
    place = period.office.locality.full_name
    record(
        by=by, verb="edition.started", target=edition, place=place, reason=reason, at=at,
        changes={"status": (None, edition.status)},
    )  # fmt: skip
    return edition


def _moved(
    edition: Edition,
    move: Move,
    by: User,
    at: datetime | None,
    *,
    reason: str = "",
    changes: Mapping[str, tuple[object, object]] | None = None,
) -> Edition:
    before, edition.status = edition.status, move.target
    edition.version += 1
    edition.save()
    # What the database seals from now on, so that the trail can tell whether it still is that.
    row = {"row": (None, row_values(edition))} if edition.is_out else {}
    record(
        by=by,
        verb=f"edition.{move.name}",
        target=edition,
        changes={"status": (before, edition.status), **(changes or {}), **row},
        place=edition.period.office.locality.full_name,
        reason=reason,
        at=at,
    )
    return edition


def _right(period: Period, by: User, day: date, key: str) -> Right:
    found = rights(period.office, by, day)
    if not found:
        raise RuleError(f"Bạn không có quyền ký thay mặt {period.office} ngày {short_date(day)}.")
    chosen = next((right for right in found if right.key == key), None)
    if key and chosen is None:
        raise RuleError("Hình thức ký này không còn hiệu lực. Hãy tải lại trang.")
    return chosen or found[0]


def _explained(found: list[Finding]) -> list[str]:
    """What the signer was warned of and why he may sign all the same, for the trail."""
    waiting = [finding for finding in found if finding.wants_word]
    if waiting:
        raise RuleError(
            f"Còn {len(waiting)} cảnh báo chưa có lời giải thích, đầu tiên là:"
            f" {waiting[0].sentence} Hãy xử lý hoặc ghi lời giải thích ở trang soạn báo cáo."
        )
    return [f"{row.sentence} – {row.explanation.text}" for row in found if row.explanation]


def _keep_read(period: Period, now: Content, why: str, by: User, at: datetime | None) -> None:
    """Whoever takes the report a step on has read it as it is."""
    revision = keep(period=period, text=sealed_text(now), why=why, by=by, at=at)
    note_reading(revision=revision, by=by, at=at)


def _hold_sheets(period: Period) -> None:
    """Whoever is changing a sheet right now finishes first; whoever comes later finds the seal."""
    list(Submission.objects.select_for_update().filter(period=period).values_list("pk"))


def _ready_to_issue(edition: Edition, by: User, day: date) -> Edition:
    current = Edition.objects.with_page_relations().get(pk=edition.pk)
    if refusal := ISSUE.obstacle(current, by):
        raise RuleError(refusal)
    if current.signed_at and day < timezone.localdate(current.signed_at):
        raise RuleError("Ngày ban hành không được trước ngày ký.")
    return current


def _draw(edition: Edition, number: int, day: date) -> dict[Format, bytes]:
    signature = Signature(tuple(edition.capacity_lines), edition.signer_name)
    return as_issued(sealed_content(edition), Issue(number, day, signature))


@transaction.atomic
def _issue(
    *,
    edition: Edition,
    files: Mapping[Format, bytes],
    number: int,
    day: date,
    by: User,
    version: int | None,
    at: datetime | None,
) -> Edition:
    drawn_from = edition.content_hash
    edition = _locked(edition, ISSUE, by, version)
    if edition.content_hash != drawn_from:
        raise RuleError("Báo cáo vừa được ký lại. Hãy tải lại trang rồi cấp số.")
    entry = _registered(edition, number, day, by, at)
    edition.entry, edition.number, edition.symbol = entry, entry.number, entry.symbol
    edition.issued_on, edition.issued_at = day, moment(at)
    edition.issued_by_name = by.full_name
    _supersede(edition, by, at)
    for file_format, data in files.items():
        SealedFile(
            edition=edition,
            format=file_format.value,
            content=data,
            sha256=sha256(data),
            size=len(data),
        ).save(force_insert=True)
    hashes: dict[str, tuple[object, object]] = {
        f"sha256.{file_format.value}": (None, sha256(data)) for file_format, data in files.items()
    }
    changes = {"number": (None, edition.number_text), **hashes}
    return _moved(edition, ISSUE, by, at, changes=changes)


def _registered(
    edition: Edition, number: int, day: date, by: User, at: datetime | None
) -> BookEntry:
    signed = sealed_content(edition)
    return register(
        keeper=edition.period.office,
        year=day.year,
        symbol=signed["office"]["symbol"],
        kind=REPORT,
        subject=signed["subject"],
        issued_on=day,
        signer_name=edition.signer_name,
        by=by,
        expected_number=number,
        at=at,
    )


def _supersede(edition: Edition, by: User, at: datetime | None) -> None:
    """The edition that this one replaces goes out of force in the same moment."""
    if edition.supersedes_id is None:
        return
    old = Edition.objects.select_for_update().get(pk=edition.supersedes_id)
    if old.status == Status.ISSUED:
        _moved(old, CORRECT, by, at, changes={"superseded_by": (None, edition.sequence)})


def _required(reason: str) -> str:
    reason = tidy_lines(reason)
    if not reason:
        raise RuleError("Hãy ghi lý do.")
    return reason
