"""Evidence for a figure: a photo or a scanned paper."""

from django.db import models

from accounts.models import User
from reports.catalogue.models import Indicator
from reports.entry.models.submission import Submission


class Attachment(models.Model):
    """One file at a cell, kept under a random name outside the web's reach."""

    class Type(models.TextChoices):
        JPEG = "image/jpeg", "Ảnh JPEG"
        PNG = "image/png", "Ảnh PNG"
        WEBP = "image/webp", "Ảnh WebP"
        PDF = "application/pdf", "Tệp PDF"

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="attachments")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    name = models.CharField("tên tệp", max_length=200)
    type = models.CharField("loại tệp", max_length=20, choices=Type)
    file = models.FileField("tệp", upload_to="minh-chung/", max_length=120)
    size = models.PositiveIntegerField("dung lượng")
    sha256 = models.CharField("mã băm", max_length=64)
    at = models.DateTimeField("gửi lúc")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    by_name = models.CharField("người gửi", max_length=120)

    class Meta:
        verbose_name = "tệp minh chứng"
        indexes = [
            models.Index(fields=["submission", "indicator"], name="attachment_by_cell"),
        ]

    def __str__(self) -> str:
        return self.name
