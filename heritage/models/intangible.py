"""Intangible heritage."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import User
from accounts.scope import editable_places, readable_places
from localities.models import Locality
from vhtt_portal.text import fold, name_keys


class IntangibleHeritageQuerySet(models.QuerySet["IntangibleHeritage"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(place__in=readable_places(user))

    def editable_by(self, user: User) -> Self:
        return self.filter(place__in=editable_places(user))

    def matching(self, words: str) -> Self:
        return self.filter(
            Q(search_key__contains=fold(words)) | Q(place__search_key__contains=fold(words))
        )

    def in_order(self) -> Self:
        return self.order_by("sort_key", "pk")


class IntangibleHeritage(models.Model):
    """A practice handed down at a place; listed (ghi danh) once a decision says so."""

    class Kind(models.TextChoices):
        LANGUAGE = "language", "Tiếng nói, chữ viết"
        FOLK_LITERATURE = "literature", "Ngữ văn dân gian"
        PERFORMING_ARTS = "performing", "Nghệ thuật trình diễn dân gian"
        SOCIAL_PRACTICE = "practice", "Tập quán xã hội, tín ngưỡng"
        FESTIVAL = "festival", "Lễ hội truyền thống"
        CRAFT = "craft", "Nghề thủ công truyền thống"
        KNOWLEDGE = "knowledge", "Tri thức dân gian"

    place = models.ForeignKey(Locality, models.PROTECT, related_name="+", verbose_name="địa bàn")
    name = models.CharField("tên di sản", max_length=200)
    kind = models.CharField("loại hình", max_length=20, choices=Kind)
    listed_on = models.DateField("ngày ghi danh", null=True, blank=True)
    decision_number = models.CharField("số quyết định", max_length=80, blank=True)
    search_key = models.CharField(max_length=300, editable=False)
    sort_key = models.CharField(max_length=500, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = IntangibleHeritageQuerySet.as_manager()

    class Meta:
        verbose_name = "di sản phi vật thể"
        constraints = [
            models.UniqueConstraint(
                fields=["place", "sort_key"],
                name="intangible_one_per_place_and_name",
                violation_error_message="Địa bàn này đã có di sản cùng tên trong sổ.",
            ),
            models.CheckConstraint(
                name="intangible_listed_by_decision",
                condition=Q(listed_on=None, decision_number="")
                | (Q(listed_on__isnull=False) & ~Q(decision_number="")),
                violation_error_message="Hãy ghi cả ngày ghi danh và số quyết định, hoặc để trống cả hai.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("heritage:intangible-detail", args=[self.pk])

    def derive(self) -> None:
        for column, key in name_keys(self.name).items():
            setattr(self, column, key)
