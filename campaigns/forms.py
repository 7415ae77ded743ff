"""Shapes of the movement's rows."""

from typing import Any

from django import forms

from campaigns.models import Agency, AgencyYear, GoodDeed, LaneResult, LocalityTitle, VillageResult
from vhtt_portal.row_form import RowForm

_DECIDED = [("unknown", "Chưa xét"), ("true", "Được công nhận"), ("false", "Không được công nhận")]


class VillageResultForm(RowForm):
    class Meta(RowForm.Meta):
        model = VillageResult
        fields = [
            "household_count", "registered_count", "recognised_count", "is_recognised",
            "five_years", "five_years_commended", "decision_number", "decided_on",
        ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer_decisions(self.fields["is_recognised"])


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


class LocalityTitleForm(RowForm):
    class Meta(RowForm.Meta):
        model = LocalityTitle
        fields = ["is_exemplary"]


class GoodDeedForm(RowForm):
    class Meta(RowForm.Meta):
        model = GoodDeed
        fields = ["person_count"]


def _offer_decisions(field: forms.Field) -> None:
    """Three answers: not judged yet is none of the other two."""
    field.widget.choices = _DECIDED
