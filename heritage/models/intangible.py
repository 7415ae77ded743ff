"""Intangible heritage and the decisions that list it."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import OuterRef
from django.urls import reverse

from accounts.files import RowFile
from accounts.place_rows import Named, NamedRowQuerySet
from heritage.models.ranks import highest_rank
from localities.models import Locality


class IntangibleHeritageQuerySet(NamedRowQuerySet["IntangibleHeritage"]):
    def with_rank(self, day: date) -> Self:
        """``rank`` is the highest list it was on by that day; 0 means on none."""
        listings = Listing.objects.filter(heritage=OuterRef("pk"))
        return self.annotate(rank=highest_rank(listings, day))


class IntangibleHeritage(Named, models.Model):
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
    holders = models.TextField("cộng đồng chủ thể, người nắm giữ", max_length=2000, blank=True)
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
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("heritage:intangible-detail", args=[self.pk])


class Listing(models.Model):
    """A dated decision that puts intangible heritage on a list."""

    class Rank(models.IntegerChoices):
        """In rising order: heritage counts once, at its highest."""

        INVENTORY = 1, "Danh mục kiểm kê"
        NATIONAL = 2, "Danh mục quốc gia"
        UNESCO = 3, "UNESCO ghi danh"

    heritage = models.ForeignKey(
        IntangibleHeritage, models.PROTECT, related_name="listings", verbose_name="di sản"
    )
    rank = models.PositiveSmallIntegerField("danh mục", choices=Rank)
    decision_number = models.CharField("số quyết định", max_length=80)
    decided_on = models.DateField("ngày quyết định")
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "quyết định ghi danh"
        constraints = [
            models.UniqueConstraint(
                fields=["heritage", "rank"],
                name="listing_one_per_heritage_and_rank",
                violation_error_message="Di sản này đã có quyết định vào danh mục đó.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_rank_display()}, Quyết định số {self.decision_number}"

    def get_absolute_url(self) -> str:
        return reverse("heritage:intangible-detail", args=[self.heritage_id])


class IntangibleFile(RowFile):
    """A photo or a paper of intangible heritage."""

    heritage = models.ForeignKey(IntangibleHeritage, models.PROTECT, related_name="files")

    class Meta:
        verbose_name = "tệp của di sản phi vật thể"
