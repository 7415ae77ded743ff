"""The cells of a sheet and what is known about each."""

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from reports.catalogue.models import Indicator
from reports.entry.models.submission import Submission


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
        PASTED = "pasted", "Dán từ bảng tính"
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
