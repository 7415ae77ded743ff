"""What may be a password, and the one form in which it is compared."""

import re
import secrets
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from django.contrib.auth import password_validation
from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError

from localities.models import Locality
from vhtt_portal.rules import RuleError
from vhtt_portal.text import fold

if TYPE_CHECKING:  # the model compares passwords by this module
    from accounts.models import User

SHORTEST = 12
LONGEST = 128
# What must be left of a password once all names are taken out of it.
_OWN_LETTERS = 6
# A shorter name is a syllable of ordinary words.
_SHORTEST_NAME = 5
# Without letters and digits that look alike on paper.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
_PROVINCES = Path(__file__).with_name("provinces.txt")


def composed(password: str) -> str:
    """NFC: the same Vietnamese text typed on a Mac and on Windows is the same password.

    Nothing else is folded; a full-width letter is another letter.
    """
    return unicodedata.normalize("NFC", password)


def temporary() -> str:
    """A password to hand over on paper and change at the first sign-in: 79 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def hashed(password: str, *, user: "User") -> str:
    """The hash to store; refuses a password that is short, common or made of names.

    Slow on purpose: called before a transaction is opened. One query.
    """
    text = composed(password)
    try:
        password_validation.validate_password(text, user)
    except ValidationError as fault:
        raise RuleError(" ".join(fault.messages)) from fault
    return make_password(text)


class LongEnough:
    """Length is all that is asked: no classes of characters, no forced change by the calendar."""

    def validate(self, password: str, user: "User | None" = None) -> None:
        if not SHORTEST <= len(password) <= LONGEST:
            raise ValidationError(f"Mật khẩu phải có từ {SHORTEST} đến {LONGEST} ký tự.")

    def get_help_text(self) -> str:
        return f"Từ {SHORTEST} ký tự; nên ghép vài từ không liên quan đến nhau."


class NotMadeOfNames:
    """Names that anyone in the district can guess, however they are written, are no secret."""

    def validate(self, password: str, user: "User | None" = None) -> None:
        names = set(_PROVINCES.read_text(encoding="utf-8").splitlines())
        names.update(Locality.objects.values_list("name", flat=True).distinct())
        if user:
            names.update([user.username, user.full_name, *user.full_name.split()])
        if len(_without(_letters(password), names)) < _OWN_LETTERS:
            raise ValidationError(
                "Mật khẩu chỉ gồm tên người, tên địa phương hoặc chữ số, người khác dễ đoán."
                " Hãy thêm vài từ khác."
            )

    def get_help_text(self) -> str:
        return "Không dùng tên người hay tên địa phương làm mật khẩu."


def _letters(text: str) -> str:
    return re.sub("[^a-z]", "", fold(text))


def _without(letters: str, names: Iterable[str]) -> str:
    """Longest names first, so that a name inside a name leaves no crumbs."""
    for name in sorted({_letters(name) for name in names}, key=len, reverse=True):
        if len(name) >= _SHORTEST_NAME:
            letters = letters.replace(name, "")
    return letters
