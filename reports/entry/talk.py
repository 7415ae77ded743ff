"""What is known about single cells besides their figures: marks, history in words, last years."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from audit.models import AuditEntry
from audit.models import Source as Trail
from reports.entry.models import (
    Attachment,
    Comment,
    Figure,
    FollowUp,
    Period,
    SourceNote,
    Submission,
)
from reports.entry.sheetform import sheet_form

# How the trail names what changes at a cell besides its figure: "VH.PANO – giải trình".
EXPLANATION, SOURCE_NOTE, FILE = "giải trình", "nguồn và lưu ý", "tệp minh chứng"
FLAG, COMMENT = "theo dõi", "trao đổi"


def about(code: str, what: str) -> str:
    """The name under which the trail keeps a change at a cell that is not its figure."""
    return f"{code} – {what}"


# --- Marks at the lines of a sheet ------------------------------------------------------------


class Mark(NamedTuple):
    """What stands beside a cell. A sheet has hundreds of cells, hence no dataclass."""

    comment_count: int = 0
    is_flagged: bool = False
    has_source_note: bool = False
    attachment_count: int = 0


_MARKS = " UNION ALL ".join(
    f"SELECT {place}, indicator_id, COUNT(*) FROM {model._meta.db_table}"  # noqa: S608 - names of our tables
    f" WHERE submission_id = %s{also} GROUP BY indicator_id"
    for place, (model, also) in enumerate(
        ((Comment, ""), (FollowUp, ""), (SourceNote, " AND text <> ''"), (Attachment, ""))
    )
)


def marks(submission: Submission) -> dict[str, Mark]:
    """The cells of a sheet that have something beside them, by code. One query."""
    codes = sheet_form(submission).form.by_pk
    counts: dict[str, list[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_MARKS, [submission.pk] * 4)
        for place, indicator, count in cursor.fetchall():
            counts.setdefault(codes[indicator].code, [0, 0, 0, 0])[place] = count
    return {
        code: Mark(comments, bool(flags), bool(notes), files)
        for code, (comments, flags, notes, files) in counts.items()
    }


def unanswered(submissions: Iterable[Submission], *, from_office: bool) -> list[Comment]:
    """The last word at each cell, where it is the other side's, newest first. One query."""
    later = Comment.objects.filter(
        submission=OuterRef("submission"), indicator=OuterRef("indicator"), pk__gt=OuterRef("pk")
    )
    words = Comment.objects.filter(submission__in=[row.pk for row in submissions])
    return list(
        words.filter(~Exists(later), from_office=from_office)
        .select_related("indicator", "submission__period", "submission__locality__kind")
        .order_by("-at", "-pk")
    )


# --- What happened at a cell ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Step:
    """One change at a cell, as a timeline shows it."""

    at: datetime
    who: str
    text: str
    source: str


_SOURCES: Mapping[str, str] = {
    Trail.PAGE: "nhập trên trang",
    Trail.PASTE: "dán từ bảng tính",
    Trail.UNDO: "hoàn tác",
    Trail.REGISTER: "lấy lại từ sổ theo dõi",
    Trail.IMPORT: "lấy từ tệp Excel",
    Trail.COMMAND: "lệnh quản trị",
    Trail.DEMO: "dữ liệu minh họa",
}
# Verbs that change many cells in one way of their own.
_SOURCES_BY_VERB: Mapping[str, str] = {
    "sheet.sent": "lấy từ sổ theo dõi khi gửi phiếu",
    "section.nothing_to_report": "ghi không phát sinh cho cả lĩnh vực",
}
_WORDS: Mapping[str, tuple[str, str]] = {
    EXPLANATION: ("Giải trình: {new}", "Bỏ giải trình"),
    SOURCE_NOTE: ("Nguồn và lưu ý: {new}", "Bỏ nguồn và lưu ý"),
    FILE: ("Thêm tệp minh chứng: {new}", "Bỏ tệp minh chứng: {old}"),
    FLAG: ("Đánh dấu theo dõi", "Bỏ đánh dấu theo dõi"),
}


def cell_steps(submission: Submission, code: str, *, most: int | None = None) -> list[Step]:
    """What happened at a cell, newest first; the talk is not among it. One query."""
    names = [code, *(about(code, what) for what in _WORDS)]
    entries = AuditEntry.objects.filter(
        target_type=submission._meta.label_lower,
        target_id=str(submission.pk),
        changes__has_any_keys=names,
    ).order_by("-number")
    return [_step(entry, code) for entry in entries[:most]]


def _step(entry: AuditEntry, code: str) -> Step:
    texts = []
    if code in entry.changes:
        old, new = entry.changes[code]
        texts.append(f"{old or 'chưa nhập'} → {new or 'để trống'}")
    for what, (set_words, unset_words) in _WORDS.items():
        if (name := about(code, what)) in entry.changes:
            old, new = entry.changes[name]
            texts.append((set_words if new else unset_words).format(old=old, new=new))
    source = _SOURCES_BY_VERB.get(entry.verb) or _SOURCES[entry.source]
    return Step(entry.at, entry.actor_name, "; ".join(texts), source)


# --- What stands beside a cell ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Beside:
    """Everything that people have put beside a cell."""

    comments: list[Comment]
    follow_up: FollowUp | None
    note: SourceNote | None
    attachments: list[Attachment]


def beside(submission: Submission, code: str) -> Beside:
    """Four queries."""
    cell = Q(submission=submission, indicator__code=code)
    return Beside(
        comments=list(Comment.objects.filter(cell)),
        follow_up=FollowUp.objects.filter(cell).first(),
        note=SourceNote.objects.filter(cell).first(),
        attachments=list(Attachment.objects.filter(cell).order_by("pk")),
    )


# --- What earlier years left ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Handover:
    """How last year's figure came about, and the newest word about its source."""

    figure: Figure | None
    note: SourceNote | None


def handover(submission: Submission, code: str) -> Handover:
    """Last year's accepted figure, and the note of last year or else of the year before.

    Two queries, none where the period has no year before it.
    """
    before = submission.period.previous_id
    if before is None:
        return Handover(None, None)
    same = Q(submission__locality=submission.locality_id, indicator__code=code)
    figures = Figure.objects.filter(
        same, submission__period=before, submission__status=Submission.Status.ACCEPTED
    )
    older = Period.objects.filter(pk=before).values("previous")
    notes = (
        SourceNote.objects.filter(
            same, Q(submission__period=before) | Q(submission__period__in=older)
        )
        .exclude(text="")
        .order_by("-submission__period__ends_on")
    )
    return Handover(
        figures.select_related("submission__period").first(),
        notes.select_related("submission__period").first(),
    )
