"""What was issued."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.place_rows import PlaceRowQuerySet
from localities.models import Locality
from vhtt_portal.text import fold


class DirectiveQuerySet(PlaceRowQuerySet["Directive"]):
    def within(self, start: date, end: date) -> Self:
        return self.filter(issued_on__range=(start, end))

    def matching(self, words: str) -> Self:
        return self.filter(search_key__contains=fold(words))

    def in_order(self) -> Self:
        return self.order_by("issued_on", "number", "pk")


class Directive(models.Model):
    """One issued document by which the office or a place directs or advises."""

    place = models.ForeignKey(
        Locality, models.PROTECT, related_name="+", verbose_name="đơn vị ban hành, tham mưu"
    )
    number = models.PositiveIntegerField("số")
    symbol = models.CharField("ký hiệu", max_length=40)
    issued_on = models.DateField("ngày ban hành")
    subject = models.CharField("trích yếu", max_length=500)
    # The year of the book: numbers begin again at 01 each year (Nghị định 30/2020, Điều 15).
    book_year = models.PositiveSmallIntegerField(editable=False)
    search_key = models.CharField(max_length=600, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DirectiveQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản chỉ đạo"
        constraints = [
            models.UniqueConstraint(
                fields=["place", "book_year", "symbol", "number"],
                name="directive_number_once_a_year",
                violation_error_message="Số, ký hiệu này đã có trong sổ của năm.",
            ),
            models.CheckConstraint(
                name="directive_number_from_one",
                condition=Q(number__gte=1),
                violation_error_message="Số văn bản phải từ 1 trở lên.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number:02d}/{self.symbol}"

    def get_absolute_url(self) -> str:
        return reverse("activities:directive-detail", args=[self.pk])

    def derive(self) -> None:
        self.book_year = self.issued_on.year
        self.search_key = fold(f"{self} {self.subject}")
