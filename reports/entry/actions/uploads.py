"""Workbooks on their way into a sheet: kept, understood, taken, taken back."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.core.files.base import ContentFile
from django.db import transaction

from accounts.models import User
from audit.actions import record
from audit.chain import sha256
from reports.entry.actions.cells import save_cells
from reports.entry.actions.edits import (
    CellsSaved,
    Origin,
    Outcome,
    OutcomeKind,
    TypedCell,
)
from reports.entry.actions.sheets import locked, require
from reports.entry.answers import Answer, State
from reports.entry.excel import ours
from reports.entry.excel.choices import Choices
from reports.entry.excel.layouts import Table
from reports.entry.excel.matching import NO_LINE, How, name_key
from reports.entry.excel.proposals import Preview, Proposal, Verdict, preview
from reports.entry.lines import Facts
from reports.entry.models import KnownLayout, Submission, Upload
from reports.entry.queries import facts as facts_of
from reports.entry.workflow import EDIT
from vhtt_portal.dates import moment
from vhtt_portal.files.workbook.content import ReadWorkbook, packed, unpacked
from vhtt_portal.rules import RuleError
from vhtt_portal.text import tidy

KEPT_FOR = timedelta(days=7)
_EDITS = UUID("6f1d3a52-7f0e-4b57-9a39-2f0b8d6c4e11")
_NAME_LENGTH = Upload._meta.get_field("name").max_length or 0


def read_back(upload: Upload) -> ReadWorkbook:
    """What was read out of the file when it came."""
    return unpacked(upload.reading["book"].encode())


def result_so_far(upload: Upload, facts: Facts) -> dict[str, Any]:
    """What became of every line of the file; before it is taken, what would not be taken."""
    if upload.taken_at is not None:
        return dict(upload.result)
    found = _result(previewed(upload, facts), CellsSaved(facts, {}))
    for each in found["left"]:
        each["sentence"] = ""  # nobody has chosen yet
    return found


def previewed(upload: Upload, facts: Facts) -> Preview:
    return preview(read_back(upload), facts, Choices.of(upload.choices))


@transaction.atomic
def receive_upload(
    *,
    submission: Submission,
    name: str,
    content: bytes,
    book: ReadWorkbook,
    by: User,
    at: datetime | None = None,
) -> Upload:
    """Keep a workbook beside its sheet, of which it changes nothing yet.

    ``book`` is what the limited process read of it. Files that nobody took within a week are swept
    away in passing. RuleError for a workbook of ours that belongs to another sheet.
    """
    now = moment(at)
    row = locked(submission, by)
    require(EDIT, row, by, now)
    if obstacle := ours.obstacle(book, row):
        raise RuleError(obstacle)
    _sweep(now)
    upload = Upload(
        submission=row, name=tidy(name)[-_NAME_LENGTH:], sha256=sha256(content), at=now, by=by,
        by_name=by.audit_name, reading={"book": packed(book).decode()},
        choices=_remembered(row, book).plain(),
    )  # fmt: skip
    upload.file.save(f"{uuid4().hex}.xlsx", ContentFile(content), save=False)
    upload.save()
    record(
        by=by, verb="upload.received", target=row, place=row.locality.full_name, at=now,
        changes={"tệp": (None, upload.name), "mã băm của tệp": (None, upload.sha256)},
    )  # fmt: skip
    return upload


@transaction.atomic
def understand_upload(*, upload: Upload, choices: Choices, by: User) -> Upload:
    """Say how the file is to be understood; its preview follows, the sheet stays as it is."""
    kept = _locked(upload, by)
    if kept.taken_at is not None:
        raise RuleError("Tệp này đã được ghi vào phiếu. Hãy gửi lại tệp nếu cần ghi thêm.")
    require(EDIT, locked(kept.submission, by), by, moment(None))
    if Choices.of(kept.choices) == choices:
        return kept
    before, kept.choices = Choices.of(kept.choices), choices.plain()
    kept.save(update_fields=["choices"])
    record(
        by=by, verb="upload.understood", target=kept.submission,
        changes={"cách hiểu tệp": (before.understanding[:8], choices.understanding[:8])},
        place=kept.submission.locality.full_name,
    )  # fmt: skip
    return kept


@transaction.atomic
def take_upload(
    *,
    upload: Upload,
    chosen: Mapping[str, int],
    seen: str,
    by: User,
    at: datetime | None = None,
) -> Upload:
    """Write the chosen lines of a workbook into its sheet, by one transaction.

    ``chosen`` holds for each line the version that the preview showed: a line that somebody else
    answered meanwhile is told, not overwritten. ``seen`` is the understanding of the file that the
    preview was drawn with. What became of each line stands in ``result``. A second time changes
    nothing: the upload comes back as it was taken.
    """
    now = moment(at)
    kept = _locked(upload, by)
    if kept.taken_at is not None:
        return kept
    if not chosen:
        raise RuleError("Chưa chọn ô nào để ghi. Hãy chọn ít nhất một ô.")
    if seen != Choices.of(kept.choices).understanding:
        raise RuleError("Cách hiểu tệp đã thay đổi ở một trang khác. Hãy xem lại rồi ghi.")
    row = locked(kept.submission, by)
    made = previewed(kept, facts_of(row))
    edits = _edits(kept, made, chosen)
    saved = save_cells(submission=row, typed=edits, by=by, origin=Origin.IMPORTED, at=now)
    kept.result = _result(made, saved)
    kept.taken_at = now
    kept.save(update_fields=["result", "taken_at"])
    if not made.is_ours:
        _remember(kept, made, saved, by, now)
    counts = {kind: len(kept.result[kind]) for kind in ("written", "moved", "refused", "left")}
    record(
        by=by, verb="upload.taken", target=row, place=row.locality.full_name, at=now,
        changes={"tệp": (None, kept.name)} | {name: (None, n) for name, n in counts.items()},
    )  # fmt: skip
    return kept


@transaction.atomic
def undo_upload(*, upload: Upload, by: User, at: datetime | None = None) -> Upload:
    """Give the lines that a workbook changed their former answers, but for those that somebody
    has answered since. A second time changes nothing."""
    now = moment(at)
    kept = _locked(upload, by)
    if kept.taken_at is None:
        raise RuleError("Tệp này chưa được ghi vào phiếu.")
    if "undone" in kept.result:
        return kept
    edits = [TypedCell(**each["former"]) for each in kept.result["written"]]
    row = locked(kept.submission, by)
    saved = save_cells(submission=row, typed=edits, by=by, origin=Origin.UNDONE, at=now)
    back = [code for code, one in saved.outcomes.items() if one.kind == OutcomeKind.SAVED]
    kept.result["undone"] = {"count": len(back), "left": len(edits) - len(back)}
    kept.save(update_fields=["result"])
    record(
        by=by, verb="upload.undone", target=row, place=row.locality.full_name, at=now,
        changes={"tệp": (kept.name, None), "hoàn tác": (None, len(back))},
    )  # fmt: skip
    return kept


def _locked(upload: Upload, by: User) -> Upload:
    rows = Upload.objects.visible_to(by).select_related("submission__locality")
    return rows.select_for_update(of=("self",)).get(pk=upload.pk)


def _sweep(now: datetime) -> None:
    """Take away what nobody took: the rows now, their files once that is certain."""
    old = list(Upload.objects.filter(taken_at=None, at__lt=now - KEPT_FOR))
    Upload.objects.filter(pk__in=[each.pk for each in old]).delete()
    for each in old:
        transaction.on_commit(_deleter(each))


def _deleter(upload: Upload) -> Callable[[], None]:
    name, storage = upload.file.name or "", upload.file.storage
    return lambda: storage.delete(name)


# --- What is taken -------------------------------------------------------------------------------


def _edits(upload: Upload, made: Preview, chosen: Mapping[str, int]) -> list[TypedCell]:
    return [
        _edit(upload, each, chosen[each.code])
        for each in made.proposals
        if each.code in chosen and _says_something(each)
    ]


def _says_something(each: Proposal) -> bool:
    """What is silent in the file empties nothing, whatever was sent by the page."""
    return each.verdict == Verdict.EMPTIED or (
        each.answer is not None and each.verdict not in {Verdict.REFUSED, Verdict.NOTHING}
    )


def _edit(upload: Upload, proposal: Proposal, version: int) -> TypedCell:
    answer = proposal.answer
    return TypedCell(
        code=proposal.code,
        text=answer.typed(yes_no=proposal.line.is_yes_no) if answer else "",
        state=answer.state if answer else State.VALUE,
        reason=answer.reason if answer else "",
        note=proposal.note,
        has_answer=proposal.has_answer,
        expected_version=version,
        key=uuid5(_EDITS, f"{upload.pk}:{proposal.code}"),
    )


def _result(made: Preview, saved: CellsSaved) -> dict[str, Any]:
    """What became of every line of the file, as its result page and its notes say it."""
    found: dict[str, Any] = {
        "written": [], "same": 0, "moved": [], "refused": [], "left": [], "unknown": [],
    }  # fmt: skip
    for each in made.proposals:
        outcome = saved.outcomes.get(each.code)
        if outcome is not None:
            _sort_in(found, each, outcome, saved)
        elif each.verdict == Verdict.REFUSED:
            found["refused"].append(_told(each, each.sentence))
        elif each.is_takeable:
            found["left"].append(_told(each, _why_left(each)))
        elif each.verdict in {Verdict.SAME, Verdict.UNTOUCHED}:
            found["same"] += 1
    for match in made.unknown:
        row = match.row
        sentence = "Dòng này chưa ghép được với chỉ tiêu nào của phiếu."
        found["unknown"].append(
            {"name": row.name, "sheet": row.page.name, "row": row.number,
             "column": row.value_column, "sentence": sentence}
        )  # fmt: skip
    return found


def _sort_in(found: dict[str, Any], each: Proposal, outcome: Outcome, saved: CellsSaved) -> None:
    match outcome.kind:
        case OutcomeKind.SAVED:
            found["written"].append(_told(each, "") | {"former": _former(each, saved)})
        case OutcomeKind.UNCHANGED:
            found["same"] += 1
        case OutcomeKind.MOVED:
            found["moved"].append(_told(each, outcome.sentence))
        case OutcomeKind.REFUSED:
            found["refused"].append(_told(each, outcome.sentence))


def _told(each: Proposal, sentence: str) -> dict[str, Any]:
    return {
        "code": each.code, "name": each.line.name, "before": each.before, "after": each.after,
        "sheet": each.row.page.name, "row": each.row.number, "column": each.row.value_column,
        "sentence": sentence,
    }  # fmt: skip


def _why_left(each: Proposal) -> str:
    if each.verdict == Verdict.CONFLICT:
        return "Phiếu đã có số khác từ khi tải tệp này. Số trong tệp chưa được ghi."
    return " ".join(each.doubts) or "Ô này không được chọn để ghi."


def _former(each: Proposal, saved: CellsSaved) -> dict[str, Any]:
    """The edit that brings back what stood there before."""
    was = each.cell.answer if each.cell else None
    now = saved.facts.cells.get(each.code)
    plain = was or Answer()
    return {
        "code": each.code, "text": plain.typed(yes_no=each.line.is_yes_no), "state": plain.state,
        "reason": plain.reason, "note": each.cell.note if each.cell else "",
        "expected_version": now.version if now else 0,
    }  # fmt: skip


# --- What is remembered --------------------------------------------------------------------------


def _remembered(row: Submission, book: ReadWorkbook) -> Choices:
    """How this place's tables of the same looks were understood last time."""
    if ours.is_ours(book):
        return Choices()
    tables = preview(book, facts_of(row), Choices()).tables
    known = KnownLayout.objects.filter(
        locality=row.locality, fingerprint__in={table.fingerprint for table in tables}
    )
    columns: dict[str, Mapping[str, int]] = {}
    names: dict[str, str] = {}
    for each in known:
        columns[each.fingerprint] = each.choices["columns"]
        names |= each.choices["names"]
    return Choices(columns=columns, names=names)


def _remember(upload: Upload, made: Preview, saved: CellsSaved, by: User, now: datetime) -> None:
    """Keep for the place which columns were read, and which line a name of its own meant."""
    taken = {code for code, one in saved.outcomes.items() if one.kind != OutcomeKind.REFUSED}
    written = Counter(match.row.name for match in made.matches)
    meant = {
        name_key(match.row.name): match.line.code if match.line else NO_LINE
        for match in made.matches
        # A name that stands twice means two things.
        if written[match.row.name] == 1 and match.how not in {None, How.CODE, How.NAME}
        and (match.line is None or match.line.code in taken)
    }  # fmt: skip
    for table in _one_each(made.tables):
        columns = {role.value: column for role, column in table.columns.items()}
        KnownLayout.objects.update_or_create(
            locality=upload.submission.locality,
            fingerprint=table.fingerprint,
            defaults={
                "choices": {"columns": columns, "names": meant},
                "set_at": now,
                "set_by_name": by.audit_name,
            },
        )


def _one_each(tables: Iterable[Table]) -> Iterable[Table]:
    return {table.fingerprint: table for table in tables if not table.question}.values()
