"""Every change of the work diary."""

from activities.actions.rows import activities, directives, establishments, inspections

__all__ = ["activities", "directives", "establishments", "inspections"]
