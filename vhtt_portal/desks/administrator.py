"""The administrator's first page: accounts that ask for attention."""

from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from accounts.models import Appointment, User
from accounts.queries import administered_accounts
from vhtt_portal.desks.shapes import AdministratorDesk, Stat, ToDo

_FEW = 10


def administrator_desk(user: User, today: date) -> AdministratorDesk:
    """Three queries."""
    accounts = administered_accounts(user)
    running = Appointment.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=today), user=OuterRef("pk"), starts_on__lte=today
    )
    idle = accounts.filter(~Exists(running), is_active=True)
    active = accounts.filter(is_active=True).count()
    return AdministratorDesk(
        stats=[
            Stat(str(active), "tài khoản đang dùng"),
            Stat(str(accounts.filter(is_active=False).count()), "tài khoản đã khóa"),
        ],
        tasks=[
            ToDo(
                label=person.full_name,
                url=reverse("accounts:account-detail", args=[person.pk]),
                status="late",
                status_label="Chưa có phân công còn hạn",
            )
            for person in idle[:_FEW]
        ],
    )
