"""What was signed and issued: editions of a report and their sealed files."""

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import User
from documents.models import BookEntry
from documents.signatures import DigitalSignature
from reports.editions.formats import Format
from reports.editions.seals import EDITIONS
from reports.entry.models import Period


class EditionQuerySet(models.QuerySet["Edition"]):
    def visible_to(self, user: User) -> "EditionQuerySet":
        """The office sees its own; what it issued goes to the places by other ways."""
        return self.filter(period__office__locality__in=user.office_place_ids)

    def live(self) -> "EditionQuerySet":
        """Still on its way to being issued; at most one a period."""
        return self.filter(status__in=Edition.Status.on_the_way())

    def with_page_relations(self) -> "EditionQuerySet":
        return self.select_related(
            "period__office__locality", "period__form_version", "supersedes", "entry"
        )


class Edition(models.Model):
    """One report of a period on its way from draft to issued paper; a correction is another one.

    Its status changes only in ``editions.actions``; ``editions.workflow`` says which moves exist.
    From issuing on the database itself refuses any change but superseding and recalling.
    """

    class Status(models.TextChoices):
        DRAFTING = "drafting", "Đang soạn"
        SUBMITTED = "submitted", "Đã trình ký"
        SIGNED = "signed", "Đã ký"
        ISSUED = "issued", "Đã ban hành"
        SUPERSEDED = "superseded", "Đã được thay thế"
        RECALLED = "recalled", "Đã thu hồi"

        @classmethod
        def on_the_way(cls) -> list["Edition.Status"]:
            return [cls.DRAFTING, cls.SUBMITTED, cls.SIGNED]

        @classmethod
        def out(cls) -> list["Edition.Status"]:
            return [cls.ISSUED, cls.SUPERSEDED, cls.RECALLED]

    sealed = True
    seals = EDITIONS.seals

    period = models.ForeignKey(Period, models.PROTECT, related_name="editions")
    sequence = models.PositiveSmallIntegerField("lần")
    status = models.CharField("trạng thái", max_length=10, choices=Status, default=Status.DRAFTING)
    # The edition that this one corrects, and why.
    supersedes = models.ForeignKey(
        "self", models.PROTECT, related_name="+", null=True, blank=True, verbose_name="thay thế"
    )
    reason = models.TextField("lý do lập bản mới", blank=True)
    started_at = models.DateTimeField("lập lúc")
    submitted_at = models.DateTimeField("trình lúc", null=True, blank=True)
    submitted_by_name = models.CharField("người trình", max_length=120, blank=True)
    submitted_hash = models.CharField("mã băm khi trình", max_length=64, blank=True)
    return_reason = models.TextField("lý do trả lại", blank=True)
    signed_at = models.DateTimeField("ký lúc", null=True, blank=True)
    signed_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    signer_name = models.CharField("người ký", max_length=120, blank=True)
    capacity_lines = models.JSONField("quyền hạn, chức vụ", default=list, blank=True)
    signing_basis = models.CharField("căn cứ ký", max_length=300, blank=True)
    # The canonical JSON of everything that the paper prints, and the hash the signer saw.
    snapshot = models.TextField("nội dung đã ký", blank=True)
    content_hash = models.CharField("mã băm nội dung", max_length=64, blank=True)
    entry = models.OneToOneField(
        BookEntry, models.PROTECT, related_name="edition", null=True, blank=True
    )
    number = models.PositiveIntegerField("số", null=True, blank=True)
    symbol = models.CharField("ký hiệu", max_length=40, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    issued_at = models.DateTimeField("cấp số lúc", null=True, blank=True)
    issued_by_name = models.CharField("người cấp số", max_length=120, blank=True)
    recalled_at = models.DateTimeField("thu hồi lúc", null=True, blank=True)
    recall_reason = models.TextField("lý do thu hồi", blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = "bản báo cáo"
        constraints = [
            models.UniqueConstraint(
                fields=["period", "sequence"], name="edition_one_per_period_and_sequence"
            ),
            models.UniqueConstraint(
                fields=["period"],
                condition=Q(status__in=["drafting", "submitted", "signed"]),
                name="edition_one_on_the_way_per_period",
            ),
            models.UniqueConstraint(
                fields=["period"],
                condition=Q(status="issued"),
                name="edition_one_in_force_per_period",
            ),
            models.CheckConstraint(
                name="edition_correction_has_a_reason",
                condition=Q(supersedes=None) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="edition_signed_with_its_content",
                condition=Q(status__in=["drafting", "submitted"], signed_at=None, content_hash="")
                | Q(signed_at__isnull=False)
                & ~Q(status__in=["drafting", "submitted"])
                & ~Q(signer_name="")
                & ~Q(snapshot="")
                & ~Q(content_hash=""),
            ),
            models.CheckConstraint(
                name="edition_issued_with_its_number",
                condition=Q(
                    status__in=["drafting", "submitted", "signed"],
                    entry=None,
                    number=None,
                    issued_on=None,
                    issued_at=None,
                )
                | Q(
                    entry__isnull=False,
                    number__isnull=False,
                    issued_on__isnull=False,
                    issued_at__isnull=False,
                )
                & ~Q(status__in=["drafting", "submitted", "signed"]),
            ),
            models.CheckConstraint(
                name="edition_recalled_with_a_reason",
                condition=Q(status="recalled", recalled_at__isnull=False) & ~Q(recall_reason="")
                | ~Q(status="recalled") & Q(recalled_at=None, recall_reason=""),
            ),
        ]

    def __str__(self) -> str:
        name = f"Báo cáo {self.period.inside}"
        return name if self.sequence == 1 else f"{name}, bản thứ {self.sequence}"

    def get_absolute_url(self) -> str:
        return reverse("editions:edition", args=[self.pk])

    @property
    def is_out(self) -> bool:
        return self.status in self.Status.out()

    @property
    def number_text(self) -> str:
        """ "05/BC-PVHTT", nothing before it is issued."""
        return f"{self.number:02d}/{self.symbol}" if self.number else ""


class SignedFile(models.Model):
    """An edition's PDF as it came back with one more digital signature, byte for byte.

    Each goes on from the one before it, the first from the sealed PDF. ``signatures``: rows of
    ``documents.signatures.DigitalSignature`` as they were found when it came.
    """

    sealed = True

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="signed_files")
    order = models.PositiveSmallIntegerField("thứ tự")
    content = models.BinaryField("nội dung")
    sha256 = models.CharField("mã băm", max_length=64)
    size = models.PositiveIntegerField("cỡ tệp")
    signatures = models.JSONField("chữ ký số")
    received_at = models.DateTimeField("nhận lúc")
    received_by_name = models.CharField("người nhận", max_length=120)

    objects = models.Manager["SignedFile"]()

    class Meta:
        verbose_name = "bản ký số"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "order"], name="signed_file_one_per_edition_and_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}.{self.order}"

    @property
    def signers(self) -> list[DigitalSignature]:
        """Whose signatures were on the file when it came."""
        return [DigitalSignature(**row) for row in self.signatures]


class SealedFile(models.Model):
    """One file of an issued edition, byte for byte as it went out."""

    sealed = True

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="files")
    format = models.CharField("dạng", max_length=4, choices=[(f.value, f.value) for f in Format])
    content = models.BinaryField("nội dung")
    sha256 = models.CharField("mã băm", max_length=64)
    size = models.PositiveIntegerField("cỡ tệp")

    objects = models.Manager["SealedFile"]()

    class Meta:
        verbose_name = "tệp đã niêm"
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "format"], name="sealed_file_one_per_edition_and_format"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}.{self.format}"


class Revision(models.Model):
    """The report as it read at one moment of its writing, whole, to be compared with later ones.

    ``content`` is the canonical text of ``editions.content``. Kept when something happens to the
    report (it is submitted, returned, read, sent to a reader) and whenever somebody asks for it.
    """

    period = models.ForeignKey(Period, models.PROTECT, related_name="revisions")
    content = models.TextField("nội dung")
    content_hash = models.CharField("mã băm", max_length=64)
    why = models.CharField("lưu khi", max_length=200)
    at = models.DateTimeField("lúc")
    by_name = models.CharField("người lưu", max_length=120)

    objects = models.Manager["Revision"]()

    class Meta:
        verbose_name = "bản lưu"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.period_id}: {self.why}"


class Reading(models.Model):
    """Which revision somebody has read last; what moved since is shown to them."""

    period = models.ForeignKey(Period, models.PROTECT, related_name="readings")
    user = models.ForeignKey(User, models.CASCADE, related_name="readings")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    objects = models.Manager["Reading"]()

    class Meta:
        verbose_name = "lần đọc"
        constraints = [
            models.UniqueConstraint(fields=["period", "user"], name="reading_one_per_person"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} – {self.period_id}"


class ReaderLink(models.Model):
    """A way to one revision for somebody without an account, opened once, on one machine.

    Only the hash of the address's secret is kept.
    """

    revision = models.ForeignKey(Revision, models.PROTECT, related_name="links")
    secret_hash = models.CharField(max_length=64, unique=True)
    name = models.CharField("người đọc", max_length=120)
    post = models.CharField("chức vụ", max_length=120)
    last_day = models.DateField("đọc được đến hết ngày")
    made_at = models.DateTimeField("lập lúc")
    made_by_name = models.CharField("người lập", max_length=120)
    opened_at = models.DateTimeField("mở lúc", null=True, blank=True)
    closed_at = models.DateTimeField("khóa lúc", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = models.Manager["ReaderLink"]()

    class Meta:
        verbose_name = "đường dẫn đọc"
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.name}, {self.post}"

    @property
    def period(self) -> Period:
        return self.revision.period

    # Who comments through it, as the trail names them.
    @property
    def audit_id(self) -> str:
        return f"reader-link:{self.pk}"

    @property
    def audit_name(self) -> str:
        return self.name

    @property
    def audit_role(self) -> str:
        return self.post

    @property
    def audit_place(self) -> str:
        return ""
