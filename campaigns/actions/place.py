"""Changes of the places' own years."""

from datetime import datetime

from accounts.rows import Register
from audit.actions import Actor
from campaigns.actions.year import record_year
from campaigns.models import GoodDeed, LocalityTitle
from localities.models import Locality

_titles = Register(LocalityTitle, "locality_title", lambda row: row.place)
_deeds = Register(GoodDeed, "good_deed", lambda row: row.place)


def record_locality_title(
    *, place: Locality, year: int, is_exemplary: bool, version: int | None = None, by: Actor,
    at: datetime | None = None,
) -> LocalityTitle:  # fmt: skip
    of = {"place": place, "year": year}
    return record_year(_titles, of, {"is_exemplary": is_exemplary}, version=version, by=by, at=at)


def record_good_deeds(
    *, place: Locality, year: int, person_count: int, version: int | None = None, by: Actor,
    at: datetime | None = None,
) -> GoodDeed:  # fmt: skip
    of = {"place": place, "year": year}
    return record_year(_deeds, of, {"person_count": person_count}, version=version, by=by, at=at)
