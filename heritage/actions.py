"""Every change of the heritage registers."""

from datetime import date, datetime
from decimal import Decimal
from typing import NotRequired, TypedDict, Unpack
from uuid import UUID

from accounts import rows
from audit.actions import Actor
from heritage.models import (
    Designation,
    Festival,
    FestivalHeld,
    IntangibleHeritage,
    Restoration,
    Site,
)
from localities.models import Locality
from vhtt_portal.text import name_keys


class SiteFields(TypedDict):
    """What one says about a site."""

    place: Locality
    name: str
    kind: str
    address: NotRequired[str]
    status: NotRequired[str]
    listed_on: NotRequired[date | None]


class DesignationFields(TypedDict):
    """What one says about a decision that ranks a site."""

    rank: int
    decision_number: str
    decided_on: date
    certificate_received_on: NotRequired[date | None]


class RestorationFields(TypedDict):
    """What one says about works on a site; money in million đồng."""

    content: str
    started_on: date
    finished_on: NotRequired[date | None]
    state_budget: Decimal
    social_budget: Decimal


class FestivalFields(TypedDict):
    """What one says about a festival."""

    place: Locality
    name: str
    timing: NotRequired[str]


class FestivalHeldFields(TypedDict):
    """What one says about one time a festival was held."""

    held_on: date
    visitors: NotRequired[int | None]


class IntangibleHeritageFields(TypedDict):
    """What one says about intangible heritage."""

    place: Locality
    name: str
    kind: str
    listed_on: NotRequired[date | None]
    decision_number: NotRequired[str]


# --- Sites ------------------------------------------------------------------------------------


def add_site(
    *, by: Actor, key: UUID | None = None, at: datetime | None = None,
    **fields: Unpack[SiteFields],
) -> Site:  # fmt: skip
    site = Site(**fields, **name_keys(fields["name"]))
    place = fields["place"]
    return rows.add(site, by=by, verb="site.added", place=place, key=key, at=at)


def change_site(
    *, site: Site, version: int | None, by: Actor, at: datetime | None = None,
    **fields: Unpack[SiteFields],
) -> Site:  # fmt: skip
    return rows.change(
        site, {**fields, **name_keys(fields["name"])}, version=version, by=by,
        verb="site.changed", place=fields["place"], at=at,
    )  # fmt: skip


def remove_site(
    *, site: Site, removed_on: date, version: int | None, reason: str, by: Actor,
    at: datetime | None = None,
) -> Site:  # fmt: skip
    """Take the site off the list from that day on; earlier days still count it."""
    return rows.change(
        site, {"removed_on": removed_on}, version=version, by=by, verb="site.taken_off",
        place=site.place, reason=rows.require_reason(reason), at=at,
    )  # fmt: skip


def put_back_site(
    *, site: Site, version: int | None, reason: str, by: Actor, at: datetime | None = None
) -> Site:
    return rows.change(
        site, {"removed_on": None}, version=version, by=by, verb="site.put_back",
        place=site.place, reason=rows.require_reason(reason), at=at,
    )  # fmt: skip


def delete_site(
    *, site: Site, version: int | None, reason: str, by: Actor, at: datetime | None = None
) -> None:
    """For a row written by mistake; a site that existed is taken off the list instead."""
    rows.remove(
        site, version=version, by=by, verb="site.removed", place=site.place,
        reason=reason, at=at,
    )  # fmt: skip


def add_designation(
    *, site: Site, by: Actor, key: UUID | None = None, at: datetime | None = None,
    **fields: Unpack[DesignationFields],
) -> Designation:  # fmt: skip
    place = site.place
    return rows.add(
        Designation(site=site, **fields), by=by, verb="designation.added", place=place, key=key,
        at=at,
    )  # fmt: skip


def change_designation(
    *, designation: Designation, version: int | None, by: Actor, at: datetime | None = None,
    **fields: Unpack[DesignationFields],
) -> Designation:  # fmt: skip
    return rows.change(
        designation, fields, version=version, by=by, verb="designation.changed",
        place=designation.site.place, at=at,
    )  # fmt: skip


def remove_designation(
    *, designation: Designation, version: int | None, reason: str, by: Actor,
    at: datetime | None = None,
) -> None:  # fmt: skip
    rows.remove(
        designation, version=version, by=by, verb="designation.removed",
        place=designation.site.place, reason=reason, at=at,
    )  # fmt: skip


def add_restoration(
    *, site: Site, by: Actor, key: UUID | None = None, at: datetime | None = None,
    **fields: Unpack[RestorationFields],
) -> Restoration:  # fmt: skip
    place = site.place
    return rows.add(
        Restoration(site=site, **fields), by=by, verb="restoration.added", place=place, key=key,
        at=at,
    )  # fmt: skip


def change_restoration(
    *, restoration: Restoration, version: int | None, by: Actor, at: datetime | None = None,
    **fields: Unpack[RestorationFields],
) -> Restoration:  # fmt: skip
    return rows.change(
        restoration, fields, version=version, by=by, verb="restoration.changed",
        place=restoration.site.place, at=at,
    )  # fmt: skip


def remove_restoration(
    *, restoration: Restoration, version: int | None, reason: str, by: Actor,
    at: datetime | None = None,
) -> None:  # fmt: skip
    rows.remove(
        restoration, version=version, by=by, verb="restoration.removed",
        place=restoration.site.place, reason=reason, at=at,
    )  # fmt: skip


# --- Festivals --------------------------------------------------------------------------------


def add_festival(
    *, by: Actor, key: UUID | None = None, at: datetime | None = None,
    **fields: Unpack[FestivalFields],
) -> Festival:  # fmt: skip
    festival = Festival(**fields, **name_keys(fields["name"]))
    place = fields["place"]
    return rows.add(festival, by=by, verb="festival.added", place=place, key=key, at=at)


def change_festival(
    *, festival: Festival, version: int | None, by: Actor, at: datetime | None = None,
    **fields: Unpack[FestivalFields],
) -> Festival:  # fmt: skip
    return rows.change(
        festival, {**fields, **name_keys(fields["name"])}, version=version, by=by,
        verb="festival.changed", place=fields["place"], at=at,
    )  # fmt: skip


def remove_festival(
    *, festival: Festival, version: int | None, reason: str, by: Actor, at: datetime | None = None
) -> None:
    rows.remove(
        festival, version=version, by=by, verb="festival.removed",
        place=festival.place, reason=reason, at=at,
    )  # fmt: skip


def add_festival_held(
    *, festival: Festival, by: Actor, key: UUID | None = None, at: datetime | None = None,
    **fields: Unpack[FestivalHeldFields],
) -> FestivalHeld:  # fmt: skip
    place = festival.place
    return rows.add(
        FestivalHeld(festival=festival, **fields), by=by, verb="festival_held.added", place=place,
        key=key, at=at,
    )  # fmt: skip


def change_festival_held(
    *, occasion: FestivalHeld, version: int | None, by: Actor, at: datetime | None = None,
    **fields: Unpack[FestivalHeldFields],
) -> FestivalHeld:  # fmt: skip
    return rows.change(
        occasion, fields, version=version, by=by, verb="festival_held.changed",
        place=occasion.festival.place, at=at,
    )  # fmt: skip


def remove_festival_held(
    *, occasion: FestivalHeld, version: int | None, reason: str, by: Actor,
    at: datetime | None = None,
) -> None:  # fmt: skip
    rows.remove(
        occasion, version=version, by=by, verb="festival_held.removed",
        place=occasion.festival.place, reason=reason, at=at,
    )  # fmt: skip


# --- Intangible heritage ----------------------------------------------------------------------


def add_intangible(
    *, by: Actor, key: UUID | None = None, at: datetime | None = None,
    **fields: Unpack[IntangibleHeritageFields],
) -> IntangibleHeritage:  # fmt: skip
    heritage = IntangibleHeritage(**fields, **name_keys(fields["name"]))
    place = fields["place"]
    return rows.add(heritage, by=by, verb="intangible.added", place=place, key=key, at=at)


def change_intangible(
    *, heritage: IntangibleHeritage, version: int | None, by: Actor, at: datetime | None = None,
    **fields: Unpack[IntangibleHeritageFields],
) -> IntangibleHeritage:  # fmt: skip
    return rows.change(
        heritage, {**fields, **name_keys(fields["name"])}, version=version, by=by,
        verb="intangible.changed", place=fields["place"], at=at,
    )  # fmt: skip


def remove_intangible(
    *, heritage: IntangibleHeritage, version: int | None, reason: str, by: Actor,
    at: datetime | None = None,
) -> None:  # fmt: skip
    rows.remove(
        heritage, version=version, by=by, verb="intangible.removed",
        place=heritage.place, reason=reason, at=at,
    )  # fmt: skip
