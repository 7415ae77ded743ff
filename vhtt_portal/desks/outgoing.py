"""Outgoing papers that wait for somebody: to sign, to number, to finish."""

from django.db.models import Q

from accounts.models import Role, User
from documents.outgoing.models import Paper as OutgoingPaper
from documents.outgoing.models import PaperQuerySet
from vhtt_portal.desks.shapes import AwaitingPaper, Paper, ToDo

Status = OutgoingPaper.Status
_AT_MOST = 5


def papers_to_sign(user: User) -> list[AwaitingPaper]:
    """Those put before the heads of the person's office, oldest first. One query."""
    rows = _of_offices(user, Role.HEAD).filter(status=Status.SUBMITTED)
    return [
        AwaitingPaper(
            title=str(row),
            detail=f"{row.submitted_by_name} trình ký",
            url=row.get_absolute_url(),
            action="Xem và ký",
        )
        for row in rows[:_AT_MOST]
    ]


def papers_to_number(user: User) -> list[Paper]:
    """Those that a clerk may issue, oldest first. One query."""
    rows = _of_offices(user, Role.CLERK).filter(status=Status.SIGNED)
    return [
        Paper(str(row), f"{row.signer_name} đã ký", row.get_absolute_url())
        for row in rows[:_AT_MOST]
    ]


def ward_papers(user: User) -> list[ToDo]:
    """What leaders of a place sign, and what its official finishes and numbers. One query."""
    leading, entering = user.places(Role.WARD_LEADER), user.places(Role.WARD_ENTRY)
    waiting = Q(place__in=leading, status=Status.SUBMITTED) | Q(
        place__in=entering, status__in=[Status.DRAFTING, Status.SIGNED]
    )
    rows = OutgoingPaper.objects.filter(waiting, office=None).order_by("started_at", "pk")
    return [
        ToDo(
            label=str(row),
            url=row.get_absolute_url(),
            status="returned" if row.return_reason else row.status,
            status_label="Trả lại để sửa" if row.return_reason else row.get_status_display(),
        )
        for row in rows.defer("body", "snapshot")[:_AT_MOST]
    ]


def _of_offices(user: User, role: Role) -> PaperQuerySet:
    rows = OutgoingPaper.objects.filter(office__locality__in=user.places(role))
    return rows.defer("body", "snapshot").order_by("started_at", "pk")
