"""The movement: yearly title results of villages, agencies, lanes and places."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import User
from accounts.scope import editable_places, readable_places
from localities.models import Locality
from vhtt_portal.text import fold


class VillageResultQuerySet(models.QuerySet["VillageResult"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(village__in=readable_places(user))

    def editable_by(self, user: User) -> Self:
        return self.filter(village__in=editable_places(user))

    def in_order(self) -> Self:
        return self.order_by("village__parent__sort_key", "village__sort_key", "village")


class VillageResult(models.Model):
    """A village's title round of one year: its households' tallies and its own title.

    What the round has not decided yet is None, which is not the same as refused.
    """

    village = models.ForeignKey(
        Locality, models.PROTECT, related_name="+", verbose_name="khu dân cư"
    )
    year = models.PositiveSmallIntegerField("năm")
    household_count = models.PositiveIntegerField("số hộ")
    registered_count = models.PositiveIntegerField("số hộ đăng ký")
    recognised_count = models.PositiveIntegerField("số hộ được công nhận", null=True, blank=True)
    is_recognised = models.BooleanField("được công nhận danh hiệu", null=True, blank=True)
    five_years = models.BooleanField("đạt danh hiệu 5 năm liên tục", default=False)
    five_years_commended = models.BooleanField("được tặng giấy khen 5 năm", default=False)
    decision_number = models.CharField("số quyết định công nhận", max_length=80, blank=True)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = VillageResultQuerySet.as_manager()

    class Meta:
        verbose_name = "kết quả bình xét"
        constraints = [
            models.UniqueConstraint(
                fields=["village", "year"],
                name="village_result_one_per_village_and_year",
                violation_error_message="Kết quả bình xét năm này đã có trong sổ.",
            ),
            models.CheckConstraint(
                name="village_result_registered_at_most_households",
                condition=Q(registered_count__lte=F("household_count")),
                violation_error_message="Số hộ đăng ký lớn hơn số hộ. Kiểm tra lại hai số này.",
            ),
            models.CheckConstraint(
                name="village_result_recognised_at_most_registered",
                condition=Q(recognised_count=None) | Q(recognised_count__lte=F("registered_count")),
                violation_error_message=(
                    "Số hộ được công nhận lớn hơn số hộ đăng ký. Kiểm tra lại hai số này."
                ),
            ),
            models.CheckConstraint(
                name="village_result_five_years_only_if_recognised",
                condition=Q(five_years=False) | Q(is_recognised__isnull=False, is_recognised=True),
                violation_error_message=(
                    "Chỉ khu dân cư được công nhận trong năm mới đạt 5 năm liên tục."
                ),
            ),
            models.CheckConstraint(
                name="village_result_commended_only_after_five_years",
                condition=Q(five_years_commended=False) | Q(five_years=True),
                violation_error_message="Giấy khen 5 năm chỉ dành cho nơi đạt 5 năm liên tục.",
            ),
            models.CheckConstraint(
                name="village_result_decision_number_and_day_together",
                condition=Q(decided_on=None, decision_number="")
                | (Q(decided_on__isnull=False) & ~Q(decision_number="")),
                violation_error_message="Hãy ghi cả số và ngày quyết định, hoặc để trống cả hai.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.village}, năm {self.year}"

    def get_absolute_url(self) -> str:
        """Reads the village: load it with the row."""
        return reverse("campaigns:place-year", args=[self.village.parent_id, self.year])


class AgencyQuerySet(models.QuerySet["Agency"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(place__in=readable_places(user))

    def editable_by(self, user: User) -> Self:
        return self.filter(place__in=editable_places(user))

    def matching(self, words: str) -> Self:
        return self.filter(search_key__contains=fold(words))

    def in_order(self) -> Self:
        return self.order_by("sort_key", "pk")


class Agency(models.Model):
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


class LaneResultQuerySet(models.QuerySet["LaneResult"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(place__in=readable_places(user))

    def editable_by(self, user: User) -> Self:
        return self.filter(place__in=editable_places(user))

    def in_order(self) -> Self:
        return self.order_by("place__sort_key", "sort_key", "pk")


class LaneResult(models.Model):
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
