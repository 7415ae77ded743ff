"""What happens to a site: works."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from heritage.models.site import Site


class Restoration(models.Model):
    """Works on a site, counted in the period in which they began."""

    site = models.ForeignKey(
        Site, models.PROTECT, related_name="restorations", verbose_name="di tích"
    )
    content = models.CharField("hạng mục tu bổ", max_length=300)
    started_on = models.DateField("ngày khởi công")
    finished_on = models.DateField("ngày hoàn thành", null=True, blank=True)
    state_budget = models.DecimalField(
        "vốn ngân sách (triệu đồng)", max_digits=12, decimal_places=2
    )
    social_budget = models.DecimalField(
        "vốn xã hội hóa (triệu đồng)", max_digits=12, decimal_places=2
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "đợt tu bổ"
        constraints = [
            models.CheckConstraint(
                name="restoration_ends_after_it_starts",
                condition=Q(finished_on=None) | Q(finished_on__gte=F("started_on")),
                violation_error_message="Ngày hoàn thành không được trước ngày khởi công.",
            ),
            models.CheckConstraint(
                name="restoration_budgets_not_negative",
                condition=Q(state_budget__gte=0, social_budget__gte=0),
                violation_error_message="Kinh phí không được nhỏ hơn 0.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site}: {self.content}"

    def get_absolute_url(self) -> str:
        return reverse("heritage:site-detail", args=[self.site_id])
