"""Every change of the movement's registers."""

from datetime import date, datetime
from typing import NotRequired, TypedDict, Unpack
from uuid import UUID

from django.db import transaction

from accounts import rows
from audit.actions import Actor
from campaigns.models import (
    Agency,
    AgencyYear,
    GoodDeed,
    LaneResult,
    LocalityTitle,
    VillageResult,
)
from localities.models import Locality
from vhtt_portal.rules import RuleError
from vhtt_portal.text import name_keys


class VillageResultFields(TypedDict):
    """What one says about a village's title round."""

    household_count: int
    registered_count: int
    recognised_count: NotRequired[int | None]
    is_recognised: NotRequired[bool | None]
    five_years: NotRequired[bool]
    five_years_commended: NotRequired[bool]
    decision_number: NotRequired[str]
    decided_on: NotRequired[date | None]


class AgencyFields(TypedDict):
    """What one says about an agency."""

    place: Locality
    name: str
    left_on: NotRequired[date | None]


class AgencyYearFields(TypedDict):
    """What one says about an agency's year."""

    is_registered: NotRequired[bool]
    is_recognised: NotRequired[bool]
    has_standard: NotRequired[bool]


class LaneResultFields(TypedDict):
    """What one says about a lane."""

    place: Locality
    year: int
    name: str
    is_recognised: NotRequired[bool | None]


# --- A year's rows: one for each place and year, written and written again --------------------


@transaction.atomic
def record_village_result(
    *, village: Locality, year: int, version: int | None = None, by: Actor,
    at: datetime | None = None, **fields: Unpack[VillageResultFields],
) -> VillageResult:  # fmt: skip
    """Version 0 says that the page showed no result yet; None writes whatever stands there."""
    if not village.kind.is_village:
        raise RuleError(f"{village} không phải là khu dân cư.")
    place = village.parent or village
    known = VillageResult.objects.filter(village=village, year=year).first()
    if known is None:
        result = VillageResult(village=village, year=year, **fields)
        return rows.add(result, by=by, verb="village_result.added", place=place, at=at)
    return rows.change(
        known, fields, version=version, by=by, verb="village_result.changed", place=place, at=at
    )


def remove_village_result(
    *, result: VillageResult, version: int | None, reason: str, by: Actor,
    at: datetime | None = None,
) -> None:  # fmt: skip
    rows.remove(
        result, version=version, by=by, verb="village_result.removed",
        place=result.village.parent or result.village, reason=reason, at=at,
    )  # fmt: skip


@transaction.atomic
def record_agency_year(
    *, agency: Agency, year: int, version: int | None = None, by: Actor,
    at: datetime | None = None, **fields: Unpack[AgencyYearFields],
) -> AgencyYear:  # fmt: skip
    place = agency.place
    known = AgencyYear.objects.filter(agency=agency, year=year).first()
    if known is None:
        agency_year = AgencyYear(agency=agency, year=year, **fields)
        return rows.add(agency_year, by=by, verb="agency_year.added", place=place, at=at)
    return rows.change(
        known, fields, version=version, by=by, verb="agency_year.changed", place=place, at=at
    )


@transaction.atomic
def record_locality_title(
    *, place: Locality, year: int, is_exemplary: bool, version: int | None = None, by: Actor,
    at: datetime | None = None,
) -> LocalityTitle:  # fmt: skip
    known = LocalityTitle.objects.filter(place=place, year=year).first()
    if known is None:
        title = LocalityTitle(place=place, year=year, is_exemplary=is_exemplary)
        return rows.add(title, by=by, verb="locality_title.added", place=place, at=at)
    return rows.change(
        known, {"is_exemplary": is_exemplary}, version=version, by=by,
        verb="locality_title.changed", place=place, at=at,
    )  # fmt: skip


@transaction.atomic
def record_good_deeds(
    *, place: Locality, year: int, person_count: int, version: int | None = None, by: Actor,
    at: datetime | None = None,
) -> GoodDeed:  # fmt: skip
    known = GoodDeed.objects.filter(place=place, year=year).first()
    if known is None:
        deeds = GoodDeed(place=place, year=year, person_count=person_count)
        return rows.add(deeds, by=by, verb="good_deed.added", place=place, at=at)
    return rows.change(
        known, {"person_count": person_count}, version=version, by=by, verb="good_deed.changed",
        place=place, at=at,
    )  # fmt: skip


# --- Agencies ---------------------------------------------------------------------------------


def add_agency(
    *, by: Actor, key: UUID | None = None, at: datetime | None = None,
    **fields: Unpack[AgencyFields],
) -> Agency:  # fmt: skip
    agency = Agency(**fields, **name_keys(fields["name"]))
    place = fields["place"]
    return rows.add(agency, by=by, verb="agency.added", place=place, key=key, at=at)


def change_agency(
    *, agency: Agency, version: int | None, by: Actor, at: datetime | None = None,
    **fields: Unpack[AgencyFields],
) -> Agency:  # fmt: skip
    return rows.change(
        agency, {**fields, **name_keys(fields["name"])}, version=version, by=by,
        verb="agency.changed", place=fields["place"], at=at,
    )  # fmt: skip


def remove_agency(
    *, agency: Agency, version: int | None, reason: str, by: Actor, at: datetime | None = None
) -> None:
    rows.remove(
        agency, version=version, by=by, verb="agency.removed", place=agency.place,
        reason=reason, at=at,
    )  # fmt: skip


# --- Lanes ------------------------------------------------------------------------------------


def add_lane_result(
    *, by: Actor, key: UUID | None = None, at: datetime | None = None,
    **fields: Unpack[LaneResultFields],
) -> LaneResult:  # fmt: skip
    lane = LaneResult(**fields, **name_keys(fields["name"]))
    place = fields["place"]
    return rows.add(lane, by=by, verb="lane_result.added", place=place, key=key, at=at)


def change_lane_result(
    *, lane: LaneResult, version: int | None, by: Actor, at: datetime | None = None,
    **fields: Unpack[LaneResultFields],
) -> LaneResult:  # fmt: skip
    return rows.change(
        lane, {**fields, **name_keys(fields["name"])}, version=version, by=by,
        verb="lane_result.changed", place=fields["place"], at=at,
    )  # fmt: skip


def remove_lane_result(
    *, lane: LaneResult, version: int | None, reason: str, by: Actor, at: datetime | None = None
) -> None:
    rows.remove(
        lane, version=version, by=by, verb="lane_result.removed", place=lane.place,
        reason=reason, at=at,
    )  # fmt: skip
