"""Who may set targets."""

from accounts.models import Role, User
from localities.models import Office


def target_obstacle(office: Office, user: User) -> str | None:
    """Why this person may not set the office's targets, or None when they may."""
    if not user.holds(Role.SPECIALIST, Role.HEAD, at=office.locality_id):
        return "Chỉ chuyên viên và lãnh đạo cơ quan được đặt chỉ tiêu."
    return None
