"""What is done to a site, and what is kept of it: works, photos, papers."""

from decimal import Decimal
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.files import RowFile
from heritage.models.site import Site


def _money(source: str) -> "models.DecimalField[Decimal, Decimal]":
    return models.DecimalField(
        f"{source} (triệu đồng)", max_digits=12, decimal_places=2, default=Decimal(0), blank=True
    )


class Restoration(models.Model):
    """Works on a site, counted in the period in which they began."""

    SOURCES = {
        "central_budget": "ngân sách trung ương",
        "provincial_budget": "ngân sách cấp tỉnh",
        "district_budget": "ngân sách cấp huyện",
        "commune_budget": "ngân sách cấp xã",
        "state_budget": "ngân sách nhà nước",
        "social_budget": "xã hội hóa",
        "other_budget": "nguồn khác",
    }

    site = models.ForeignKey(
        Site, models.PROTECT, related_name="restorations", verbose_name="di tích"
    )
    content = models.CharField("hạng mục tu bổ", max_length=300)
    started_on = models.DateField("ngày khởi công")
    finished_on = models.DateField("ngày hoàn thành", null=True, blank=True)
    # Million đồng by source. Works written down before the register told the levels apart keep
    # what the state gave in the last of its columns.
    central_budget = _money("ngân sách trung ương")
    provincial_budget = _money("ngân sách cấp tỉnh")
    district_budget = _money("ngân sách cấp huyện")
    commune_budget = _money("ngân sách cấp xã")
    state_budget = _money("ngân sách nhà nước, chưa tách cấp")
    social_budget = _money("xã hội hóa")
    other_budget = _money("nguồn khác")
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
                condition=Q(central_budget__gte=0, provincial_budget__gte=0)
                & Q(district_budget__gte=0, commune_budget__gte=0, state_budget__gte=0)
                & Q(social_budget__gte=0, other_budget__gte=0),
                violation_error_message="Kinh phí không được nhỏ hơn 0.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site}: {self.content}"

    def get_absolute_url(self) -> str:
        return reverse("heritage:site-detail", args=[self.site_id])

    @property
    def cost(self) -> Decimal:
        return sum((given for _, given in self.given), Decimal(0))

    @property
    def given(self) -> list[tuple[str, Decimal]]:
        """Who gave how much, million đồng; who gave nothing is not named."""
        given = ((label, getattr(self, source)) for source, label in self.SOURCES.items())
        return [(label, amount) for label, amount in given if amount]


class SiteFileQuerySet(models.QuerySet["SiteFile"]):
    def photos(self) -> Self:
        """In the order in which they came; the first one stands for the site."""
        return self.exclude(type=SiteFile.Type.PDF).order_by("at", "pk")


class SiteFile(RowFile):
    """A photo of a site, or a scanned paper about it."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="files", verbose_name="di tích")

    objects = SiteFileQuerySet.as_manager()

    class Meta(RowFile.Meta):
        abstract = False
        verbose_name = "ảnh, tài liệu của di tích"
