"""Giấy khen that were given, and the titles of the years before the register."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.place_rows import PlaceRowQuerySet
from campaigns.ledger import HOUSEHOLD_YEARS, VILLAGE_YEARS, Years
from localities.models import Locality
from vhtt_portal.text import fold, name_keys


class EarlierTitles(models.Model):
    """The years before the register in which a village held its title without a break.

    What the register itself says of a year counts before this.
    """

    village = models.OneToOneField(
        Locality, models.PROTECT, related_name="+", verbose_name="khu dân cư"
    )
    first_year = models.PositiveSmallIntegerField("được công nhận liên tục từ năm")
    last_year = models.PositiveSmallIntegerField("đến năm")
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "các năm trước khi có sổ"
        constraints = [
            models.CheckConstraint(
                name="earlier_titles_start_no_earlier_than_1990",
                condition=Q(first_year__gte=1990),
                violation_error_message="Kiểm tra lại năm đầu: sổ chỉ nhận từ năm 1990.",
            ),
            models.CheckConstraint(
                name="earlier_titles_end_after_they_start",
                condition=Q(last_year__gte=F("first_year")),
                violation_error_message="Năm cuối đứng trước năm đầu. Kiểm tra lại hai năm này.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.village}, các năm {Years(self.first_year, self.last_year)}"

    def get_absolute_url(self) -> str:
        """Reads the village: load it with the row."""
        return reverse("campaigns:ledger", args=[self.village.parent_id])


class CommendationQuerySet(PlaceRowQuerySet["Commendation"]):
    def matching(self, words: str) -> Self:
        return self.filter(search_key__contains=fold(words))

    def in_order(self) -> Self:
        return self.order_by("-year", "place__sort_key", "sort_key", "pk")


class Commendation(models.Model):
    """A Giấy khen: to a village for five years, to households for three, or to others.

    ``first_year`` follows from ``last_year`` and the kind (Nghị định 122/2018/NĐ-CP). For
    households there is one row a place and window that says how many there were, no names.
    """

    class Kind(models.TextChoices):
        VILLAGE = "village", f"Khu dân cư {VILLAGE_YEARS} năm liên tục"
        HOUSEHOLDS = "households", f"Gia đình văn hóa {HOUSEHOLD_YEARS} năm liên tục"
        OTHER = "other", "Thành tích khác"

    LENGTHS: ClassVar = {Kind.VILLAGE: VILLAGE_YEARS, Kind.HOUSEHOLDS: HOUSEHOLD_YEARS}

    place = models.ForeignKey(Locality, models.PROTECT, related_name="+", verbose_name="đơn vị")
    kind = models.CharField("loại giấy khen", max_length=20, choices=Kind.choices)
    year = models.PositiveSmallIntegerField("năm tặng")
    first_year = models.PositiveSmallIntegerField(
        "năm đầu của chu kỳ", null=True, blank=True, editable=False
    )
    last_year = models.PositiveSmallIntegerField("năm cuối của chu kỳ", null=True, blank=True)
    household_count = models.PositiveIntegerField("số hộ được tặng", null=True, blank=True)
    recipient = models.CharField("tập thể, cá nhân được tặng", max_length=160, blank=True)
    decision_number = models.CharField("số quyết định", max_length=80, blank=True)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    search_key = models.CharField(max_length=300, editable=False)
    sort_key = models.CharField(max_length=500, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CommendationQuerySet.as_manager()

    class Meta:
        verbose_name = "giấy khen"
        constraints = [
            models.CheckConstraint(
                name="commendation_window_as_long_as_its_kind",
                # What is empty has to be asked for: SQL takes "unknown" for kept.
                condition=Q(
                    kind="village",
                    last_year__isnull=False,
                    first_year__isnull=False,
                    first_year=F("last_year") - (VILLAGE_YEARS - 1),
                )
                | Q(
                    kind="households",
                    last_year__isnull=False,
                    first_year__isnull=False,
                    first_year=F("last_year") - (HOUSEHOLD_YEARS - 1),
                )
                | Q(kind="other", first_year=None, last_year=None),
                violation_error_message=(
                    "Hãy ghi năm cuối của chu kỳ; giấy khen thành tích khác thì không có chu kỳ."
                ),
            ),
            models.CheckConstraint(
                name="commendation_not_before_its_window_ends",
                condition=Q(last_year=None) | Q(year__gte=F("last_year")),
                violation_error_message="Năm tặng đứng trước năm cuối của chu kỳ.",
            ),
            models.CheckConstraint(
                name="commendation_counts_households_only",
                condition=Q(kind="households", household_count__isnull=False, household_count__gt=0)
                | (~Q(kind="households") & Q(household_count=None)),
                violation_error_message=(
                    "Giấy khen Gia đình văn hóa thì ghi số hộ (từ 1 trở lên); loại khác thì để trống."
                ),
            ),
            models.CheckConstraint(
                name="commendation_names_who_else_gets_it",
                condition=(Q(kind="other") & ~Q(recipient=""))
                | (~Q(kind="other") & Q(recipient="")),
                violation_error_message=(
                    "Giấy khen thành tích khác thì ghi tên tập thể, cá nhân; loại khác thì để trống."
                ),
            ),
            models.CheckConstraint(
                name="commendation_decision_number_and_day_together",
                condition=Q(decided_on=None, decision_number="")
                | (Q(decided_on__isnull=False) & ~Q(decision_number="")),
                violation_error_message="Hãy ghi cả số và ngày quyết định, hoặc để trống cả hai.",
            ),
            models.UniqueConstraint(
                fields=["place", "kind", "last_year"],
                condition=~Q(kind="other"),
                name="commendation_one_per_place_and_window",
                violation_error_message="Giấy khen của chu kỳ này đã có trong sổ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.named}, năm {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("campaigns:commendation-detail", args=[self.pk])

    @property
    def named(self) -> str:
        return self.recipient or self.place.full_name

    @property
    def window(self) -> Years | None:
        if self.first_year is None or self.last_year is None:
            return None
        return Years(self.first_year, self.last_year)

    def derive(self) -> None:
        length = self.LENGTHS.get(self.Kind(self.kind))
        if length is None or self.last_year is None:
            self.first_year = None
        else:
            self.first_year = self.last_year - length + 1
        for column, key in name_keys(self.named).items():
            setattr(self, column, key)
