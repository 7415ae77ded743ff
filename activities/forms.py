"""Shapes of the work diary's rows."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from activities.models import Activity, Directive, Establishment, Inspection
from vhtt_portal.dates import DateField
from vhtt_portal.row_form import RowForm


class ActivityForm(RowForm):
    class Meta(RowForm.Meta):
        model = Activity
        fields = [
            "place", "field", "kind", "name", "held_on", "ended_on", "venue", "quantity",
            "participants", "partners", "led_above", "document_number", "document_on", "note",
        ]  # fmt: skip


class NoteForm(RowForm):
    """What one knows of an activity on the way home from it."""

    class Meta(RowForm.Meta):
        model = Activity
        fields = ["name", "held_on", "field", "place"]

    def __init__(self, *args: Any, home: int | None, **kwargs: Any) -> None:
        """``home`` is the place chosen at first where there are several."""
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Việc đã làm"
        day = self.fields["held_on"] = DateField(label="Ngày")
        day.initial, day.help_text = timezone.localdate(), ""
        place = self.fields["place"]
        place.initial = place.initial or home


class EstablishmentForm(RowForm):
    class Meta(RowForm.Meta):
        model = Establishment
        fields = ["place", "name", "kind", "address"]


class InspectionForm(RowForm):
    class Meta(RowForm.Meta):
        model = Inspection
        fields = ["place", "establishment", "inspected_on", "outcome", "note"]

    def __init__(
        self,
        *args: Any,
        establishments: QuerySet[Establishment],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offer("establishment", establishments)


class DirectiveForm(RowForm):
    class Meta(RowForm.Meta):
        model = Directive
        fields = ["place", "number", "symbol", "issued_on", "subject"]
