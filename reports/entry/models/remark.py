"""What a place says in its own words."""

from django.db import models

from accounts.models import User
from reports.entry.models.submission import Submission


class Remark(models.Model):
    """A place's own words to one heading, on one field of work or on the whole sheet."""

    class Kind(models.TextChoices):
        RESULTS = "results", "Kết quả nổi bật"
        LIMITS = "limits", "Tồn tại, hạn chế"
        CAUSES = "causes", "Nguyên nhân"
        PROPOSALS = "proposals", "Phương hướng, kiến nghị"

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="remarks")
    # The code of a section of the form; empty for words about the whole sheet.
    section = models.CharField("lĩnh vực", max_length=20, blank=True)
    kind = models.CharField("nội dung", max_length=10, choices=Kind)
    text = models.TextField("nội dung", blank=True)
    version = models.PositiveIntegerField(default=1)
    set_at = models.DateTimeField("ghi lúc")
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    set_by_name = models.CharField("người ghi", max_length=120)

    class Meta:
        verbose_name = "lời của đơn vị"
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "section", "kind"],
                name="remark_one_per_submission_section_and_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.submission_id}"
