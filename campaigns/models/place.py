"""What a place has of its own in a year: its title, its good deeds."""

from django.db import models
from django.urls import reverse

from localities.models import Locality


class LocalityTitle(models.Model):
    """Whether a place was recognised as exemplary (tiêu biểu) in one year."""

    place = models.ForeignKey(Locality, models.PROTECT, related_name="+", verbose_name="đơn vị")
    year = models.PositiveSmallIntegerField("năm")
    is_exemplary = models.BooleanField("được công nhận tiêu biểu")
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "danh hiệu tiêu biểu"
        constraints = [
            models.UniqueConstraint(
                fields=["place", "year"],
                name="locality_title_one_per_place_and_year",
                violation_error_message="Danh hiệu năm này của đơn vị đã có trong sổ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}, năm {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("campaigns:place-year", args=[self.place_id, self.year])


class GoodDeed(models.Model):
    """How many persons a place praised for good deeds in one year; a number, no names."""

    place = models.ForeignKey(Locality, models.PROTECT, related_name="+", verbose_name="đơn vị")
    year = models.PositiveSmallIntegerField("năm")
    person_count = models.PositiveIntegerField("số người tốt, việc tốt được biểu dương")
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "người tốt, việc tốt"
        constraints = [
            models.UniqueConstraint(
                fields=["place", "year"],
                name="good_deed_one_per_place_and_year",
                violation_error_message="Số người tốt, việc tốt năm này đã có trong sổ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}, năm {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("campaigns:place-year", args=[self.place_id, self.year])
