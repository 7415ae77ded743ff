"""Festivals and each time they were held."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import User
from accounts.scope import editable_places, readable_places
from localities.models import Locality
from vhtt_portal.text import fold, name_keys


class FestivalQuerySet(models.QuerySet["Festival"]):
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


class Festival(models.Model):
    """A festival of a place, with the time of year at which it is held."""

    place = models.ForeignKey(Locality, models.PROTECT, related_name="+", verbose_name="địa bàn")
    name = models.CharField("tên lễ hội", max_length=200)
    timing = models.CharField("thời gian tổ chức", max_length=120, blank=True)
    search_key = models.CharField(max_length=300, editable=False)
    sort_key = models.CharField(max_length=500, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = FestivalQuerySet.as_manager()

    class Meta:
        verbose_name = "lễ hội"
        constraints = [
            models.UniqueConstraint(
                fields=["place", "sort_key"],
                name="festival_one_per_place_and_name",
                violation_error_message="Địa bàn này đã có lễ hội cùng tên trong sổ.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("heritage:festival-detail", args=[self.pk])

    def derive(self) -> None:
        for column, key in name_keys(self.name).items():
            setattr(self, column, key)


class FestivalHeld(models.Model):
    """A festival as it took place once."""

    festival = models.ForeignKey(
        Festival, models.PROTECT, related_name="occasions", verbose_name="lễ hội"
    )
    held_on = models.DateField("ngày tổ chức")
    visitors = models.PositiveIntegerField("lượt người dự", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "lần tổ chức lễ hội"
        constraints = [
            models.UniqueConstraint(
                fields=["festival", "held_on"],
                name="festival_held_once_a_day",
                violation_error_message="Lần tổ chức trong ngày này đã có trong sổ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.festival} ({self.held_on:%d/%m/%Y})"

    def get_absolute_url(self) -> str:
        return reverse("heritage:festival-detail", args=[self.festival_id])
