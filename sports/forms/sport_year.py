"""A year's figures of many places in one grid."""

from typing import Any

from django import forms
from django.forms import formset_factory

from sports.models.sport_year import DEFINITIONS
from vhtt_portal.numbers import CountField, read_version


class SportYearForm(forms.Form):
    """One place's line; an empty box is a figure that nobody knows."""

    place = forms.IntegerField(widget=forms.HiddenInput)
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, unit, _ in DEFINITIONS:
            self.fields[name] = CountField(required=False, label=unit)

    def figures(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {name: said[name] for name, _, _ in DEFINITIONS} | {
            "version": read_version(said["version"])
        }


SportYearFormSet = formset_factory(SportYearForm, extra=0, max_num=100, absolute_max=100)
