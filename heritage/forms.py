"""Shapes of the heritage registers' rows."""

from heritage.models import (
    Designation,
    Festival,
    FestivalHeld,
    IntangibleHeritage,
    Restoration,
    Site,
)
from vhtt_portal.dates import DateField
from vhtt_portal.row_form import ReasonForm, RowForm


class SiteForm(RowForm):
    class Meta(RowForm.Meta):
        model = Site
        fields = ["place", "name", "kind", "address", "status", "listed_on"]


class SiteRemovalForm(ReasonForm):
    """From which day a site is off the list, and why."""

    removed_on = DateField(label="Ngày đưa ra khỏi danh mục")
    field_order = ["removed_on", "reason"]


class DesignationForm(RowForm):
    class Meta(RowForm.Meta):
        model = Designation
        fields = ["rank", "decision_number", "decided_on", "certificate_received_on"]


class RestorationForm(RowForm):
    class Meta(RowForm.Meta):
        model = Restoration
        fields = ["content", "started_on", "finished_on", "state_budget", "social_budget"]


class FestivalForm(RowForm):
    class Meta(RowForm.Meta):
        model = Festival
        fields = ["place", "name", "timing"]


class FestivalHeldForm(RowForm):
    class Meta(RowForm.Meta):
        model = FestivalHeld
        fields = ["held_on", "visitors"]


class IntangibleHeritageForm(RowForm):
    class Meta(RowForm.Meta):
        model = IntangibleHeritage
        fields = ["place", "name", "kind", "listed_on", "decision_number"]
