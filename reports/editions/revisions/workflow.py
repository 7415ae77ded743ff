"""Why somebody may not read through a link, or close it."""

from datetime import date

from django.utils import timezone

from accounts.models import User
from reports.editions.models import ReaderLink
from reports.entry.workflow import NO_ROLE
from reports.narrative.rules import WRITERS
from vhtt_portal.dates import short_date


def reading_obstacle(link: ReaderLink, today: date) -> str | None:
    """Why nothing can be read through the link today, or None."""
    if link.closed_at:
        return "Người gửi đã khóa đường dẫn này. Hãy hỏi người gửi một đường dẫn khác."
    if today > link.last_day:
        return (
            f"Đường dẫn này chỉ dùng đến hết ngày {short_date(link.last_day)}."
            " Hãy hỏi người gửi một đường dẫn khác."
        )
    return None


def opening_obstacle(link: ReaderLink, today: date) -> str | None:
    """Why the link does not open today, or None: once only, whoever comes first."""
    if link.opened_at:
        return (
            f"Đường dẫn này đã được mở lúc {timezone.localtime(link.opened_at):%H:%M %d/%m/%Y}"
            " và chỉ mở được một lần. Hãy hỏi người gửi một đường dẫn khác."
        )
    return reading_obstacle(link, today)


def link_obstacle(link: ReaderLink, user: User) -> str | None:
    """Why this person may not close the link, or None."""
    return None if user.holds(*WRITERS, at=link.period.office.locality_id) else NO_ROLE
