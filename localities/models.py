"""Places of every level, dated, and the offices that collect from them."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.text import capfirst


class LocalityKind(models.Model):
    """What a place is called: phường, xã, thôn, tổ dân phố, thị xã … as data, not as code."""

    code = models.CharField("mã", max_length=30, unique=True)
    name = models.CharField("tên loại", max_length=40)
    # A place named by a number or a person writes its kind with a capital: "Phường 1".
    # Nghị định 30/2020/NĐ-CP, Phụ lục II, mục III.
    is_village = models.BooleanField("là thôn, tổ dân phố", default=False)
    is_rural = models.BooleanField("là nông thôn", default=False)
    # What a paper of such a place prints: in whose name, who heads it, where it is kept and sent.
    # A village has no committee; its head speaks for it.
    committee = models.CharField("cơ quan", max_length=60, default="Ủy ban nhân dân", blank=True)
    committee_short = models.CharField("viết tắt", max_length=20, default="UBND", blank=True)
    head_post = models.CharField("chức vụ người đứng đầu", max_length=60, default="Chủ tịch")
    archive_line = models.CharField("nơi lưu", max_length=80, default="VT")
    recipients = models.TextField("nơi nhận khác, mỗi dòng một nơi", blank=True)

    class Meta:
        verbose_name = "loại địa phương"

    def __str__(self) -> str:
        return self.name


class LocalityQuerySet(models.QuerySet["Locality"]):
    def valid_on(self, day: date) -> Self:
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)

    def villages(self) -> Self:
        return self.filter(kind__is_village=True)

    def below(self, place_ids: frozenset[int]) -> Self:
        """The places themselves and what lies under them, two levels deep."""
        return self.filter(
            Q(pk__in=place_ids) | Q(parent__in=place_ids) | Q(parent__parent__in=place_ids)
        )

    def in_order(self) -> Self:
        return self.order_by("sort_key", "pk")


class Locality(models.Model):
    """One administrative place or village as it stood between two dates.

    The national code is not unique by itself: since 2025 codes of merged units live on with another
    territory, so a place is known by its code and the day from which it is valid.
    """

    code = models.CharField("mã", max_length=20)
    kind = models.ForeignKey(LocalityKind, models.PROTECT, related_name="+", verbose_name="loại")
    name = models.CharField("tên", max_length=120)
    parent = models.ForeignKey(
        "self", models.PROTECT, related_name="children", null=True, blank=True,
        verbose_name="thuộc",
    )  # fmt: skip
    valid_from = models.DateField("có hiệu lực từ ngày")
    valid_to = models.DateField("đến ngày", null=True, blank=True)
    # "phường Bắc Hồng": the kind's name and the place's, as text and as keys.
    full_name = models.CharField("tên đầy đủ", max_length=160)
    search_key = models.CharField(max_length=200, db_index=True)
    sort_key = models.CharField(max_length=400)

    objects = LocalityQuerySet.as_manager()

    class Meta:
        verbose_name = "địa phương"
        constraints = [
            models.UniqueConstraint(
                fields=["code", "valid_from"], name="locality_one_per_code_and_start"
            ),
            models.CheckConstraint(
                name="locality_ends_after_it_starts",
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def formal_name(self) -> str:
        """As a paper writes it: "phường Bắc Hồng", but "Phường 1" (Nghị định 30/2020/NĐ-CP,
        Phụ lục II, Mục III.1)."""
        is_numbered = self.name[:1].isdigit()
        return capfirst(self.full_name) if is_numbered else self.full_name


class Office(models.Model):
    """An office that collects figures from the places below its own and issues reports.

    Everything that its papers print is data: Nghị định 30/2020/NĐ-CP leaves the abbreviation in
    the symbol (ký hiệu) to the head of the agency.
    """

    code = models.SlugField("mã", max_length=40, unique=True)
    locality = models.ForeignKey(
        Locality, models.PROTECT, related_name="offices", verbose_name="địa phương"
    )
    name = models.CharField("tên cơ quan", max_length=120)
    parent_body = models.CharField("cơ quan chủ quản", max_length=160)
    issuing_body = models.CharField("cơ quan ban hành", max_length=160)
    symbol = models.CharField("ký hiệu báo cáo", max_length=30)
    place_name = models.CharField("địa danh", max_length=80)
    head_post = models.CharField("chức vụ người đứng đầu", max_length=80)
    archive_line = models.CharField("nơi lưu", max_length=80)
    # How the screens call the places below ("phường, xã") and theirs ("thôn, tổ dân phố").
    units_word = models.CharField("tên gọi đơn vị trực thuộc", max_length=60)
    villages_word = models.CharField("tên gọi khu dân cư", max_length=60)

    class Meta:
        verbose_name = "cơ quan"

    def __str__(self) -> str:
        return f"{self.name} {self.locality.full_name}"


class OfficeRecipient(models.Model):
    """One line of the office's nơi nhận."""

    office = models.ForeignKey(Office, models.CASCADE, related_name="recipients")
    order = models.PositiveSmallIntegerField("thứ tự")
    text = models.CharField("nơi nhận", max_length=200)

    class Meta:
        verbose_name = "nơi nhận"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["office", "order"], name="recipient_one_per_order"),
        ]

    def __str__(self) -> str:
        return self.text
