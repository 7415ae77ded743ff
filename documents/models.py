"""The book of issued documents of an office or of a place: which number went to which paper."""

from django.db import models
from django.db.models import Q

from localities.models import Locality, Office

# Whoever numbers its own papers: an office, or the committee of a place.
Keeper = Office | Locality


class Book(models.Model):
    """One series of numbers, from 01 on the first day of a year to its last day.

    Nghị định 30/2020/NĐ-CP, Điều 15: number and symbol are unique within a year, the same for
    paper and electronic copies. It is an office's or, where a phường or xã numbers its own papers,
    a place's.
    """

    office = models.ForeignKey(
        Office, models.PROTECT, related_name="books", null=True, blank=True, verbose_name="cơ quan"
    )
    place = models.ForeignKey(
        Locality, models.PROTECT, related_name="books", null=True, blank=True,
        verbose_name="địa phương",
    )  # fmt: skip
    year = models.PositiveSmallIntegerField("năm")
    name = models.CharField("tên sổ", max_length=120)

    objects = models.Manager["Book"]()

    class Meta:
        verbose_name = "sổ đăng ký văn bản"
        constraints = [
            models.UniqueConstraint(fields=["office", "year"], name="book_one_per_office_and_year"),
            models.UniqueConstraint(fields=["place", "year"], name="book_one_per_place_and_year"),
            models.CheckConstraint(
                name="book_of_an_office_or_of_a_place",
                condition=Q(office=None, place__isnull=False) | Q(office__isnull=False, place=None),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def keeper(self) -> Keeper:
        keeper = self.office or self.place
        assert keeper is not None  # noqa: S101 - the constraint says so
        return keeper

    @property
    def home(self) -> Locality:
        """Where the keeper is."""
        return self.keeper.locality if isinstance(self.keeper, Office) else self.keeper


class BookEntry(models.Model):
    """One issued document; the row never changes and its number is never given again.

    Whoever registered it is kept by name: the entry outlives accounts.
    """

    sealed = True

    book = models.ForeignKey(Book, models.PROTECT, related_name="entries", verbose_name="sổ")
    number = models.PositiveIntegerField("số")
    symbol = models.CharField("ký hiệu", max_length=40)
    kind = models.CharField("tên loại", max_length=40)
    subject = models.CharField("trích yếu", max_length=500)
    issued_on = models.DateField("ngày ban hành")
    signer_name = models.CharField("người ký", max_length=120)
    registered_by = models.CharField("người đăng ký", max_length=120)
    registered_at = models.DateTimeField("đăng ký lúc")

    objects = models.Manager["BookEntry"]()

    class Meta:
        verbose_name = "văn bản đã đăng ký"
        ordering = ["book", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["book", "number"], name="book_entry_one_per_book_and_number"
            ),
            models.CheckConstraint(name="book_entry_numbered_from_one", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.number:02d}/{self.symbol}"
