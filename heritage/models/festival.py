"""Festivals, on which day they are kept, and each time they were held."""

from calendar import monthrange
from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.place_rows import Named, NamedRowQuerySet
from heritage.models.site import Site
from localities.models import Locality, LocalityKind
from vhtt_portal import lunar


class FestivalHeldQuerySet(models.QuerySet["FestivalHeld"]):
    def took_place(self) -> Self:
        return self.filter(not_held_because="")


class Festival(Named, models.Model):
    """A festival of a place and the day of the year on which it is kept.

    The day is a lunar one, a solar one, or none that is fixed; then ``timing`` says in words when.
    """

    class Kind(models.TextChoices):
        """Nghị định 110/2018/NĐ-CP."""

        __empty__ = "Chưa phân loại"
        TRADITIONAL = "traditional", "Lễ hội truyền thống"
        CULTURAL = "cultural", "Lễ hội văn hóa"
        TRADE = "trade", "Lễ hội ngành nghề"
        FOREIGN = "foreign", "Lễ hội có nguồn gốc từ nước ngoài"

    class Calendar(models.TextChoices):
        __empty__ = "Không có ngày nhất định"
        LUNAR = "lunar", "Âm lịch"
        SOLAR = "solar", "Dương lịch"

    place = models.ForeignKey(Locality, models.PROTECT, related_name="+", verbose_name="địa bàn")
    name = models.CharField("tên lễ hội", max_length=200)
    kind = models.CharField("loại lễ hội", max_length=12, choices=Kind, blank=True)
    calendar = models.CharField("lịch", max_length=5, choices=Calendar, blank=True)
    day = models.PositiveSmallIntegerField("ngày", null=True, blank=True)
    month = models.PositiveSmallIntegerField("tháng", null=True, blank=True)
    is_leap_month = models.BooleanField("tháng nhuận", default=False)
    length_days = models.PositiveSmallIntegerField("số ngày", default=1)
    timing = models.CharField("thời gian, bằng lời", max_length=120, blank=True)
    # Empty: the level of the place.
    level = models.ForeignKey(
        LocalityKind, models.PROTECT, related_name="+", verbose_name="cấp tổ chức", null=True,
        blank=True,
    )  # fmt: skip
    organiser = models.CharField("đơn vị tổ chức", max_length=200, blank=True)
    site = models.ForeignKey(
        Site, models.PROTECT, related_name="festivals", verbose_name="di tích gắn với lễ hội",
        null=True, blank=True,
    )  # fmt: skip
    search_key = models.CharField(max_length=300, editable=False)
    sort_key = models.CharField(max_length=500, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = NamedRowQuerySet["Festival"].as_manager()

    class Meta:
        verbose_name = "lễ hội"
        constraints = [
            models.UniqueConstraint(
                fields=["place", "sort_key"],
                name="festival_one_per_place_and_name",
                violation_error_message="Địa bàn này đã có lễ hội cùng tên trong sổ.",
            ),
            models.CheckConstraint(
                name="festival_day_is_whole",
                condition=Q(calendar="", day=None, month=None)
                | (~Q(calendar="") & Q(day__isnull=False, month__isnull=False)),
                violation_error_message=(
                    "Hãy ghi đủ lịch, ngày và tháng của lễ hội, hoặc để trống cả ba."
                ),
            ),
            models.CheckConstraint(
                name="festival_day_exists",
                condition=Q(calendar="")
                | Q(calendar="lunar", month__range=(1, 12), day__range=(1, 30))
                | (
                    Q(calendar="solar", month__range=(1, 12), day__range=(1, 31))
                    # one by one: Django cannot read an SQLite table whose checks hold a list
                    & ~Q(month=4, day=31)
                    & ~Q(month=6, day=31)
                    & ~Q(month=9, day=31)
                    & ~Q(month=11, day=31)
                    & ~Q(month=2, day__gt=29)
                ),
                violation_error_message="Không có ngày, tháng như vậy trong lịch đã chọn.",
            ),
            models.CheckConstraint(
                name="festival_leap_month_is_lunar",
                condition=Q(is_leap_month=False) | Q(calendar="lunar"),
                violation_error_message="Chỉ âm lịch có tháng nhuận.",
            ),
            models.CheckConstraint(
                name="festival_lasts_a_day_or_more",
                condition=Q(length_days__range=(1, 90)),
                violation_error_message="Lễ hội kéo dài từ 1 đến 90 ngày.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("heritage:festival-detail", args=[self.pk])

    def clean(self) -> None:
        """Whoever reads about the festival may read about its site."""
        here = Locality.objects.below(frozenset({self.place_id}))
        if self.site and not here.filter(pk=self.site.place_id).exists():
            raise ValidationError({"site": "Di tích không thuộc địa bàn của lễ hội."})

    def days_in(self, year: int) -> list[date]:
        """On which days it begins in a solar year; none where no day is fixed."""
        if self.day is None or self.month is None:
            return []
        if self.calendar == self.Calendar.LUNAR:
            return lunar.days_in(year, month=self.month, day=self.day, is_leap=self.is_leap_month)
        last = monthrange(year, self.month)[1]
        return [date(year, self.month, min(self.day, last))]

    @property
    def when(self) -> str:
        """ "mồng 6 tháng Giêng âm lịch", "26 tháng 3 dương lịch", or the words."""
        if self.day is None or self.month is None:
            return self.timing
        if self.calendar == self.Calendar.LUNAR:
            day = lunar.date_in_words(self.month, self.day, is_leap=self.is_leap_month)
            return f"{day} âm lịch"
        return f"{self.day} tháng {self.month} dương lịch"


class FestivalHeld(models.Model):
    """A festival as it took place once, or the day on which it would have and why it did not."""

    festival = models.ForeignKey(
        Festival, models.PROTECT, related_name="occasions", verbose_name="lễ hội"
    )
    held_on = models.DateField("ngày bắt đầu")
    ended_on = models.DateField("ngày kết thúc", null=True, blank=True)
    visitors = models.PositiveIntegerField("lượt người dự", null=True, blank=True)
    not_held_because = models.CharField("lý do không tổ chức", max_length=200, blank=True)
    note = models.TextField("ghi chú", max_length=1000, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = FestivalHeldQuerySet.as_manager()

    class Meta:
        verbose_name = "lần tổ chức lễ hội"
        constraints = [
            models.UniqueConstraint(
                fields=["festival", "held_on"],
                name="festival_held_once_a_day",
                violation_error_message="Lần tổ chức trong ngày này đã có trong sổ.",
            ),
            models.CheckConstraint(
                name="festival_held_ends_after_it_begins",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("held_on")),
                violation_error_message="Ngày kết thúc không được trước ngày bắt đầu.",
            ),
            models.CheckConstraint(
                name="festival_not_held_has_no_visitors",
                condition=Q(not_held_because="") | Q(visitors=None, ended_on=None),
                violation_error_message=(
                    "Lễ hội không tổ chức thì để trống lượt người dự và ngày kết thúc."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.festival} ({self.held_on:%d/%m/%Y})"

    def get_absolute_url(self) -> str:
        return reverse("heritage:festival-detail", args=[self.festival_id])
