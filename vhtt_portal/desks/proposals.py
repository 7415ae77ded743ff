"""What was proposed about sites: for the office what waits, for a place what was refused."""

from datetime import date, timedelta

from accounts.models import User
from heritage.models import SiteProposal
from vhtt_portal.desks.shapes import Question

_AT_MOST = 5
# How long a refusal stands on the first page.
_DAYS = 30


def waiting_proposals(user: User) -> list[Question]:
    """Oldest first. One query."""
    rows = SiteProposal.objects.governed_by(user).waiting().select_related("place", "proposed_by")
    return [
        Question(
            about=str(row),
            text=row.note or "Đề nghị chờ xem xét.",
            who=f"{row.proposed_by}, {row.place}",
            at=row.proposed_at,
            url=row.get_absolute_url(),
        )
        for row in rows.order_by("proposed_at", "pk")[:_AT_MOST]
    ]


def refused_proposals(user: User, today: date) -> list[Question]:
    """Newest first. One query."""
    rows = SiteProposal.objects.visible_to(user).filter(
        state=SiteProposal.State.REFUSED, decided_at__date__gt=today - timedelta(days=_DAYS)
    )
    return [
        Question(
            about=f"{row}: không được chấp nhận",
            text=row.reason,
            who=row.decided_by_name,
            at=row.decided_at,
            url=row.get_absolute_url(),
        )
        for row in rows.order_by("-decided_at", "-pk")[:_AT_MOST]
        if row.decided_at
    ]
