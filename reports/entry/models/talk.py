"""What is said about a cell and kept beside it: comments, a flag, where the figure came from."""

from django.db import models

from accounts.models import User
from reports.catalogue.models import Indicator
from reports.entry.models.submission import Submission


class Comment(models.Model):
    """One word of the talk between a place and its office at a cell. It is never changed."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="comments")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    text = models.TextField("lời trao đổi")
    from_office = models.BooleanField("của cơ quan nhận số liệu", default=False)
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    by_name = models.CharField("người viết", max_length=120)
    by_place = models.CharField("đơn vị người viết", max_length=200, blank=True)

    class Meta:
        verbose_name = "trao đổi tại ô"
        ordering = ["at", "pk"]
        indexes = [
            models.Index(fields=["submission", "indicator"], name="comment_by_cell"),
        ]

    def __str__(self) -> str:
        return f"{self.by_name}: {self.text[:60]}"


class FollowUp(models.Model):
    """A flag at a cell: somebody has to come back to it. Taken down, the row goes."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="follow_ups")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    by_name = models.CharField("người đánh dấu", max_length=120)

    class Meta:
        verbose_name = "ô cần theo dõi"
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "indicator"],
                name="follow_up_one_per_submission_and_indicator",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id} – {self.submission_id}"


class SourceNote(models.Model):
    """Where a cell's figure came from and what to mind about it; next year reads it."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="source_notes")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    # Emptied, the row stays: a version never comes back.
    text = models.CharField("nguồn và lưu ý", max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1)
    set_at = models.DateTimeField("ghi lúc")
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    set_by_name = models.CharField("người ghi", max_length=120)

    class Meta:
        verbose_name = "nguồn của số liệu"
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "indicator"],
                name="source_note_one_per_submission_and_indicator",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
