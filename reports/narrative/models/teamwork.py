"""Who writes which heading by when, what readers say of it, and why a warning may stand."""

from django.db import models
from django.db.models import Q

from accounts.models import User
from reports.entry.models import Period


class Assignment(models.Model):
    """A heading given to one person to write by a day; done, it stays as a record."""

    period = models.ForeignKey(Period, models.PROTECT, related_name="assignments")
    node_code = models.CharField("đề mục", max_length=60)
    assignee = models.ForeignKey(User, models.PROTECT, related_name="assignments")
    due_on = models.DateField("hạn")
    done_at = models.DateTimeField("xong lúc", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "mục được giao"
        constraints = [
            models.UniqueConstraint(
                fields=["period", "node_code"], name="assignment_one_per_heading"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.node_code}: {self.assignee}"


class Comment(models.Model):
    """What a reader says of a heading. Its words never change; whoever writes ticks it off."""

    period = models.ForeignKey(Period, models.PROTECT, related_name="comments")
    node_code = models.CharField("đề mục", max_length=60)
    text = models.TextField("ý kiến")
    at = models.DateTimeField("lúc")
    by_name = models.CharField("người góp ý", max_length=120)
    by_role = models.CharField("vai trò của người góp ý", max_length=200, blank=True)
    resolved_at = models.DateTimeField("xử lý lúc", null=True, blank=True)
    resolved_by_name = models.CharField("người xử lý", max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "ý kiến góp ý"
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["period", "node_code"], name="comment_by_heading")]
        constraints = [
            models.CheckConstraint(name="comment_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="comment_resolved_by_somebody",
                condition=Q(resolved_at=None, resolved_by_name="")
                | Q(resolved_at__isnull=False) & ~Q(resolved_by_name=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by_name}: {self.text[:60]}"


class Explanation(models.Model):
    """Why the report may be signed although the checklist warns.

    It belongs to the warning's very words, kept whole and known by their hash: once the warning
    says something else, it wants another explanation.
    """

    period = models.ForeignKey(Period, models.PROTECT, related_name="explanations")
    finding = models.TextField("cảnh báo")
    finding_hash = models.CharField(max_length=64)
    text = models.CharField("giải thích", max_length=300)
    at = models.DateTimeField("lúc")
    by_name = models.CharField("người giải thích", max_length=120)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "lời giải thích"
        constraints = [
            models.UniqueConstraint(
                fields=["period", "finding_hash"], name="explanation_one_per_finding"
            ),
            models.CheckConstraint(name="explanation_says_something", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.finding[:60]}: {self.text[:60]}"
