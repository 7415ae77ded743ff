"""Shapes of the movement's rows."""

from typing import Any

from django import forms
from django.utils import timezone

from campaigns.models import (
    Agency,
    AgencyYear,
    Assessment,
    Candidate,
    Commendation,
    EarlierTitles,
    LaneResult,
    LocalRule,
    Nomination,
    NominationRound,
    PlaceResult,
    Round,
    VillageResult,
)
from campaigns.titles import YEARS, Step, TitleKind, shipped_rule
from localities.models import Locality, LocalityQuerySet
from vhtt_portal.dates import DateField
from vhtt_portal.numbers import CountField
from vhtt_portal.row_form import RowForm

_DECIDED = [("unknown", "Chưa xét"), ("true", "Được công nhận"), ("false", "Không được công nhận")]
# What may be said of a candidate before the decision; who stays in is recognised by it.
_OUTCOMES = [
    (outcome.value, outcome.label)
    for outcome in Candidate.Outcome
    if outcome != Candidate.Outcome.RECOGNISED
]


class YearField(CountField):
    """A year that the registers know, which is written without a dot."""

    def clean(self, value: str | None) -> int | None:  # type: ignore[override]  # as its parent
        year = super().clean(value)
        if year is not None and year not in YEARS:
            raise forms.ValidationError(
                f"“{year}” không phải là năm của sổ. Hãy ghi một năm từ {YEARS[0]} đến {YEARS[-1]}."
            )
        return year

    def prepare_value(self, value: object) -> object:
        return value


class VillageResultForm(RowForm):
    class Meta(RowForm.Meta):
        model = VillageResult
        fields = [
            "household_count", "registered_count", "recognised_count", "is_recognised",
            "decision_number", "decided_on",
        ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_decisions(self.fields["is_recognised"])


class VillageLineForm(VillageResultForm):
    """One village of a ward's grid."""

    class Meta(VillageResultForm.Meta):
        fields = [
            "household_count", "registered_count", "recognised_count", "is_recognised",
        ]  # fmt: skip


class _VillageChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # at run time no generic
    """Villages of many places, each told with the place that it lies in."""

    def label_from_instance(self, obj: Locality) -> str:
        return f"{obj}, {obj.parent}" if obj.parent else str(obj)


class VillageBookForm(VillageResultForm):
    """A village's line in a workbook, which says whose and of which year it is."""

    village = _VillageChoiceField(Locality.objects.none(), label="Khu dân cư")
    year = YearField(label="Năm")

    class Meta(VillageResultForm.Meta):
        fields = ["village", "year", *VillageResultForm.Meta.fields]

    def __init__(self, *args: Any, villages: LocalityQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._narrow("village", villages)


class AgencyForm(RowForm):
    class Meta(RowForm.Meta):
        model = Agency
        fields = ["place", "name", "left_on"]


class AgencyYearForm(RowForm):
    class Meta(RowForm.Meta):
        model = AgencyYear
        fields = ["is_registered", "is_recognised", "has_standard"]


class LaneResultForm(RowForm):
    class Meta(RowForm.Meta):
        model = LaneResult
        fields = ["name", "is_recognised"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_decisions(self.fields["is_recognised"])


class LaneBookForm(LaneResultForm):
    """A lane's line in a workbook, which says whose and of which year it is."""

    year = YearField(label="Năm")

    class Meta(LaneResultForm.Meta):
        fields = ["place", "year", *LaneResultForm.Meta.fields]


class PlaceResultForm(RowForm):
    class Meta(RowForm.Meta):
        model = PlaceResult
        fields = ["is_exemplary", "is_urban", "good_deeds", "sport_families", "standard_houses"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("is_exemplary", "is_urban"):
            _offer_decisions(self.fields[name])


class LocalRuleForm(RowForm):
    first_year = YearField(label="Áp dụng từ năm")

    class Meta(RowForm.Meta):
        model = LocalRule
        fields = [
            "place", "kind", "first_year", "basis", "name", "present_percent", "vote_percent",
            "notice_days", "decision_days", "pass_points", "hard_pass_points", "scale",
        ]  # fmt: skip


class RoundForm(RowForm):
    year = YearField(label="Năm")
    everybody = forms.BooleanField(
        label="Đưa mọi nơi có thể xét vào đợt, rồi bỏ nơi không đăng ký",
        required=False,
        initial=True,
    )

    class Meta(RowForm.Meta):
        model = Round
        fields = ["place", "year", "kind"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        year = timezone.localdate().year
        self.fields["year"].initial = year
        kinds = [kind for kind in TitleKind if (rule := shipped_rule(kind, year)) and rule.steps]
        choice = self.fields["kind"]
        choice.widget.choices = [
            ("", "Chọn danh hiệu"),
            *((kind.value, kind.label) for kind in kinds),
        ]


class DossierForm(forms.Form):
    """When the dossier goes to whoever decides."""

    dossier_on = DateField(label="Ngày trình hồ sơ")


class DecisionForm(RowForm):
    decided_on = DateField(label="Ngày quyết định")

    class Meta(RowForm.Meta):
        model = Round
        fields = ["decision_number", "decided_on", "signer_name", "signer_post"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = True


# --- A step's grid: one line for each candidate -----------------------------------------------


class EnrolForm(forms.Form):
    is_enrolled = forms.BooleanField(label="Đăng ký", required=False)


class MeetingForm(RowForm):
    class Meta(RowForm.Meta):
        model = Candidate
        fields = ["met_on", "invited", "present", "in_favour"]


class FamilyMeetingForm(RowForm):
    class Meta(RowForm.Meta):
        model = Candidate
        fields = ["met_on", "invited", "present", "proposed_count"]


class NoticeForm(RowForm):
    class Meta(RowForm.Meta):
        model = Candidate
        fields = ["notice_from", "notice_to"]


class OutcomeForm(RowForm):
    class Meta(RowForm.Meta):
        model = Candidate
        fields = ["outcome", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        outcome = self.fields["outcome"]
        outcome.widget.choices = _OUTCOMES


def step_form(step: Step, kind: TitleKind) -> type[RowForm]:
    if step == Step.MEETING:
        return FamilyMeetingForm if kind == TitleKind.FAMILY else MeetingForm
    return NoticeForm if step == Step.NOTICE else OutcomeForm


class SharedDay(forms.Form):
    """The day that all lines left empty share."""

    met_on = DateField(label="Ngày họp chung", required=False)


class SharedNotice(forms.Form):
    notice_from = DateField(label="Niêm yết chung từ ngày", required=False)
    notice_to = DateField(label="Đến ngày", required=False)


def shared_form(step: Step, data: Any) -> forms.Form | None:
    """What lines left empty take from the head of their grid."""
    form = {Step.MEETING: SharedDay, Step.NOTICE: SharedNotice}.get(step)
    return form(data, prefix="chung") if form else None


class CommendationForm(RowForm):
    """``place`` tells which kinds there are: a village's own, households', others'."""

    year = YearField(label="Năm tặng")
    last_year = YearField(label="Năm cuối của chu kỳ", required=False)

    class Meta(RowForm.Meta):
        model = Commendation
        fields = [
            "kind", "year", "last_year", "household_count", "recipient", "decision_number",
            "decided_on",
        ]  # fmt: skip

    def __init__(self, *args: Any, place: Locality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [
            choice for choice in Commendation.Kind.choices
            if place.kind.is_village or choice[0] != Commendation.Kind.VILLAGE
        ]  # fmt: skip
        kind = self.fields["kind"]
        if isinstance(kind, forms.ChoiceField):
            kind.choices = kinds
        self.fields["last_year"].help_text = "Để trống nếu là thành tích khác."
        self.fields["household_count"].help_text = "Chỉ ghi cho Gia đình văn hóa."
        self.fields["recipient"].help_text = "Chỉ ghi cho thành tích khác."


class EarlierTitlesForm(RowForm):
    first_year = YearField(label="Được công nhận liên tục từ năm")
    last_year = YearField(label="Đến năm")

    class Meta(RowForm.Meta):
        model = EarlierTitles
        fields = ["first_year", "last_year"]


class NominationRoundForm(RowForm):
    first_year = YearField(label="Từ năm")
    last_year = YearField(label="Đến năm")

    class Meta(RowForm.Meta):
        model = NominationRound
        fields = [
            "office", "title", "first_year", "last_year", "collective_quota", "individual_quota",
            "due_on", "legal_basis",
        ]  # fmt: skip

    def __init__(self, *args: Any, offices: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("office", offices)
        self.fields["legal_basis"].help_text = (
            "Ví dụ: Kế hoạch số 12/KH-UBND ngày 05/01/2021 của Ủy ban nhân dân. In thành căn cứ của"
            " tờ trình."
        )


class NominationForm(RowForm):
    """``place`` offers its villages."""

    window_end = YearField(label="Năm cuối của 5 năm", required=False)

    class Meta(RowForm.Meta):
        model = Nomination
        fields = ["kind", "name", "post", "achievements", "village", "window_end"]

    def __init__(self, *args: Any, place: Locality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        village = self.fields["village"]
        if isinstance(village, forms.ModelChoiceField):
            village.queryset = Locality.objects.villages().filter(parent=place).in_order()
        self.fields["name"].required = False
        self.fields["name"].help_text = "Để trống nếu chọn khu dân cư ở dưới."
        self.fields["post"].help_text = "Ghi cho cá nhân."
        self.fields[
            "village"
        ].help_text = "Chỉ chọn khi đề nghị Giấy khen cho khu dân cư đạt danh hiệu 5 năm liên tục."

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("name") and not cleaned.get("village"):
            self.add_error("name", "Hãy ghi tên tập thể hoặc họ tên cá nhân.")
        return cleaned


class AssessmentForm(RowForm):
    class Meta(RowForm.Meta):
        model = Assessment
        fields = ["is_for", "opinion"]


class CommendForm(forms.Form):
    decision_number = forms.CharField(label="Số quyết định", max_length=80)
    decided_on = DateField(label="Ngày quyết định")


def _offer_decisions(field: forms.Field) -> None:
    """Three answers: not judged yet is none of the other two."""
    field.widget.choices = _DECIDED
