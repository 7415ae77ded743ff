"""The small office of the entry room, seen from the office's desk."""

from tests.reports.entry.conftest import _quick_passwords, current, office, register, sheet

__all__ = ["_quick_passwords", "current", "office", "register", "sheet"]
