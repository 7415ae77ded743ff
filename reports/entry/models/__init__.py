"""What the places below an office answer: periods, their sheets, cells and words."""

from reports.entry.models.attachment import Attachment
from reports.entry.models.figure import Figure
from reports.entry.models.period import Expectation, Period, PeriodQuerySet
from reports.entry.models.presence import Presence
from reports.entry.models.remark import Remark
from reports.entry.models.submission import Submission, SubmissionQuerySet
from reports.entry.models.talk import Comment, FollowUp, SourceNote
from reports.entry.models.upload import KnownLayout, Upload

__all__ = [
    "Attachment",
    "Comment",
    "Expectation",
    "Figure",
    "FollowUp",
    "KnownLayout",
    "Period",
    "PeriodQuerySet",
    "Presence",
    "Remark",
    "SourceNote",
    "Submission",
    "SubmissionQuerySet",
    "Upload",
]
