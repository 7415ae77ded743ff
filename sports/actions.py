"""Every change of the tournament register."""

from datetime import date, datetime
from typing import NotRequired, TypedDict, Unpack
from uuid import UUID

from accounts import rows
from audit.actions import Actor
from localities.models import Locality
from sports.models import Medal, Tournament
from vhtt_portal.text import name_keys


class TournamentFields(TypedDict):
    """What one says about a tournament."""

    place: Locality
    is_higher_level: NotRequired[bool]
    name: str
    sport: str
    starts_on: date
    ends_on: NotRequired[date | None]
    venue: NotRequired[str]
    delegation_count: NotRequired[int | None]
    athlete_count: NotRequired[int | None]
    team_standing: NotRequired[str]


class MedalFields(TypedDict):
    """What one says about medals won."""

    event: str
    colour: int
    count: NotRequired[int]
    holder: NotRequired[str]


def add_tournament(
    *, by: Actor, key: UUID | None = None, at: datetime | None = None,
    **fields: Unpack[TournamentFields],
) -> Tournament:  # fmt: skip
    tournament = Tournament(**fields, **name_keys(fields["name"]))
    place = fields["place"]
    return rows.add(tournament, by=by, verb="tournament.added", place=place, key=key, at=at)


def change_tournament(
    *, tournament: Tournament, version: int | None, by: Actor, at: datetime | None = None,
    **fields: Unpack[TournamentFields],
) -> Tournament:  # fmt: skip
    return rows.change(
        tournament, {**fields, **name_keys(fields["name"])}, version=version, by=by,
        verb="tournament.changed", place=fields["place"], at=at,
    )  # fmt: skip


def remove_tournament(
    *, tournament: Tournament, version: int | None, reason: str, by: Actor,
    at: datetime | None = None,
) -> None:  # fmt: skip
    rows.remove(
        tournament, version=version, by=by, verb="tournament.removed",
        place=tournament.place, reason=reason, at=at,
    )  # fmt: skip


def add_medal(
    *, tournament: Tournament, by: Actor, key: UUID | None = None, at: datetime | None = None,
    **fields: Unpack[MedalFields],
) -> Medal:  # fmt: skip
    place = tournament.place
    return rows.add(
        Medal(tournament=tournament, **fields), by=by, verb="medal.added", place=place, key=key,
        at=at,
    )  # fmt: skip


def change_medal(
    *, medal: Medal, version: int | None, by: Actor, at: datetime | None = None,
    **fields: Unpack[MedalFields],
) -> Medal:  # fmt: skip
    return rows.change(
        medal, fields, version=version, by=by, verb="medal.changed",
        place=medal.tournament.place, at=at,
    )  # fmt: skip


def remove_medal(
    *, medal: Medal, version: int | None, reason: str, by: Actor, at: datetime | None = None
) -> None:
    rows.remove(
        medal, version=version, by=by, verb="medal.removed",
        place=medal.tournament.place, reason=reason, at=at,
    )  # fmt: skip
