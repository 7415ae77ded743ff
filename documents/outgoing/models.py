"""Papers that an office or a place writes, signs and sends out, and their sealed files."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import capfirst

from accounts.models import WARD_ROLES, User
from documents import kinds
from documents.issuer import Issuer, of_office, of_place
from documents.models import BookEntry, Keeper
from documents.outgoing.seals import PAPERS
from documents.signatures import DigitalSignature
from localities.models import Locality, Office
from vhtt_portal.text import fold


class PaperQuerySet(models.QuerySet["Paper"]):
    def visible_to(self, user: User) -> Self:
        """One's own at every step; of the places below one's office what they have issued."""
        own = Q(office=None, place__in=user.places(*WARD_ROLES))
        office = Q(office__locality__in=user.office_place_ids)
        below = Locality.objects.below(user.office_place_ids)
        issued = Q(office=None, place__in=below, status__in=Paper.Status.out())
        return self.filter(own | office | issued)

    def matching(self, words: str) -> Self:
        return self.filter(search_key__contains=fold(words))

    def in_year(self, year: int) -> Self:
        """Of its book's year once it is issued; until then of the year in which it was begun."""
        return self.filter(Q(issued_on__year=year) | Q(issued_on=None, started_at__year=year))

    def with_issuer(self) -> Self:
        return self.select_related("office__locality__kind", "place__kind", "place__parent__kind")


class Paper(models.Model):
    """One outgoing paper on its way from draft to sealed files.

    It goes out in the name of ``office`` or, where there is none, of the committee of ``place``;
    ``is_in_person``: of the committee's head and not of the committee. ``body`` is in the written
    form of ``outgoing.lines``; lists are a line each. Its status changes only in
    ``outgoing.actions``; from issuing on the database refuses any change but recalling.
    """

    class Status(models.TextChoices):
        DRAFTING = "drafting", "Đang soạn"
        SUBMITTED = "submitted", "Đã trình ký"
        SIGNED = "signed", "Đã ký"
        ISSUED = "issued", "Đã ban hành"
        RECALLED = "recalled", "Đã thu hồi"

        @classmethod
        def out(cls) -> list["Paper.Status"]:
            return [cls.ISSUED, cls.RECALLED]

    class Kind(models.TextChoices):
        LETTER = kinds.LETTER, "Công văn"
        PLAN = kinds.PLAN, "Kế hoạch"
        NOTICE = kinds.NOTICE, "Thông báo"
        PROPOSAL = kinds.PROPOSAL, "Tờ trình"
        INVITATION = kinds.INVITATION, "Giấy mời"
        DECISION = kinds.DECISION, "Quyết định"
        PROGRAMME = kinds.PROGRAMME, "Chương trình"
        GUIDANCE = kinds.GUIDANCE, "Hướng dẫn"
        REPORT = kinds.REPORT, "Báo cáo"

    sealed = True
    seals = PAPERS.seals

    office = models.ForeignKey(
        Office, models.PROTECT, related_name="papers", null=True, blank=True, verbose_name="cơ quan"
    )
    place = models.ForeignKey(
        Locality, models.PROTECT, related_name="papers", verbose_name="địa phương"
    )
    status = models.CharField("trạng thái", max_length=10, choices=Status, default=Status.DRAFTING)
    kind = models.CharField("loại văn bản", max_length=20, choices=Kind)
    subject = models.CharField("trích yếu", max_length=300)
    addressees = models.TextField("kính gửi", blank=True, max_length=4000)
    legal_bases = models.TextField("căn cứ", blank=True, max_length=8000)
    body = models.TextField("nội dung", blank=True, max_length=60_000)
    recipients = models.TextField("nơi nhận khác", blank=True, max_length=4000)
    is_in_person = models.BooleanField("ký với tư cách người đứng đầu", default=False)
    signer = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="trình ai ký"
    )
    due_on = models.DateField("cần ban hành trước ngày", null=True, blank=True)
    search_key = models.CharField(max_length=400, editable=False)
    started_at = models.DateTimeField("lập lúc")
    drafted_by_name = models.CharField("người soạn", max_length=120)
    submitted_at = models.DateTimeField("trình lúc", null=True, blank=True)
    submitted_by_name = models.CharField("người trình", max_length=120, blank=True)
    return_reason = models.TextField("lý do trả lại", blank=True, max_length=2000)
    signed_at = models.DateTimeField("ký lúc", null=True, blank=True)
    signed_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    signer_name = models.CharField("người ký", max_length=120, blank=True)
    capacity_lines = models.JSONField("quyền hạn, chức vụ", default=list, blank=True)
    signing_basis = models.CharField("căn cứ ký", max_length=300, blank=True)
    # The canonical JSON of everything that the paper prints, and the hash the signer saw.
    snapshot = models.TextField("nội dung đã ký", blank=True)
    content_hash = models.CharField("mã băm nội dung", max_length=64, blank=True)
    entry = models.OneToOneField(
        BookEntry, models.PROTECT, related_name="paper", null=True, blank=True
    )
    number = models.PositiveIntegerField("số", null=True, blank=True)
    symbol = models.CharField("ký hiệu", max_length=40, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    issued_at = models.DateTimeField("cấp số lúc", null=True, blank=True)
    issued_by_name = models.CharField("người cấp số", max_length=120, blank=True)
    recalled_at = models.DateTimeField("thu hồi lúc", null=True, blank=True)
    recall_reason = models.TextField("lý do thu hồi", blank=True, max_length=2000)
    version = models.PositiveIntegerField(default=1)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản đi"
        ordering = ["-started_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="paper_signed_with_its_content",
                condition=Q(status__in=["drafting", "submitted"], signed_at=None, content_hash="")
                | Q(signed_at__isnull=False)
                & ~Q(status__in=["drafting", "submitted"])
                & ~Q(signer_name="")
                & ~Q(snapshot="")
                & ~Q(content_hash=""),
            ),
            models.CheckConstraint(
                name="paper_issued_with_its_number",
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
                name="paper_recalled_with_a_reason",
                condition=Q(status="recalled", recalled_at__isnull=False) & ~Q(recall_reason="")
                | ~Q(status="recalled") & Q(recalled_at=None, recall_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.about}"

    def get_absolute_url(self) -> str:
        return reverse("outgoing:paper", args=[self.pk])

    @property
    def about(self) -> str:
        """What it is about, inside a sentence."""
        return f"{self.subject[:1].lower()}{self.subject[1:]}"

    @property
    def title(self) -> str:
        return capfirst(self.subject)

    @property
    def is_out(self) -> bool:
        return self.status in self.Status.out()

    @property
    def number_text(self) -> str:
        """ "05/TB-PVHTT", nothing before it is issued."""
        return f"{self.number:02d}/{self.symbol}" if self.number else ""

    @property
    def keeper(self) -> Keeper:
        """In whose book it is numbered."""
        return self.office or self.place

    @property
    def issuer(self) -> Issuer:
        """In whose name it goes out, as things are now. No query ``with_issuer``."""
        issuer = of_office(self.office) if self.office else of_place(self.place)
        return issuer.in_person() if self.is_in_person else issuer

    def derive(self) -> None:
        self.search_key = fold(f"{self.get_kind_display()} {self.subject}")[:400]


class PaperFile(models.Model):
    """One file of an issued paper, byte for byte as it went out."""

    class Format(models.TextChoices):
        PDF = "pdf", "PDF"
        DOCX = "docx", "Word"

    sealed = True

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="files")
    format = models.CharField("dạng", max_length=4, choices=Format)
    content = models.BinaryField("nội dung")
    sha256 = models.CharField("mã băm", max_length=64)
    size = models.PositiveIntegerField("cỡ tệp")

    objects = models.Manager["PaperFile"]()

    class Meta:
        verbose_name = "tệp văn bản đi đã niêm"
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "format"], name="paper_file_one_per_paper_and_format"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper_id}.{self.format}"


class PaperCopy(models.Model):
    """An issued paper's PDF as it came back with one more digital signature, byte for byte.

    Each goes on from the one before it, the first from the issued PDF. ``signatures``: rows of
    ``documents.signatures.DigitalSignature`` as they were found when it came.
    """

    sealed = True

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="signed_copies")
    order = models.PositiveSmallIntegerField("thứ tự")
    content = models.BinaryField("nội dung")
    sha256 = models.CharField("mã băm", max_length=64)
    size = models.PositiveIntegerField("cỡ tệp")
    signatures = models.JSONField("chữ ký số")
    received_at = models.DateTimeField("nhận lúc")
    received_by_name = models.CharField("người nhận", max_length=120)

    objects = models.Manager["PaperCopy"]()

    class Meta:
        verbose_name = "bản ký số của văn bản đi"
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "order"], name="paper_copy_one_per_paper_and_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper_id}.{self.order}"

    @property
    def signers(self) -> list[DigitalSignature]:
        """Whose signatures were on the file when it came."""
        return [DigitalSignature(**row) for row in self.signatures]
