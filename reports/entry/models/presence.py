"""Who has a sheet open at this moment."""

from django.db import models

from accounts.models import User
from reports.entry.models.submission import Submission


class Presence(models.Model):
    """A person at a sheet: seen last when, at which cell. It tells nothing once it is old."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="presences")
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    # The code of the cell in which the cursor stands; empty between cells.
    cell = models.CharField("ô đang nhập", max_length=40, blank=True)
    seen_at = models.DateTimeField("thấy lúc")

    class Meta:
        verbose_name = "người đang mở phiếu"
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "user"], name="presence_one_per_submission_and_user"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.submission_id}"
