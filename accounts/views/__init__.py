"""Pages of accounts."""

from accounts.views.sessions import password_change, sign_in, sign_out

__all__ = ["password_change", "sign_in", "sign_out"]
