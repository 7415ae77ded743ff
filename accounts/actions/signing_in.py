"""Signing in: one slow hash for every try, and no more tries at a real password than allowed."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts.allowance import OWN_DEVICE, STRANGERS, UNKNOWN_NAMES, Allowance, account_part, key
from accounts.models import SignInAllowance, User
from accounts.passwords import composed
from audit.actions import record
from audit.once import forget_old
from vhtt_portal.dates import moment

_AUDIT_OF_UNKNOWN = "unknown names"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody at the door, of whom nothing is known yet."""

    audit_id: str = "visitor"
    audit_name: str = "Người chưa đăng nhập"
    audit_role: str = ""
    audit_place: str = ""


def check_sign_in(
    *, username: str, password: str, device: str = "", at: datetime | None = None
) -> User | None:
    """The person, or None for any reason at all: nothing tells one reason from another.

    The try is counted and committed before the slow hash runs, so that parallel tries cannot
    slip through together and no transaction waits for a hash.
    """
    name = username.strip().lower()
    user = User.objects.filter(username=name).first()
    if user is None or not user.is_active:
        taken = _take(key(name, device), _allowance(device), moment(at))
        make_password(composed(password))  # as slow as a check
        _record_failure(name, user, taken, at=at)
        return None
    if not password_is_right(user, password, device=device, at=at):
        return None
    with transaction.atomic():
        # Here, because whoever signs in has just waited for a slow hash, and every day begins so.
        forget_old(moment(at))
        record(by=user, verb="session.opened", target=user, at=at)
    return user


def sign_out(*, by: User, at: datetime | None = None) -> None:
    with transaction.atomic():
        record(by=by, verb="session.closed", target=by, at=at)


def password_is_right(
    user: User, password: str, *, device: str, at: datetime | None = None
) -> bool:
    """One try at a real password, counted. When none is left, as slow and as wrong as any."""
    now = moment(at)
    allowance, name = _allowance(device), key(user.username, device)
    taken = _take(name, allowance, now)
    if taken is None:
        make_password(composed(password))
        return False
    if not user.check_password(password):
        _record_failure(user.username, user, taken, at=at)
        return False
    _give_back(name, allowance, now, whole=bool(device))
    return True


@transaction.atomic
def refill(username: str) -> None:
    """A new password starts with full allowances, on every machine."""
    SignInAllowance.objects.filter(name__startswith=account_part(username)).delete()


def _allowance(device: str) -> Allowance:
    return OWN_DEVICE if device else STRANGERS


@transaction.atomic
def _take(name: str, allowance: Allowance, now: datetime) -> SignInAllowance | None:
    """Use up one try; None when there is none. Two queries, three for a new row."""
    row, is_new = SignInAllowance.objects.select_for_update().get_or_create(
        name=name, defaults={"full_at": now}
    )
    full_at = allowance.full_at_after(row.full_at, now)
    if full_at is None:
        return None
    row.full_at = full_at
    row.save(update_fields=["full_at"])
    if is_new:
        _sweep(now)
    return row


@transaction.atomic
def _give_back(name: str, allowance: Allowance, now: datetime, *, whole: bool) -> None:
    """A right password was no guess. A machine of one's own gets all its tries back."""
    row = SignInAllowance.objects.select_for_update().filter(name=name).first()
    if row is None:
        return
    row.full_at -= allowance.every
    if whole or row.full_at <= now:
        row.delete()
    else:
        row.save(update_fields=["full_at"])


def _sweep(now: datetime) -> None:
    """A full allowance needs no row. Rows that another try holds are left to the next sweep."""
    full = (
        SignInAllowance.objects.select_for_update(skip_locked=True)
        .filter(full_at__lte=now)
        .values_list("name", flat=True)[:200]
    )
    SignInAllowance.objects.filter(name__in=list(full)).delete()


@transaction.atomic
def _record_failure(
    name: str, user: User | None, taken: SignInAllowance | None, *, at: datetime | None
) -> None:
    """Audit a counted failure; what nobody counts any more would only fill the disk.

    A name without an account is never written down: people type passwords into the wrong field.
    """
    if taken is None:
        return
    if user is None and _take(key(_AUDIT_OF_UNKNOWN), UNKNOWN_NAMES, moment(at)) is None:
        return
    record(
        by=Visitor(),
        verb="session.refused",
        target=user or taken,
        place=user.audit_place if user else "",
        at=at,
    )
