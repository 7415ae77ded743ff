"""What places ask to have written about sites."""

from typing import Any, Self

from django.db import models
from django.db.models import Case, Q, Value, When
from django.urls import reverse

from accounts.models import User
from accounts.scope import governed_places, readable_places
from heritage.models.site import Site
from localities.models import Locality


class SiteProposalQuerySet(models.QuerySet["SiteProposal"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(place__in=readable_places(user))

    def governed_by(self, user: User) -> Self:
        """Which the person may decide, were they not the person's own."""
        return self.filter(place__in=governed_places(user))

    def waiting(self) -> Self:
        return self.filter(state=SiteProposal.State.WAITING)

    def waiting_first(self) -> Self:
        is_decided = Case(When(state=SiteProposal.State.WAITING, then=Value(0)), default=Value(1))
        return self.order_by(is_decided, "-proposed_at", "-pk")


class SiteProposal(models.Model):
    """A change to a site, or a new one, that a place wants and the office decides about.

    ``wanted`` maps columns of ``Site`` to [as it stood then, as it is wanted], both as text, None
    for nothing. It holds what differs and no more: the rest may change while it waits.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Chờ xem xét"
        ACCEPTED = "accepted", "Đã chấp nhận"
        REFUSED = "refused", "Không chấp nhận"

    place = models.ForeignKey(Locality, models.PROTECT, related_name="+", verbose_name="địa bàn")
    # None until a new site is accepted. A row written by mistake takes what was said of it along.
    site = models.ForeignKey(
        Site, models.CASCADE, null=True, blank=True, related_name="proposals",
        verbose_name="di tích",
    )  # fmt: skip
    name = models.CharField("tên di tích", max_length=200)
    wanted = models.JSONField("nội dung đề nghị")
    note = models.TextField("lời giải thích", blank=True, max_length=1000)
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.WAITING)
    proposed_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name="người gửi"
    )
    proposed_at = models.DateTimeField("gửi lúc")
    decided_by_name = models.CharField("người xem xét", max_length=120, blank=True)
    decided_at = models.DateTimeField("xem xét lúc", null=True, blank=True)
    reason = models.TextField("lý do không chấp nhận", blank=True, max_length=1000)

    objects = SiteProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "đề nghị về di tích"
        constraints = [
            models.CheckConstraint(
                name="site_proposal_decided_at_some_time",
                condition=Q(state="waiting", decided_at=None)
                | (~Q(state="waiting") & Q(decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="site_proposal_refused_with_a_reason",
                condition=Q(state="refused", reason__gt="") | (~Q(state="refused") & Q(reason="")),
            ),
            models.CheckConstraint(
                name="site_proposal_accepted_has_its_site",
                condition=~Q(state="accepted") | Q(site__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Đề nghị {'sửa' if self.wants_change else 'thêm'} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("heritage:proposal-detail", args=[self.pk])

    @property
    def wants_change(self) -> bool:
        """Of a site that was there; a new one had no name before."""
        return "name" not in self.wanted or self.wanted["name"][0] is not None

    @property
    def fields(self) -> dict[str, Any]:
        """What is wanted, as ``Site`` takes it."""
        return {column: read_column(column, new) for column, (_, new) in self.wanted.items()}


def read_column(column: str, text: str | None) -> Any:
    return None if text is None else Site._meta.get_field(column).to_python(text)  # type: ignore[union-attr]  # own columns only


def write_column(value: object) -> str | None:
    return None if value is None else str(value)
