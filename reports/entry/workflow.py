"""Which moves a sheet has, and why somebody may not make one now."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from accounts.models import Role, User
from reports.entry.models import Period, Submission
from vhtt_portal.dates import short_date

Status = Submission.Status

# The refusal that hides a button instead of greying it.
NO_ROLE = "Tài khoản của bạn không có quyền thực hiện bước này."
# The office's own sheet is filled by the office itself; nobody else's is.
ENTERS = frozenset({Role.WARD_ENTRY, Role.WARD_LEADER})
LEADS = frozenset({Role.WARD_LEADER})
OFFICE = frozenset({Role.SPECIALIST, Role.HEAD})


@dataclass(frozen=True, slots=True)
class Move:
    """One step of a sheet: from where to where, who takes it, and until when.

    ``at_office`` says on which side of the desk one has to stand: the office that collects, or the
    place that answers. ``ends_with_editing`` moves are over when the period takes no more changes.
    """

    name: str
    label: str
    sources: frozenset[Status]
    target: Status
    roles: frozenset[Role]
    at_office: bool = False
    ends_with_editing: bool = False

    def obstacle(
        self,
        submission: Submission,
        user: User,
        *,
        on: date,
        entered_by: Collection[str] = (),
    ) -> str | None:
        """Why this person may not make this move on this day, or None when they may.

        ``entered_by`` holds the people who wrote on the sheet, as the trail knows them; only accepting
        asks.
        """
        if not self._is_for(submission, user):
            return NO_ROLE
        if shut := _shut(submission.period, on, until_edit=self.ends_with_editing):
            return shut
        if submission.status not in self.sources:
            return f"Phiếu đang ở trạng thái “{submission.get_status_display()}”."
        if self.name == "accept":
            return _own_work(submission, user, entered_by)
        return None

    def _is_for(self, submission: Submission, user: User) -> bool:
        if self.at_office:
            return user.holds(*self.roles, at=submission.period.office.locality_id)
        return _answers(submission, user, self.roles)


def _answers(submission: Submission, user: User, roles: frozenset[Role]) -> bool:
    if submission.is_office_own:
        roles = roles | OFFICE
    return user.holds(*roles, at=submission.locality_id)


def _shut(period: Period, on: date, *, until_edit: bool) -> str | None:
    if period.sealed_at is not None:
        return f"Số liệu {period.inside} đã khóa vì báo cáo đã được ký."
    if until_edit and on > period.last_edit_on:
        return f"Đã qua ngày cuối được sửa số liệu {period.inside} ({short_date(period.last_edit_on)})."
    return None


def _own_work(submission: Submission, user: User, entered_by: Collection[str]) -> str | None:
    if user.audit_id in entered_by:
        return "Bạn đã nhập số liệu trong phiếu này, người khác phải chấp nhận phiếu."
    # The office's own sheet is approved and taken by its head: three people are a whole office.
    if user.pk == submission.approved_by_id and not submission.is_office_own:
        return "Bạn đã duyệt phiếu này ở bước trước, người khác phải chấp nhận phiếu."
    return None


_OPEN = frozenset({Status.ENTERING, Status.RETURNED})

# fmt: off
EDIT    = Move("edit",    "Sửa số liệu",      _OPEN | {Status.APPROVED},                  Status.ENTERING, ENTERS, ends_with_editing=True)
APPROVE = Move("approve", "Duyệt số liệu",    _OPEN,                                      Status.APPROVED, LEADS,  ends_with_editing=True)
RECORD  = Move("record",  "Ghi nhận duyệt",   _OPEN,                                      Status.APPROVED, ENTERS, ends_with_editing=True)
SEND    = Move("send",    "Gửi số liệu",      frozenset({Status.APPROVED}),               Status.SENT,     ENTERS, ends_with_editing=True)
RETURN  = Move("return",  "Trả lại để sửa",   frozenset({Status.SENT, Status.ACCEPTED}),  Status.RETURNED, OFFICE, at_office=True, ends_with_editing=True)
ACCEPT  = Move("accept",  "Chấp nhận",        frozenset({Status.SENT}),                   Status.ACCEPTED, OFFICE, at_office=True)
REFRESH = Move("refresh", "Lấy số mới từ sổ", frozenset({Status.ACCEPTED}),               Status.ACCEPTED, OFFICE, at_office=True)
# fmt: on

MOVES = (EDIT, APPROVE, RECORD, SEND, RETURN, ACCEPT, REFRESH)


def start_obstacle(period: Period, *, on: date) -> str | None:
    """Why no new sheet may be started on this day, or None."""
    if shut := _shut(period, on, until_edit=True):
        return shut
    if on > period.last_new_on:
        return f"Đã qua ngày cuối nhận phiếu mới của {period.inside} ({short_date(period.last_new_on)})."
    return None


def talk_obstacle(submission: Submission, user: User) -> str | None:
    """Why this person may not write or flag beside a cell. Both sides may at any status: a word
    changes no figure and stops no step."""
    both_sides = speaks_for_office(submission, user) or _answers(submission, user, ENTERS)
    return None if both_sides else NO_ROLE


def speaks_for_office(submission: Submission, user: User) -> bool:
    return user.holds(*OFFICE, at=submission.period.office.locality_id)


def source_note_obstacle(submission: Submission, user: User) -> str | None:
    """Where a figure came from is told by those who answer, also when the sheet has gone."""
    return None if _answers(submission, user, ENTERS) else NO_ROLE
