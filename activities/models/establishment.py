"""The establishments that may be inspected."""

from typing import Any, Self

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse

from accounts.place_rows import Named, NamedRowQuerySet
from localities.models import Locality


class EstablishmentQuerySet(NamedRowQuerySet["Establishment"]):
    def with_last_visit(self, visits: "models.QuerySet[Any]") -> Self:
        """``last_visit`` is the day of the newest of these inspections."""
        own = visits.filter(establishment=OuterRef("pk")).order_by("-inspected_on")
        return self.annotate(last_visit=Subquery(own.values("inspected_on")[:1]))


class Establishment(Named, models.Model):
    """A business that may be inspected; it counts once in a span, however often it is visited."""

    class Kind(models.TextChoices):
        KARAOKE = "karaoke", "Karaoke, vũ trường"
        GAMES = "games", "Trò chơi điện tử, internet"
        LODGING = "lodging", "Cơ sở lưu trú"
        PRINTING = "printing", "In, photocopy, phát hành sách"
        ADVERTISING = "advertising", "Quảng cáo"
        OTHER = "other", "Dịch vụ văn hóa, thể thao khác"

    class Status(models.TextChoices):
        ACTIVE = "active", "Đang hoạt động"
        PAUSED = "paused", "Tạm dừng"
        CLOSED = "closed", "Đã đóng"

    place = models.ForeignKey(Locality, models.PROTECT, related_name="+", verbose_name="địa bàn")
    name = models.CharField("tên cơ sở", max_length=200)
    kind = models.CharField("loại hình", max_length=20, choices=Kind)
    address = models.CharField("địa chỉ", max_length=200, blank=True)
    licence_number = models.CharField("giấy phép số", max_length=80, blank=True)
    licensed_on = models.DateField("ngày cấp giấy phép", null=True, blank=True)
    status = models.CharField("tình trạng", max_length=10, choices=Status, default=Status.ACTIVE)
    status_on = models.DateField("tình trạng từ ngày", null=True, blank=True)
    search_key = models.CharField(max_length=300, editable=False)
    sort_key = models.CharField(max_length=500, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = EstablishmentQuerySet.as_manager()

    class Meta:
        verbose_name = "cơ sở kinh doanh"
        constraints = [
            models.UniqueConstraint(
                fields=["place", "sort_key"],
                name="establishment_one_per_place_and_name",
                violation_error_message="Địa bàn này đã có cơ sở cùng tên trong sổ.",
            ),
            models.CheckConstraint(
                name="establishment_licence_day_has_its_number",
                condition=Q(licensed_on=None) | ~Q(licence_number=""),
                violation_error_message="Hãy ghi cả số của giấy phép có ngày đã ghi.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("activities:establishment-detail", args=[self.pk])
