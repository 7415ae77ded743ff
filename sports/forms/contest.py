"""What is written about a tournament many at a time: who comes, who won, how lots fell."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BaseFormSet, formset_factory

from sports.actions import Arrival, Finish
from sports.models import Event
from sports.models.contest import LONGEST_HOLDER
from sports.standings import KEYS
from sports.table_rules import read_points
from vhtt_portal.dates import DateField
from vhtt_portal.numbers import CountField, FigureError, read_figure
from vhtt_portal.text import tidy, tidy_lines

# Two third places are usual: who loses a semi-final.
USUAL_RANKS = (1, 2, 3, 3)
_LONGEST_NAME = 120


class RosterForm(forms.Form):
    """Teams and events, a line each, as they may be pasted from a spreadsheet."""

    teams = forms.CharField(
        label="Các đoàn, đội",
        required=False,
        widget=forms.Textarea({"rows": 10}),
        help_text=(
            "Mỗi dòng một đoàn; sau dấu chấm phẩy là số vận động viên, ví dụ: Đội cơ quan; 12."
            " Dán hai cột từ bảng tính cũng được."
        ),
    )
    events = forms.CharField(
        label="Các nội dung thi đấu",
        required=False,
        widget=forms.Textarea({"rows": 8}),
        help_text="Mỗi dòng một nội dung, ví dụ: Đơn nam.",
    )

    def clean_teams(self) -> list[Arrival]:
        lines = enumerate(tidy_pasted(self.cleaned_data["teams"]), start=1)
        return [_arrival(number, line) for number, line in lines if line]

    def clean_events(self) -> list[str]:
        lines = enumerate(tidy_lines(self.cleaned_data["events"]).split("\n"), start=1)
        return [_name(number, line) for number, line in lines if line]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if not self.errors and not said["teams"] and not said["events"]:
            raise forms.ValidationError("Hãy ghi ít nhất một đoàn hoặc một nội dung.")
        return said


def tidy_pasted(text: str) -> list[str]:
    """Lines of a list; what a spreadsheet puts between two columns is a semicolon here."""
    return [tidy(line.replace("\t", "; ")) for line in text.splitlines()]


def _arrival(number: int, line: str) -> Arrival:
    name, _, count = (part.strip() for part in line.partition(";"))
    if not count:
        return Arrival(_name(number, name))
    try:
        return Arrival(_name(number, name), int(read_figure(count)))
    except FigureError as refusal:
        raise forms.ValidationError(f"Dòng {number}: {refusal}") from refusal


def _name(number: int, name: str) -> str:
    if not name:
        raise forms.ValidationError(f"Dòng {number}: chưa có tên.")
    if len(name) > _LONGEST_NAME:
        raise forms.ValidationError(f"Dòng {number}: tên dài quá {_LONGEST_NAME} chữ.")
    return name


class FinishForm(forms.Form):
    """One line of an event's results; without a team it says nothing."""

    event = forms.IntegerField(widget=forms.HiddenInput)
    rank = CountField(label="Hạng", required=False)
    team = forms.TypedChoiceField(label="Đoàn, đội", required=False, coerce=int, empty_value=None)
    holder = forms.CharField(label="Người, đội đạt giải", required=False, max_length=LONGEST_HOLDER)

    def __init__(self, *args: Any, teams: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = self.fields["team"]
        if isinstance(choices, forms.ChoiceField):
            choices.choices = [("", "Chưa có"), *teams.items()]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("team") and said.get("rank") is None and "rank" not in self.errors:
            self.add_error("rank", "Hãy ghi hạng.")
        if said.get("holder") and said.get("team") is None and not self.errors:
            self.add_error("team", "Hãy chọn đoàn của người, đội này.")
        return said


FinishFormSet = formset_factory(FinishForm, extra=0, max_num=1000, absolute_max=1000)


def initial_lines(events: Sequence[Event], rank_points: str) -> list[dict[str, Any]]:
    """What stands in the grid at first: the results there are, and room for those that are usual."""
    usual = [*USUAL_RANKS, *range(4, len(read_points(rank_points)) + 1)]
    lines = []
    for event in events:
        free = list(usual)
        for row in event.results.all():
            if row.rank in free:
                free.remove(row.rank)
            lines.append(
                {"event": event.pk, "rank": row.rank, "team": row.team_id,
                 "holder": row.holder}
            )  # fmt: skip
        lines += [{"event": event.pk, "rank": rank} for rank in free]
    return lines


def finishes(formset: "BaseFormSet[Any]") -> dict[int, list[Finish]]:
    """The results of every event that the page showed."""
    found: dict[int, list[Finish]] = {}
    for said in (form.cleaned_data for form in formset.forms):
        lines = found.setdefault(said["event"], [])
        if said["team"] is not None:
            lines.append(Finish(said["rank"], said["team"], said["holder"]))
    return found


class TableRulesForm(forms.Form):
    """By what the table of teams goes, first things first."""

    STEPS = ("first", "second", "third", "fourth", "fifth")
    LABELS = ("Xét trước hết", "Bằng nhau thì xét", "Vẫn bằng nhau thì xét", "Sau đó xét",
              "Sau cùng xét")  # fmt: skip

    def __init__(self, *args: Any, order: Sequence[str], rank_points: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place, (name, label) in enumerate(zip(self.STEPS, self.LABELS, strict=True)):
            chosen = order[place] if place < len(order) else ""
            self.fields[name] = forms.ChoiceField(
                label=label, required=place == 0, initial=chosen,
                choices=[*([] if place == 0 else [("", "Không xét")]), *KEYS.items()],
            )  # fmt: skip
        self.fields["rank_points"] = forms.CharField(
            label="Điểm theo hạng", required=False, max_length=120, initial=rank_points,
            help_text="Điểm của hạng nhất, nhì, ba…, cách nhau bằng dấu phẩy. Ví dụ: 7, 5, 4.",
        )  # fmt: skip

    def said(self) -> dict[str, Any]:
        order = [self.cleaned_data[name] for name in self.STEPS if self.cleaned_data[name]]
        return {"table_order": ",".join(order), "rank_points": self.cleaned_data["rank_points"]}


class DrawForm(forms.Form):
    """How lots fell among these teams."""

    drawn_on = DateField(label="Ngày bốc thăm")
    drawn_by = forms.CharField(label="Người chủ trì bốc thăm", max_length=200)

    def __init__(self, *args: Any, teams: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams = teams
        places = [("", "Chọn thứ tự"), *((n, str(n)) for n in range(1, len(teams) + 1))]
        for pk, name in teams.items():
            self.fields[f"lot-{pk}"] = forms.TypedChoiceField(
                label=f"{name}: bốc được thứ tự", choices=places, coerce=int
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        drawn = [said[f"lot-{pk}"] for pk in self.teams if f"lot-{pk}" in said]
        if len(set(drawn)) < len(drawn):
            raise forms.ValidationError("Hai đoàn không thể bốc được cùng một thứ tự.")
        return said

    def order(self) -> list[int]:
        """The teams from the luckiest down."""
        return sorted(self.teams, key=lambda pk: self.cleaned_data[f"lot-{pk}"])
