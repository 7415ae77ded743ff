"""How many wrong passwords an account takes, from strangers and from its owner's own machines.

Nothing is counted by address: a whole office stands behind one. A machine on which the person has
signed in before carries a signed mark and has an allowance of its own, so that strangers who use
up theirs lock nobody out (OWASP, Device Cookies).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.crypto import salted_hmac


@dataclass(frozen=True, slots=True)
class Allowance:
    """So many at once, and one more after every so long."""

    burst: int
    every: timedelta

    def full_at_after(self, full_at: datetime | None, now: datetime) -> datetime | None:
        """When it will be full again if one is taken now; None when nothing is left to take."""
        later = max(full_at or now, now) + self.every
        return later if later - now <= self.burst * self.every else None


# In any 24 hours strangers get 10 + 16 and a machine of the person's own 10 + 12: 48 together,
# under the 50 that we promise.
STRANGERS = Allowance(10, timedelta(minutes=90))
OWN_DEVICE = Allowance(10, timedelta(hours=2))
# Entries in the audit trail about names that no account has: they must not fill the disk.
UNKNOWN_NAMES = Allowance(60, timedelta(minutes=1))


def key(username: str, device: str = "") -> str:
    """The row's name: all of an account's begin alike, and none tells what was typed."""
    return account_part(username) + _digest(f"device {device}")


def account_part(username: str) -> str:
    return _digest(f"account {username}")


def _digest(text: str) -> str:
    return salted_hmac("accounts.allowance", text, algorithm="sha256").hexdigest()[:20]
