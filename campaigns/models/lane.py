"""Lanes (ngõ phố văn minh), year by year."""

from typing import Self

from django.db import models
from django.urls import reverse

from accounts.place_rows import Named, NamedRowQuerySet
from localities.models import Locality


class LaneResultQuerySet(NamedRowQuerySet["LaneResult"]):
    def in_order(self) -> Self:
        return self.order_by("place__sort_key", "sort_key", "pk")


class LaneResult(Named, models.Model):
    """A lane (ngõ phố văn minh) registered for one year; None until it has been judged."""

    place = models.ForeignKey(Locality, models.PROTECT, related_name="+", verbose_name="địa bàn")
    year = models.PositiveSmallIntegerField("năm")
    name = models.CharField("tên ngõ, phố", max_length=160)
    is_recognised = models.BooleanField("được công nhận", null=True, blank=True)
    search_key = models.CharField(max_length=300, editable=False)
    sort_key = models.CharField(max_length=400, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = LaneResultQuerySet.as_manager()

    class Meta:
        verbose_name = "ngõ phố văn minh"
        indexes = [models.Index(fields=["year"], name="lane_result_by_year")]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "year", "sort_key"],
                name="lane_result_one_per_place_year_and_name",
                violation_error_message="Ngõ, phố này đã có trong sổ của năm.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, năm {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("campaigns:place-year", args=[self.place_id, self.year])
