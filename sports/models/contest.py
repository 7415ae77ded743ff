"""What happened in a tournament that a place held: who came, in what they competed, who won."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse

from sports.models.tournament import Tournament
from vhtt_portal.text import sort_key

HIGHEST_RANK = 99
LONGEST_HOLDER = 200


class Team(models.Model):
    """A team (đoàn, đội) of a tournament, by the name under which it came."""

    tournament = models.ForeignKey(
        Tournament, models.PROTECT, related_name="teams", verbose_name="giải"
    )
    name = models.CharField("tên đoàn, đội", max_length=120)
    athlete_count = models.PositiveIntegerField("số vận động viên", null=True, blank=True)
    # Personal data: kept only where the office needs it, printed nowhere.
    athletes = models.TextField("danh sách vận động viên", blank=True)
    sort_key = models.CharField(max_length=300, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "đoàn dự giải"
        constraints = [
            models.UniqueConstraint(
                fields=["tournament", "sort_key"],
                name="team_one_per_tournament_and_name",
                violation_error_message="Đoàn, đội này đã có trong giải.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("sports:tournament-detail", args=[self.tournament_id])

    def derive(self) -> None:
        self.sort_key = sort_key(self.name)

    def clean(self) -> None:
        _require_held(self, "Đoàn dự giải")


class Event(models.Model):
    """One competition inside a tournament: "đơn nam", "chạy 100 m nữ"."""

    tournament = models.ForeignKey(
        Tournament, models.PROTECT, related_name="events", verbose_name="giải"
    )
    name = models.CharField("nội dung", max_length=120)
    sort_key = models.CharField(max_length=300, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "nội dung thi đấu"
        constraints = [
            models.UniqueConstraint(
                fields=["tournament", "sort_key"],
                name="event_one_per_tournament_and_name",
                violation_error_message="Nội dung này đã có trong giải.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("sports:tournament-detail", args=[self.tournament_id])

    def derive(self) -> None:
        self.sort_key = sort_key(self.name)

    def clean(self) -> None:
        _require_held(self, "Nội dung thi đấu")


class Result(models.Model):
    """Who came where in an event; ranks 1, 2, 3 are gold, silver, bronze, and may be shared.

    Results of a tournament are written together: the version that guards them is the tournament's.
    """

    event = models.ForeignKey(
        Event, models.PROTECT, related_name="results", verbose_name="nội dung"
    )
    team = models.ForeignKey(Team, models.PROTECT, related_name="results", verbose_name="đoàn, đội")
    rank = models.PositiveSmallIntegerField("hạng")
    holder = models.CharField("người, đội đạt giải", max_length=LONGEST_HOLDER, blank=True)

    class Meta:
        verbose_name = "kết quả"
        constraints = [
            # Without a name two of a team may well share a rank.
            models.UniqueConstraint(
                fields=["event", "team", "holder"],
                condition=~Q(holder=""),
                name="result_one_per_event_and_holder",
            ),
            models.CheckConstraint(
                name="result_rank_in_bounds", condition=Q(rank__gte=1, rank__lte=HIGHEST_RANK)
            ),
        ]

    def __str__(self) -> str:
        named = f" ({self.holder})" if self.holder else ""
        return f"Hạng {self.rank}: {self.team.name}{named}"


class Draw(models.Model):
    """A drawing of lots between teams that stood level."""

    tournament = models.ForeignKey(
        Tournament, models.PROTECT, related_name="draws", verbose_name="giải"
    )
    drawn_on = models.DateField("ngày bốc thăm")
    drawn_by = models.CharField("người chủ trì bốc thăm", max_length=200)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "lần bốc thăm"

    def __str__(self) -> str:
        return f"Bốc thăm ngày {self.drawn_on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("sports:tournament-detail", args=[self.tournament_id])


class Lot(models.Model):
    """Where a team came in a drawing of lots; 1 is the luckiest."""

    draw = models.ForeignKey(Draw, models.CASCADE, related_name="lots", verbose_name="bốc thăm")
    team = models.ForeignKey(Team, models.PROTECT, related_name="lots", verbose_name="đoàn, đội")
    position = models.PositiveSmallIntegerField("thứ tự")

    class Meta:
        verbose_name = "lá thăm"
        constraints = [
            models.UniqueConstraint(fields=["draw", "team"], name="lot_one_per_draw_and_team"),
            models.UniqueConstraint(
                fields=["draw", "position"], name="lot_one_per_draw_and_position"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.team.name}"


def _require_held(row: Team | Event, what: str) -> None:
    """Of a tournament of a higher level one keeps the own team's medals, nothing else."""
    if row.tournament_id and row.tournament.is_higher_level:
        raise ValidationError(f"{what} chỉ ghi ở giải do đơn vị tổ chức.")
