"""What a place's delegation brought home from a tournament of a higher level."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse

from sports.models.tournament import Tournament


class Medal(models.Model):
    """The medals of one colour that the place's delegation won in one event."""

    class Colour(models.IntegerChoices):
        GOLD = 1, "Vàng"
        SILVER = 2, "Bạc"
        BRONZE = 3, "Đồng"

    tournament = models.ForeignKey(
        Tournament, models.PROTECT, related_name="medals", verbose_name="giải"
    )
    event = models.CharField("nội dung", max_length=120)
    colour = models.PositiveSmallIntegerField("huy chương", choices=Colour)
    count = models.PositiveIntegerField("số huy chương", default=1)
    holder = models.CharField("người, đội đạt huy chương", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "huy chương"
        constraints = [
            models.UniqueConstraint(
                fields=["tournament", "event", "colour", "holder"],
                name="medal_one_row_per_event_colour_and_holder",
                violation_error_message="Huy chương này đã có trong sổ.",
            ),
            models.CheckConstraint(
                name="medal_counts_at_least_one",
                condition=Q(count__gte=1),
                violation_error_message="Số huy chương phải từ 1 trở lên.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.count} huy chương {self.get_colour_display().lower()} {self.event}"

    def get_absolute_url(self) -> str:
        return reverse("sports:tournament-detail", args=[self.tournament_id])

    def clean(self) -> None:
        """At a tournament of its own a place writes every delegation's results, these in one."""
        if self.tournament_id and not self.tournament.is_higher_level:
            raise ValidationError(
                "Huy chương của đoàn chỉ ghi ở giải của cấp trên."
                " Giải do đơn vị tổ chức thì ghi kết quả từng nội dung."
            )
