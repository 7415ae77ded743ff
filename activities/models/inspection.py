"""Which establishments were inspected, and what came of it."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.place_rows import PlaceRowQuerySet
from activities.models.establishment import Establishment
from localities.models import Locality
from vhtt_portal.text import fold


class InspectionQuerySet(PlaceRowQuerySet["Inspection"]):
    def within(self, start: date, end: date) -> Self:
        return self.filter(inspected_on__range=(start, end))

    def matching(self, words: str) -> Self:
        return self.filter(
            Q(establishment__search_key__contains=fold(words))
            | Q(place__search_key__contains=fold(words))
        )

    def in_order(self) -> Self:
        return self.order_by("inspected_on", "pk")


class Inspection(models.Model):
    """One visit of one establishment by the office or a place, and what came of it."""

    class Outcome(models.TextChoices):
        NONE = "none", "Không vi phạm"
        REMINDED = "reminded", "Nhắc nhở"
        SANCTIONED = "sanctioned", "Xử phạt"

    place = models.ForeignKey(
        Locality, models.PROTECT, related_name="+", verbose_name="đơn vị kiểm tra"
    )
    inspected_on = models.DateField("ngày kiểm tra")
    establishment = models.ForeignKey(
        Establishment, models.PROTECT, related_name="inspections", verbose_name="cơ sở"
    )
    outcome = models.CharField("kết quả", max_length=12, choices=Outcome)
    fine = models.PositiveBigIntegerField("tiền phạt (đồng)", null=True, blank=True)
    decision_number = models.CharField("quyết định xử phạt số", max_length=80, blank=True)
    note = models.TextField("ghi chú", blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        verbose_name = "lượt kiểm tra"
        indexes = [
            models.Index(fields=["place", "inspected_on"], name="inspection_by_place_and_day")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "establishment", "inspected_on"],
                name="inspection_once_a_day",
                violation_error_message="Lượt kiểm tra cơ sở này trong ngày đã có trong sổ.",
            ),
            models.CheckConstraint(
                name="inspection_fine_with_a_sanction",
                condition=Q(fine=None, decision_number="") | Q(outcome="sanctioned"),
                violation_error_message=(
                    "Tiền phạt và số quyết định chỉ ghi khi kết quả là “Xử phạt”."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.establishment} ({self.inspected_on:%d/%m/%Y})"

    def get_absolute_url(self) -> str:
        return reverse("activities:inspection-detail", args=[self.pk])
