"""What each role finds on the first page: what to do next, and what is waiting."""

from datetime import date

from accounts.models import WARD_ROLES, Role, User
from vhtt_portal.desks.administrator import administrator_desk
from vhtt_portal.desks.head import head_desk
from vhtt_portal.desks.office import newest_period, office_desk
from vhtt_portal.desks.papers import clerk_desk, inspector_desk
from vhtt_portal.desks.shapes import Desk
from vhtt_portal.desks.ward import ward_desk


def desk(user: User, today: date) -> Desk:
    """A part for each role held; a stated number of queries whatever the number of places."""
    now = newest_period(user, today) if user.holds(Role.SPECIALIST, Role.HEAD) else None
    return Desk(
        greeting=f"Chào {user.full_name}",
        today=today,
        ward=ward_desk(user, today) if user.holds(*WARD_ROLES) else None,
        head=head_desk(now, user) if user.holds(Role.HEAD) else None,
        office=office_desk(now, user, today) if now else None,
        clerk=clerk_desk(user) if user.holds(Role.CLERK) else None,
        administrator=administrator_desk(user, today) if user.holds(Role.ADMINISTRATOR) else None,
        inspector=inspector_desk(user) if user.holds(Role.INSPECTOR) else None,
    )
