"""Periods and the places that owe a return in them."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from localities.models import Locality, Office
from reports.catalogue.models import FormVersion


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
