"""Shapes of what is typed into the sports registers."""

from sports.forms.contest import (
    DrawForm,
    FinishFormSet,
    RosterForm,
    TableRulesForm,
    finishes,
    initial_lines,
)
from sports.forms.rows import (
    ClubForm,
    EventForm,
    FacilityForm,
    MedalForm,
    TeamForm,
    TournamentForm,
)
from sports.forms.sport_year import SportYearFormSet

__all__ = [
    "ClubForm",
    "DrawForm",
    "EventForm",
    "FacilityForm",
    "FinishFormSet",
    "MedalForm",
    "RosterForm",
    "SportYearFormSet",
    "TableRulesForm",
    "TeamForm",
    "TournamentForm",
    "finishes",
    "initial_lines",
]
