"""Sport clubs at the grass roots."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.place_rows import Named, NamedRowQuerySet
from localities.models import Locality


class ClubQuerySet(NamedRowQuerySet["Club"]):
    def active(self, day: date) -> Self:
        return self.filter(
            Q(started_on=None) | Q(started_on__lte=day), Q(ended_on=None) | Q(ended_on__gt=day)
        )


class Club(Named, models.Model):
    """Câu lạc bộ thể thao cơ sở (Thông tư 01/2019/TT-BVHTTDL)."""

    place = models.ForeignKey(Locality, models.PROTECT, related_name="+", verbose_name="địa bàn")
    name = models.CharField("tên câu lạc bộ", max_length=200)
    sport = models.CharField("môn", max_length=80)
    member_count = models.PositiveIntegerField("số hội viên", null=True, blank=True)
    # Unknown for what was there before the register was kept.
    started_on = models.DateField("hoạt động từ ngày", null=True, blank=True)
    ended_on = models.DateField("ngừng hoạt động từ ngày", null=True, blank=True)
    search_key = models.CharField(max_length=300, editable=False)
    sort_key = models.CharField(max_length=500, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ClubQuerySet.as_manager()

    class Meta:
        verbose_name = "câu lạc bộ"
        constraints = [
            models.UniqueConstraint(
                fields=["place", "sort_key"],
                condition=Q(ended_on=None),
                name="club_one_per_place_and_name",
                violation_error_message="Địa bàn này đã có câu lạc bộ cùng tên.",
            ),
            models.CheckConstraint(
                name="club_ends_after_it_starts",
                condition=Q(ended_on=None) | Q(started_on=None) | Q(ended_on__gte=F("started_on")),
                violation_error_message="Ngày ngừng hoạt động không được trước ngày bắt đầu.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("sports:club-detail", args=[self.pk])
