"""What a place has laid down for itself about how titles are judged."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import User
from accounts.scope import editable_places, readable_places
from campaigns.titles import TitleKind
from localities.models import Locality


class LocalRuleQuerySet(models.QuerySet["LocalRule"]):
    def visible_to(self, user: User) -> Self:
        """The rules of one's places, and of the place above by which they are judged."""
        places = readable_places(user)
        above = places.exclude(parent=None).values("parent")
        return self.filter(Q(place__in=places) | Q(place__in=above))

    def editable_by(self, user: User) -> Self:
        return self.filter(place__in=editable_places(user))

    def in_order(self) -> Self:
        return self.order_by("-first_year", "kind", "place__sort_key", "pk")


class LocalRule(models.Model):
    """A local rule, in force from a year on and as long as the decree that it fills in.

    It holds at the place and at all below it. What is left empty stays as the decree has it.
    """

    place = models.ForeignKey(
        Locality, models.PROTECT, related_name="+", verbose_name="nơi áp dụng"
    )
    kind = models.CharField("danh hiệu", max_length=20, choices=TitleKind)
    first_year = models.PositiveSmallIntegerField("áp dụng từ năm")
    basis = models.CharField("văn bản quy định", max_length=200)
    name = models.CharField("tên gọi tại địa phương", max_length=120, blank=True)
    present_percent = models.PositiveSmallIntegerField(
        "tỷ lệ người dự họp tối thiểu (%)", null=True, blank=True
    )
    vote_percent = models.PositiveSmallIntegerField(
        "tỷ lệ đồng ý tối thiểu (%)", null=True, blank=True
    )
    notice_days = models.PositiveSmallIntegerField("số ngày niêm yết", null=True, blank=True)
    decision_days = models.PositiveSmallIntegerField(
        "số ngày xem xét, quyết định", null=True, blank=True
    )
    pass_points = models.PositiveSmallIntegerField("điểm đạt", null=True, blank=True)
    hard_pass_points = models.PositiveSmallIntegerField(
        "điểm đạt ở nơi khó khăn", null=True, blank=True
    )
    scale = models.TextField("thang điểm", blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = LocalRuleQuerySet.as_manager()

    class Meta:
        verbose_name = "quy định của địa phương"
        constraints = [
            models.UniqueConstraint(
                fields=["place", "kind", "first_year"],
                name="local_rule_one_per_place_kind_and_year",
                violation_error_message="Quy định từ năm này của danh hiệu đã có trong sổ.",
            ),
            models.CheckConstraint(
                name="local_rule_shares_at_most_100",
                condition=(Q(present_percent=None) | Q(present_percent__lte=100))
                & (Q(vote_percent=None) | Q(vote_percent__lte=100)),
                violation_error_message="Tỷ lệ không được lớn hơn 100%.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, từ năm {self.first_year}"

    def get_absolute_url(self) -> str:
        return f"{reverse('campaigns:rule-list')}?nam={self.first_year}"
