"""Places made for sport."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.place_rows import Named, NamedRowQuerySet
from localities.models import Locality


class FacilityQuerySet(NamedRowQuerySet["Facility"]):
    def in_use(self, day: date) -> Self:
        return self.filter(
            Q(in_use_from=None) | Q(in_use_from__lte=day),
            Q(in_use_until=None) | Q(in_use_until__gt=day),
        )


class Facility(Named, models.Model):
    """Công trình thể thao (Thông tư 01/2019/TT-BVHTTDL)."""

    class Kind(models.TextChoices):
        STADIUM = "stadium", "Sân vận động"
        HALL = "hall", "Nhà tập, nhà thi đấu"
        POOL = "pool", "Bể bơi"
        PITCH = "pitch", "Sân bóng"
        OTHER = "other", "Công trình khác"

    place = models.ForeignKey(Locality, models.PROTECT, related_name="+", verbose_name="địa bàn")
    name = models.CharField("tên công trình", max_length=200)
    kind = models.CharField("loại công trình", max_length=10, choices=Kind)
    area = models.DecimalField(
        "diện tích (m²)", max_digits=10, decimal_places=1, null=True, blank=True
    )
    managed_by = models.CharField("cơ quan, tổ chức quản lý", max_length=200, blank=True)
    # Unknown for what was there before the register was kept.
    in_use_from = models.DateField("đưa vào sử dụng từ ngày", null=True, blank=True)
    in_use_until = models.DateField("ngừng sử dụng từ ngày", null=True, blank=True)
    search_key = models.CharField(max_length=300, editable=False)
    sort_key = models.CharField(max_length=500, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = FacilityQuerySet.as_manager()

    class Meta:
        verbose_name = "công trình thể thao"
        constraints = [
            models.UniqueConstraint(
                fields=["place", "sort_key"],
                condition=Q(in_use_until=None),
                name="facility_one_per_place_and_name",
                violation_error_message="Địa bàn này đã có công trình cùng tên.",
            ),
            models.CheckConstraint(
                name="facility_closed_after_it_opened",
                condition=Q(in_use_until=None)
                | Q(in_use_from=None)
                | Q(in_use_until__gte=F("in_use_from")),
                violation_error_message="Ngày ngừng sử dụng không được trước ngày đưa vào sử dụng.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("sports:facility-detail", args=[self.pk])
