"""A village's year: the tallies of its households and its own title."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import User
from accounts.scope import editable_places, readable_places
from localities.models import Locality


class VillageResultQuerySet(models.QuerySet["VillageResult"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(village__in=readable_places(user))

    def editable_by(self, user: User) -> Self:
        return self.filter(village__in=editable_places(user))

    def in_order(self) -> Self:
        return self.order_by("village__parent__sort_key", "village__sort_key", "village")


class VillageResult(models.Model):
    """A village's title round of one year: its households' tallies and its own title.

    What the round has not decided yet is None, which is not the same as refused.
    """

    village = models.ForeignKey(
        Locality, models.PROTECT, related_name="+", verbose_name="khu dân cư"
    )
    year = models.PositiveSmallIntegerField("năm")
    household_count = models.PositiveIntegerField("số hộ")
    registered_count = models.PositiveIntegerField("số hộ đăng ký")
    recognised_count = models.PositiveIntegerField("số hộ được công nhận", null=True, blank=True)
    is_recognised = models.BooleanField("được công nhận danh hiệu", null=True, blank=True)
    decision_number = models.CharField("số quyết định công nhận", max_length=80, blank=True)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = VillageResultQuerySet.as_manager()

    class Meta:
        verbose_name = "kết quả bình xét"
        indexes = [models.Index(fields=["year"], name="village_result_by_year")]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "year"],
                name="village_result_one_per_village_and_year",
                violation_error_message="Kết quả bình xét năm này đã có trong sổ.",
            ),
            models.CheckConstraint(
                name="village_result_registered_at_most_households",
                condition=Q(registered_count__lte=F("household_count")),
                violation_error_message="Số hộ đăng ký lớn hơn số hộ. Kiểm tra lại hai số này.",
            ),
            models.CheckConstraint(
                name="village_result_recognised_at_most_registered",
                condition=Q(recognised_count=None) | Q(recognised_count__lte=F("registered_count")),
                violation_error_message=(
                    "Số hộ được công nhận lớn hơn số hộ đăng ký. Kiểm tra lại hai số này."
                ),
            ),
            models.CheckConstraint(
                name="village_result_decision_number_and_day_together",
                condition=Q(decided_on=None, decision_number="")
                | (Q(decided_on__isnull=False) & ~Q(decision_number="")),
                violation_error_message="Hãy ghi cả số và ngày quyết định, hoặc để trống cả hai.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.village}, năm {self.year}"

    def get_absolute_url(self) -> str:
        """Reads the village: load it with the row."""
        return reverse("campaigns:place-year", args=[self.village.parent_id, self.year])
