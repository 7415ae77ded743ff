"""Who may write in a report now."""

from accounts.models import Role, User
from reports.entry.models import Period

WRITERS = frozenset({Role.SPECIALIST, Role.HEAD})


def writing_obstacle(period: Period, user: User) -> str | None:
    """Why this person may not change the report's words now, or None when they may."""
    if not user.holds(*WRITERS, at=period.office.locality_id):
        return "Chỉ chuyên viên và lãnh đạo cơ quan được soạn báo cáo."
    if period.sealed_at is not None:
        return f"Báo cáo {period.inside} đã ký nên không sửa lời văn được nữa."
    return None


def comment_obstacle(period: Period, user: User) -> str | None:
    """Why this person may not comment on the report now, or None when they may."""
    if not user.holds(*WRITERS, at=period.office.locality_id):
        return "Chỉ chuyên viên và lãnh đạo cơ quan được góp ý vào báo cáo."
    if period.sealed_at is not None:
        return f"Báo cáo {period.inside} đã ký nên không góp ý được nữa."
    return None
