"""Tournaments, those a place holds and those of a higher level in which it takes part."""

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, F, Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse

from accounts.files import RowFile
from accounts.models import User
from accounts.place_rows import Named, NamedRowQuerySet
from accounts.scope import readable_places
from localities.models import Locality
from sports.standings import POINTS
from sports.table_rules import read_order, read_points
from vhtt_portal.text import sort_key


class TournamentQuerySet(NamedRowQuerySet["Tournament"]):
    def visible_to(self, user: User) -> Self:
        """Who holds a tournament together with a higher place sees it too."""
        places = readable_places(user)
        return self.filter(Q(place__in=places) | Q(co_place__in=places))

    def within(self, start: date, end: date) -> Self:
        """Those that began between the two days: a tournament over new year counts once."""
        return self.filter(starts_on__range=(start, end))

    def held(self) -> Self:
        return self.filter(is_higher_level=False)

    def taken_part_in(self) -> Self:
        return self.filter(is_higher_level=True)

    def in_order(self) -> Self:
        return self.order_by("starts_on", "sort_key", "pk")


class Tournament(Named, models.Model):
    """One tournament, entered by the place that held it or that sent its team.

    Its level follows from the place: no level of government is named in code. What two levels
    hold together stands once, in the register of the higher one, with the other as ``co_place``.
    """

    place = models.ForeignKey(
        Locality, models.PROTECT, related_name="+", verbose_name="đơn vị tổ chức hoặc cử đoàn"
    )
    is_higher_level = models.BooleanField(
        "giải của cấp trên mà đơn vị cử đoàn tham gia", default=False
    )
    co_place = models.ForeignKey(
        Locality, models.PROTECT, related_name="+", verbose_name="đơn vị cấp dưới cùng tổ chức",
        null=True, blank=True,
    )  # fmt: skip
    name = models.CharField("tên giải", max_length=200)
    sport = models.CharField("môn", max_length=80)
    starts_on = models.DateField("ngày khai mạc")
    ends_on = models.DateField("ngày bế mạc", null=True, blank=True)
    venue = models.CharField("địa điểm", max_length=200, blank=True)
    # Typed, until each team is written down with its athletes: see _count_teams.
    delegation_count = models.PositiveIntegerField("số đoàn, đội", null=True, blank=True)
    athlete_count = models.PositiveIntegerField("lượt vận động viên", null=True, blank=True)
    # As the office writes it: "Nhì toàn đoàn".
    team_standing = models.CharField("thành tích toàn đoàn", max_length=120, blank=True)
    # What decides the table of teams, first things first; empty: gold, silver, bronze.
    table_order = models.CharField(
        "thứ tự xét hạng toàn đoàn", max_length=60, blank=True, editable=False
    )
    # "7, 5, 4": what the first, second, third of an event brings.
    rank_points = models.CharField("điểm theo hạng", max_length=120, blank=True, editable=False)
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
            models.CheckConstraint(
                name="tournament_held_together_is_held_here",
                condition=Q(co_place=None) | Q(is_higher_level=False),
                violation_error_message=(
                    "Giải của cấp trên mà đơn vị cử đoàn tham gia thì không có đơn vị cùng tổ chức."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("sports:tournament-detail", args=[self.pk])

    def derive(self) -> None:
        super().derive()
        if self.pk:
            self._count_teams()

    def _count_teams(self) -> None:
        """Once each team says how many athletes it brought, the numbers follow from them."""
        found = self.teams.aggregate(
            count=Count("pk"), known=Count("athlete_count"), athletes=Sum("athlete_count")
        )
        if found["count"] > found["known"]:
            self.delegation_count = max(self.delegation_count or 0, found["count"])
        elif found["count"]:
            self.delegation_count, self.athlete_count = found["count"], found["athletes"]

    @property
    def is_counted(self) -> bool:
        """Its numbers of teams and athletes follow from its teams."""
        numbers = self.teams.values_list("athlete_count", flat=True)
        return bool(numbers) and None not in numbers

    def clean(self) -> None:
        """What one row's columns cannot say by themselves."""
        self._clean_table()
        if self.pk:
            self._clean_kind()
        if self.place_id and self.starts_on and not self.is_higher_level:
            self._clean_partner()

    def _clean_table(self) -> None:
        order, points = read_order(self.table_order), read_points(self.rank_points)
        if POINTS in order and not points:
            raise ValidationError("Xét hạng theo điểm thì cần ghi điểm cho từng hạng.")

    def _clean_kind(self) -> None:
        if self.is_higher_level and (self.teams.exists() or self.events.exists()):
            raise ValidationError(
                "Giải này đã ghi đoàn hoặc nội dung thi đấu như giải do đơn vị tổ chức,"
                " nên chưa đổi thành giải của cấp trên được."
            )
        if not self.is_higher_level and self.medals.exists():
            raise ValidationError(
                "Giải này đã ghi huy chương của đoàn như giải của cấp trên,"
                " nên chưa đổi thành giải do đơn vị tổ chức được."
            )

    def _clean_partner(self) -> None:
        """What two levels hold together is written once, by the higher one."""
        same = self._same_days()
        for first in same.filter(co_place=self.place_id).select_related("place")[:1]:
            raise ValidationError(
                f"Giải này đơn vị cùng tổ chức với {first.place.full_name} và đã được ghi trong sổ"
                " của nơi ấy, nên không ghi lần thứ hai."
            )
        if not self.co_place:
            return
        if not _lies_below(self.co_place, self.place_id):
            raise ValidationError(
                "Giải do hai cấp cùng tổ chức được ghi ở sổ của cấp cao hơn."
                " Đơn vị cùng tổ chức phải thuộc đơn vị tổ chức."
            )
        if same.filter(place=self.co_place).exists():
            raise ValidationError(
                f"Giải này đã có trong sổ của {self.co_place.full_name}. Hãy mở giải ấy và sửa đơn"
                f" vị tổ chức, đơn vị cùng tổ chức, thay vì ghi thêm một giải."
            )

    def _same_days(self) -> TournamentQuerySet:
        """Other rows that are, by their days and their name or sport, about the same event."""
        last = self.ends_on or self.starts_on
        others = Tournament.objects.held().exclude(pk=self.pk).filter(starts_on__lte=last)
        others = others.annotate(last=Coalesce("ends_on", "starts_on"))
        return others.filter(
            Q(("sort_key", sort_key(self.name))) | Q(("sport", self.sport)),
            Q(("last__gte", self.starts_on)),
        )

    @property
    def level(self) -> str:
        """Reads the place's kind: load them with the row."""
        return "Cấp trên (tham gia)" if self.is_higher_level else f"Cấp {self.place.kind.name}"

    @property
    def organisers(self) -> str:
        """Reads both places: load them with the row."""
        places = [self.place, self.co_place] if self.co_place else [self.place]
        return ", ".join(place.full_name for place in places)


def _lies_below(place: Locality, above: int) -> bool:
    parent = place.parent
    while parent is not None:
        if parent.pk == above:
            return True
        parent = parent.parent
    return False


class TournamentFile(RowFile):
    """A photo or a paper of a tournament."""

    tournament = models.ForeignKey(
        Tournament, models.PROTECT, related_name="files", verbose_name="giải"
    )

    class Meta:
        verbose_name = "tệp của giải"
