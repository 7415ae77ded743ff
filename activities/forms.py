"""Shapes of the work diary's rows."""

from typing import Any

from django.db.models import QuerySet

from activities.models import Activity, Directive, Establishment, Inspection
from vhtt_portal.row_form import RowForm


class ActivityForm(RowForm):
    class Meta(RowForm.Meta):
        model = Activity
        fields = [
            "place", "kind", "name", "held_on", "ended_on", "quantity", "participants", "note",
        ]  # fmt: skip


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
