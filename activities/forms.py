"""Shapes of the work diary's rows."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from activities.models import Activity, Directive, Establishment, Inspection, Task
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
        _choose_first(self, home)


class EstablishmentForm(RowForm):
    class Meta(RowForm.Meta):
        model = Establishment
        fields = [
            "place", "name", "kind", "address", "licence_number", "licensed_on", "status",
            "status_on",
        ]  # fmt: skip


class InspectionForm(RowForm):
    class Meta(RowForm.Meta):
        model = Inspection
        fields = [
            "place", "establishment", "inspected_on", "outcome", "fine", "decision_number", "note",
        ]  # fmt: skip

    def __init__(
        self,
        *args: Any,
        establishments: QuerySet[Establishment],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._offer("establishment", establishments)


class RoundForm(RowForm):
    """A day's visits: what all of them share, and an outcome for each establishment visited."""

    class Meta(RowForm.Meta):
        model = Inspection
        fields = ["place", "inspected_on", "note"]

    def __init__(
        self, *args: Any, establishments: Iterable[Establishment], home: int | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        _choose_first(self, home)
        self.fields["inspected_on"].initial = timezone.localdate()
        self.listed = {f"co-so-{row.pk}": row for row in establishments}
        for name, row in self.listed.items():
            self.fields[name] = forms.ChoiceField(
                label=row.name,
                choices=[("", "Không kiểm tra"), *Inspection.Outcome.choices],
                required=False,
            )

    def shared(self) -> list[forms.BoundField]:
        return [self[name] for name in self._meta.fields or ()]

    def lines(self) -> list[tuple[Establishment, forms.BoundField]]:
        return [(row, self[name]) for name, row in self.listed.items()]

    def outcomes(self) -> dict[Establishment, str]:
        said = self.cleaned_data
        return {row: said[name] for name, row in self.listed.items() if said[name]}


class DirectiveForm(RowForm):
    class Meta(RowForm.Meta):
        model = Directive
        fields = ["place", "number", "symbol", "issued_on", "subject"]


class TaskForm(RowForm):
    class Meta(RowForm.Meta):
        model = Task
        fields = [
            "place", "source", "document_number", "programme", "project", "field", "content",
            "given_on", "due_on",
        ]  # fmt: skip


class ProgressForm(forms.Form):
    """How far a task is on a day."""

    on = DateField(label="Ngày")
    state = forms.ChoiceField(label="Tiến độ", choices=Task.State.choices)
    note = forms.CharField(
        label="Kết quả, vướng mắc",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": "Kết quả, vướng mắc dài quá 500 ký tự. Hãy viết gọn lại."},
    )


def _choose_first(form: RowForm, home: int | None) -> None:
    place = form.fields["place"]
    place.initial = place.initial or home
