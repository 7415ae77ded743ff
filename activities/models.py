"""The work diary: what was done, which establishments were inspected, what was issued."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import User
from accounts.scope import editable_places, readable_places
from localities.models import Locality
from vhtt_portal.text import fold


class ActivityQuerySet(models.QuerySet["Activity"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(place__in=readable_places(user))

    def editable_by(self, user: User) -> Self:
        return self.filter(place__in=editable_places(user))

    def within(self, start: date, end: date) -> Self:
        return self.filter(held_on__range=(start, end))

    def matching(self, words: str) -> Self:
        return self.filter(
            Q(search_key__contains=fold(words)) | Q(place__search_key__contains=fold(words))
        )

    def in_order(self) -> Self:
        return self.order_by("held_on", "pk")


class Activity(models.Model):
    """One thing done by the office or a place: a round of propaganda, a performance, a festival."""

    class Kind(models.TextChoices):
        PROPAGANDA = "propaganda", "Đợt tuyên truyền"
        PERFORMANCE = "performance", "Chương trình văn nghệ"
        FESTIVAL_DELEGATION = "festival", "Liên hoan (đoàn tham gia)"
        OTHER = "other", "Hoạt động khác"

    place = models.ForeignKey(
        Locality, models.PROTECT, related_name="+", verbose_name="đơn vị tổ chức"
    )
    kind = models.CharField("loại hoạt động", max_length=20, choices=Kind)
    name = models.CharField("tên hoạt động", max_length=300)
    held_on = models.DateField("ngày tổ chức")
    ended_on = models.DateField("ngày kết thúc", null=True, blank=True)
    # How many of its kind the row stands for: rounds, programmes, delegations.
    quantity = models.PositiveIntegerField("số lượng", default=1)
    participants = models.PositiveIntegerField("số người tham gia", null=True, blank=True)
    note = models.TextField("ghi chú", blank=True)
    search_key = models.CharField(max_length=400, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "hoạt động"
        indexes = [models.Index(fields=["place", "held_on"], name="activity_by_place_and_day")]
        constraints = [
            models.CheckConstraint(
                name="activity_ends_after_it_starts",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("held_on")),
                violation_error_message="Ngày kết thúc không được trước ngày tổ chức.",
            ),
            models.CheckConstraint(
                name="activity_counts_at_least_one",
                condition=Q(quantity__gte=1),
                violation_error_message="Số lượng phải từ 1 trở lên.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("activities:activity-detail", args=[self.pk])


class EstablishmentQuerySet(models.QuerySet["Establishment"]):
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


class Establishment(models.Model):
    """A business that may be inspected; it counts once in a span, however often it is visited."""

    class Kind(models.TextChoices):
        KARAOKE = "karaoke", "Karaoke, vũ trường"
        GAMES = "games", "Trò chơi điện tử, internet"
        LODGING = "lodging", "Cơ sở lưu trú"
        PRINTING = "printing", "In, photocopy, phát hành sách"
        ADVERTISING = "advertising", "Quảng cáo"
        OTHER = "other", "Dịch vụ văn hóa, thể thao khác"

    place = models.ForeignKey(Locality, models.PROTECT, related_name="+", verbose_name="địa bàn")
    name = models.CharField("tên cơ sở", max_length=200)
    kind = models.CharField("loại hình", max_length=20, choices=Kind)
    address = models.CharField("địa chỉ", max_length=200, blank=True)
    search_key = models.CharField(max_length=300, editable=False)
    sort_key = models.CharField(max_length=500, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = EstablishmentQuerySet.as_manager()

    class Meta:
        verbose_name = "cơ sở kinh doanh"
        constraints = [
            models.UniqueConstraint(
                fields=["place", "sort_key"],
                name="establishment_one_per_place_and_name",
                violation_error_message="Địa bàn này đã có cơ sở cùng tên trong sổ.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("activities:establishment-detail", args=[self.pk])


class InspectionQuerySet(models.QuerySet["Inspection"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(place__in=readable_places(user))

    def editable_by(self, user: User) -> Self:
        return self.filter(place__in=editable_places(user))

    def within(self, start: date, end: date) -> Self:
        return self.filter(inspected_on__range=(start, end))

    def matching(self, words: str) -> Self:
        return self.filter(
            Q(establishment__search_key__contains=fold(words))
            | Q(place__search_key__contains=fold(words))
        )

    def in_order(self) -> Self:
        return self.order_by("inspected_on", "pk")


class Inspection(models.Model):
    """One visit of one establishment by the office or a place, and what came of it."""

    class Outcome(models.TextChoices):
        NONE = "none", "Không vi phạm"
        REMINDED = "reminded", "Nhắc nhở"
        SANCTIONED = "sanctioned", "Xử phạt"

    place = models.ForeignKey(
        Locality, models.PROTECT, related_name="+", verbose_name="đơn vị kiểm tra"
    )
    inspected_on = models.DateField("ngày kiểm tra")
    establishment = models.ForeignKey(
        Establishment, models.PROTECT, related_name="inspections", verbose_name="cơ sở"
    )
    outcome = models.CharField("kết quả", max_length=12, choices=Outcome)
    note = models.TextField("ghi chú", blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        verbose_name = "lượt kiểm tra"
        indexes = [
            models.Index(fields=["place", "inspected_on"], name="inspection_by_place_and_day")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "establishment", "inspected_on"],
                name="inspection_once_a_day",
                violation_error_message="Lượt kiểm tra cơ sở này trong ngày đã có trong sổ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.establishment} ({self.inspected_on:%d/%m/%Y})"

    def get_absolute_url(self) -> str:
        return reverse("activities:inspection-detail", args=[self.pk])


class DirectiveQuerySet(models.QuerySet["Directive"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(place__in=readable_places(user))

    def editable_by(self, user: User) -> Self:
        return self.filter(place__in=editable_places(user))

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
