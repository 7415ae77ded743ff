"""What a report names as not good enough, why, and what is to be done about it next year."""

from django.db import models
from django.db.models import Q

from localities.models import Locality
from reports.entry.models import Period, Remark


class Limit(models.Model):
    """One named limit of a report.

    It is written while the report is open; how far it was mended is told in the year after, when
    the report that named it has long been sealed.
    """

    class State(models.TextChoices):
        OPEN = "open", "Chưa khắc phục"
        WORKING = "working", "Đang khắc phục"
        MENDED = "mended", "Đã khắc phục"

    period = models.ForeignKey(Period, models.PROTECT, related_name="limits")
    # The code of a section of the form; empty for all fields of work.
    section = models.CharField("lĩnh vực", max_length=20, blank=True)
    text = models.CharField("hạn chế", max_length=500)
    cause = models.CharField("nguyên nhân", max_length=500, blank=True)
    remedy = models.CharField("nhiệm vụ khắc phục năm sau", max_length=500, blank=True)
    # The code of the line whose target was not reached.
    indicator_code = models.CharField("chỉ tiêu chưa đạt", max_length=40, blank=True)
    place = models.ForeignKey(
        Locality, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name="nơi chịu trách nhiệm",
    )  # fmt: skip
    remark = models.ForeignKey(Remark, models.SET_NULL, related_name="+", null=True, blank=True)
    carried_from = models.OneToOneField(
        "self", models.PROTECT, related_name="carried_to", null=True, blank=True
    )
    state = models.CharField("tình trạng", max_length=10, choices=State, default=State.OPEN)
    result = models.CharField("kết quả khắc phục", max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "hạn chế"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="limit_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="limit_mended_says_how", condition=~Q(state="mended") | ~Q(result="")
            ),
            models.UniqueConstraint(
                fields=["period", "remark"], name="limit_one_per_period_and_remark"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
