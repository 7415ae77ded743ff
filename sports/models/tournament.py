"""Tournaments, those a place holds and those of a higher level in which it takes part."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import User
from accounts.scope import editable_places, readable_places
from localities.models import Locality
from vhtt_portal.text import fold, name_keys


class TournamentQuerySet(models.QuerySet["Tournament"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(place__in=readable_places(user))

    def editable_by(self, user: User) -> Self:
        return self.filter(place__in=editable_places(user))

    def within(self, start: date, end: date) -> Self:
        """Those that began between the two days: a tournament over new year counts once."""
        return self.filter(starts_on__range=(start, end))

    def held(self) -> Self:
        return self.filter(is_higher_level=False)

    def taken_part_in(self) -> Self:
        return self.filter(is_higher_level=True)

    def matching(self, words: str) -> Self:
        return self.filter(
            Q(search_key__contains=fold(words)) | Q(place__search_key__contains=fold(words))
        )

    def in_order(self) -> Self:
        return self.order_by("starts_on", "sort_key", "pk")


class Tournament(models.Model):
    """One tournament, entered by the place that held it or that sent its delegation.

    Its level follows from the place: no level of government is named in code.
    """

    place = models.ForeignKey(
        Locality, models.PROTECT, related_name="+", verbose_name="đơn vị tổ chức hoặc cử đoàn"
    )
    is_higher_level = models.BooleanField(
        "giải của cấp trên mà đơn vị cử đoàn tham gia", default=False
    )
    name = models.CharField("tên giải", max_length=200)
    sport = models.CharField("môn", max_length=80)
    starts_on = models.DateField("ngày khai mạc")
    ends_on = models.DateField("ngày bế mạc", null=True, blank=True)
    venue = models.CharField("địa điểm", max_length=200, blank=True)
    delegation_count = models.PositiveIntegerField("số đoàn, đội", null=True, blank=True)
    athlete_count = models.PositiveIntegerField("lượt vận động viên", null=True, blank=True)
    # As the office writes it: "Nhì toàn đoàn".
    team_standing = models.CharField("thành tích toàn đoàn", max_length=120, blank=True)
    search_key = models.CharField(max_length=300, editable=False)
    sort_key = models.CharField(max_length=500, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = TournamentQuerySet.as_manager()

    class Meta:
        verbose_name = "giải thi đấu"
        indexes = [models.Index(fields=["place", "starts_on"], name="tournament_by_place_and_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "sort_key", "starts_on"],
                name="tournament_one_per_place_name_and_day",
                violation_error_message="Giải này đã có trong sổ.",
            ),
            models.CheckConstraint(
                name="tournament_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="Ngày bế mạc không được trước ngày khai mạc.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("sports:tournament-detail", args=[self.pk])

    def derive(self) -> None:
        for column, key in name_keys(self.name).items():
            setattr(self, column, key)

    @property
    def level(self) -> str:
        """Reads the place's kind: load them with the row."""
        return "Cấp trên (tham gia)" if self.is_higher_level else f"Cấp {self.place.kind.name}"
