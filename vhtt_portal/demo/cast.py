"""The people of the demo and the moments at which they act."""

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from accounts import actions
from accounts.models import Role, User
from audit.actions import System
from localities.models import Locality, Office

DATA = Path(__file__).parent / "data"

# Everybody has been in office since then, so that they may play the years from 2016.
_IN_OFFICE_SINCE = date(2015, 7, 1)


def read_data(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment of a working day, in the portal's own time zone."""
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts in the demo, and where."""

    office: Office
    # The places that owe a return, by code, and who enters figures there.
    wards: dict[str, Locality]
    entering: dict[str, User]
    leaders: dict[str, User]
    specialist: User
    head: User
    clerk: User


def assemble(office: Office) -> Cast:
    """Open the demo's accounts; every name is made up."""
    places = {
        place.code: place
        for place in Locality.objects.filter(parent=office.locality).select_related("kind")
    }
    everywhere = places | {office.locality.code: office.locality}
    users: dict[tuple[str, str], User] = {}
    for person in read_data("people.toml")["person"]:
        user = _account(person, everywhere[person["place"]])
        users.setdefault((person["role"], person["place"]), user)
    seat = office.locality.code
    return Cast(
        office=office,
        wards=places,
        entering={code: users[Role.WARD_ENTRY, code] for code in places},
        leaders={code: user for (role, code), user in users.items() if role == Role.WARD_LEADER},
        specialist=users[Role.SPECIALIST, seat],
        head=users[Role.HEAD, seat],
        clerk=users[Role.CLERK, seat],
    )


def _account(person: dict[str, Any], place: Locality) -> User:
    return actions.create_account(
        username=person["username"],
        full_name=person["name"],
        password=settings.DEMO_PASSWORD,
        role=Role(person["role"]),
        locality=place,
        post=person["post"],
        is_deputy=person.get("deputy", False),
        starts_on=_IN_OFFICE_SINCE,
        must_change_password=False,
        is_demo=person.get("shown", False),
        by=System("Dữ liệu minh họa"),
        at=at(_IN_OFFICE_SINCE, 8),
    )
