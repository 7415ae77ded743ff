"""What was done."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.files import RowFile
from accounts.place_rows import NamedRowQuerySet
from localities.models import Locality
from vhtt_portal.text import fold


class Field(models.TextChoices):
    """The fields of work, by the codes under which a form's sections know them."""

    CULTURE = "VH", "Văn hóa"
    SPORT = "TT", "Thể dục, thể thao"
    TOURISM = "DL", "Du lịch"
    FAMILY = "GD", "Gia đình"
    MOVEMENT = "PT", "Phong trào xây dựng đời sống văn hóa"
    INFORMATION = "TTTT", "Thông tin và truyền thông"


class ActivityQuerySet(NamedRowQuerySet["Activity"]):
    def within(self, start: date, end: date) -> Self:
        return self.filter(held_on__range=(start, end))

    def counted(self) -> Self:
        """A joint activity belongs to the highest of its organisers, who alone counts it."""
        return self.filter(led_above=False)

    def in_order(self) -> Self:
        return self.order_by("held_on", "pk")


class Activity(models.Model):
    """One thing done by the office or a place: a round of propaganda, a performance, a festival."""

    class Kind(models.TextChoices):
        PROPAGANDA = "propaganda", "Đợt tuyên truyền"
        PERFORMANCE = "performance", "Chương trình văn nghệ"
        FESTIVAL_DELEGATION = "festival", "Liên hoan (đoàn tham gia)"
        COURSE = "course", "Lớp tập huấn"
        COMPETITION = "competition", "Hội thi, hội diễn"
        EXHIBITION = "exhibition", "Triển lãm, trưng bày"
        OTHER = "other", "Hoạt động khác"

    place = models.ForeignKey(
        Locality, models.PROTECT, related_name="+", verbose_name="đơn vị tổ chức"
    )
    field = models.CharField("lĩnh vực", max_length=10, choices=Field, default=Field.CULTURE)
    kind = models.CharField("loại hoạt động", max_length=20, choices=Kind)
    name = models.CharField("tên hoạt động", max_length=300)
    held_on = models.DateField("ngày tổ chức")
    ended_on = models.DateField("ngày kết thúc", null=True, blank=True)
    venue = models.CharField("địa điểm", max_length=200, blank=True)
    # How many of its kind the row stands for: rounds, programmes, delegations.
    quantity = models.PositiveIntegerField("số lượng", default=1)
    participants = models.PositiveIntegerField("số người tham gia", null=True, blank=True)
    partners = models.CharField("phối hợp với", max_length=300, blank=True)
    led_above = models.BooleanField("cấp trên chủ trì, cấp trên đếm", default=False)
    document_number = models.CharField("theo văn bản số", max_length=80, blank=True)
    document_on = models.DateField("ngày văn bản", null=True, blank=True)
    note = models.TextField("ghi chú", blank=True)
    search_key = models.CharField(max_length=600, editable=False)
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
            models.CheckConstraint(
                name="activity_document_day_has_its_number",
                condition=Q(document_on=None) | ~Q(document_number=""),
                violation_error_message="Hãy ghi cả số của văn bản có ngày đã ghi.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("activities:activity-detail", args=[self.pk])

    def derive(self) -> None:
        self.search_key = fold(f"{self.name} {self.venue}")


class ActivityFile(RowFile):
    """A photo or a paper of an activity."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="files")

    class Meta:
        verbose_name = "tệp của hoạt động"
