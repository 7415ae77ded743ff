"""What the office says in its own words, and how its people work on it together."""

from reports.narrative.models.limits import Limit
from reports.narrative.models.prose import Passage, Rewording
from reports.narrative.models.teamwork import Assignment, Comment, Explanation

__all__ = ["Assignment", "Comment", "Explanation", "Limit", "Passage", "Rewording"]
