"""Evidence for a figure: a photo or a scanned paper."""

from django.db import models

from accounts.models import User
from reports.catalogue.models import Indicator
from reports.entry.models.submission import Submission
from vhtt_portal.files.kept import KeptFile


class Attachment(KeptFile):
    """One file at a cell."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="attachments")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        verbose_name = "tệp minh chứng"
        indexes = [
            models.Index(fields=["submission", "indicator"], name="attachment_by_cell"),
        ]
