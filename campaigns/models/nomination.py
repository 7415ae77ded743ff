"""Nominations (khen thưởng): rounds of an office, and whom its places put forward."""

from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import Role, User
from accounts.place_rows import PlaceRowQuerySet
from campaigns.ledger import VILLAGE_YEARS, Years
from campaigns.models.commendation import Commendation
from localities.models import Locality, Office
from vhtt_portal.text import fold, sort_key

_FIRST_YEAR = MinValueValidator(1990, "Kiểm tra lại năm: sổ chỉ nhận từ năm 1990.")


class NominationRoundQuerySet(models.QuerySet["NominationRound"]):
    def visible_to(self, user: User) -> Self:
        """An office's rounds are there for its own people and for the places that it collects from."""
        places = Locality.objects.filter(pk__in=user.entry_place_ids)
        return self.filter(
            Q(office__locality__in=user.office_place_ids | user.entry_place_ids)
            | Q(office__locality__in=places.values("parent"))
        )

    def editable_by(self, user: User) -> Self:
        return self.filter(office__in=writable_offices(user))

    def in_order(self) -> Self:
        return self.order_by("-due_on", "-pk")


class NominationRound(models.Model):
    """A round (đợt khen thưởng) in which each place may put forward so many, until a day."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="+", verbose_name="cơ quan")
    title = models.CharField("tên đợt", max_length=200)
    first_year = models.PositiveSmallIntegerField("từ năm", validators=[_FIRST_YEAR])
    last_year = models.PositiveSmallIntegerField("đến năm")
    collective_quota = models.PositiveSmallIntegerField("số tập thể mỗi đơn vị được đề nghị")
    individual_quota = models.PositiveSmallIntegerField("số cá nhân mỗi đơn vị được đề nghị")
    due_on = models.DateField("hạn gửi đề nghị")
    legal_basis = models.TextField("căn cứ, mỗi dòng một văn bản", blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = NominationRoundQuerySet.as_manager()

    class Meta:
        verbose_name = "đợt khen thưởng"
        constraints = [
            models.CheckConstraint(
                name="nomination_round_ends_after_it_starts",
                condition=Q(last_year__gte=F("first_year")),
                violation_error_message="Năm cuối đứng trước năm đầu. Kiểm tra lại hai năm này.",
            ),
            models.UniqueConstraint(
                fields=["office", "title"],
                name="nomination_round_one_per_office_and_title",
                violation_error_message="Đợt khen thưởng này đã có trong sổ.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("campaigns:nomination-round-detail", args=[self.pk])

    @property
    def years(self) -> Years:
        return Years(self.first_year, self.last_year)

    def quota(self, kind: str) -> int:
        is_collective = kind == Nomination.Kind.COLLECTIVE
        return self.collective_quota if is_collective else self.individual_quota


def writable_offices(user: User) -> "models.QuerySet[Office]":
    """The offices for which this person may open rounds and decide on them."""
    return Office.objects.filter(locality__in=user.places(Role.SPECIALIST, Role.HEAD))


class NominationQuerySet(PlaceRowQuerySet["Nomination"]):
    def matching(self, words: str) -> Self:
        return self.filter(search_key__contains=fold(words))

    def in_order(self) -> Self:
        """Collectives before individuals, in the order in which lists read."""
        return self.order_by("place__sort_key", "place", "kind", "sort_key", "pk")


class Nomination(models.Model):
    """A collective or a person whom a place puts forward in a round.

    ``name`` of an individual is personal data: read by who may read the place, and on the papers
    that go to whoever decides. A village put forward for its five years carries their window.
    """

    class Kind(models.TextChoices):
        COLLECTIVE = "collective", "Tập thể"
        INDIVIDUAL = "individual", "Cá nhân"

    class Status(models.TextChoices):
        NOMINATED = "nominated", "Đã đề nghị"
        ASSESSED = "assessed", "Đã thẩm định"
        APPROVED = "approved", "Đồng ý đề nghị khen"
        REFUSED = "refused", "Không đồng ý"
        WITHDRAWN = "withdrawn", "Đã rút"

    round = models.ForeignKey(
        NominationRound, models.PROTECT, related_name="nominations", verbose_name="đợt khen thưởng"
    )
    place = models.ForeignKey(Locality, models.PROTECT, related_name="+", verbose_name="đơn vị")
    kind = models.CharField("loại", max_length=20, choices=Kind.choices)
    name = models.CharField("tên tập thể, họ tên cá nhân", max_length=160)
    post = models.CharField("chức vụ, nơi công tác hoặc nơi ở", max_length=200, blank=True)
    achievements = models.TextField("tóm tắt thành tích")
    village = models.ForeignKey(
        Locality, models.PROTECT, related_name="+", null=True, blank=True,
        verbose_name="khu dân cư đề nghị vì 5 năm liên tục",
    )  # fmt: skip
    window_end = models.PositiveSmallIntegerField("năm cuối của 5 năm", null=True, blank=True)
    status = models.CharField(
        "trạng thái", max_length=20, choices=Status.choices, default=Status.NOMINATED
    )
    decision_reason = models.TextField("lý do", blank=True)
    commendation = models.OneToOneField(
        Commendation, models.PROTECT, related_name="nomination", null=True, blank=True,
        verbose_name="giấy khen",
    )  # fmt: skip
    search_key = models.CharField(max_length=300, editable=False)
    sort_key = models.CharField(max_length=500, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = NominationQuerySet.as_manager()

    class Meta:
        verbose_name = "đề nghị khen thưởng"
        constraints = [
            models.UniqueConstraint(
                fields=["round", "place", "kind", "sort_key", "post"],
                condition=~Q(status="withdrawn"),
                name="nomination_once_a_round",
                violation_error_message="Tập thể, cá nhân này đã được đề nghị trong đợt.",
            ),
            models.CheckConstraint(
                name="nomination_village_and_its_five_years_together",
                condition=Q(village=None, window_end=None)
                | Q(kind="collective", village__isnull=False, window_end__isnull=False),
                violation_error_message=(
                    "Đề nghị vì 5 năm liên tục chỉ dành cho khu dân cư (tập thể); hãy ghi cả khu dân"
                    " cư và năm cuối, hoặc để trống cả hai."
                ),
            ),
            models.CheckConstraint(
                name="nomination_refused_or_withdrawn_with_a_reason",
                condition=~Q(status__in=["refused", "withdrawn"]) | ~Q(decision_reason=""),
                violation_error_message="Hãy ghi lý do.",
            ),
            models.CheckConstraint(
                name="nomination_commended_only_when_approved",
                condition=Q(commendation=None) | Q(status="approved"),
                violation_error_message="Chỉ đề nghị đã được đồng ý mới có Giấy khen.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.round}"

    def get_absolute_url(self) -> str:
        return reverse("campaigns:nomination-detail", args=[self.pk])

    @property
    def window(self) -> Years | None:
        if self.window_end is None:
            return None
        return Years(self.window_end - VILLAGE_YEARS + 1, self.window_end)

    def derive(self) -> None:
        """People are listed by their given name, which stands last."""
        words = self.name.split()
        if self.kind == self.Kind.INDIVIDUAL and len(words) > 1:
            words = [words[-1], *words[1:-1], words[0]]
        self.search_key, self.sort_key = fold(self.name), sort_key(" ".join(words))


class Assessment(models.Model):
    """One assessor's opinion on a nomination; several persons may give one each."""

    nomination = models.ForeignKey(
        Nomination, models.PROTECT, related_name="assessments", verbose_name="đề nghị"
    )
    assessor = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name="người thẩm định"
    )
    is_for = models.BooleanField("đồng ý khen")
    opinion = models.TextField("ý kiến thẩm định")
    at = models.DateTimeField("lúc", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = "ý kiến thẩm định"
        constraints = [
            models.UniqueConstraint(
                fields=["nomination", "assessor"],
                name="assessment_one_per_person",
                violation_error_message="Bạn đã ghi ý kiến thẩm định cho đề nghị này.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nomination}: {self.opinion}"
