"""How many people of a place do sport, year by year."""

from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.place_rows import PlaceRowQuerySet
from localities.models import Locality

FIRST_YEAR, LAST_YEAR = 2000, 2100


def fixed_on(year: int) -> date:
    """The day as of which a year's figures stand: Thông tư 01/2019/TT-BVHTTDL."""
    return date(year, 10, 31)


class SportYearQuerySet(PlaceRowQuerySet["SportYear"]):
    """Rows of no name: found by place and year."""


class SportYear(models.Model):
    """A place's people who do sport, as of 31 October; None: not known.

    Thông tư 01/2019/TT-BVHTTDL says who counts: see ``DEFINITIONS``.
    """

    place = models.ForeignKey(Locality, models.PROTECT, related_name="+", verbose_name="địa bàn")
    year = models.PositiveSmallIntegerField("năm")
    regular_practitioners = models.PositiveIntegerField(
        "người tập luyện thể dục, thể thao thường xuyên", null=True, blank=True
    )
    sport_families = models.PositiveIntegerField("gia đình thể thao", null=True, blank=True)
    collaborators = models.PositiveIntegerField(
        "cộng tác viên thể dục, thể thao", null=True, blank=True
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = SportYearQuerySet.as_manager()

    class Meta:
        verbose_name = "số người tập thể dục, thể thao"
        constraints = [
            models.UniqueConstraint(
                fields=["place", "year"],
                name="sport_year_one_per_place_and_year",
                violation_error_message="Địa bàn này đã có số liệu của năm đó.",
            ),
            models.CheckConstraint(
                name="sport_year_in_bounds",
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
                violation_error_message="Năm chưa đúng.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place.full_name}, năm {self.year}"

    def get_absolute_url(self) -> str:
        return f"{reverse('sports:sport-year')}?nam={self.year}"


# Column, unit, and who counts; said beside the boxes.
DEFINITIONS: tuple[tuple[str, str, str], ...] = (
    (
        "regular_practitioners",
        "người",
        "Tập ít nhất 3 lần một tuần, mỗi lần ít nhất 30 phút, một môn thể dục, thể thao.",
    ),
    (
        "sport_families",
        "hộ",
        "Hộ có từ 50% số thành viên trở lên là người tập luyện thường xuyên.",
    ),
    ("collaborators", "người", "Người hướng dẫn, vận động phong trào thể dục, thể thao ở cơ sở."),
)
