"""A page on which several rows are written at once, a line each: all of them or none."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Page
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.http import PortalRequest
from vhtt_portal.numbers import CountField, read_version, write_figure
from vhtt_portal.rules import RuleError


@dataclass(frozen=True, slots=True)
class Line:
    """One row: how it is called, its form, the row itself and the version that the page carried.

    ``version`` 0 says that the page showed no row yet.
    """

    label: str
    form: forms.BaseForm
    row: Any
    version: int
    shown_version: int

    @property
    def is_changed(self) -> bool:
        """Against what was shown: the form has written into the row itself."""
        said, shown = self.form.cleaned_data, self.form.initial
        return any(shown.get(name) != value for name, value in said.items())


@dataclass(frozen=True, slots=True)
class Column:
    """A field of the lines; ``total`` adds up what stands in the register."""

    label: str
    is_figure: bool
    total: str


def line(
    request: PortalRequest, form: type[forms.BaseForm], row: Any, *, key: int, label: str,
    **initial: Any,
) -> Line:  # fmt: skip
    """``row`` may be one that is not stored yet; left empty then, its line says nothing."""
    prefix, is_new = f"dong-{key}", row.pk is None
    more = {"instance": row} if issubclass(form, forms.BaseModelForm) else {"initial": initial}
    made = form(
        request.POST or None, prefix=prefix, use_required_attribute=False, empty_permitted=is_new,
        **more,
    )  # fmt: skip
    for field in made.fields.values():
        field.widget.attrs["aria-label"] = f"{field.label}, {label}"
        field.help_text = ""
    stored = 0 if is_new else getattr(row, "version", 0)
    sent = request.POST.get(f"{prefix}-version", "")
    return Line(label, made, row, read_version(sent), read_version(sent) if sent else stored)


def grid_page(
    request: PortalRequest,
    lines: Sequence[Line],
    act: Callable[[list[Line]], object],
    *,
    heading: str,
    lead: str,
    back: str,
    goal: str = "",
    has_totals: bool = False,
    page: "Page[Any] | None" = None,
    shared: forms.Form | None = None,
) -> HttpResponse:
    """Show the lines; when they are sent and well-formed, act on those that say something new.

    What ``shared`` says goes for every line that leaves it empty.
    """
    fault = ""
    if request.method == "POST" and _are_valid(lines, shared):
        _fill(lines, shared)
        try:
            act([line for line in lines if line.is_changed])
        except RuleError as refusal:
            fault = str(refusal)
        else:
            messages.success(request, "Đã lưu vào sổ.")
            return redirect(goal or back)
    wrong = [line for line in lines if line.form.errors]
    has_faults = bool(fault or wrong or (shared and shared.errors))
    shown = {
        "lines": lines, "columns": _columns(lines), "heading": heading,
        "lead": lead, "back": back, "fault": fault, "wrong": wrong, "has_totals": has_totals,
        "page": page, "shared": shared,
    }  # fmt: skip
    return render(request, "campaigns/grid.html", shown, status=422 if has_faults else 200)


def _are_valid(lines: Sequence[Line], shared: forms.Form | None) -> bool:
    """Every form is asked, so that all faults are told at once."""
    every = [line.form for line in lines] + ([shared] if shared else [])
    return not [form for form in every if not form.is_valid()]


def _fill(lines: Sequence[Line], shared: forms.Form | None) -> None:
    said = {name: value for name, value in shared.cleaned_data.items() if value} if shared else {}
    for line in lines:
        for name, value in said.items():
            line.form.cleaned_data[name] = line.form.cleaned_data.get(name) or value


def _columns(lines: Sequence[Line]) -> list[Column]:
    fields = lines[0].form.fields if lines else {}
    return [
        Column(str(field.label), isinstance(field, CountField), _total(lines, name, field))
        for name, field in fields.items()
    ]


def _total(lines: Sequence[Line], name: str, field: forms.Field) -> str:
    if not isinstance(field, CountField):
        return ""
    return write_figure(sum(line.form.initial.get(name) or 0 for line in lines))
