"""Workbooks on their way into a sheet: uploaded, looked at, not yet confirmed."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import WARD_ROLES, Role, User
from localities.models import Locality
from reports.entry.models.submission import Submission


class UploadQuerySet(models.QuerySet["Upload"]):
    def visible_to(self, user: User) -> Self:
        """Only those who fill the sheet see what is not in it yet: the place's people, and the
        office's where the sheet is its own."""
        return self.filter(
            Q(submission__locality__in=user.places(*WARD_ROLES))
            | Q(
                submission__locality__in=user.places(Role.SPECIALIST, Role.HEAD),
                submission__period__office__locality=F("submission__locality"),
            )
        )


class Upload(models.Model):
    """One workbook sent for a sheet and what became of it.

    Nothing of it is in the sheet before ``taken_at``. ``reading`` is what was read out of the
    file, ``choices`` how its columns, lines and encodings are understood.
    """

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="uploads")
    name = models.CharField("tên tệp", max_length=200)
    file = models.FileField("tệp", upload_to="tep-nhap/", max_length=120)
    sha256 = models.CharField("mã băm", max_length=64)
    reading = models.JSONField("nội dung đọc được", default=dict)
    choices = models.JSONField("cách hiểu", default=dict)
    result = models.JSONField("kết quả", default=dict)
    at = models.DateTimeField("gửi lúc")
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    by_name = models.CharField("người gửi", max_length=120)
    taken_at = models.DateTimeField("nhận lúc", null=True, blank=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = "tệp số liệu"
        constraints = [
            models.CheckConstraint(
                name="upload_result_iff_taken",
                condition=Q(taken_at=None, result={}) | Q(taken_at__isnull=False) & ~Q(result={}),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("entry:upload-preview", args=[self.pk])


class KnownLayout(models.Model):
    """How a place's own kind of file was understood last time, by what its heading looks like."""

    locality = models.ForeignKey(Locality, models.CASCADE, related_name="known_layouts")
    fingerprint = models.CharField("dấu hiệu của tệp", max_length=64)
    choices = models.JSONField("cách hiểu")
    set_at = models.DateTimeField("ghi lúc")
    set_by_name = models.CharField("người ghi", max_length=120)

    class Meta:
        verbose_name = "cách hiểu tệp của đơn vị"
        constraints = [
            models.UniqueConstraint(
                fields=["locality", "fingerprint"],
                name="known_layout_one_per_locality_and_fingerprint",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.locality} – {self.fingerprint[:8]}"
