"""Every change of the work diary."""

from datetime import date, datetime
from typing import NotRequired, TypedDict, Unpack
from uuid import UUID

from accounts import rows
from activities.models import Activity, Directive, Establishment, Inspection
from audit.actions import Actor
from localities.models import Locality
from vhtt_portal.text import fold, name_keys


class ActivityFields(TypedDict):
    """What one says about an activity."""

    place: Locality
    kind: str
    name: str
    held_on: date
    ended_on: NotRequired[date | None]
    quantity: NotRequired[int]
    participants: NotRequired[int | None]
    note: NotRequired[str]


class EstablishmentFields(TypedDict):
    """What one says about an establishment."""

    place: Locality
    name: str
    kind: str
    address: NotRequired[str]


class InspectionFields(TypedDict):
    """What one says about an inspection."""

    place: Locality
    inspected_on: date
    establishment: Establishment
    outcome: str
    note: NotRequired[str]


class DirectiveFields(TypedDict):
    """What one says about an issued document."""

    place: Locality
    number: int
    symbol: str
    issued_on: date
    subject: str


def add_activity(
    *, by: Actor, key: UUID | None = None, at: datetime | None = None,
    **fields: Unpack[ActivityFields],
) -> Activity:  # fmt: skip
    activity = Activity(**fields, search_key=fold(fields["name"]))
    place = fields["place"]
    return rows.add(activity, by=by, verb="activity.added", place=place, key=key, at=at)


def change_activity(
    *, activity: Activity, version: int | None, by: Actor, at: datetime | None = None,
    **fields: Unpack[ActivityFields],
) -> Activity:  # fmt: skip
    return rows.change(
        activity, {**fields, "search_key": fold(fields["name"])}, version=version, by=by,
        verb="activity.changed", place=fields["place"], at=at,
    )  # fmt: skip


def remove_activity(
    *, activity: Activity, version: int | None, reason: str, by: Actor, at: datetime | None = None
) -> None:
    rows.remove(
        activity, version=version, by=by, verb="activity.removed",
        place=activity.place, reason=reason, at=at,
    )  # fmt: skip


def add_establishment(
    *, by: Actor, key: UUID | None = None, at: datetime | None = None,
    **fields: Unpack[EstablishmentFields],
) -> Establishment:  # fmt: skip
    establishment = Establishment(**fields, **name_keys(fields["name"]))
    place = fields["place"]
    return rows.add(establishment, by=by, verb="establishment.added", place=place, key=key, at=at)


def change_establishment(
    *, establishment: Establishment, version: int | None, by: Actor, at: datetime | None = None,
    **fields: Unpack[EstablishmentFields],
) -> Establishment:  # fmt: skip
    return rows.change(
        establishment, {**fields, **name_keys(fields["name"])}, version=version, by=by,
        verb="establishment.changed", place=fields["place"], at=at,
    )  # fmt: skip


def remove_establishment(
    *, establishment: Establishment, version: int | None, reason: str, by: Actor,
    at: datetime | None = None,
) -> None:  # fmt: skip
    rows.remove(
        establishment, version=version, by=by, verb="establishment.removed",
        place=establishment.place, reason=reason, at=at,
    )  # fmt: skip


def add_inspection(
    *, by: Actor, key: UUID | None = None, at: datetime | None = None,
    **fields: Unpack[InspectionFields],
) -> Inspection:  # fmt: skip
    place = fields["place"]
    return rows.add(
        Inspection(**fields), by=by, verb="inspection.added", place=place, key=key, at=at
    )


def change_inspection(
    *, inspection: Inspection, version: int | None, by: Actor, at: datetime | None = None,
    **fields: Unpack[InspectionFields],
) -> Inspection:  # fmt: skip
    return rows.change(
        inspection, fields, version=version, by=by, verb="inspection.changed",
        place=fields["place"], at=at,
    )  # fmt: skip


def remove_inspection(
    *, inspection: Inspection, version: int | None, reason: str, by: Actor,
    at: datetime | None = None,
) -> None:  # fmt: skip
    rows.remove(
        inspection, version=version, by=by, verb="inspection.removed",
        place=inspection.place, reason=reason, at=at,
    )  # fmt: skip


def add_directive(
    *, by: Actor, key: UUID | None = None, at: datetime | None = None,
    **fields: Unpack[DirectiveFields],
) -> Directive:  # fmt: skip
    directive = Directive(**fields, **_book_keys(fields))
    place = fields["place"]
    return rows.add(directive, by=by, verb="directive.added", place=place, key=key, at=at)


def change_directive(
    *, directive: Directive, version: int | None, by: Actor, at: datetime | None = None,
    **fields: Unpack[DirectiveFields],
) -> Directive:  # fmt: skip
    return rows.change(
        directive, {**fields, **_book_keys(fields)}, version=version, by=by,
        verb="directive.changed", place=fields["place"], at=at,
    )  # fmt: skip


def remove_directive(
    *, directive: Directive, version: int | None, reason: str, by: Actor, at: datetime | None = None
) -> None:
    rows.remove(
        directive, version=version, by=by, verb="directive.removed",
        place=directive.place, reason=reason, at=at,
    )  # fmt: skip


def _book_keys(fields: DirectiveFields) -> dict[str, int | str]:
    words = f"{fields['number']:02d}/{fields['symbol']} {fields['subject']}"
    return {"book_year": fields["issued_on"].year, "search_key": fold(words)}
