"""Sites and the decisions that rank them."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from accounts.models import User
from accounts.scope import editable_places, readable_places
from localities.models import Locality
from vhtt_portal.text import fold, name_keys


class SiteQuerySet(models.QuerySet["Site"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(place__in=readable_places(user))

    def editable_by(self, user: User) -> Self:
        return self.filter(place__in=editable_places(user))

    def matching(self, words: str) -> Self:
        return self.filter(
            Q(search_key__contains=fold(words)) | Q(place__search_key__contains=fold(words))
        )

    def standing(self, day: date) -> Self:
        """On the list that day: entered by then and not removed."""
        return self.filter(
            Q(listed_on=None) | Q(listed_on__lte=day), Q(removed_on=None) | Q(removed_on__gt=day)
        )

    def with_rank(self, day: date) -> Self:
        """``rank`` is the highest one decided by that day; 0 means in the inventory only."""
        decided = Designation.objects.filter(site=OuterRef("pk"), decided_on__lte=day)
        highest = Subquery(decided.order_by("-rank").values("rank")[:1])
        return self.annotate(rank=Coalesce(highest, 0))

    def of_rank(self, rank: int, day: date) -> Self:
        """Those whose highest rank on that day is this one."""
        return self.with_rank(day).filter(Q(("rank", rank)))

    def in_order(self) -> Self:
        return self.order_by("sort_key", "pk")


class Site(models.Model):
    """A monument or landscape on the place's list, designated or only inventoried."""

    class Kind(models.TextChoices):
        HISTORICAL = "historical", "Di tích lịch sử"
        ARCHITECTURAL_ARTISTIC = "architectural", "Di tích kiến trúc nghệ thuật"
        ARCHAEOLOGICAL = "archaeological", "Di tích khảo cổ"
        SCENIC = "scenic", "Danh lam thắng cảnh"

    class Status(models.TextChoices):
        GOOD = "good", "Tốt"
        WORN = "worn", "Xuống cấp"
        RUINED = "ruined", "Hư hỏng nặng"

    place = models.ForeignKey(Locality, models.PROTECT, related_name="+", verbose_name="địa bàn")
    name = models.CharField("tên di tích", max_length=200)
    kind = models.CharField("loại hình", max_length=20, choices=Kind)
    address = models.CharField("địa chỉ", max_length=200, blank=True)
    status = models.CharField("tình trạng", max_length=10, choices=Status, blank=True)
    # Unknown for what has been on the list since before the register was kept.
    listed_on = models.DateField("ngày đưa vào danh mục", null=True, blank=True)
    removed_on = models.DateField("ngày đưa ra khỏi danh mục", null=True, blank=True)
    search_key = models.CharField(max_length=300, editable=False)
    sort_key = models.CharField(max_length=500, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = SiteQuerySet.as_manager()

    class Meta:
        verbose_name = "di tích"
        constraints = [
            models.UniqueConstraint(
                fields=["place", "sort_key"],
                condition=Q(removed_on=None),
                name="site_one_per_place_and_name",
                violation_error_message="Địa bàn này đã có di tích cùng tên trong danh mục.",
            ),
            models.CheckConstraint(
                name="site_removed_after_it_was_listed",
                condition=Q(removed_on=None)
                | Q(listed_on=None)
                | Q(removed_on__gte=F("listed_on")),
                violation_error_message=(
                    "Ngày đưa ra khỏi danh mục không được trước ngày đưa vào danh mục."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("heritage:site-detail", args=[self.pk])

    def derive(self) -> None:
        for column, key in name_keys(self.name).items():
            setattr(self, column, key)


class Designation(models.Model):
    """A dated decision that gives a site a rank."""

    class Rank(models.IntegerChoices):
        """In rising order: a site counts once, at its highest."""

        PROVINCIAL = 1, "Cấp tỉnh"
        NATIONAL = 2, "Quốc gia"
        SPECIAL_NATIONAL = 3, "Quốc gia đặc biệt"

    site = models.ForeignKey(
        Site, models.PROTECT, related_name="designations", verbose_name="di tích"
    )
    rank = models.PositiveSmallIntegerField("hạng", choices=Rank)
    decision_number = models.CharField("số quyết định", max_length=80)
    decided_on = models.DateField("ngày quyết định")
    certificate_received_on = models.DateField("ngày đón bằng", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "quyết định xếp hạng"
        constraints = [
            models.UniqueConstraint(
                fields=["site", "rank"],
                name="designation_one_per_site_and_rank",
                violation_error_message="Di tích này đã có quyết định xếp hạng ở hạng đó.",
            ),
            models.CheckConstraint(
                name="designation_certificate_after_decision",
                condition=Q(certificate_received_on=None)
                | Q(certificate_received_on__gte=F("decided_on")),
                violation_error_message="Ngày đón bằng không được trước ngày quyết định.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_rank_display()}, Quyết định số {self.decision_number}"

    def get_absolute_url(self) -> str:
        return reverse("heritage:site-detail", args=[self.site_id])
