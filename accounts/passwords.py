"""What may be a password, and the one form in which it is compared."""

import secrets
import unicodedata

# Without letters and digits that look alike on paper.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def composed(password: str) -> str:
    """NFC: the same Vietnamese text typed on a Mac and on Windows is the same password.

    Nothing else is folded; a full-width letter is another letter.
    """
    return unicodedata.normalize("NFC", password)


def temporary() -> str:
    """A password to hand over on paper and change at the first sign-in: 79 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
