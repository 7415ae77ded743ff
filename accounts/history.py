"""What happened to an account, in words."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from audit.models import AuditEntry

_WORDS = {
    "account.created": "Lập tài khoản.",
    "account.renamed": "Sửa họ và tên.",
    "account.deactivated": "Khóa tài khoản.",
    "account.activated": "Mở lại tài khoản.",
    "account.password_given": "Cấp lại mật khẩu.",
    "account.password_changed": "Đổi mật khẩu.",
    "account.appointed": "Phân công: {role}.",
    "account.appointment_ended": "Thôi giữ vai trò: {role}.",
    "account.appointment_withdrawn": "Rút lại phân công: {role}.",
    "session.opened": "Đăng nhập.",
    "session.closed": "Thoát.",
    "session.refused": "Nhập sai mật khẩu.",
}


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the timeline."""

    at: datetime
    who: str
    text: str
    note: str


def of(account: User, *, last: int) -> list[Event]:
    """The newest events of an account. One query."""
    entries = AuditEntry.objects.filter(
        target_type=account._meta.label_lower, target_id=str(account.pk)
    ).order_by("-number")[:last]
    return [_event(entry) for entry in entries]


def _event(entry: AuditEntry) -> Event:
    before, after = entry.changes.get("role", ("", ""))
    text = _WORDS[entry.verb].format(role=after or before)
    return Event(entry.at, entry.actor_name, text, entry.reason)
