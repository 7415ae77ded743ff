"""Forms over one register row: Django's ModelForm with our habits for days and numbers."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db import models
from django.utils.text import capfirst

from vhtt_portal.dates import DateField
from vhtt_portal.numbers import CountField, FigureField

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[models.Model]
else:  # generic for the type checker only
    _ModelForm = forms.ModelForm


def field_for(column: "models.Field[Any, Any]", **kwargs: Any) -> forms.Field | None:
    """Days as dd/mm/yyyy, numbers as 1.234,5; everything else as Django has it."""
    label, required = str(capfirst(column.verbose_name)), not column.blank
    help_text = kwargs.get("help_text", "")
    if isinstance(column, models.DateField):
        return DateField(label=label, required=required, help_text=help_text)
    if isinstance(column, models.DecimalField):
        return FigureField(label=label, required=required, decimals=column.decimal_places or 0)
    if isinstance(column, models.IntegerField) and not column.choices:
        count = CountField(label=label, required=required)
        count.initial = column.default if column.has_default() else None
        count.help_text = help_text
        return count
    if isinstance(column, models.TextField):
        kwargs["widget"] = forms.Textarea(attrs={"rows": 3})
    return column.formfield(**kwargs)


class RowForm(_ModelForm):
    """Checks the shape of a row's fields; the register's actions take ``cleaned_data``."""

    def __init__(
        self,
        *args: Any,
        places: models.QuerySet[Any] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if places is not None:
            self._offer("place", places)

    def _narrow(self, name: str, rows: models.QuerySet[Any]) -> "forms.ModelChoiceField[Any]":
        """Let one choose among these rows only."""
        field = self.fields[name]
        if not isinstance(field, forms.ModelChoiceField):
            raise TypeError(name)
        field.queryset = rows
        return field

    def _offer(self, name: str, rows: models.QuerySet[Any]) -> None:
        """Let one choose among these rows; the only one there is stands chosen."""
        field = self._narrow(name, rows)
        first_two = list(rows[:2])
        if len(first_two) == 1:
            field.initial, field.empty_label = first_two[0], None

    class Meta:
        formfield_callback = field_for


class ReasonForm(forms.Form):
    """Why something is taken out of a register."""

    reason = forms.CharField(label="Lý do", max_length=1000, widget=forms.Textarea({"rows": 3}))
