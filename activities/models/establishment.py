"""The establishments that may be inspected."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import User
from accounts.scope import editable_places, readable_places
from localities.models import Locality
from vhtt_portal.text import fold, name_keys


class EstablishmentQuerySet(models.QuerySet["Establishment"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(place__in=readable_places(user))

    def editable_by(self, user: User) -> Self:
        return self.filter(place__in=editable_places(user))

    def matching(self, words: str) -> Self:
        return self.filter(
            Q(search_key__contains=fold(words)) | Q(place__search_key__contains=fold(words))
        )

    def in_order(self) -> Self:
        return self.order_by("sort_key", "pk")


class Establishment(models.Model):
    """A business that may be inspected; it counts once in a span, however often it is visited."""

    class Kind(models.TextChoices):
        KARAOKE = "karaoke", "Karaoke, vũ trường"
        GAMES = "games", "Trò chơi điện tử, internet"
        LODGING = "lodging", "Cơ sở lưu trú"
        PRINTING = "printing", "In, photocopy, phát hành sách"
        ADVERTISING = "advertising", "Quảng cáo"
        OTHER = "other", "Dịch vụ văn hóa, thể thao khác"

    place = models.ForeignKey(Locality, models.PROTECT, related_name="+", verbose_name="địa bàn")
    name = models.CharField("tên cơ sở", max_length=200)
    kind = models.CharField("loại hình", max_length=20, choices=Kind)
    address = models.CharField("địa chỉ", max_length=200, blank=True)
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
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("activities:establishment-detail", args=[self.pk])

    def derive(self) -> None:
        for column, key in name_keys(self.name).items():
            setattr(self, column, key)
