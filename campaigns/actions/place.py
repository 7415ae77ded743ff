"""Changes of the places' own years."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypedDict, Unpack

from django.db import transaction

from accounts.rows import Register
from audit.actions import Actor
from campaigns.actions.guard import require_undecided
from campaigns.actions.year import record_year
from campaigns.models import PlaceResult
from campaigns.titles import TitleKind
from localities.models import Locality
from vhtt_portal.rules import RuleError

_results = Register(PlaceResult, "place_result", lambda row: row.place)
_DECIDED = {TitleKind.EXEMPLARY: "is_exemplary", TitleKind.URBAN: "is_urban"}


class PlaceResultFields(TypedDict, total=False):
    """What one says about a place's year."""

    is_exemplary: bool | None
    is_urban: bool | None
    good_deeds: int | None
    sport_families: int | None
    standard_houses: int | None


def record_place_result(
    *, place: Locality, year: int, version: int | None = None, by: Actor,
    at: datetime | None = None, **fields: Unpack[PlaceResultFields],
) -> PlaceResult:  # fmt: skip
    of = {"place": place, "year": year}
    known = PlaceResult.objects.filter(**of).first() or PlaceResult(**of)
    require_undecided(known, fields, _DECIDED, year=year, locality=place)
    return record_year(_results, of, fields, version=version, by=by, at=at)


@transaction.atomic
def record_place_results(
    *, year: int, said: Iterable[tuple[Locality, int | None, Mapping[str, Any]]], by: Actor,
    at: datetime | None = None,
) -> None:  # fmt: skip
    """Several places at once, each with the version that the page carried: all or none."""
    for place, version, fields in said:
        try:
            record_place_result(place=place, year=year, version=version, by=by, at=at, **fields)
        except RuleError as refusal:
            raise RuleError(f"{place}: {refusal}") from refusal
