"""A round (đợt xét) of one title in one year, and who stands in it."""

from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from accounts.models import User
from accounts.scope import editable_places, readable_places
from campaigns.models.agency import Agency
from campaigns.models.lane import LaneResult
from campaigns.titles import Step, TitleKind
from localities.models import Locality


class RoundQuerySet(models.QuerySet["Round"]):
    def visible_to(self, user: User) -> Self:
        """The rounds of one's places, and those in which one of them stands."""
        mine = Candidate.objects.filter(round=OuterRef("pk")).visible_to(user)
        return self.filter(Q(place__in=readable_places(user)) | Exists(mine))

    def editable_by(self, user: User) -> Self:
        return self.filter(place__in=editable_places(user))

    def in_order(self) -> Self:
        return self.order_by("-year", "place__sort_key", "kind", "pk")


class Round(models.Model):
    """The yearly judging of one title at the place that decides or proposes."""

    place = models.ForeignKey(Locality, models.PROTECT, related_name="+", verbose_name="nơi xét")
    year = models.PositiveSmallIntegerField("năm")
    kind = models.CharField("danh hiệu", max_length=20, choices=TitleKind)
    step = models.CharField("bước", max_length=20, choices=Step, default=Step.REGISTER)
    dossier_on = models.DateField("ngày trình hồ sơ", null=True, blank=True)
    decision_number = models.CharField("số quyết định", max_length=80, blank=True)
    decided_on = models.DateField("ngày quyết định", null=True, blank=True)
    signer_name = models.CharField("người ký", max_length=120, blank=True)
    signer_post = models.CharField("chức vụ người ký", max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = "đợt xét"
        indexes = [models.Index(fields=["year", "kind"], name="round_by_year_and_kind")]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "year", "kind"],
                name="round_one_per_place_year_and_kind",
                violation_error_message="Đợt xét danh hiệu này của năm đã có trong sổ.",
            ),
            models.CheckConstraint(
                name="round_decided_has_its_decision",
                condition=(
                    Q(step=Step.DECIDED, decided_on__isnull=False)
                    & ~Q(decision_number="")
                    & ~Q(signer_name="")
                )
                | (~Q(step=Step.DECIDED) & Q(decided_on=None, decision_number="", signer_name="")),
                violation_error_message="Hãy ghi đủ số, ngày và người ký quyết định.",
            ),
            models.CheckConstraint(
                name="round_decided_after_its_dossier",
                condition=Q(decided_on=None) | Q(dossier_on__lte=F("decided_on")),
                violation_error_message="Ngày quyết định không được trước ngày trình hồ sơ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, năm {self.year}, {self.place}"

    def get_absolute_url(self) -> str:
        return reverse("campaigns:round-detail", args=[self.pk])


class CandidateQuerySet(models.QuerySet["Candidate"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(place__in=readable_places(user))

    def with_subjects(self) -> Self:
        return self.select_related("place", "locality__kind", "agency", "lane")

    def in_order(self) -> Self:
        return self.order_by(
            "place__sort_key", "place", "locality__sort_key", "agency__sort_key", "lane__sort_key",
            "pk",
        )  # fmt: skip


class Candidate(models.Model):
    """One village, place, agency or lane in a round.

    ``place`` is whose register it stands in: a village's is the place above it. Nghị định
    122/2018/NĐ-CP: of those invited so many must be present, of those present so many in favour.
    """

    class Outcome(models.TextChoices):
        PENDING = "", "Đang xét"
        RECOGNISED = "recognised", "Được công nhận"
        REFUSED = "refused", "Không được công nhận"
        WITHDRAWN = "withdrawn", "Rút khỏi đợt xét"

    round = models.ForeignKey(
        Round, models.PROTECT, related_name="candidates", verbose_name="đợt xét"
    )
    place = models.ForeignKey(Locality, models.PROTECT, related_name="+", verbose_name="địa bàn")
    locality = models.ForeignKey(
        Locality, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name="khu dân cư, đơn vị",
    )  # fmt: skip
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="cơ quan"
    )
    lane = models.ForeignKey(
        LaneResult, models.PROTECT, related_name="+", null=True, blank=True, verbose_name="ngõ, phố"
    )
    met_on = models.DateField("ngày họp", null=True, blank=True)
    invited = models.PositiveIntegerField("số người được mời", null=True, blank=True)
    present = models.PositiveIntegerField("số người dự", null=True, blank=True)
    in_favour = models.PositiveIntegerField("số người đồng ý", null=True, blank=True)
    # Of a round of families: how many of the village's households the meeting proposes.
    proposed_count = models.PositiveIntegerField("số hộ đề nghị công nhận", null=True, blank=True)
    notice_from = models.DateField("niêm yết từ ngày", null=True, blank=True)
    notice_to = models.DateField("niêm yết đến ngày", null=True, blank=True)
    outcome = models.CharField("kết quả", max_length=20, choices=Outcome, blank=True)
    reason = models.CharField("lý do", max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CandidateQuerySet.as_manager()

    class Meta:
        verbose_name = "nơi đăng ký"
        indexes = [models.Index(fields=["round", "place"], name="candidate_by_round_and_place")]
        constraints = [
            *(
                models.UniqueConstraint(
                    fields=["round", subject],
                    name=f"candidate_one_per_round_and_{subject}",
                    violation_error_message="Nơi này đã có trong đợt xét.",
                )
                for subject in ("locality", "agency", "lane")
            ),
            models.CheckConstraint(
                name="candidate_is_one_thing",
                condition=Q(locality__isnull=False, agency=None, lane=None)
                | Q(locality=None, agency__isnull=False, lane=None)
                | Q(locality=None, agency=None, lane__isnull=False),
            ),
            models.CheckConstraint(
                name="candidate_present_at_most_invited",
                condition=Q(present=None) | Q(invited=None) | Q(present__lte=F("invited")),
                violation_error_message="Số người dự lớn hơn số người được mời.",
            ),
            models.CheckConstraint(
                name="candidate_in_favour_at_most_present",
                condition=Q(in_favour=None) | Q(present=None) | Q(in_favour__lte=F("present")),
                violation_error_message="Số người đồng ý lớn hơn số người dự.",
            ),
            models.CheckConstraint(
                name="candidate_notice_ends_after_it_begins",
                condition=Q(notice_to=None)
                | Q(notice_from__isnull=False, notice_to__gte=F("notice_from")),
                violation_error_message="Ngày hết niêm yết trước ngày bắt đầu niêm yết.",
            ),
            models.CheckConstraint(
                name="candidate_refused_with_a_reason",
                condition=~Q(outcome__in=["refused", "withdrawn"]) | ~Q(reason=""),
                violation_error_message="Hãy ghi lý do không công nhận hoặc rút khỏi đợt xét.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.subject)

    def get_absolute_url(self) -> str:
        return reverse("campaigns:round-place", args=[self.round_id, self.place_id])

    @property
    def subject(self) -> Locality | Agency | LaneResult:
        found = self.locality or self.agency or self.lane
        if found is None:
            raise ValueError("a candidate is one thing")
        return found

    @property
    def is_live(self) -> bool:
        """Not refused and not withdrawn."""
        return self.outcome in {self.Outcome.PENDING, self.Outcome.RECOGNISED}
