"""Passwords: handed over by an administrator, changed by their owner."""

from datetime import datetime

from django.db import transaction

from accounts import passwords
from accounts.actions.signing_in import password_is_right, refill
from accounts.models import User
from accounts.rules import require_managing
from audit.actions import Actor, record
from audit.locking import lock
from vhtt_portal.rules import RuleError


def set_password(*, user: User, password: str, by: Actor, at: datetime | None = None) -> User:
    """Give somebody a temporary password, which lets them do nothing but set their own."""
    encoded = passwords.hashed(password, user=user)
    with transaction.atomic():
        user = lock(user)
        require_managing(user, by)
        _store(user, encoded, must_change=True)
        refill(user.username)
        record(by=by, verb="account.password_given", target=user, at=at)
    return user


def change_own_password(
    *, user: User, old: str, new: str, by: User, at: datetime | None = None
) -> User:
    """Change one's own; every other session of the person ends."""
    if user.pk != by.pk:
        raise RuleError("Chỉ chính chủ mới đổi được mật khẩu này.")
    if not password_is_right(user, old, device="own session"):
        raise RuleError("Mật khẩu hiện tại không đúng. Nếu đã sai nhiều lần, hãy đợi rồi thử lại.")
    if passwords.composed(old) == passwords.composed(new):
        raise RuleError("Mật khẩu mới phải khác mật khẩu hiện tại.")
    encoded = passwords.hashed(new, user=user)
    with transaction.atomic():
        user = lock(user)
        _store(user, encoded, must_change=False)
        record(by=by, verb="account.password_changed", target=user, at=at)
    return user


def _store(user: User, encoded: str, *, must_change: bool) -> None:
    user.password = encoded
    user.must_change_password = must_change
    user.session_epoch += 1
    user.version += 1
    user.save(update_fields=["password", "must_change_password", "session_epoch", "version"])
