"""One round of inspections, written at once."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import transaction

from activities.actions.rows import inspections
from activities.models import Establishment, Inspection
from audit.actions import Actor
from localities.models import Locality
from vhtt_portal.rules import RuleError


@transaction.atomic
def add_round(
    *, place: Locality, inspected_on: date, outcomes: Mapping[Establishment, str], note: str = "",
    by: Actor, key: UUID | None = None, at: datetime | None = None,
) -> list[Inspection]:  # fmt: skip
    """Every visit of the round, or none when one of them cannot be.

    Each visit is kept as if it were written by itself; its key follows from the round's.
    """
    if not outcomes:
        raise RuleError("Hãy chọn kết quả cho ít nhất một cơ sở.")
    return [
        _visit(
            establishment, place=place, inspected_on=inspected_on, outcome=outcome, note=note,
            by=by, key=key and uuid5(key, str(establishment.pk)), at=at,
        )
        for establishment, outcome in outcomes.items()
    ]  # fmt: skip


def _visit(establishment: Establishment, **fields: object) -> Inspection:
    try:
        return inspections.add(establishment=establishment, **fields)  # type: ignore[arg-type]  # named above
    except RuleError as refusal:
        raise RuleError(f"{establishment}: {refusal}") from refusal
