"""Agencies, units and enterprises, and where each stands in a year."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.place_rows import Named, PlaceRowQuerySet
from localities.models import Locality
from vhtt_portal.text import fold


class AgencyQuerySet(PlaceRowQuerySet["Agency"]):
    def matching(self, words: str) -> Self:
        return self.filter(search_key__contains=fold(words))

    def in_order(self) -> Self:
        return self.order_by("sort_key", "pk")


class Agency(Named, models.Model):
    """An agency, unit or enterprise that may build the cultural standard."""

    place = models.ForeignKey(
        Locality, models.PROTECT, related_name="+", verbose_name="nơi theo dõi"
    )
    name = models.CharField("tên cơ quan, đơn vị", max_length=200)
    left_on = models.DateField("ngày thôi theo dõi", null=True, blank=True)
    search_key = models.CharField(max_length=300, editable=False)
    sort_key = models.CharField(max_length=500, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = "cơ quan, đơn vị"
        indexes = [models.Index(fields=["sort_key"], name="agency_in_order")]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "sort_key"],
                name="agency_one_per_place_and_name",
                violation_error_message="Cơ quan, đơn vị này đã có trong sổ.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("campaigns:agency-detail", args=[self.pk])


class AgencyYear(models.Model):
    """Where one agency stands in one year: registering, recognised, holding the standard."""

    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="years", verbose_name="cơ quan, đơn vị"
    )
    year = models.PositiveSmallIntegerField("năm")
    is_registered = models.BooleanField("đăng ký xây dựng trong năm", default=False)
    is_recognised = models.BooleanField("được công nhận trong năm", default=False)
    has_standard = models.BooleanField("đang đạt chuẩn văn hóa", default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "kết quả năm của cơ quan, đơn vị"
        indexes = [models.Index(fields=["year"], name="agency_year_by_year")]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "year"],
                name="agency_year_one_per_agency_and_year",
                violation_error_message="Kết quả năm này của cơ quan, đơn vị đã có trong sổ.",
            ),
            models.CheckConstraint(
                name="agency_year_recognised_holds_standard",
                condition=Q(is_recognised=False) | Q(has_standard=True),
                violation_error_message=(
                    "Cơ quan, đơn vị được công nhận trong năm thì đang đạt chuẩn văn hóa."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency}, năm {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("campaigns:agency-detail", args=[self.agency_id])
