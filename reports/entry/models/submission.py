"""A place's sheet for one period."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import User
from localities.models import Locality
from reports.entry.models.period import Period


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def visible_to(self, user: User) -> Self:
        """An office sees all sheets of its periods; a unit sees its own."""
        return self.filter(
            Q(locality__in=user.entry_place_ids)
            | Q(period__office__locality__in=user.office_place_ids)
        )

    def accepted(self) -> Self:
        return self.filter(status=Submission.Status.ACCEPTED)

    def with_page_relations(self) -> Self:
        return self.select_related(
            "period__office__locality", "period__form_version", "locality__kind"
        )


class Submission(models.Model):
    """One place's sheet for one period; the office's own sheet is that of the office's place.

    Its status changes only in ``entry.actions`` and ``review.actions``; ``entry.workflow`` says
    which moves exist. ``version`` goes up with every move, not with every cell.
    """

    class Status(models.TextChoices):
        ENTERING = "entering", "Đang nhập"
        APPROVED = "approved", "Lãnh đạo đã duyệt"
        SENT = "sent", "Đã gửi"
        RETURNED = "returned", "Trả lại để sửa"
        ACCEPTED = "accepted", "Đã chấp nhận"

    period = models.ForeignKey(Period, models.PROTECT, related_name="submissions")
    locality = models.ForeignKey(Locality, models.PROTECT, related_name="submissions")
    status = models.CharField("trạng thái", max_length=10, choices=Status, default=Status.ENTERING)
    started_at = models.DateTimeField("mở phiếu lúc")
    # Who stood for the figures, as it is printed; ``approved_by`` is the account that said so,
    # which is another person's where the leader has none.
    approved_at = models.DateTimeField("duyệt lúc", null=True, blank=True)
    approved_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    approver_name = models.CharField("người duyệt", max_length=120, blank=True)
    approver_post = models.CharField("chức vụ người duyệt", max_length=120, blank=True)
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    sent_by_name = models.CharField("người gửi", max_length=120, blank=True)
    sent_hash = models.CharField("mã băm khi gửi", max_length=64, blank=True)
    send_count = models.PositiveSmallIntegerField("số lần gửi", default=0)
    receipt_number = models.CharField("số biên nhận", max_length=60, blank=True)
    returned_at = models.DateTimeField("trả lại lúc", null=True, blank=True)
    returned_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    returned_by_name = models.CharField("người trả lại", max_length=120, blank=True)
    return_reason = models.TextField("lý do trả lại", blank=True)
    accepted_at = models.DateTimeField("chấp nhận lúc", null=True, blank=True)
    accepted_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    accepted_by_name = models.CharField("người chấp nhận", max_length=120, blank=True)
    accepted_hash = models.CharField("mã băm khi chấp nhận", max_length=64, blank=True)
    # The highest version of a cell that was emptied: a cell filled again starts above it, so that
    # nobody's old number is taken for the new one.
    cleared_version = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = "phiếu số liệu"
        constraints = [
            models.UniqueConstraint(
                fields=["period", "locality"], name="submission_one_per_period_and_locality"
            ),
            models.CheckConstraint(
                name="submission_approved_at_and_by_together",
                condition=Q(approved_at=None, approver_name="")
                | Q(approved_at__isnull=False) & ~Q(approver_name=""),
            ),
            models.CheckConstraint(
                name="submission_approved_before_it_goes",
                condition=Q(status__in=["entering", "returned"]) | Q(approved_at__isnull=False),
            ),
            models.CheckConstraint(
                name="submission_sent_with_its_receipt",
                condition=Q(sent_at=None, sent_by_name="", sent_hash="", receipt_number="")
                | Q(sent_at__isnull=False)
                & ~Q(sent_by_name="")
                & ~Q(sent_hash="")
                & ~Q(receipt_number=""),
            ),
            models.CheckConstraint(
                name="submission_sent_before_it_is_judged",
                condition=Q(status__in=["entering", "approved"]) | Q(sent_at__isnull=False),
            ),
            models.CheckConstraint(
                name="submission_returned_with_reason",
                condition=Q(returned_at=None, returned_by_name="", return_reason="")
                | Q(returned_at__isnull=False) & ~Q(returned_by_name="") & ~Q(return_reason=""),
            ),
            models.CheckConstraint(
                name="submission_returned_is_dated",
                condition=~Q(status="returned") | Q(returned_at__isnull=False),
            ),
            models.CheckConstraint(
                name="submission_accepted_with_its_hash",
                condition=Q(status="accepted", accepted_at__isnull=False)
                & ~Q(accepted_by_name="")
                & ~Q(accepted_hash="")
                | ~Q(status="accepted")
                & Q(accepted_at=None, accepted_by=None, accepted_by_name="", accepted_hash=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.locality} – {self.period}"

    def get_absolute_url(self) -> str:
        return reverse("entry:sheet", args=[self.pk])

    @property
    def is_office_own(self) -> bool:
        return self.locality_id == self.period.office.locality_id

    @property
    def approver(self) -> str:
        return ", ".join(filter(None, (self.approver_name, self.approver_post)))

    @property
    def is_approved(self) -> bool:
        """The leader stands for what the sheet says now; a returned one may have changed since."""
        return self.status in {self.Status.APPROVED, self.Status.SENT, self.Status.ACCEPTED}

    @property
    def is_editable_status(self) -> bool:
        """Entering, approved (an edit takes the approval back) or returned."""
        return self.status in {
            self.Status.ENTERING, self.Status.APPROVED, self.Status.RETURNED,
        }  # fmt: skip
