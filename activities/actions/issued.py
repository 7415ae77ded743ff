"""Papers that the portal gave a number to enter the register without being typed again."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from activities.actions.rows import directives
from activities.models import Directive
from audit.actions import Actor
from documents.models import BookEntry


@transaction.atomic
def take_issued(
    *, entries: Iterable[BookEntry], by: Actor, at: datetime | None = None
) -> list[Directive]:
    """A row of the register for each; the entries come with their book's office and its place."""
    return [
        directives.add(
            place=entry.book.home, number=entry.number, symbol=entry.symbol,
            issued_on=entry.issued_on, subject=entry.subject, by=by, at=at,
        )
        for entry in entries
    ]  # fmt: skip
