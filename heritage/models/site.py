"""Sites, the decisions that rank them, and what was seen of them."""

from datetime import date
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.place_rows import Named, NamedRowQuerySet
from accounts.scope import governed_places
from heritage.positions import LATITUDES, LONGITUDES
from localities.models import Locality


class SiteQuerySet(NamedRowQuerySet["Site"]):
    """``editable_by``: about which one may write what was seen, done and photographed there."""

    def governed_by(self, user: User) -> Self:
        """Of which one may say what they are; others propose it."""
        return self.filter(place__in=governed_places(user))

    def standing(self, day: date) -> Self:
        """On the list that day: entered by then and not removed."""
        return self.filter(
            Q(listed_on=None) | Q(listed_on__lte=day), Q(removed_on=None) | Q(removed_on__gt=day)
        )

    def with_rank(self, day: date) -> Self:
        """``rank`` is the highest one in force that day; 0 means in the inventory only."""
        decided = Designation.objects.in_force(day).filter(site=OuterRef("pk"))
        highest = Subquery(decided.order_by("-rank").values("rank")[:1])
        return self.annotate(rank=Coalesce(highest, 0))

    def with_state(self) -> Self:
        """``state`` is what the newest check found; None where nobody has looked yet."""
        checks = ConditionCheck.objects.filter(site=OuterRef("pk")).order_by("-checked_on")
        return self.annotate(state=Subquery(checks.values("state")[:1]))

    def located(self) -> Self:
        return self.exclude(latitude=None)

    def of_rank(self, rank: int, day: date) -> Self:
        """Those whose highest rank on that day is this one."""
        return self.with_rank(day).filter(Q(("rank", rank)))


class Site(Named, models.Model):
    """A monument or landscape on the place's list, designated or only inventoried."""

    class Kind(models.TextChoices):
        HISTORICAL = "historical", "Di tích lịch sử"
        ARCHITECTURAL_ARTISTIC = "architectural", "Di tích kiến trúc nghệ thuật"
        ARCHAEOLOGICAL = "archaeological", "Di tích khảo cổ"
        SCENIC = "scenic", "Danh lam thắng cảnh"

    # What it is, column by column; the rest is where it stands in the register.
    SHEET = (
        "name", "kind", "code", "era", "summary", "address", "latitude", "longitude",
        "zone_one_area", "zone_two_area", "zone_note", "custodian", "listed_on",
    )  # fmt: skip

    place = models.ForeignKey(Locality, models.PROTECT, related_name="+", verbose_name="địa bàn")
    name = models.CharField("tên di tích", max_length=200)
    kind = models.CharField("loại hình", max_length=20, choices=Kind)
    address = models.CharField("địa chỉ", max_length=200, blank=True)
    # Số hồ sơ khoa học của di tích.
    code = models.CharField("số hồ sơ", max_length=40, blank=True)
    era = models.CharField("niên đại", max_length=120, blank=True)
    summary = models.TextField("mô tả ngắn", blank=True, max_length=2000)
    # Decimal degrees, WGS84.
    latitude = models.DecimalField("vĩ độ", max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(
        "kinh độ", max_digits=9, decimal_places=6, null=True, blank=True
    )
    # Luật Di sản văn hóa: khu vực bảo vệ I, khu vực bảo vệ II.
    zone_one_area = models.DecimalField(
        "diện tích khu vực bảo vệ I (m²)", max_digits=10, decimal_places=1, null=True, blank=True
    )
    zone_two_area = models.DecimalField(
        "diện tích khu vực bảo vệ II (m²)", max_digits=10, decimal_places=1, null=True, blank=True
    )
    zone_note = models.CharField("ranh giới khu vực bảo vệ", max_length=300, blank=True)
    # A body, or a person's name and post: personal data, which only the place's readers see.
    custodian = models.CharField("ban quản lý hoặc người trông coi", max_length=160, blank=True)
    # Unknown for what has been on the list since before the register was kept.
    listed_on = models.DateField("ngày đưa vào danh mục", null=True, blank=True)
    removed_on = models.DateField("ngày đưa ra khỏi danh mục", null=True, blank=True)
    search_key = models.CharField(max_length=300, editable=False)
    sort_key = models.CharField(max_length=500, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    # What ``with_rank`` and ``with_state`` bring.
    rank: int
    state: str | None

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
            models.UniqueConstraint(
                fields=["place", "code"],
                condition=~Q(code=""),
                name="site_one_per_place_and_code",
                violation_error_message="Địa bàn này đã có di tích mang số hồ sơ ấy.",
            ),
            models.CheckConstraint(
                name="site_position_has_both_parts",
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__isnull=False, longitude__isnull=False),
                violation_error_message="Hãy ghi cả vĩ độ và kinh độ, hoặc để trống cả hai.",
            ),
            models.CheckConstraint(
                name="site_lies_in_viet_nam",
                condition=Q(latitude=None)
                | Q(latitude__range=LATITUDES, longitude__range=LONGITUDES),
                violation_error_message=(
                    f"Vị trí nằm ngoài Việt Nam: vĩ độ phải từ {LATITUDES[0]} đến {LATITUDES[1]},"
                    f" kinh độ từ {LONGITUDES[0]} đến {LONGITUDES[1]}."
                    " Hãy xem có ghi nhầm hai ô cho nhau không."
                ),
            ),
            models.CheckConstraint(
                name="site_zones_not_negative",
                condition=(Q(zone_one_area=None) | Q(zone_one_area__gte=0))
                & (Q(zone_two_area=None) | Q(zone_two_area__gte=0)),
                violation_error_message="Diện tích khu vực bảo vệ không được nhỏ hơn 0.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("heritage:site-detail", args=[self.pk])


class DesignationQuerySet(models.QuerySet["Designation"]):
    def in_force(self, day: date) -> Self:
        """Decided by that day and not revoked by then."""
        return self.filter(Q(revoked_on=None) | Q(revoked_on__gt=day), decided_on__lte=day)


class Designation(models.Model):
    """A dated decision that gives a site a rank, until another one takes it back."""

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
    revoked_on = models.DateField("ngày hủy bỏ xếp hạng", null=True, blank=True)
    revocation_number = models.CharField("số quyết định hủy bỏ xếp hạng", max_length=80, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DesignationQuerySet.as_manager()

    class Meta:
        verbose_name = "quyết định xếp hạng"
        constraints = [
            models.UniqueConstraint(
                fields=["site", "rank"],
                condition=Q(revoked_on=None),
                name="designation_one_per_site_and_rank",
                violation_error_message="Di tích này đã có quyết định xếp hạng ở hạng đó.",
            ),
            models.CheckConstraint(
                name="designation_certificate_after_decision",
                condition=Q(certificate_received_on=None)
                | Q(certificate_received_on__gte=F("decided_on")),
                violation_error_message="Ngày đón bằng không được trước ngày quyết định.",
            ),
            models.CheckConstraint(
                name="designation_revoked_by_decision",
                condition=Q(revoked_on=None, revocation_number="")
                | (Q(revoked_on__isnull=False) & ~Q(revocation_number="")),
                violation_error_message=(
                    "Hãy ghi cả ngày và số quyết định hủy bỏ xếp hạng, hoặc để trống cả hai."
                ),
            ),
            models.CheckConstraint(
                name="designation_revoked_after_it_was_decided",
                condition=Q(revoked_on=None) | Q(revoked_on__gt=F("decided_on")),
                violation_error_message="Ngày hủy bỏ xếp hạng phải sau ngày quyết định xếp hạng.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_rank_display()}, Quyết định số {self.decision_number}"

    def get_absolute_url(self) -> str:
        return reverse("heritage:site-detail", args=[self.site_id])


class ConditionCheck(models.Model):
    """What somebody saw of a site one day; the newest one tells how the site stands."""

    class State(models.TextChoices):
        GOOD = "good", "Tốt"
        WORN = "worn", "Xuống cấp"
        RUINED = "ruined", "Hư hỏng nặng"

    site = models.ForeignKey(Site, models.PROTECT, related_name="checks", verbose_name="di tích")
    checked_on = models.DateField("ngày kiểm tra")
    state = models.CharField("tình trạng", max_length=10, choices=State)
    seen = models.TextField("hiện trạng thấy được", max_length=2000)
    asked = models.TextField("kiến nghị", blank=True, max_length=2000)
    # A post, no name: "công chức văn hóa – xã hội".
    checked_by = models.CharField("chức vụ người kiểm tra", max_length=120)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "lần kiểm tra hiện trạng"
        constraints = [
            models.UniqueConstraint(
                fields=["site", "checked_on"],
                name="condition_check_once_a_day",
                violation_error_message="Di tích này đã có lần kiểm tra trong ngày ấy.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site} ({self.checked_on:%d/%m/%Y})"

    def get_absolute_url(self) -> str:
        return reverse("heritage:site-detail", args=[self.site_id])

    def clean(self) -> None:
        if self.checked_on and self.checked_on > timezone.localdate():
            raise ValidationError({"checked_on": "Ngày kiểm tra không được ở sau hôm nay."})
