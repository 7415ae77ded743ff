"""Who comes to a tournament and in what they compete."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts import rows
from accounts.rows import Register
from accounts.scope import require_writing
from audit.actions import Actor
from audit.locking import lock
from sports.models import Event, Team, Tournament
from vhtt_portal.text import sort_key


@dataclass(frozen=True, slots=True)
class Arrival:
    """A team as it is written down; None: how many athletes is not said."""

    name: str
    athlete_count: int | None = None


class _Teams(Register[Team]):
    """The tournament's own numbers follow from its teams."""

    @transaction.atomic
    def add(
        self, *, by: Actor, key: UUID | None = None, at: datetime | None = None, **fields: Any
    ) -> Team:
        row = super().add(by=by, key=key, at=at, **fields)
        _recount(row.tournament, by, at)
        return row

    @transaction.atomic
    def change(
        self, row: Team, *, version: int | None, by: Actor, at: datetime | None = None,
        **fields: Any,
    ) -> Team:  # fmt: skip
        row = super().change(row, version=version, by=by, at=at, **fields)
        _recount(row.tournament, by, at)
        return row

    @transaction.atomic
    def remove(
        self, row: Team, *, version: int | None, reason: str, by: Actor,
        at: datetime | None = None,
    ) -> None:  # fmt: skip
        super().remove(row, version=version, reason=reason, by=by, at=at)
        _recount(row.tournament, by, at)


_plain = Register(Team, "team", lambda row: row.tournament.place)
teams = _Teams(Team, "team", lambda row: row.tournament.place)
events = Register(Event, "event", lambda row: row.tournament.place)


@transaction.atomic
def record_roster(
    *, tournament: Tournament, arrivals: Sequence[Arrival], event_names: Sequence[str], by: Actor,
    at: datetime | None = None,
) -> Tournament:  # fmt: skip
    """Write down many teams and events at once.

    What is there already stays, with a number of athletes that is said anew; nothing is taken
    away. The same list sent twice is one list.
    """
    require_writing(by, {tournament.place_id})
    lock(tournament)
    known = {row.sort_key: row for row in Team.objects.filter(tournament=tournament)}
    for arrival in arrivals:
        key = sort_key(arrival.name)
        there = known.get(key)
        if there is None:
            known[key] = _plain.add(
                tournament=tournament, name=arrival.name, athlete_count=arrival.athlete_count,
                by=by, at=at,
            )  # fmt: skip
        elif arrival.athlete_count is not None:
            known[key] = _plain.change(
                there, version=None, athlete_count=arrival.athlete_count, by=by, at=at
            )
    held = {row.sort_key for row in Event.objects.filter(tournament=tournament)}
    for name in event_names:
        if sort_key(name) not in held:
            held.add(events.add(tournament=tournament, name=name, by=by, at=at).sort_key)
    return _recount(tournament, by, at)


def _recount(tournament: Tournament, by: Actor, at: datetime | None) -> Tournament:
    return rows.change(
        tournament, {}, version=None, by=by, verb="tournament.counted", place=tournament.place,
        at=at,
    )  # fmt: skip
