"""What the places below an office answer: periods, their sheets, cells and remarks."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import User
from localities.models import Locality, Office
from reports.catalogue.models import FormVersion, Indicator


class PeriodQuerySet(models.QuerySet["Period"]):
    def visible_to(self, user: User) -> Self:
        """An office sees its own periods; a unit those in which it owes a return."""
        return self.filter(
            Q(office__locality__in=user.office_place_ids)
            | Q(
                pk__in=Expectation.objects.filter(locality__in=user.entry_place_ids).values(
                    "period"
                )
            )
        )

    def newest_first(self) -> Self:
        return self.order_by("-starts_on", "-ends_on", "code")


class Period(models.Model):
    """One span of time for which an office collects figures, with its form and its dates."""

    office = models.ForeignKey(
        Office, models.PROTECT, related_name="periods", verbose_name="cơ quan"
    )
    code = models.CharField("mã", max_length=20)
    name = models.CharField("tên kỳ", max_length=80)
    form_version = models.ForeignKey(
        FormVersion, models.PROTECT, related_name="+", verbose_name="biểu mẫu"
    )
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến ngày")
    cut_off_on = models.DateField("ngày chốt số liệu")
    due_on = models.DateField("hạn gửi")
    # After the first nobody starts a sheet, after the second nobody changes one.
    last_new_on = models.DateField("ngày cuối nhận phiếu mới")
    last_edit_on = models.DateField("ngày cuối được sửa")
    previous = models.ForeignKey(
        "self", models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name="kỳ trước để so sánh",
    )  # fmt: skip
    # Set while an edition of this period is signed: its sheets then stand still.
    sealed_at = models.DateTimeField("khóa lúc", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = "kỳ báo cáo"
        constraints = [
            models.UniqueConstraint(
                fields=["office", "code"], name="period_one_per_office_and_code"
            ),
            models.CheckConstraint(
                name="period_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(
                name="period_cut_off_lies_inside",
                condition=Q(cut_off_on__gte=F("starts_on"), cut_off_on__lte=F("ends_on")),
            ),
            models.CheckConstraint(
                name="period_dates_in_order",
                condition=Q(due_on__lte=F("last_edit_on"), last_new_on__lte=F("last_edit_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def inside(self) -> str:
        """ "năm 2020": the name where it does not begin a line."""
        return self.name[:1].lower() + self.name[1:]

    @property
    def year(self) -> int:
        return self.ends_on.year

    def is_open_on(self, day: date) -> bool:
        """Whether cells may still change: last day not passed, no signed edition."""
        return self.sealed_at is None and day <= self.last_edit_on


class Expectation(models.Model):
    """One place that owes a return in a period."""

    period = models.ForeignKey(Period, models.CASCADE, related_name="expectations")
    locality = models.ForeignKey(Locality, models.PROTECT, related_name="expectations")

    class Meta:
        verbose_name = "đơn vị phải báo cáo"
        constraints = [
            models.UniqueConstraint(
                fields=["period", "locality"], name="expectation_one_per_period_and_locality"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.locality} – {self.period}"


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
    def is_editable_status(self) -> bool:
        """Entering, approved (an edit takes the approval back) or returned."""
        return self.status in {
            self.Status.ENTERING, self.Status.APPROVED, self.Status.RETURNED,
        }  # fmt: skip


class Figure(models.Model):
    """One cell of a sheet: a value, or the statement that there is none. Not entered is no row.

    A line that a register feeds gets its row when the sheet is sent; before that its count is
    live. ``set_by`` is empty where no person typed: counted, imported or set by a command.
    """

    class State(models.TextChoices):
        VALUE = "value", "Có số"
        NOT_APPLICABLE = "not_applicable", "Không áp dụng"
        NO_DATA = "no_data", "Không có số liệu"

    class Relation(models.TextChoices):
        EXACT = "exact", "đúng bằng"
        AT_LEAST = "at_least", "trên"
        RANGE = "range", "từ … đến …"

    class Source(models.TextChoices):
        TYPED = "typed", "Nhập tay"
        REGISTER = "register", "Sổ theo dõi"
        IMPORT = "import", "Tệp nhập"

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="figures")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    state = models.CharField("tình trạng", max_length=14, choices=State, default=State.VALUE)
    value = models.DecimalField("số liệu", max_digits=18, decimal_places=2, null=True, blank=True)
    upper = models.DecimalField("đến", max_digits=18, decimal_places=2, null=True, blank=True)
    relation = models.CharField("cách ghi", max_length=8, choices=Relation, default=Relation.EXACT)
    reason = models.CharField("lý do không có số liệu", max_length=300, blank=True)
    # A word about an unusual figure; it clears the warnings of this cell.
    note = models.CharField("giải trình", max_length=500, blank=True)
    source = models.CharField("nguồn", max_length=8, choices=Source, default=Source.TYPED)
    version = models.PositiveIntegerField(default=1)
    set_at = models.DateTimeField("ghi lúc")
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    set_by_name = models.CharField("người ghi", max_length=120)

    class Meta:
        verbose_name = "số liệu"
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "indicator"], name="figure_one_per_submission_and_indicator"
            ),
            models.CheckConstraint(
                name="figure_not_negative", condition=Q(value=None) | Q(value__gte=0)
            ),
            models.CheckConstraint(
                name="figure_value_iff_state_value",
                condition=Q(state="value", value__isnull=False)
                | ~Q(state="value") & Q(value=None, relation="exact"),
            ),
            models.CheckConstraint(
                name="figure_reason_iff_no_data",
                condition=Q(state="no_data") & ~Q(reason="") | ~Q(state="no_data") & Q(reason=""),
            ),
            models.CheckConstraint(
                name="figure_upper_iff_range",
                # A comparison with nothing is neither true nor false, and would pass a CHECK.
                condition=Q(relation="range", upper__isnull=False, upper__gt=F("value"))
                | ~Q(relation="range") & Q(upper=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id}: {self.value if self.value is not None else self.state}"


class Remark(models.Model):
    """A place's own words to one heading of the report."""

    class Kind(models.TextChoices):
        RESULTS = "results", "Kết quả nổi bật"
        LIMITS = "limits", "Tồn tại, hạn chế"
        CAUSES = "causes", "Nguyên nhân"
        PROPOSALS = "proposals", "Phương hướng, kiến nghị"

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="remarks")
    kind = models.CharField("nội dung", max_length=10, choices=Kind)
    text = models.TextField("nội dung", blank=True)
    version = models.PositiveIntegerField(default=1)
    set_at = models.DateTimeField("ghi lúc")
    set_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    set_by_name = models.CharField("người ghi", max_length=120)

    class Meta:
        verbose_name = "lời của đơn vị"
        constraints = [
            models.UniqueConstraint(
                fields=["submission", "kind"], name="remark_one_per_submission_and_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} – {self.submission_id}"
