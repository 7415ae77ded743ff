"""What a place has of its own in a year: its titles, and what it counts."""

from typing import Self

from django.db import models
from django.urls import reverse

from accounts.models import User
from accounts.scope import editable_places
from localities.models import Locality


class PlaceResultQuerySet(models.QuerySet["PlaceResult"]):
    def editable_by(self, user: User) -> Self:
        return self.filter(place__in=editable_places(user))


class PlaceResult(models.Model):
    """A place's year. None: not written, which is neither no nor 0.

    Persons and families are counted, not named.
    """

    place = models.ForeignKey(Locality, models.PROTECT, related_name="+", verbose_name="đơn vị")
    year = models.PositiveSmallIntegerField("năm")
    is_exemplary = models.BooleanField("được công nhận tiêu biểu", null=True, blank=True)
    is_urban = models.BooleanField("đạt chuẩn đô thị văn minh", null=True, blank=True)
    good_deeds = models.PositiveIntegerField(
        "số người tốt, việc tốt được biểu dương", null=True, blank=True
    )
    sport_families = models.PositiveIntegerField("số gia đình thể thao", null=True, blank=True)
    standard_houses = models.PositiveIntegerField("số nhà văn hóa đạt chuẩn", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PlaceResultQuerySet.as_manager()

    class Meta:
        verbose_name = "kết quả năm của đơn vị"
        constraints = [
            models.UniqueConstraint(
                fields=["place", "year"],
                name="place_result_one_per_place_and_year",
                violation_error_message="Kết quả năm này của đơn vị đã có trong sổ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}, năm {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("campaigns:place-year", args=[self.place_id, self.year])
