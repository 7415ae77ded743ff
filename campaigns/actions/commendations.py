"""Changes of what a village's runs rest on besides its results: Giấy khen, earlier titles."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.rows import Register
from audit.actions import Actor
from audit.locking import lock
from campaigns.actions.year import record_year
from campaigns.ledger import History
from campaigns.models import Commendation, EarlierTitles
from campaigns.runs import histories
from localities.models import Locality
from vhtt_portal.rules import RuleError

commendations = Register(Commendation, "commendation", lambda row: row.place)
_earlier = Register(EarlierTitles, "earlier_titles", lambda row: row.village.parent or row.village)


@transaction.atomic
def add_commendation(
    *, place: Locality, by: Actor, key: UUID | None = None, at: datetime | None = None,
    **fields: Any,
) -> Commendation:  # fmt: skip
    lock(place)
    row = commendations.add(place=place, by=by, key=key, at=at, **fields)
    _require_its_years(row)
    return row


@transaction.atomic
def change_commendation(
    *, row: Commendation, version: int | None, by: Actor, at: datetime | None = None, **fields: Any
) -> Commendation:
    lock(row.place)
    row = commendations.change(row, version=version, by=by, at=at, **fields)
    _require_its_years(row)
    return row


@transaction.atomic
def record_earlier_titles(
    *, village: Locality, first_year: int, last_year: int, version: int | None = None, by: Actor,
    at: datetime | None = None,
) -> EarlierTitles:  # fmt: skip
    _require_village(village)
    fields = {"first_year": first_year, "last_year": last_year}
    row = record_year(_earlier, {"village": village}, fields, version=version, by=by, at=at)
    require_commended_years(village)
    return row


@transaction.atomic
def remove_earlier_titles(
    *, row: EarlierTitles, version: int | None, reason: str, by: Actor, at: datetime | None = None
) -> None:
    _earlier.remove(row, version=version, reason=reason, by=by, at=at)
    require_commended_years(row.village)


def require_commended_years(village: Locality) -> None:
    """What a Giấy khen was given for stays so: asked after a change, which a refusal undoes."""
    lock(village)
    history = histories([village])[village.pk]
    for award in history.awards:
        if missing := history.missing_in(award.window):
            raise RuleError(
                f"{village} đã được tặng Giấy khen năm {award.year} cho {award.window}, nên năm"
                f" {missing[0]} phải được công nhận. Nếu Giấy khen ghi nhầm, hãy sửa Giấy khen trước."
            )


def _require_its_years(row: Commendation) -> None:
    """A village's Giấy khen stands on five recognised years that no other one has used up."""
    if row.kind != Commendation.Kind.VILLAGE or row.window is None:
        return
    _require_village(row.place)
    history = histories([row.place])[row.place_id]
    if missing := history.missing_in(row.window):
        raise RuleError(
            f"{row.place} chưa được công nhận đủ {len(row.window)} năm {row.window}: còn thiếu năm"
            f" {missing[0]}. Hãy ghi kết quả năm đó, hoặc ghi các năm trước khi có sổ."
        )
    others = [award for award in history.awards if award.window != row.window]
    if clash := History({}, tuple(others)).award_over(row.window):
        raise RuleError(
            f"{row.place} đã được tặng Giấy khen năm {clash.year} cho {clash.window};"
            " hai chu kỳ không được trùng năm."
        )


def _require_village(place: Locality) -> None:
    if not place.kind.is_village:
        raise RuleError(f"{place} không phải là khu dân cư.")
