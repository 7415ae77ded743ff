"""Shapes of the sports registers' rows."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import models
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from sports.models import Club, Event, Facility, Medal, Team, Tournament
from vhtt_portal.row_form import RowForm


class SuggestedInput(forms.TextInput):
    """A box to type in, with what was typed there before offered underneath."""

    def __init__(self, suggestions: Sequence[str]) -> None:
        super().__init__()
        self.suggestions = suggestions

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        offered = f"{name}-goi-y"
        box = super().render(name, value, {**(attrs or {}), "list": offered}, renderer)
        options = format_html_join("", '<option value="{}">', ((one,) for one in self.suggestions))
        return format_html('{}<datalist id="{}">{}</datalist>', box, offered, options)


class _SportForm(RowForm):
    """A row that names its sport: light as a list, one types what one likes."""

    def __init__(self, *args: Any, sports: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sport"].widget = SuggestedInput(sports)


class TournamentForm(_SportForm):
    """``partners`` are the places that may hold it too; with none there is nothing to choose."""

    def __init__(
        self, *args: Any, partners: "models.QuerySet[Any] | None" = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if partners is None:
            del self.fields["co_place"]
        else:
            self._offer("co_place", partners)
        row = self.instance
        if isinstance(row, Tournament) and row.pk and row.is_counted:
            # They follow from the teams.
            del self.fields["delegation_count"], self.fields["athlete_count"]

    class Meta(RowForm.Meta):
        model = Tournament
        fields = [
            "place", "is_higher_level", "co_place", "name", "sport", "starts_on", "ends_on",
            "venue", "delegation_count", "athlete_count", "team_standing",
        ]  # fmt: skip
        help_texts = {
            "co_place": (
                "Giải do hai cấp cùng tổ chức chỉ ghi một lần và tính một lần, ở cấp cao hơn."
            ),
        }


class MedalForm(RowForm):
    class Meta(RowForm.Meta):
        model = Medal
        fields = ["event", "colour", "count", "holder"]


class TeamForm(RowForm):
    class Meta(RowForm.Meta):
        model = Team
        fields = ["name", "athlete_count", "athletes"]
        help_texts = {
            "athletes": "Là thông tin cá nhân: chỉ ghi khi cần. Danh sách không được in ra.",
        }


class EventForm(RowForm):
    class Meta(RowForm.Meta):
        model = Event
        fields = ["name"]


class ClubForm(_SportForm):
    class Meta(RowForm.Meta):
        model = Club
        fields = ["place", "name", "sport", "member_count", "started_on", "ended_on"]


class FacilityForm(RowForm):
    class Meta(RowForm.Meta):
        model = Facility
        fields = ["place", "name", "kind", "area", "managed_by", "in_use_from", "in_use_until"]
