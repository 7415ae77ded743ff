"""What the office sets itself to reach, and what it gives each of its units to reach."""

from django.db import models
from django.db.models import F, Q

from localities.models import Locality, Office
from reports.entry.models import Figure
from reports.rollup.amounts import Amount


class Target(models.Model):
    """What one indicator should come to in one period.

    Known by codes, not keys: a target is set before its period is opened and outlives a change of
    form. Without a ``locality`` it is the office's own, for the whole.
    """

    office = models.ForeignKey(Office, models.PROTECT, related_name="targets")
    locality = models.ForeignKey(
        Locality, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name="giao cho",
    )  # fmt: skip
    period_code = models.CharField("kỳ", max_length=20)
    indicator_code = models.CharField("chỉ tiêu", max_length=40)
    relation = models.CharField(
        "cách ghi", max_length=8, choices=Figure.Relation, default=Figure.Relation.EXACT
    )
    value = models.DecimalField("mức", max_digits=18, decimal_places=2)
    upper = models.DecimalField("đến", max_digits=18, decimal_places=2, null=True, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "mức chỉ tiêu"
        constraints = [
            models.UniqueConstraint(
                fields=["office", "period_code", "indicator_code"],
                condition=Q(locality=None),
                name="target_one_per_office_period_and_indicator",
            ),
            models.UniqueConstraint(
                fields=["office", "period_code", "indicator_code", "locality"],
                condition=Q(locality__isnull=False),
                name="target_one_per_place_period_and_indicator",
            ),
            models.CheckConstraint(name="target_not_negative", condition=Q(value__gte=0)),
            models.CheckConstraint(
                name="target_upper_iff_range",
                condition=Q(relation="range", upper__isnull=False, upper__gt=F("value"))
                | ~Q(relation="range") & Q(upper=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_code} {self.period_code}: {self.amount.written()}"

    @property
    def amount(self) -> Amount:
        return Amount(self.value, Figure.Relation(self.relation), self.upper)
