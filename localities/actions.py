"""Every change of places and offices."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from audit.actions import Actor, record
from audit.models import Source
from localities.models import Locality, LocalityKind, Office, OfficeRecipient
from localities.office_file import KindRow, OfficeFile, OfficeRow, PlaceRow
from vhtt_portal.text import fold, sort_key


@transaction.atomic
def load_office(*, content: OfficeFile, by: Actor, at: datetime | None = None) -> Office:
    """Make the places and the office what the file says; loading it again changes nothing.

    A place is known by its code and first day; places that the file does not name stay.
    """
    kinds = {row.code: _kind(row) for row in content.kinds}
    places: dict[str, Locality] = {}
    for row in content.places:
        parent = places[row.parent] if row.parent else None
        places[row.code] = _place(row, kinds[row.kind], parent, by=by, at=at)
    office = _office(content.office, places[content.office.locality], by=by, at=at)
    _recipients(office, content.office.recipients, by=by, at=at)
    return office


def _kind(row: KindRow) -> LocalityKind:
    words = asdict(row)
    kind, _ = LocalityKind.objects.update_or_create(code=words.pop("code"), defaults=words)
    return kind


def _place(
    row: PlaceRow, kind: LocalityKind, parent: Locality | None, *, by: Actor, at: datetime | None
) -> Locality:
    full_name = f"{kind.name} {row.name}"
    wanted = {
        "kind": kind,
        "name": row.name,
        "parent": parent,
        "valid_to": row.valid_to,
        "full_name": full_name,
        "search_key": fold(full_name),
        "sort_key": sort_key(row.name),
    }
    place = Locality.objects.filter(code=row.code, valid_from=row.valid_from).first()
    known = place is not None
    place = place or Locality(code=row.code, valid_from=row.valid_from)
    changes = {
        word: (str(getattr(place, word)) if known else None, str(value))
        for word, value in wanted.items()
        if not known or getattr(place, word) != value
    }
    if changes:
        for word, value in wanted.items():
            setattr(place, word, value)
        place.save()
        verb = "locality.changed" if known else "locality.added"
        record(
            by=by, verb=verb, target=place, changes=changes, place=full_name,
            source=Source.COMMAND, at=at,
        )  # fmt: skip
    return place


def _office(row: OfficeRow, locality: Locality, *, by: Actor, at: datetime | None) -> Office:
    wanted = asdict(row) | {"locality": locality}
    del wanted["recipients"]
    office = Office.objects.filter(code=row.code).first()
    known = office is not None
    office = office or Office(code=row.code, locality=locality)
    changes = {
        word: (str(getattr(office, word)) if known else None, str(value))
        for word, value in wanted.items()
        if not known or getattr(office, word) != value
    }
    if changes:
        for word, value in wanted.items():
            setattr(office, word, value)
        office.save()
        verb = "office.changed" if known else "office.added"
        record(
            by=by, verb=verb, target=office, changes=changes, place=locality.full_name,
            source=Source.COMMAND, at=at,
        )  # fmt: skip
    return office


def _recipients(office: Office, lines: tuple[str, ...], *, by: Actor, at: datetime | None) -> None:
    before = list(office.recipients.values_list("text", flat=True))
    if before == list(lines):
        return
    office.recipients.all().delete()
    OfficeRecipient.objects.bulk_create(
        OfficeRecipient(office=office, order=order, text=text)
        for order, text in enumerate(lines, start=1)
    )
    record(
        by=by, verb="office.recipients_changed", target=office,
        changes={"recipients": (before, list(lines))}, source=Source.COMMAND, at=at,
    )  # fmt: skip
