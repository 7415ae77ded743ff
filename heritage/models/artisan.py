"""Artisans who hold intangible heritage, and the titles that they were given."""

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef, Q
from django.urls import reverse

from accounts.place_rows import NamedRowQuerySet
from heritage.models.intangible import IntangibleHeritage
from heritage.models.ranks import highest_rank
from localities.models import Locality
from vhtt_portal.text import person_keys


class ArtisanQuerySet(NamedRowQuerySet["Artisan"]):
    def with_rank(self, day: date) -> Self:
        """``rank`` is the highest title given by that day; 0 means none."""
        titles = ArtisanTitle.objects.filter(artisan=OuterRef("pk"))
        return self.annotate(rank=highest_rank(titles, day))


class Artisan(models.Model):
    """A person who keeps a practice alive and teaches it. Personal data: as little as is needed."""

    place = models.ForeignKey(Locality, models.PROTECT, related_name="+", verbose_name="địa bàn")
    name = models.CharField("họ và tên", max_length=120)
    heritage = models.ForeignKey(
        IntangibleHeritage, models.PROTECT, related_name="artisans",
        verbose_name="di sản nắm giữ", null=True, blank=True,
    )  # fmt: skip
    birth_year = models.PositiveSmallIntegerField("năm sinh", null=True, blank=True)
    is_deceased = models.BooleanField("đã mất", default=False)
    note = models.TextField("truyền dạy, thực hành", max_length=2000, blank=True)
    search_key = models.CharField(max_length=300, editable=False)
    sort_key = models.CharField(max_length=500, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ArtisanQuerySet.as_manager()

    class Meta:
        verbose_name = "nghệ nhân"
        constraints = [
            models.CheckConstraint(
                name="artisan_birth_year_is_one",
                condition=Q(birth_year=None) | Q(birth_year__range=(1850, 2100)),
                violation_error_message="Hãy ghi năm sinh bằng bốn chữ số, ví dụ 1950.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("heritage:artisan-detail", args=[self.pk])

    def derive(self) -> None:
        for column, key in person_keys(self.name).items():
            setattr(self, column, key)

    def clean(self) -> None:
        """Whoever reads about the artisan may read about the heritage."""
        here = Locality.objects.below(frozenset({self.place_id}))
        if self.heritage and not here.filter(pk=self.heritage.place_id).exists():
            raise ValidationError({"heritage": "Di sản không thuộc địa bàn của nghệ nhân."})


class ArtisanTitle(models.Model):
    """A dated decision that gives an artisan a title."""

    class Rank(models.IntegerChoices):
        """In rising order: an artisan counts once, at the highest."""

        OTHER = 1, "Danh hiệu khác"
        MERITORIOUS = 2, "Nghệ nhân ưu tú"
        PEOPLE = 3, "Nghệ nhân nhân dân"

    artisan = models.ForeignKey(
        Artisan, models.PROTECT, related_name="titles", verbose_name="nghệ nhân"
    )
    rank = models.PositiveSmallIntegerField("danh hiệu", choices=Rank)
    decision_number = models.CharField("số quyết định", max_length=80)
    decided_on = models.DateField("ngày quyết định")
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "danh hiệu nghệ nhân"
        constraints = [
            models.UniqueConstraint(
                fields=["artisan", "rank"],
                name="artisan_title_one_per_rank",
                violation_error_message="Nghệ nhân này đã có quyết định tặng danh hiệu đó.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_rank_display()}, Quyết định số {self.decision_number}"

    def get_absolute_url(self) -> str:
        return reverse("heritage:artisan-detail", args=[self.artisan_id])
