"""The wall board of the newest period."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Func, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from accounts.models import Role, User
from activities.models import Task
from reports.editions.models import Edition
from reports.entry.models import Period, Submission
from reports.entry.talk import unanswered
from reports.narrative.models import Limit
from reports.narrative.queries import GivenHeading, given_headings, named_limits
from reports.review.queries import LATE, Board, BoardRow, board
from vhtt_portal.dates import short_date
from vhtt_portal.desks.proposals import waiting_proposals
from vhtt_portal.desks.shapes import (
    Deadline,
    Matrix,
    MatrixCell,
    MatrixRow,
    Oddity,
    OfficeDesk,
    Stat,
    ToDo,
)
from vhtt_portal.desks.words import STATE_WORDS, asked_at, capitalised, remaining

Status = Submission.Status
_ODDITIES = 5


@dataclass(frozen=True, slots=True)
class OpenPeriod:
    """The newest period of the person's office, with its board and the papers on their way."""

    period: Period
    board: Board
    editions: list[Edition]
    overdue_tasks: int


def newest_period(user: User, today: date) -> OpenPeriod | None:
    """Of the offices where one works; what one owes another office as a place is no board."""
    own = Period.objects.filter(office__locality__in=user.places(Role.SPECIALIST, Role.HEAD))
    rows = own.select_related("office__locality", "form_version")
    seat = OuterRef("office__locality")
    late = Task.objects.filter(Q(place=seat) | Q(place__parent=seat)).overdue_on(today)
    period = rows.newest_first().annotate(overdue_tasks=_counted(late)).first()
    if period is None:
        return None
    on_the_way = Edition.objects.filter(period__office=period.office_id).live().order_by("-pk")
    editions = list(on_the_way.select_related("period").defer("snapshot"))
    overdue: int = period.overdue_tasks  # type: ignore[attr-defined]  # annotated above
    return OpenPeriod(period, board(period, on=today), editions, overdue)


def _counted(rows: "QuerySet[Task]") -> Subquery:
    """How many, asked along with the row that they hang on."""
    whole = rows.order_by().annotate(whole=Func(F("pk"), function="COUNT"))
    return Subquery(whole.values("whole"), output_field=IntegerField())


def office_desk(now: OpenPeriod, user: User, today: date) -> OfficeDesk:
    period, rows = now.period, now.board.rows
    done = now.board.count(Status.ACCEPTED)
    return OfficeDesk(
        heading=f"Báo cáo {period.inside}",
        stats=[
            Stat(f"{done}/{now.board.expected}", "đã chấp nhận"),
            Stat(str(now.board.count(Status.SENT)), "đã gửi, chờ duyệt"),
            Stat(str(now.board.count(Status.RETURNED)), "đang hỏi lại"),
            Stat(str(now.board.count(LATE)), "quá hạn"),
        ],
        overdue_tasks=now.overdue_tasks,
        board=_matrix(now.board),
        board_url=reverse("review:period-board", args=[period.pk]),
        totals_url=reverse("rollup:period-table", args=[period.pk]),
        report_url=reverse("narrative:period-report", args=[period.pk]),
        oddities=[_oddity(row) for row in rows if row.state in {Status.SENT, LATE}][:_ODDITIES],
        words=[
            asked_at(word, "review:cell", whose=str(word.submission.locality))
            for word in unanswered(
                [row.submission for row in rows if row.submission], from_office=False
            )
        ]
        + waiting_proposals(user),
        headings=[_heading(given, period, today) for given in given_headings(period, user)],
        limits=[
            _limit(limit, period)
            for limit in named_limits(period).before
            if limit.state != Limit.State.MENDED
        ],
        deadlines=[
            _deadline("Chốt số liệu", period.cut_off_on, today),
            _deadline("Hạn gửi", period.due_on, today),
            _deadline("Ngày cuối được sửa", period.last_edit_on, today),
        ],
    )


def _matrix(found: Board) -> Matrix:
    office = found.period.office
    return Matrix(
        caption=f"Tình hình gửi số liệu, {found.period.inside}",
        hint="Mỗi ô là số dòng đã có trên số dòng được hỏi.",
        place_word=capitalised(office.units_word),
        sections=list(found.sections),
        rows=[_matrix_row(row) for row in found.rows],
    )


def _matrix_row(row: BoardRow) -> MatrixRow:
    url = reverse("review:sheet", args=[row.submission.pk]) if row.submission else ""
    return MatrixRow(
        place="Số liệu của cơ quan" if row.is_office_own else str(row.locality),
        url=url,
        status=row.state,
        status_label=capitalised(STATE_WORDS[row.state]),
        cells=[
            MatrixCell(
                state=cell.state,
                word=STATE_WORDS[cell.state],
                count=f"{cell.answered}/{cell.asked}" if cell.asked else "",
                url="",
            )
            for cell in row.cells
        ],
    )


def _oddity(row: BoardRow) -> Oddity:
    if row.state == LATE:
        return Oddity(str(row.locality), "Đã quá hạn gửi.", reverse("review:board"))
    url = reverse("review:sheet", args=[row.submission.pk]) if row.submission else ""
    return Oddity(str(row.locality), "Phiếu đã gửi, đang chờ xem.", url)


def _heading(given: GivenHeading, period: Period, today: date) -> ToDo:
    room = reverse("narrative:period-report", args=[period.pk])
    is_late = given.due_on < today
    return ToDo(
        label=given.title,
        url=f"{room}#muc-{given.code}",
        status="late" if is_late else "drafting",
        status_label="Quá hạn" if is_late else "Đang viết",
        hint=f"hạn {short_date(given.due_on)}",
    )


def _limit(limit: Limit, period: Period) -> ToDo:
    return ToDo(
        label=limit.text,
        url=f"{reverse('narrative:period-report', args=[period.pk])}#ton-tai",
        status="drafting" if limit.state == Limit.State.WORKING else "warning",
        status_label=limit.get_state_display(),
        hint=limit.result,
    )


def _deadline(label: str, day: date, today: date) -> Deadline:
    days = (day - today).days
    return Deadline(
        label, short_date(day), "late" if days < 0 else "expected",
        "đã qua" if days < 0 else remaining(days),
    )  # fmt: skip
